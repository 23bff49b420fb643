"""Questions about the year's periods. All days count in the municipality's own time, the last one included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery

from ledstjarna.periods.models import Period, Reopening


class State(StrEnum):
    """Where a period stands for a board on a day."""

    AHEAD = "ahead"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"
    REOPENED = "reopened"

    @property
    def takes_reports(self) -> bool:
        return self in (State.OPEN, State.LATE, State.REOPENED)


@dataclass(frozen=True, slots=True)
class PeriodRef:
    """A period and its days. `names` are what plans may call it besides its code, `reopened` the last day by board as
    it was said last.

    Late is a period whose day is past but that has not closed. `since` is the last day that the period before it
    reports on.
    """

    pk: int
    year: int
    code: str
    name: str
    names: tuple[str, ...]
    until: date
    opens: date
    due: date
    closes: date
    since: date
    reopened: Mapping[int, date] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code} {self.year}"

    def state(self, board_id: int | None, today: date) -> State:
        """Where it stands for the board on the day; for boards in general without one."""
        if today < self.opens:
            return State.AHEAD
        if today <= self.closes:
            return State.OPEN if today <= self.due else State.LATE
        return State.REOPENED if today <= self.last_day(board_id) else State.CLOSED

    def is_open(self, board_id: int, today: date) -> bool:
        """Whether the board may hand in on the day."""
        return self.state(board_id, today).takes_reports

    def covers(self, day: date) -> bool:
        """Whether what happens on the day is reported in it. One that is due before its time is over plans ahead."""
        return self.since < day <= self.until <= self.due

    def last_day(self, board_id: int | None) -> date:
        """The last day on which the board may hand in."""
        again = self.reopened.get(board_id) if board_id else None
        return max(self.closes, again) if again else self.closes


def periods(years: Iterable[int]) -> list[PeriodRef]:
    """The periods of the years, in the order they are due. Two queries."""
    return _refs(Period.objects.filter(year__in=set(years)))


def period(pk: int) -> PeriodRef | None:
    """One period."""
    return next(iter(_refs(Period.objects.filter(pk=pk))), None)


def current(today: date) -> list[PeriodRef]:
    """The periods that some board may hand in for on the day."""
    again = Reopening.objects.filter(until__gte=today).values("period")
    return _refs(Period.objects.filter(Q(closes__gte=today) | Q(pk__in=again), opens__lte=today))


def year_at(today: date) -> int:
    """The year whose periods one looks at on a day: of the period due next among those open, else the day's own."""
    return next((row.year for row in current(today) if row.closes >= today), today.year)


def lately_due(today: date, since: date) -> list[PeriodRef]:
    """The periods whose day has come since a day."""
    return _refs(Period.objects.filter(due__lte=today, due__gte=since))


def period_names(year: int) -> list[tuple[str, tuple[str, ...]]]:
    """What the year's periods are called in plans: code and other names."""
    return [(row.code, row.names) for row in Period.objects.filter(year=year)]


def reopenings(year: int) -> list[Reopening]:
    """When the year's periods have been opened again, for whom, by whom and why; the latest first."""
    return list(Reopening.objects.filter(period__year=year).select_related("period", "board", "actor"))


def years() -> list[int]:
    """The years that have periods, the latest first."""
    return list(Period.objects.order_by("-year").values_list("year", flat=True).distinct())


def _refs(found: QuerySet[Period]) -> list[PeriodRef]:
    again = Prefetch("reopenings", Reopening.objects.order_by("at", "pk"))
    before = Period.objects.filter(until__lt=OuterRef("until"), due__gte=F("until")).order_by("-until").values("until")
    return [_ref(row) for row in found.annotate(since=Subquery(before[:1])).prefetch_related(again)]


def _ref(row: Any) -> PeriodRef:
    """Of a row with `since`; without a period before it, its own year."""
    return PeriodRef(
        row.pk,
        row.year,
        row.code,
        row.name,
        row.names,
        row.until,
        row.opens,
        row.due,
        row.closes,
        row.since or date(row.year - 1, 12, 31),
        {again.board_id: again.until for again in row.reopenings.all()},  # the latest made counts
    )
