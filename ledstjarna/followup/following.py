"""A plan beside a period: each activity with what is reported on it, and what was said the time before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from ledstjarna.followup.models import Report, State
from ledstjarna.periods.selectors import PeriodRef
from ledstjarna.plans.selectors_followup import FollowedActivity, FollowedPlan

HANDED_IN = (State.SUBMITTED, State.ACCEPTED)
Place = tuple[int, int]
"""Board and period."""


@dataclass(frozen=True, slots=True)
class Line:
    """An activity in a period. `due`: its follow-up names the period. `before` is the last report handed in earlier."""

    activity: FollowedActivity
    due: bool
    report: Report | None
    before: Report | None

    @property
    def done(self) -> bool:
        return self.report is not None and self.report.state in HANDED_IN


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of the activities that are due stand where; `silent` have no report, or none but a draft."""

    due: int = 0
    accepted: int = 0
    submitted: int = 0
    sent_back: int = 0
    silent: int = 0

    @property
    def handed_in(self) -> int:
        return self.accepted + self.submitted

    @property
    def missing(self) -> int:
        return self.due - self.handed_in


@dataclass(frozen=True, slots=True)
class Sheet:
    """A board's plan in a period. `lost` are reports on activities that the plan no longer has."""

    plan: FollowedPlan
    period: PeriodRef
    lines: tuple[Line, ...]
    lost: tuple[Report, ...]

    def line(self, key: UUID) -> Line | None:
        return next((line for line in self.lines if line.activity.key == key), None)

    @property
    def due(self) -> tuple[Line, ...]:
        """What is followed up: the activities that are due, and those that somebody has reported on anyway."""
        return tuple(line for line in self.lines if line.due or line.report)

    @property
    def others(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not (line.due or line.report))

    @property
    def counts(self) -> Counts:
        return _counted(line.report.state if line.report else State.DRAFT for line in self.lines if line.due)


def _counted(states: Iterable[str]) -> Counts:
    found = Counter(states)
    return Counts(
        due=found.total(),
        accepted=found[State.ACCEPTED],
        submitted=found[State.SUBMITTED],
        sent_back=found[State.SENT_BACK],
        silent=found[State.DRAFT],
    )


def counts(pairs: Iterable[tuple[FollowedPlan, PeriodRef]]) -> dict[Place, Counts]:
    """How the plans stand in the periods, without reading a word of what is reported. One query."""
    pairs = list(pairs)
    states: dict[Place, dict[UUID, str]] = defaultdict(dict)
    for board, period, key, state in _of(pairs).values_list("board_id", "period_id", "key", "state"):
        states[board, period][key] = state
    return {
        place: _counted(
            states[place].get(activity.key, State.DRAFT) for activity in plan.activities if activity.due_in(period)
        )
        for plan, period in pairs
        for place in [(plan.board_id, period.pk)]
    }


def sheets(pairs: Iterable[tuple[FollowedPlan, PeriodRef]], *, before: bool = False) -> list[Sheet]:
    """Plans beside periods. One query; two more when what was said `before` is asked for."""
    pairs = list(pairs)
    there = _reports(pairs)
    earlier = _earlier(pairs) if before else {}
    return [
        _sheet(plan, period, there.get(place, {}), earlier.get(place, {}))
        for plan, period in pairs
        for place in [(plan.board_id, period.pk)]
    ]


def _sheet(plan: FollowedPlan, period: PeriodRef, there: Mapping[UUID, Report], before: Mapping[UUID, Report]) -> Sheet:
    lines = tuple(
        Line(
            activity,
            activity.due_in(period),
            there.get(activity.key),
            before.get(activity.key),
        )
        for activity in plan.activities
    )
    known = {activity.key for activity in plan.activities}
    return Sheet(plan, period, lines, tuple(report for key, report in there.items() if key not in known))


def _of(pairs: list[tuple[FollowedPlan, PeriodRef]]) -> QuerySet[Report]:
    boards, terms = {plan.board_id for plan, _period in pairs}, {period.pk for _plan, period in pairs}
    return Report.objects.filter(board__in=boards, period__in=terms)


def _reports(pairs: list[tuple[FollowedPlan, PeriodRef]]) -> dict[Place, dict[UUID, Report]]:
    found: dict[Place, dict[UUID, Report]] = defaultdict(dict)
    for report in _of(pairs).select_related("period", "saved_by", "submitted_by", "judged_by"):
        found[report.board_id, report.period_id][report.key] = report
    return found


def _earlier(pairs: list[tuple[FollowedPlan, PeriodRef]]) -> dict[Place, dict[UUID, Report]]:
    """By board and period, the last report on each activity that was handed in for a period before it.

    Two queries: which they are, as columns, for ten years of reports lie behind; and then those.
    """
    wanted = Q(board__in={plan.board_id for plan, _period in pairs}, state__in=HANDED_IN)
    said = list(
        Report.objects.filter(wanted)
        .order_by("period__due", "period__until", "pk")
        .values_list("board_id", "period__due", "key", "pk")
    )
    last = {
        (plan.board_id, period.pk): {
            key: pk for board, due, key, pk in said if board == plan.board_id and due < period.due
        }
        for plan, period in pairs
    }
    there = Report.objects.select_related("period").in_bulk({pk for row in last.values() for pk in row.values()})
    return {place: {key: there[pk] for key, pk in row.items()} for place, row in last.items()}
