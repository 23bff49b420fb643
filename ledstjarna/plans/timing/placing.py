"""Gives the dates of a cell their years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from .model import Slot, Unit
from .parts import DATED, Part, Plan, Role

ENDS = frozenset({Role.DEADLINE, Role.UNTIL})


def placed(parts: Sequence[Part], plan: Plan) -> list[Part]:
    """The parts with their `slots`; a date that no calendar has is made IMPOSSIBLE, one whose year is in doubt UNREAD.

    A date without a year has the year of the one it is joined to ("mars och maj 2020"), else of the last one before it,
    else the years stated for all, else the plan's first. What recurs each year is in all of them. In doubt is a year
    beside those that cannot be, and one that would put dates out of order ("oktober och mars 2020").
    """
    parts = _with_years_of_the_joined(parts)
    yearly = any(part.rule and part.rule.unit is Unit.YEAR for part in parts)
    default = _default_years(parts, plan, yearly=yearly)
    written: tuple[int, ...] = ()
    latest = date.min  # where the last with its own year begins
    begins: date | None = None
    result: list[Part] = []
    for part in parts:
        if part.role not in DATED:
            result.append(part)
            continue
        written = part.years or written
        years = part.years or _fitting(part.role, written or default, yearly=yearly)
        slots = _slots(part, years, begins)
        if not years or (part.role is Role.SPAN and not part.years and slots and slots[0].end < latest):
            result.append(replace(part, role=Role.UNREAD))
            continue
        if part.years and slots:
            latest = slots[0].start
        if part.role is Role.BEGIN and slots:
            begins = slots[0].start
        result.append(replace(part, role=part.role if slots else Role.IMPOSSIBLE, slots=slots))
    return result


def cover(slots: Iterable[Slot]) -> Slot | None:
    """The shortest span that holds all of them."""
    every = list(slots)
    return Slot(min(slot.start for slot in every), max(slot.end for slot in every)) if every else None


def _with_years_of_the_joined(parts: Sequence[Part]) -> list[Part]:
    result: list[Part] = []
    after: Part | None = None
    for part in reversed(parts):
        if part.role in DATED:
            if after and after.joined and after.role is not Role.YEARS and after.years and not part.years:
                first, then = _slots(part, after.years[:1], None), _slots(after, after.years[:1], None)
                in_doubt = bool(first and then and first[0].start > then[0].end)
                part = replace(part, years=after.years, role=Role.UNREAD if in_doubt else part.role)
            after = part
        result.append(part)
    return result[::-1]


def _default_years(parts: Sequence[Part], plan: Plan, *, yearly: bool) -> tuple[int, ...]:
    """The years of a date that has none beside it; none at all when the years that are stated cannot be."""
    if stated := tuple(year for part in parts if part.role is Role.YEARS for year in part.years):
        return stated
    if any(part.role is Role.IMPOSSIBLE for part in parts):
        return ()
    if not yearly:
        return plan.years[:1]
    first = next((part.years[0] for part in parts if part.role is Role.BEGIN and part.years), plan.first)
    return tuple(range(first, max(first, plan.last) + 1))


def _fitting(role: Role, years: tuple[int, ...], *, yearly: bool) -> tuple[int, ...]:
    """It begins once, and ends once unless it recurs each year."""
    if role is Role.BEGIN:
        return years[:1]
    return years[-1:] if role in ENDS and not yearly else years


def _slots(part: Part, years: Iterable[int], begins: date | None) -> tuple[Slot, ...]:
    """The date in each year; an end without a year that comes before the beginning is in the year after."""
    assert part.in_year is not None
    slots = tuple(slot for year in years if (slot := part.in_year(year)))
    if part.role in ENDS and not part.years and begins and slots and slots[-1].end < begins:
        after = part.in_year(slots[-1].end.year + 1)
        return (after,) if after else ()
    return slots
