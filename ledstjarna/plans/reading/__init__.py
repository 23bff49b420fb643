"""Reads an action plan (handlingsplan) from DOCX or PDF into plain dataclasses. Stores nothing."""

from .model import MAX_BYTES, ActivityText, PlanText, Reason, SectionText, Unreadable
from .process import read_plan

__all__ = ["MAX_BYTES", "ActivityText", "PlanText", "Reason", "SectionText", "Unreadable", "read_plan"]
