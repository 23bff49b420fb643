"""The year's goals: the council's, the boards' own beneath them, and what an activity can serve."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ledstjarna.accounts.models import Unit, User
from ledstjarna.plans.models import Goal
from ledstjarna.plans.permissions import GOALS_EDIT, STRUCTURE_EDIT


@dataclass(slots=True)
class GoalBranch:
    """A goal with those that stand under it."""

    goal: Goal
    below: list[Goal] = field(default_factory=list)


def goals_for(board_id: int, year: int, kept: int | None = None) -> QuerySet[Goal]:
    """The year's goals that a board's activity may serve: its own, then the council's; `kept` too, though retired."""
    present = Q(year=year, retired_at__isnull=True) & (Q(board=board_id) | Q(board__isnull=True))
    found = Goal.objects.filter(present | Q(pk=kept)).select_related("parent")
    return found.order_by(F("board").asc(nulls_last=True), "position", "pk")


def goal_tree(year: int) -> list[GoalBranch]:
    """The goals of a year, retired ones too: the council's with the boards' beneath, then boards' that stand alone."""
    found = list(Goal.objects.filter(year=year).select_related("board").order_by("board__sort_key", "position", "pk"))
    branches = {goal.pk: GoalBranch(goal) for goal in found if goal.parent_id is None}
    for goal in found:
        if goal.parent_id in branches:
            branches[goal.parent_id].below.append(goal)
    return sorted(branches.values(), key=lambda branch: branch.goal.board_id is not None)


def goals_to_copy(owners: Iterable[Unit | None], year: int) -> list[Unit | None]:
    """Those, None for the council, who have no goals that year but had some before. One query."""
    years = Goal.objects.filter(year__lte=year).order_by().values_list("board", "year").distinct()
    there, before = {board for board, of in years if of == year}, {board for board, of in years if of < year}
    keys = ((owner, owner.pk if owner else None) for owner in owners)
    return [owner for owner, key in keys if key in before and key not in there]


def councils_goals(year: int) -> QuerySet[Goal]:
    """The council's goals in use that year, which a board's goal may stand under."""
    return Goal.objects.filter(year=year, board__isnull=True, retired_at__isnull=True)


def editable_goals(user: User) -> QuerySet[Goal]:
    """The goals the user keeps: those of the own boards and, at the city, the council's."""
    own = Q(board__in=user.boards(GOALS_EDIT))
    return Goal.objects.filter(own | Q(board__isnull=True) if user.may(STRUCTURE_EDIT) else own)


def goal_years() -> list[int]:
    """The next year, this one, and those before that have goals, the latest first. One query."""
    this = timezone.localdate().year
    return sorted({this, this + 1, *Goal.objects.order_by().values_list("year", flat=True).distinct()}, reverse=True)
