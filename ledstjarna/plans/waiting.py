"""What waits for somebody on a plan's way: remarks to answer, decisions to record, decisions the picture has left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from ledstjarna.accounts.models import User
from ledstjarna.plans.content import version_parts
from ledstjarna.plans.in_force import in_force
from ledstjarna.plans.models import Plan
from ledstjarna.plans.permissions import DECISION_RECORD, DRAFT_EDIT, EXECUTIVE_RECORD
from ledstjarna.plans.stale import outdated
from ledstjarna.plans.states import Standing
from ledstjarna.plans.way import courses
from ledstjarna.walls.permission import Permission


@dataclass(frozen=True, slots=True)
class Waiting:
    """A plan that waits, by its key, year and title, whose it is, and how many of what."""

    pk: int
    year: int
    title: str
    board: str
    count: int = 1


def remarks_to_answer(user: User) -> list[Waiting]:
    """The plans the user writes that owe answers to remarks. One query."""
    owed = Q(remarks__answer="", remarks__withdrawn_at__isnull=True, remarks__answered_in__isnull=True)
    plans = Plan.objects.within(user, DRAFT_EDIT).annotate(owed=Count("remarks", filter=owed)).filter(owed__gt=0)
    return [_waiting(plan, plan.owed) for plan in plans.select_related("board")]  # type: ignore[attr-defined]


def drafts_for_board(user: User) -> list[Plan]:
    """The drafts that have been handed over to the boards where the user records decisions."""
    boards = user.boards(DECISION_RECORD)
    plans = Plan.objects.filter(board__in=boards, draft_since__isnull=False).select_related("board")
    return [one.plan for one in courses(plans).values() if one.sent_as]


def for_executive_board(user: User) -> list[Waiting]:
    """The plans that their boards have decided and the executive board has not, where the user records it."""
    plans = Plan.objects.decided().filter(board__in=user.boards(EXECUTIVE_RECORD)).select_related("board")
    found = courses(plans)
    return [_waiting(one.plan) for one in found.values() if one.standing is Standing.DECIDED]


def for_partner_boards(user: User, permission: Permission) -> list[Waiting]:
    """The shared plans that a board where the user holds the permission has yet to decide about."""
    mine = user.boards(permission)
    shared = Plan.objects.decided().filter(partners__board__in=mine).distinct().select_related("board")
    return [
        _waiting(one.plan)
        for one in courses(shared).values()
        if one.standing is Standing.AWAITS_BOARDS and any(board.pk in mine for board in one.boards_left())
    ]


def outdated_plans(user: User) -> Iterator[Waiting]:
    """The plans in force whose findings read otherwise by now, of the boards where the user writes the plan and has
    not begun to revise it. One query, and two a board at most.
    """
    versions = in_force(timezone.localdate()).filter(plan__board__in=user.boards(DRAFT_EDIT))
    for version in versions.filter(plan__draft_since__isnull=True).order_by("plan__board"):
        if matters := outdated(version.plan, version.recorded_at, version_parts(version)):
            yield Waiting(version.plan_id, version.plan.year, version.title, "", len(matters))


def _waiting(plan: Plan, count: int = 1) -> Waiting:
    return Waiting(plan.pk, plan.year, plan.title, plan.board.name, count)
