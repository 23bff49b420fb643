"""What is followed up: the plan that holds at each board, and its activities as the board decided them.

A plan is followed from the year it begins until the board decides one that begins later. Where nothing is decided yet,
the draft is followed, within the board.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from ledstjarna.accounts.models import User
from ledstjarna.periods.selectors import PeriodRef
from ledstjarna.plans.content import Row, version_parts
from ledstjarna.plans.details import Details, goal_text, party_text
from ledstjarna.plans.in_force import in_force
from ledstjarna.plans.models import (
    COLUMNS,
    Activity,
    Occurrence,
    OccurrenceState,
    Partner,
    Party,
    PartyState,
    Plan,
    Status,
    Version,
)

__all__ = [
    "FollowedActivity",
    "FollowedPlan",
    "FollowedTime",
    "PartyRef",
    "Status",
    "activity_row",
    "first_decisions",
    "followed_plan",
    "followed_plans",
    "parties_of",
    "times",
]


@dataclass(frozen=True, slots=True)
class PartyRef:
    """Who answers for an activity or takes part in it; `role` and `unit_id` where it is a role at a unit."""

    lead: bool
    words: str
    role: str = ""
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class FollowedActivity:
    """An activity of the plan that is followed: its columns as decided, who answers for it, how it stands.

    `pk` is its row's, None when the row is gone. `points` are what its follow-up was read to name, days or (code,
    year) of periods, a year only where one is written; None when the column has not been read.
    """

    key: UUID
    pk: int | None
    activity: str
    responsible: str
    schedule: str
    follow_up: str
    status: Status
    goal: str
    reference: str
    parties: tuple[PartyRef, ...] = ()
    points: tuple[date | tuple[str, int | None], ...] | None = None
    ongoing: bool = False

    def due_in(self, period: PeriodRef) -> bool:
        """Whether it is followed up in the period: its column names it or a day in it, or says it is done all along."""
        if self.points is None:
            return any(_word(name).search(self.follow_up) for name in (period.code, *period.names, "löpande"))
        return self.ongoing or any(_meant(point, period) for point in self.points)

    @property
    def lead(self) -> PartyRef | None:
        return next((party for party in self.parties if party.lead), None)

    @property
    def held(self) -> bool:
        """Whether somebody with a role at a unit answers for it or takes part in it."""
        return any(party.role for party in self.parties)


@dataclass(frozen=True, slots=True)
class FollowedPlan:
    """A board's plan that is followed in a year. `boards` are those that have it together.

    `decided_on` is None while it is a draft; then it is the boards' own matter. So are the times of its activities
    while a draft of the next version is under way (`drafting`).
    """

    pk: int
    board_id: int
    board_name: str
    year: int
    title: str
    boards: frozenset[int]
    decided_on: date | None
    drafting: bool
    activities: tuple[FollowedActivity, ...]

    def activity(self, key: UUID) -> FollowedActivity | None:
        return next((activity for activity in self.activities if activity.key == key), None)


def followed_plan(board_id: int, year: int) -> FollowedPlan | None:
    """The plan that the board follows in the year."""
    return followed_plans(year, [board_id]).get(board_id)


def followed_plans(year: int, boards: Collection[int] | None = None) -> dict[int, FollowedPlan]:
    """The plans followed in the year, by the board that has them; of all boards, or those the boards have or share.

    As many queries for all boards as for one.
    """
    plans = Plan.objects.filter(year__lte=year).select_related("board")
    if boards is not None:
        shared = Partner.objects.filter(board__in=boards).values("plan")
        owners = Plan.objects.filter(Q(board__in=boards) | Q(pk__in=shared)).values("board")
        plans = plans.filter(board__in=owners)
    frozen = list(in_force(date(year, 12, 31)).filter(plan__in=plans).select_related("plan__board"))
    without = plans.exclude(board__in=[version.plan.board_id for version in frozen]).filter(draft_since__isnull=False)
    drafts = {plan.board_id: plan for plan in without.order_by("year")}
    work = _work([version.plan for version in frozen] + list(drafts.values()))
    written = _written(drafts.values())
    found = [_plan(version.plan, version, _decided(version), work) for version in frozen]
    found += [_plan(plan, None, written[plan.pk], work) for plan in drafts.values()]
    return {plan.board_id: plan for plan in found if boards is None or plan.boards & set(boards)}


def first_decisions() -> dict[int, date]:
    """By board, the day when it first decided a plan. One query."""
    found = Version.objects.values("plan__board").annotate(first=Min("decided_on")).order_by()
    return {board: row["first"] for row in found if (board := row["plan__board"])}


def _decided(version: Version) -> list[Row]:
    return [row for part in version_parts(version) for row in part.activities]


def _written(plans: Collection[Plan]) -> dict[int, list[Row]]:
    """The drafts' activities as they stand, without what has been taken out."""
    found: dict[int, list[Row]] = defaultdict(list)
    kept = Activity.objects.filter(section__plan__in=plans, removed_at=None, section__removed_at=None)
    kept = kept.select_related("section", "goal__parent")
    for row in kept.order_by("section__position", "section", "position", "pk"):
        columns = {name: getattr(row, name) for name in COLUMNS}
        details = Details(goal=goal_text(row.goal), reference=row.reference)
        found[row.section.plan_id].append(Row(**columns, key=str(row.key), details=details))
    return found


