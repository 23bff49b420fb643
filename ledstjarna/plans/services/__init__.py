"""The acts of the room. Each is one transaction with its row in the log and in the plan's own history."""

from ledstjarna.plans.services.decisions import DraftChanged, check_date, plan_revise, version_decide
from ledstjarna.plans.services.drafts import (
    draft_discard,
    draft_release,
    draft_withdraw,
    plan_create,
    plan_import,
    plan_rename,
)
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
from ledstjarna.plans.services.status import activity_status_set
from ledstjarna.plans.services.uploads import upload_save, upload_store, uploads_purge

__all__ = [
    "DraftChanged",
    "NoDraft",
    "Stale",
    "activity_add",
    "activity_status_set",
    "check_date",
    "draft_discard",
    "draft_release",
    "draft_withdraw",
    "item_edit",
    "item_move",
    "item_remove",
    "item_restore",
    "plan_create",
    "plan_import",
    "plan_rename",
    "plan_revise",
    "section_add",
    "upload_save",
    "upload_store",
    "uploads_purge",
    "version_decide",
]
