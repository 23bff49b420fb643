"""What a plan's pages say of its way: the steps taken, remarks, and what the user may do next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.plans.content import Part, fingerprint
from ledstjarna.plans.models import Plan, StepKind, Version
from ledstjarna.plans.permissions import DECISION_RECORD, DRAFT_EDIT, EXECUTIVE_RECORD, REMARK_RAISE
from ledstjarna.plans.rounds import pending, round_of
from ledstjarna.plans.services import police_is_missing
from ledstjarna.plans.states import outcomes
from ledstjarna.plans.way import course, draft_way, version_way


def of_draft(request: SignedRequest, plan: Plan, parts: Iterable[Part]) -> dict[str, Any]:
    """For the draft's page."""
    so_far, user, remarks = course(plan), request.user, pending(plan)
    own = plan.board_id in user.boards(DECISION_RECORD)
    now = fingerprint(plan, parts)
    return {
        "steps": draft_way(so_far, fingerprint=now, until=str(plan.next_revision or "")),
        "taken": so_far.on_draft(),
        "seen": now,
        "police_missing": police_is_missing(so_far),
        "remarks": remarks,
        "remarks_open": sum(remark.open for remark in remarks),
        "can_consult": plan.reached_by(user, DRAFT_EDIT),
        "can_decide": own,
        "can_raise": plan.board_id in user.boards(REMARK_RAISE),
    }


def of_version(request: SignedRequest, plan: Plan, version: Version, *, reads_draft: bool) -> dict[str, Any]:
    """For the page of the plan's latest version. The remarks of the boards are public, the others the board's own."""
    so_far, user, made = course(plan), request.user, round_of(version)
    standing = so_far.standing_of_version
    mine = user.boards(DECISION_RECORD)
    waiting = pending(plan)
    return {
        "steps": version_way(so_far, without_police=bool(made.without_police), until=made.until),
        "standing": so_far.standing,
        "round": made,
        "taken": [*so_far.before_decision(), *so_far.after_decision()],
        "remarks": [remark for remark in waiting if reads_draft or remark.step_id],
        "remarks_open": sum(remark.open for remark in waiting) if reads_draft else 0,
        "can_record_executive": bool(outcomes(standing, StepKind.EXECUTIVE))
        and plan.board_id in user.boards(EXECUTIVE_RECORD),
        "can_record_partner": bool(outcomes(standing, StepKind.BOARD))
        and any(board.pk in mine for board in so_far.boards_left()),
        "can_raise": plan.board_id in user.boards(REMARK_RAISE),
        "see_remarks": reverse("plans:remarks", args=[plan.pk]) if reads_draft else "",
    }
