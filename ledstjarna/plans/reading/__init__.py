"""Reads an action plan (handlingsplan) from DOCX, PDF, XLSX or CSV into plain dataclasses. Stores nothing."""

from .model import MAX_BYTES, ActivityText, PlanText, Reason, SectionText, Unreadable
from .process import read_plan

__all__ = ["MAX_BYTES", "ActivityText", "PlanText", "Reason", "SectionText", "Unreadable", "read_plan"]
