"""What is seen from the city: made once a four-month period, and what was made then is all that is seen until the next.

Small numbers go together (`deid.counts`), then every number becomes a multiple of five. A report that is confirmed, set
aside or told to be of the same event so moves nothing while the period lasts; and from one period to the next a number
stands still or moves by five or more, whatever came in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from django.utils import timezone

from ledstjarna.accounts.models import Unit, UnitKind
from ledstjarna.deid.counts import THRESHOLD, Shown, suppress
from ledstjarna.reports.counting import Counts, Year, counted
from ledstjarna.reports.models import CityFigures

TERTIAL: Final = 4
YEARS: Final = 10
"""How many years can be looked at; each is shown beside the one before it."""
_REST: Final = "–rest"


def begun(today: date) -> date:
    """The first day of the four-month period."""
    return today.replace(month=(today.month - 1) // TERTIAL * TERTIAL + 1, day=1)


def figures(today: date) -> CityFigures:
    """The figures of the day's period, made at the first look if the timer has not made them. One query otherwise."""
    made, _new = CityFigures.objects.get_or_create(
        period=begun(today), defaults={"made_on": today, "shown": lambda: _made(today)}
    )
    return made


def make() -> None:
    """The timer's duty: make the period's figures as soon as it has begun, so that nobody's look decides the day."""
    figures(timezone.localdate())


def _made(today: date) -> dict[str, Any]:
    boards = Unit.objects.filter(kind=UnitKind.BOARD).values_list("pk", flat=True)
    years = range(today.year - YEARS, today.year + 1)
    return {
        str(year): _of(found)
        for year, found in counted(boards=list(boards), years=years, by="board", before=begun(today)).items()
    }


def _of(year: Year) -> dict[str, Any]:
    """A year as it is stored: its total (None when small), its tables, and its months by how many stand together."""
    small = 0 < year.total < THRESHOLD
    return {
        "total": None if small else _down(year.total),
        **{name: asdict(shown_of(getattr(year, name))) for name in ("kinds", "environments", "districts", "places")},
        "months": {} if year.removed else _months(year.months),
    }


def shown_of(counts: Mapping[str, int]) -> Shown:
    """A table without small numbers, in multiples of five that add up to the total rounded down.

    Each number is rounded down, and those with most left over up, until they add up: so no other table of the same
    total tells more of a number than that it lies within four of what is shown.
    """
    hidden = suppress(Counts({code: number for code, number in counts.items() if number}))
    if hidden.withheld:
        return Shown({}, withheld=True)
    exact = {**hidden.cells, **({_REST: hidden.rest_sum} if hidden.rest else {})}
    left = _down(sum(exact.values())) - sum(map(_down, exact.values()))
    up = sorted(exact, key=lambda code: -(exact[code] % THRESHOLD))[: left // THRESHOLD]
    cells = {code: _down(number) + THRESHOLD * (code in up) for code, number in exact.items()}
    rest_sum = cells.pop(_REST, 0)
    return Shown(cells, hidden.rest, rest_sum, sum(cells.values()) + rest_sum)


def read(stored: Mapping[str, Any]) -> Shown:
    """A table as it was stored."""
    return Shown(**{**stored, "rest": tuple(stored["rest"])})


def _down(number: int) -> int:
    return number - number % THRESHOLD


def _months(months: list[int]) -> dict[str, dict[str, int]]:
    """By how many months stand together, 1 or 4: each part's number, where none is small.

    Where the months can be shown the longer parts are sums of what is shown, so that they tell nothing more.
    """
    found: dict[str, dict[str, int]] = {}
    for size in (1, TERTIAL):
        parts = {str(at // size + 1): sum(months[at : at + size]) for at in range(0, len(months), size)}
        shown = shown_of(parts)
        if not shown.withheld and not shown.rest:
            found[str(size)] = {code: shown.cells.get(code, 0) for code in parts}
    if len(found) > 1:
        ones = list(found["1"].values())
        found[str(TERTIAL)] = {str(at // TERTIAL + 1): sum(ones[at : at + TERTIAL]) for at in range(0, 12, TERTIAL)}
    return found
