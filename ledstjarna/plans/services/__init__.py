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
    draft_recall,
    draft_release,
    draft_send,
    draft_withdraw,
    plan_create,
    plan_import,
    plan_rename,
)
from ledstjarna.plans.services.editorial import change_object, version_editorial
from ledstjarna.plans.services.goals import goal_add, goal_edit, goal_move, goal_remove, goal_restore, goals_copy
from ledstjarna.plans.services.history import NoDraft
from ledstjarna.plans.services.indicators import indicator_add, indicator_remove, outcome_set, target_set
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
from ledstjarna.plans.services.occurrences import occurrence_add, occurrence_move, occurrence_set
from ledstjarna.plans.services.parties import party_add, party_answer, party_remove
from ledstjarna.plans.services.partners import next_revision_set, partner_add, partner_remove
from ledstjarna.plans.services.remarks import (
    AnsweredMeanwhile,
    check_remarks,
    remark_answer,
    remark_raise,
    remark_withdraw,
)
from ledstjarna.plans.services.rollover import Chosen, plan_roll
from ledstjarna.plans.services.status import activity_status_set
from ledstjarna.plans.services.steps import committee_record, consultation_record, version_take_up
from ledstjarna.plans.services.structure import section_from_structure, structure_follow
from ledstjarna.plans.services.template import (
    TemplateChanged,
    template_adopt,
    template_create,
    template_discard,
    template_edit,
    template_section_add,
    template_section_edit,
    template_section_move,
    template_section_remove,
)
from ledstjarna.plans.services.terms import term_add, term_move, term_rename, term_restore, term_retire
from ledstjarna.plans.services.uploads import upload_save, upload_store, uploads_purge
from ledstjarna.plans.services.word_template import word_template_keep, word_template_remove

__all__ = [
    "GROUND_LENGTH",
    "REASON_LENGTH",
    "AnsweredMeanwhile",
    "Chosen",
    "DraftChanged",
    "NoDraft",
    "Stale",
    "TemplateChanged",
    "activity_add",
    "activity_status_set",
    "change_object",
    "check_date",
    "check_remarks",
    "committee_record",
    "consultation_record",
    "draft_discard",
    "draft_recall",
    "draft_refer_back",
    "draft_release",
    "draft_send",
    "draft_withdraw",
    "goal_add",
    "goal_edit",
    "goal_move",
    "goal_remove",
    "goal_restore",
    "goals_copy",
    "indicator_add",
    "indicator_remove",
    "item_edit",
    "item_move",
    "item_remove",
    "item_restore",
    "masked",
    "next_revision_set",
    "occurrence_add",
    "occurrence_move",
    "occurrence_set",
    "outcome_set",
    "paper_of",
    "partner_add",
    "partner_remove",
    "party_add",
    "party_answer",
    "party_remove",
    "plan_create",
    "plan_import",
    "plan_rename",
    "plan_revise",
    "plan_roll",
    "police_is_missing",
    "remark_answer",
    "remark_raise",
    "remark_withdraw",
    "section_add",
    "section_from_structure",
    "structure_follow",
    "target_set",
    "template_adopt",
    "template_create",
    "template_discard",
    "template_edit",
    "template_section_add",
    "template_section_edit",
    "template_section_move",
    "template_section_remove",
    "term_add",
    "term_move",
    "term_rename",
    "term_restore",
    "term_retire",
    "upload_save",
    "upload_store",
    "uploads_purge",
    "version_decide",
    "version_editorial",
    "version_mask",
    "version_take_up",
    "word_template_keep",
    "word_template_remove",
]
