"""What happens in a board's year: the periods in which work is reported, and the times of the plan's activities."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ledstjarna.documents.drawings.wheel import Mark, Span, Wheel
from ledstjarna.periods import selectors as periods
from ledstjarna.periods.selectors import PeriodRef
from ledstjarna.plans.selectors_followup import FollowedPlan, FollowedTime, times

MONTHS: Final = range(1, 13)


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a month: when, and what. `key` is an activity's; `period` one's whose page can be opened."""

    day: date
    when: str
    what: str
    key: UUID | None = None
    period: int | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    name: str
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year's periods and times, and the same month by month."""

    year: int
    terms: tuple[PeriodRef, ...]
    times: tuple[FollowedTime, ...]

    @property
    def months(self) -> list[Month]:
        """Each thing in the month it begins, or in January when it began before the year."""
        found = sorted([*self._of_periods(), *map(self._of_time, self.times)], key=lambda row: (row.day, row.what))
        return [
            Month(
                capfirst(date_format(date(self.year, month, 1), "F")),
                tuple(row for row in found if row.day.month == month),
            )
            for month in MONTHS
        ]

    def wheel(self, today: date, href: Callable[[UUID], str]) -> Wheel:
        """The same as the wheel draws it; `href` is the address of an activity, empty where there is none."""
        return Wheel(
            self.year,
            1,
            tuple(Span(self._name(term), term.opens, term.closes, term.due) for term in self.terms),
            tuple(Mark(time.activity, time.start, time.end, href=href(time.key)) for time in self.times),
            today,
        )

    def _name(self, term: PeriodRef) -> str:
        """Short where the year is plain."""
        return term.code if term.year == self.year else str(term)

    def _of_periods(self) -> Iterable[Happening]:
        for term in self.terms:
            for day, words in (
                (term.opens, _("%s öppnar")),
                (term.due, _("%s ska vara inne")),
                (term.closes, _("%s stänger")),
            ):
                if day.year == self.year:
                    yield Happening(day, date_format(day, "j F"), words % term, period=term.pk)

    def _of_time(self, time: FollowedTime) -> Happening:
        day = max(time.start, date(self.year, 1, 1))
        return Happening(day, time.when, time.activity, key=time.key, done=time.done)


def year_of(year: int, plan: FollowedPlan | None) -> Year:
    """The year with the plan's times, or with the periods alone. Three queries."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    terms = [
        term for term in periods.periods([year - 1, year, year + 1]) if term.opens <= last and term.closes >= first
    ]
    return Year(year, tuple(terms), tuple(times(plan, first, last)) if plan else ())
