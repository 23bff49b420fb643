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
from ledstjarna.reports.services.removal import (
    rows_removable,
    rows_remove,
    texts_erase,
    texts_removable,
    waiting_for_a_picture,
)

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
    "rows_removable",
    "rows_remove",
    "texts_erase",
    "texts_removable",
    "waiting_for_a_picture",
]
