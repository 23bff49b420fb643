"""The acts of the room."""

from ledstjarna.reports.services.filing import EARLIEST, Filed, report_file
from ledstjarna.reports.services.handling import MovedOn, Triage, report_close, report_handle, report_triage

__all__ = ["EARLIEST", "Filed", "MovedOn", "Triage", "report_close", "report_file", "report_handle", "report_triage"]
