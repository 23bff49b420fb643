"""The lists of a year: kinds, environments and districts, as the municipality words them.

What the product begins with stands in `lists`; a row of `Term` says how a code is worded from a year on, or that it is
no longer used. So a report keeps its code, and each year its words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from django.utils.translation import get_language

from ledstjarna.reports.lists import Environment, Kind
from ledstjarna.reports.models import Report, Term, TermList

BEGUN_WITH: Final[dict[TermList, dict[str, Any]]] = {
    TermList.KIND: dict(Kind.choices),
    TermList.ENVIRONMENT: dict(Environment.choices),
    TermList.DISTRICT: {},
}
LASTING: Final = frozenset({Kind.OTHER, Kind.STATEMENT, Environment.UNCLEAR, Environment.OTHER})
"""Codes that the product itself leans on: they can be reworded, never taken out of use."""

Lists = dict[TermList, dict[str, str]]
"""List → code → label, in the order in which they are always shown."""


def in_use(year: int) -> Lists:
    """What can be chosen for a report about a year. One query."""
    used, _every = _of(_rows(year))
    return used


def in_use_each(years: Collection[int]) -> dict[int, Lists]:
    """What can be chosen for reports about each of the years. One query."""
    rows = list(_rows(max(years)))
    return {year: _of(row for row in rows if row.from_year <= year)[0] for year in years}


def known(year: int) -> Lists:
    """Every code up to a year, also those no longer in use, in the words of that year. One query."""
    _used, every = _of(_rows(year))
    return every


def known_each(years: Collection[int]) -> dict[int, Lists]:
    """`known` of each of the years. One query."""
    rows = list(_rows(max(years, default=0)))
    return {year: _of(row for row in rows if row.from_year <= year)[1] for year in years}


def _of(rows: Iterable[Term]) -> tuple[Lists, Lists]:
    used = {name: dict(begun) for name, begun in BEGUN_WITH.items()}
    every = {name: dict(begun) for name, begun in BEGUN_WITH.items()}
    for row in rows:
        name = TermList(row.list)
        every[name][row.code] = label = _label(row)
        if row.used:
            used[name][row.code] = label
        else:
            used[name].pop(row.code, None)
    return _ordered(used), _ordered(every)


def _rows(year: int) -> Iterable[Term]:
    """Later years last, so that they have the last word."""
    return Term.objects.filter(from_year__lte=year).order_by("from_year", "pk")


def _label(row: Term) -> str:
    english: str = row.label_en
    swedish: str = row.label
    return english if english and get_language() == "en" else swedish


def _ordered(lists: Lists) -> Lists:
    """Own additions after what was begun with, but before the two that gather the rest."""
    return {
        name: dict(sorted(found.items(), key=lambda pair: pair[0] in {Kind.OTHER, Environment.UNCLEAR}))
        for name, found in lists.items()
    }


def word(reports: Collection[Report], lists: Mapping[int, Lists] | None = None) -> None:
    """Give each report its labels, in the words of the year it is about. One query, or none with `known_each` given."""
    lists = known_each({report.year for report in reports}) if lists is None else lists
    for report in reports:
        every = lists[report.year]
        report.kind_label = every[TermList.KIND].get(report.kind, report.kind)
        report.environment_label = every[TermList.ENVIRONMENT].get(report.environment, report.environment)
        report.district_label = every[TermList.DISTRICT].get(report.district, report.district)
