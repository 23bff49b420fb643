"""How many confirmed reports there are of what, in some boards and years. One grouped query a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet, Sum

from ledstjarna.reports.lists import Span
from ledstjarna.reports.models import COUNTED, Report, Tally

REMOVED = "–removed"
"""Stands where a report that has been removed by decision had its district or unit; no code can look like it."""

Counts = Counter[str]


@dataclass(slots=True)
class Year:
    """One year's counts by code; each of them adds up to the same number, `months` but for what is removed."""

    kinds: Counts = field(default_factory=Counter)
    environments: Counts = field(default_factory=Counter)
    districts: Counts = field(default_factory=Counter)
    places: Counts = field(default_factory=Counter)
    months: list[int] = field(default_factory=lambda: [0] * 12)
    removed: int = 0

    @property
    def total(self) -> int:
        """All confirmed reports of the year, those that have been removed since among them."""
        return self.kinds.total()


def counted(
    *,
    boards: Collection[int],
    years: Collection[int],
    by: str,
    before: date | None = None,
    seen_by: int | None = None,
) -> dict[int, Year]:
    """The counts of some boards together, year by year; `by` is "unit" or "board". Five queries.

    An event told more than once counts once. With `before` only what had come in before that day is counted, with
    `seen_by` only what that person has not stepped back from.
    """
    found = {year: Year() for year in years}
    rows = Report.objects.filter(
        board__in=boards, year__in=years, status__in=COUNTED, same_event__isnull=True
    ).order_by()
    if before is not None:
        rows = rows.filter(received_on__lt=before)
    if seen_by is not None:
        rows = rows.exclude(recusals__user=seen_by)
    for year, kind, environment, number in _grouped(rows, "kind", "environment"):
        found[year].kinds[kind] += number
        found[year].environments[environment] += number
    for year, district, number in _grouped(rows, "district"):
        found[year].districts[district] += number
    for year, place, number in _grouped(rows, by):
        found[year].places[str(place)] += number
    for year, happened, span, number in _grouped(rows, "happened", "span"):
        found[year].months[month_of(happened, span) - 1] += number
    _add_removed(found, boards, by)
    return found


def month_of(first: date, span: str) -> int:
    """The month of a report: that of the week's Thursday, which is also what gives the week its year (ISO 8601)."""
    return first.month if span == Span.MONTH else (first + timedelta(days=3)).month


def _grouped(rows: QuerySet[Report], *columns: str) -> Iterable[tuple[Any, ...]]:
    return rows.values_list("year", *columns).annotate(number=Count("pk"))


def _add_removed(found: dict[int, Year], boards: Collection[int], by: str) -> None:
    """What `Tally` keeps of removed reports: kind, environment and board."""
    kept = Tally.objects.filter(board__in=boards, year__in=found)
    grouped = kept.values_list("year", "board", "kind", "environment").annotate(sum=Sum("number"))
    for year, board, kind, environment, number in grouped:
        there = found[year]
        there.kinds[kind] += number
        there.environments[environment] += number
        there.districts[REMOVED] += number
        there.places[str(board) if by == "board" else REMOVED] += number
        there.removed += number
