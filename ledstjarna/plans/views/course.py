"""What a plan's pages say of its way: the steps taken, remarks, and what the user may do next."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.plans.content import Part, fingerprint
from ledstjarna.plans.earlier import earlier
from ledstjarna.plans.models import Plan, StepKind, Version
from ledstjarna.plans.permissions import CHANGE_OBJECT, DECISION_RECORD, DRAFT_EDIT, EXECUTIVE_RECORD, REMARK_RAISE
from ledstjarna.plans.rounds import pending, round_of
from ledstjarna.plans.stale import Staleness, Wording, outdated, staleness
from ledstjarna.plans.states import outcomes
from ledstjarna.plans.views.next_revision import NextRevisionForm
from ledstjarna.plans.way import course, draft_way, version_way


def of_draft(request: SignedRequest, plan: Plan, parts: tuple[Part, ...], decided: Version | None) -> dict[str, Any]:
    """For the draft's page; `decided` is the version that the board decided last."""
    so_far, user, remarks = course(plan), request.user, pending(plan)
    own = plan.board_id in user.boards(DECISION_RECORD)
    now = fingerprint(plan, parts)
    stale = staleness(plan, decided, parts) if decided else None
    return {
        "steps": draft_way(so_far, fingerprint=now, until=str(plan.next_revision or "")),
        "taken": so_far.on_draft(),
        "seen": now,
        "sent": so_far.sent_as == now,
        "stale": stale,
        "wordings": _wordings(stale, user.pk, may_object=user.may(CHANGE_OBJECT)) if stale else [],
        "police_missing": so_far.police_missing,
        "remarks": remarks,
        "remarks_open": sum(remark.open for remark in remarks),
        "earlier": earlier(plan),
        "can_consult": plan.reached_by(user, DRAFT_EDIT),
        "revision_form": NextRevisionForm(plan=plan) if plan.board_id in user.boards(DRAFT_EDIT) else None,
        "can_decide": own,
        "can_raise": plan.board_id in user.boards(REMARK_RAISE),
    }


def of_version(
    request: SignedRequest, plan: Plan, version: Version, parts: tuple[Part, ...], *, reads_draft: bool
) -> dict[str, Any]:
    """For the page of the plan's latest version. Remarks that came with a decision about it are public."""
    so_far, user, made = course(plan), request.user, round_of(version)
    standing = so_far.standing_of_version
    mine, raises = user.boards(DECISION_RECORD), plan.board_id in user.boards(REMARK_RAISE)
    waiting = pending(plan)
    return {
        "steps": version_way(so_far, without_police=bool(made.without_police), until=made.until),
        "standing": so_far.standing,
        "outdated": outdated(plan, so_far.base.recorded_at, parts) if so_far.base and reads_draft else [],
        "taken": [*so_far.before_decision(), *so_far.after_decision()],
        "remarks": [one for one in waiting if one.step and so_far.base and one.step.version_id == so_far.base.pk],
        "remarks_open": sum(remark.open for remark in waiting) if reads_draft else 0,
        "can_record_executive": bool(outcomes(standing, StepKind.EXECUTIVE))
        and plan.board_id in user.boards(EXECUTIVE_RECORD),
        "can_record_partner": bool(outcomes(standing, StepKind.BOARD))
        and any(board.pk in mine for board in so_far.boards_left()),
        "can_raise": raises,
        "see_remarks": reverse("plans:remarks", args=[plan.pk]) if reads_draft or raises else "",
    }


def _wordings(stale: Staleness, user_id: int, *, may_object: bool) -> list[tuple[Wording, int | None]]:
    """The changes of wording, each with the key of the latest row that the user may object to: another's."""
    return [
        (wording, next((row.pk for row in reversed(wording.revisions) if may_object and row.actor_id != user_id), None))
        for wording in stale.editorial
    ]
