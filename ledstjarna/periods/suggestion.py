"""The days that are suggested for a year: those of the year before, else the usual ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from ledstjarna.audit.months import add_months
from ledstjarna.periods.models import Period


@dataclass(frozen=True, slots=True)
class PeriodDays:
    """A period as it is written in a form."""

    code: str
    name: str
    also: str
    until: date
    opens: date
    due: date
    closes: date


# (code, name, also called, then until, opens, due and closes as (year from the period's own, month, day))
USUAL: Final = (
    ("VP", "Verksamhetsplan", "verksamhetsplanen", (0, 12, 31), (-1, 11, 1), (-1, 12, 15), (0, 1, 31)),
    ("T1", "Tertialrapport 1", "tertial 1", (0, 4, 30), (0, 4, 15), (0, 5, 10), (0, 5, 31)),
    ("T2", "Tertialrapport 2", "tertial 2", (0, 8, 31), (0, 8, 15), (0, 9, 10), (0, 9, 30)),
    (
        "VB",
        "Verksamhetsberättelse",
        "verksamhetsberättelsen, årsskifte, årsskiftet",
        (0, 12, 31),
        (0, 12, 1),
        (1, 1, 15),
        (1, 1, 31),
    ),
)


def suggested(year: int) -> list[PeriodDays]:
    """What the year may begin with: last year's periods a year later, else VP, T1, T2 and VB."""
    return _moved(Period.objects.filter(year=year - 1)) or [
        PeriodDays(code, name, also, *(date(year + step, month, day) for step, month, day in days))
        for code, name, also, *days in USUAL
    ]


def _moved(before: Iterable[Period]) -> list[PeriodDays]:
    return [PeriodDays(row.code, row.name, row.also, *(add_months(day, 12) for day in _days(row))) for row in before]


def _days(row: Period) -> tuple[date, ...]:
    return row.until, row.opens, row.due, row.closes
