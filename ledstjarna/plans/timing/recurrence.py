"""The occurrences of a rule inside a span."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from . import spans
from .model import MAX_SLOTS, Rule, Slot, Unit
from .red_days import working_day
from .spans import LONGEST


def occurrences(rule: Rule, span: Slot) -> list[Slot]:
    """At most 120, in order. A day that is not worked is moved to the next that is, and at the end of the span back."""
    return list(islice(_occurrences(rule, span), MAX_SLOTS))


def named(rule: Rule, slots: Iterable[Slot]) -> bool:
    """Whether the spans are the occurrences themselves ("årligen i mars"), not what the rule is inside."""
    longest = LONGEST.get(rule.unit, 0)
    return rule.weekday is None and rule.day is None and all(slot.days <= longest for slot in slots)


def _occurrences(rule: Rule, span: Slot) -> Iterator[Slot]:
    if rule.weekday is None and rule.day is None:
        for unit in islice(spans.units(rule.unit, span), 0, None, rule.step):
            yield from [unit] * rule.times
        return
    days = _weekdays(rule, span) if rule.unit is Unit.WEEK else _days_of_months(rule, span)
    for day in days:
        moved = working_day(day)
        if moved > span.end:
            moved = working_day(day, -1)
        if moved >= span.start:
            yield Slot(moved, moved)


def _weekdays(rule: Rule, span: Slot) -> Iterator[date]:
    day = span.start + timedelta(days=((rule.weekday or 0) - span.start.weekday()) % 7)
    while day <= span.end:
        yield day
        day += timedelta(weeks=rule.step)


def _days_of_months(rule: Rule, span: Slot) -> Iterator[date]:
    for month in spans.units(Unit.MONTH, span):
        day = _day_of_month(rule, month.start.year, month.start.month)
        if day and span.start <= day <= span.end:
            yield day


def _day_of_month(rule: Rule, year: int, month: int) -> date | None:
    """The first, second … last such weekday, or the numbered day when the month has it."""
    length = monthrange(year, month)[1]
    if rule.day:
        return date(year, month, rule.day) if rule.day <= length else None
    assert rule.weekday is not None and rule.nth is not None
    if rule.nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(rule.weekday - first.weekday()) % 7, weeks=rule.nth - 1)
    last = date(year, month, length)
    return last - timedelta(days=(last.weekday() - rule.weekday) % 7)