@dataclass(frozen=True, slots=True)
class _Work:
    """What is known of plans beside their texts: by plan and activity its row's columns, by row its parties, and by
    plan the boards that have a part in it.
    """

    rows: Mapping[tuple[int, UUID], tuple[int, str, str, Mapping[str, Any] | None]]
    parties: Mapping[int, list[Party]]
    partners: Mapping[int, set[int | None]]


def _work(plans: Collection[Plan]) -> _Work:
    """Three queries. The rows as columns, not as models, which would take four times as long for a whole city."""
    columns = ("section__plan", "key", "pk", "status", "follow_up", "understood__follow_up")
    activities = Activity.objects.filter(section__plan__in=plans)
    parties: dict[int, list[Party]] = defaultdict(list)
    for party in _taking_part().filter(activity__section__plan__in=plans).select_related("unit"):
        parties[party.activity_id].append(party)
    partners: dict[int, set[int | None]] = defaultdict(set)
    for plan_id, board in Partner.objects.filter(plan__in=plans, board__isnull=False).values_list("plan", "board"):
        partners[plan_id].add(board)
    rows = {(plan_id, key): tuple(row) for plan_id, key, *row in activities.values_list(*columns)}
    return _Work(rows, parties, partners)


def _taking_part() -> QuerySet[Party]:
    """Those who have not said no."""
    return Party.objects.exclude(state=PartyState.DECLINED)


def _plan(plan: Plan, version: Version | None, texts: Iterable[Row], work: _Work) -> FollowedPlan:
    return FollowedPlan(
        pk=plan.pk,
        board_id=plan.board_id,
        board_name=plan.board.name,
        year=plan.year,
        title=version.title if version else plan.title,
        boards=frozenset({plan.board_id, *filter(None, work.partners.get(plan.pk, ()))}),
        decided_on=version.decided_on if version else None,
        drafting=plan.draft_since is not None,
        activities=tuple(
            _activity(plan.pk, text, work, frozen=version is not None and plan.draft_since is not None)
            for text in texts
        ),
    )


def _activity(plan_id: int, text: Row, work: _Work, *, frozen: bool) -> FollowedActivity:
    key = UUID(text.key)
    pk, status, words, understood = work.rows.get((plan_id, key), (None, Status.PLANNED, "", None))
    read = understood if words == text.follow_up else None
    return FollowedActivity(
        key=key,
        pk=pk,
        activity=text.activity,
        responsible=text.responsible,
        schedule=text.schedule,
        follow_up=text.follow_up,
        status=Status(status),
        goal=str(text.details.goal or ""),
        reference=text.details.reference,
        parties=tuple(map(_party, _as_decided(work.parties.get(pk, ()), text, frozen=frozen))) if pk else (),
        points=_points(read) if read else None,
        ongoing=bool(read and read["ongoing"]),
    )


def _as_decided(parties: Iterable[Party], text: Row, *, frozen: bool) -> Iterable[Party]:
    """While a draft is under way, those that the version names: one asked in it has no part in what was decided."""
    named = {(one.role, one.unit, one.function) for one in text.details.parties}
    return (
        one for one in parties if not frozen or (one.role, one.unit.code if one.unit else "", one.function) in named
    )


def _party(party: Party) -> PartyRef:
    return PartyRef(party.lead, str(party_text(party)), party.role, party.unit_id)


def _points(read: Mapping[str, Any]) -> tuple[date | tuple[str, int | None], ...]:
    return tuple(
        (point["code"], point.get("year")) if point["code"] else date.fromisoformat(point["day"])
        for point in read["points"]
        if point["code"] or point["day"]
    )


def _meant(point: date | tuple[str, int | None], period: PeriodRef) -> bool:
    if isinstance(point, date):
        return period.covers(point)
    code, year = point
    return code == period.code and year in (None, period.year)


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


def parties_of(user: User) -> dict[UUID, int]:
    """The activities that a role the user holds answers for or takes part in, and the board whose plan they are in."""
    held = {(str(role), unit) for role, unit, _board in user.holdings}
    found = _taking_part().filter(role__in={role for role, _unit in held}, unit__in={unit for _role, unit in held})
    columns = ("activity__key", "activity__section__plan__board", "role", "unit")
    return {key: board for key, board, role, unit in found.values_list(*columns) if (role, unit) in held}


def activity_row(activity: FollowedActivity) -> Activity | None:
    """The activity's row, to say in it how the work stands; None when it is gone."""
    return Activity.objects.select_related("section__plan").filter(pk=activity.pk).first() if activity.pk else None


@dataclass(frozen=True, slots=True)
class FollowedTime:
    """One time that an activity is to happen, on a day or some time from `start` to `end`; `when` is that in words."""

    key: UUID
    activity: str
    start: date
    end: date
    when: str
    done: bool


def times(plan: FollowedPlan, first: date, last: date) -> list[FollowedTime]:
    """When the plan's activities happen between two days, but for what is cancelled, in order. One query."""
    texts = {activity.pk: activity for activity in plan.activities if activity.pk}
    found = Occurrence.objects.filter(activity__in=texts, start__lte=last, end__gte=first)
    return [
        FollowedTime(
            texts[row.activity_id].key,
            texts[row.activity_id].activity,
            row.start,
            row.end,
            str(row),
            row.state == OccurrenceState.DONE,
        )
        for row in found.exclude(state=OccurrenceState.CANCELLED)
    ]
