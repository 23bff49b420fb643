"""Questionnaires as XLSForm, the spreadsheet that ODK, KoboToolbox and others ask by: written, and read in a subset."""

from .model import MAX_BYTES, Reading, Reason, RowFault, Unreadable
from .process import read
from .writing import write

__all__ = ["MAX_BYTES", "Reading", "Reason", "RowFault", "Unreadable", "read", "write"]
