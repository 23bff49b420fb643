"""A plan beside a period: each activity with what is reported on it, and what was said the time before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from ledstjarna.followup.models import Report, State
from ledstjarna.periods.selectors import PeriodRef
from ledstjarna.plans.selectors_followup import FollowedActivity, FollowedPlan

HANDED_IN = (State.SUBMITTED, State.ACCEPTED)
Key = tuple[int, int, UUID]
"""Board, period and activity."""


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
        states = Counter(line.report.state if line.report else State.DRAFT for line in self.lines if line.due)
        return Counts(
            due=states.total(),
            accepted=states[State.ACCEPTED],
            submitted=states[State.SUBMITTED],
            sent_back=states[State.SENT_BACK],
            silent=states[State.DRAFT],
        )


def sheets(pairs: Iterable[tuple[FollowedPlan, PeriodRef]], *, before: bool = False) -> list[Sheet]:
    """Plans beside periods. One query; one more when what was said `before` is asked for."""
    pairs = list(pairs)
    there = _reports(pairs)
    earlier = _earlier(pairs) if before else {}
    return [_sheet(plan, period, there, earlier.get((plan.board_id, period.pk), {})) for plan, period in pairs]


def _sheet(plan: FollowedPlan, period: PeriodRef, there: Mapping[Key, Report], before: Mapping[UUID, Report]) -> Sheet:
    lines = tuple(
        Line(
            activity,
            activity.due_in(period.code, period.year, period.names),
            there.get((plan.board_id, period.pk, activity.key)),
            before.get(activity.key),
        )
        for activity in plan.activities
    )
    known = {activity.key for activity in plan.activities}
    lost = (
        report
        for (board, term, key), report in there.items()
        if (board, term) == (plan.board_id, period.pk) and key not in known
    )
    return Sheet(plan, period, lines, tuple(lost))


def _reports(pairs: list[tuple[FollowedPlan, PeriodRef]]) -> dict[Key, Report]:
    found = Report.objects.filter(
        board__in={plan.board_id for plan, _period in pairs}, period__in={period.pk for _plan, period in pairs}
    ).select_related("period", "saved_by", "submitted_by", "judged_by")
    return {(report.board_id, report.period_id, report.key): report for report in found}


def _earlier(pairs: list[tuple[FollowedPlan, PeriodRef]]) -> dict[tuple[int, int], dict[UUID, Report]]:
    """By board and period, the last report on each activity that was handed in for a period before it."""
    found: dict[tuple[int, int], dict[UUID, Report]] = {}
    wanted = Q(board__in={plan.board_id for plan, _period in pairs}, state__in=HANDED_IN)
    said = list(Report.objects.filter(wanted).select_related("period").order_by("period__due", "period__until"))
    for plan, period in pairs:
        found[plan.board_id, period.pk] = {
            report.key: report for report in said if report.board_id == plan.board_id and report.period.due < period.due
        }
    return found
