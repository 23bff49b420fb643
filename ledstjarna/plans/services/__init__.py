"""The acts of the room. Each is one transaction with its row in the log and in the plan's own history."""

from ledstjarna.plans.services.decisions import (
    REASON_LENGTH,
    DraftChanged,
    check_date,
    draft_refer_back,
    plan_revise,
    version_decide,
)
from ledstjarna.plans.services.drafts import (
    draft_discard,
    draft_release,
    draft_send,
    draft_withdraw,
    plan_create,
    plan_import,
    plan_rename,
)
from ledstjarna.plans.services.editorial import change_object, version_editorial
from ledstjarna.plans.services.history import NoDraft
from ledstjarna.plans.services.items import (
    Stale,
    activity_add,
    item_edit,
    item_move,
    item_remove,
    item_restore,
    section_add,
)
from ledstjarna.plans.services.masking import GROUND_LENGTH, masked, paper_of, version_mask
from ledstjarna.plans.services.partners import next_revision_set, partner_add, partner_remove
from ledstjarna.plans.services.remarks import (
    AnsweredMeanwhile,
    check_remarks,
    remark_answer,
    remark_raise,
    remark_withdraw,
)
from ledstjarna.plans.services.steps import committee_record, consultation_record, version_take_up
from ledstjarna.plans.services.uploads import upload_save, upload_store, uploads_purge

__all__ = [
    "GROUND_LENGTH",
    "REASON_LENGTH",
    "AnsweredMeanwhile",
    "DraftChanged",
    "NoDraft",
    "Stale",
    "activity_add",
    "change_object",
    "check_date",
    "check_remarks",
    "committee_record",
    "consultation_record",
    "draft_discard",
    "draft_refer_back",
    "draft_release",
    "draft_send",
    "draft_withdraw",
    "item_edit",
    "item_move",
    "item_remove",
    "item_restore",
    "masked",
    "next_revision_set",
    "paper_of",
    "partner_add",
    "partner_remove",
    "plan_create",
    "plan_import",
    "plan_rename",
    "plan_revise",
    "remark_answer",
    "remark_raise",
    "remark_withdraw",
    "section_add",
    "upload_save",
    "upload_store",
    "uploads_purge",
    "version_decide",
    "version_editorial",
    "version_mask",
    "version_take_up",
]
