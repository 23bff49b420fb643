"""The acts of the room."""

from ledstjarna.reports.services.filing import EARLIEST, Filed, report_file
from ledstjarna.reports.services.following import (
    contact_erase,
    contact_leave,
    contact_withdraw,
    contacts_reseal,
    question_answer,
)
from ledstjarna.reports.services.handling import MovedOn, Triage, report_close, report_handle, report_triage

__all__ = [
    "EARLIEST",
    "Filed",
    "MovedOn",
    "Triage",
    "contact_erase",
    "contact_leave",
    "contact_withdraw",
    "contacts_reseal",
    "question_answer",
    "report_close",
    "report_file",
    "report_handle",
    "report_triage",
]
