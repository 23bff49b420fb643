"""Spans of a year as Swedish municipalities count them. The spring is January–June, the autumn August–December."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from .model import Slot, Unit

MONTHS: dict[Unit, tuple[tuple[int, int], ...]] = {
    Unit.MONTH: tuple((month, month) for month in range(1, 13)),
    Unit.QUARTER: ((1, 3), (4, 6), (7, 9), (10, 12)),
    Unit.TERTIAL: ((1, 4), (5, 8), (9, 12)),
    Unit.HALF: ((1, 6), (7, 12)),
    Unit.TERM: ((1, 6), (8, 12)),
    Unit.YEAR: ((1, 12),),
}
LONGEST = {Unit.QUARTER: 92, Unit.TERTIAL: 123, Unit.HALF: 184, Unit.TERM: 184, Unit.YEAR: 366}  # days
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
FRIDAY, THURSDAY = timedelta(days=4), 4
MIDSUMMER = 25  # a week


def day(year: int, month: int, number: int) -> Slot | None:
    """None for a day that is not in the calendar."""
    if not 1 <= month <= 12 or not 1 <= number <= monthrange(year, month)[1]:
        return None
    return Slot(date(year, month, number), date(year, month, number))


def months(year: int, first: int, last: int) -> Slot:
    """From the first of a month to the last of another, in the next year when that comes earlier in it."""
    ends = year + (last < first)
    return Slot(date(year, first, 1), date(ends, last, monthrange(ends, last)[1]))


def year_span(first: int, last: int) -> Slot:
    return Slot(date(first, 1, 1), date(last, 12, 31))


def part(year: int, unit: Unit, first: int, last: int) -> Slot | None:
    """The numbered parts of a year (quarters, weeks …) from one through another; None when there are none such."""
    if unit is Unit.WEEK:
        return _weeks(year, first, last)
    parts = MONTHS[unit]
    if not 1 <= first <= last <= len(parts):
        return None
    return months(year, parts[first - 1][0], parts[last - 1][1])


def units(unit: Unit, span: Slot) -> Iterator[Slot]:
    """The unit's spans that share a day with the span, cut to it. A week is Monday–Friday, and its Thursday's."""
    if unit is Unit.WEEK:
        thursday = span.start + timedelta(days=(THURSDAY - span.start.isoweekday()) % 7)
        while thursday <= span.end:
            yield Slot(max(thursday - 3 * DAY, span.start), min(thursday + DAY, span.end))
            thursday += WEEK
        return
    for year in range(span.start.year, span.end.year + 1):
        for first, last in MONTHS[unit]:
            whole = months(year, first, last)
            if whole.start <= span.end and whole.end >= span.start:
                yield Slot(max(whole.start, span.start), min(whole.end, span.end))


def _weeks(year: int, first: int, last: int) -> Slot | None:
    """Monday through Friday. From the autumn they may reach into the next year, as 50–2 does and 42–40 does not."""
    if last < first and not last < MIDSUMMER < first:
        return None
    try:
        return Slot(date.fromisocalendar(year, first, 1), date.fromisocalendar(year + (last < first), last, 5))
    except ValueError:
        return None
