"""The acts of the room."""

from ledstjarna.reports.services.coarsening import Coarser
from ledstjarna.reports.services.disclosing import disclosure_record
from ledstjarna.reports.services.events import event_join, event_part
from ledstjarna.reports.services.filing import EARLIEST, Filed, report_file
from ledstjarna.reports.services.following import (
    contact_erase,
    contact_leave,
    contact_withdraw,
    contacts_reseal,
    question_answer,
)
from ledstjarna.reports.services.handling import report_close, report_finish, report_handle, report_unhandle
from ledstjarna.reports.services.handover import report_hand_over, report_recuse, report_take
from ledstjarna.reports.services.informing import information_share
from ledstjarna.reports.services.moving import MovedOn
from ledstjarna.reports.services.questions import question_ask, question_withdraw
from ledstjarna.reports.services.reminding import remind
from ledstjarna.reports.services.removal import (
    rows_removable,
    rows_remove,
    texts_erase,
    texts_removable,
    unjudged,
    waiting_for_a_picture,
)
from ledstjarna.reports.services.triage import Triage, concern_make, report_leave_out, report_reopen, report_triage

__all__ = [
    "EARLIEST",
    "Coarser",
    "Filed",
    "MovedOn",
    "Triage",
    "concern_make",
    "contact_erase",
    "contact_leave",
    "contact_withdraw",
    "contacts_reseal",
    "disclosure_record",
    "event_join",
    "event_part",
    "information_share",
    "question_answer",
    "question_ask",
    "question_withdraw",
    "remind",
    "report_close",
    "report_file",
    "report_finish",
    "report_hand_over",
    "report_handle",
    "report_leave_out",
    "report_recuse",
    "report_reopen",
    "report_take",
    "report_triage",
    "report_unhandle",
    "rows_removable",
    "rows_remove",
    "texts_erase",
    "texts_removable",
    "unjudged",
    "waiting_for_a_picture",
]
