"""The year that the wheel shows: its months, what happens in them, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAY = timedelta(days=1)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Span:
    """A period of reporting or a survey: it opens, closes, and is due by a day. Raises ValueError if it ends first."""

    label: str
    start: date
    end: date
    due: date | None = None
    kind: Literal["report", "survey"] = "report"

    def __post_init__(self) -> None:
        _in_order(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Mark:
    """One time that an activity happens, or a deadline, which falls on its last day.

    `href` is an address within the site. Raises ValueError for another, or if the mark ends before it begins.
    """

    label: str
    start: date
    end: date
    kind: Literal["activity", "deadline"] = "activity"
    href: str = ""

    def __post_init__(self) -> None:
        _in_order(self.start, self.end)
        if self.href and (self.href[0] not in "/#?" or self.href[1:2] in ("/", "\\")):
            raise ValueError(f"a mark leads to a page of the site, not to {self.href}")


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the wheel and how many of the activities' times fall in it, wholly or in part."""

    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Wheel:
    """Twelve months from `first_month` of `year`. Raises ValueError for a month or a year that is none."""

    year: int
    first_month: int
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]
    today: date | None = None

    def __post_init__(self) -> None:
        for year in (self.year, self.year + 1):
            date(year, self.first_month, 1)

    @property
    def first(self) -> date:
        return date(self.year, self.first_month, 1)

    @property
    def last(self) -> date:
        return date(self.year + 1, self.first_month, 1) - DAY

    @property
    def name(self) -> str:
        """2026, or 2026/27 when it ends in another year."""
        return str(self.year) if self.first_month == 1 else f"{self.year}/{self.last:%y}"

    @property
    def now(self) -> date | None:
        """Today, if it is in the year."""
        return self.today if self.holds(self.today) else None

    def holds(self, day: date | None) -> bool:
        """Whether the day is one of the year's."""
        return day is not None and self.first <= day <= self.last

    def crosses(self, item: Span | Mark) -> bool:
        """Whether some of the period or the time is in the year."""
        return item.start <= self.last and item.end >= self.first

    def angle(self, day: date, part: float = 0.0) -> float:
        """Degrees from the top, clockwise, at so great a part of the day."""
        return 360 * ((day - self.first).days + part) / ((self.last - self.first).days + 1)

    def months(self) -> list[Month]:
        """The twelve months with their counts."""
        steps = range(self.first_month - 1, self.first_month + 12)
        starts = [date(self.year + step // 12, step % 12 + 1, 1) for step in steps]
        times = [(mark.start, mark.end) for mark in self.marks if mark.kind == "activity"]
        return [
            Month(first, after - DAY, sum(start < after and end >= first for start, end in times))
            for first, after in pairwise(starts)
        ]

    def deadlines(self) -> list[tuple[str, Mark]]:
        """The year's deadlines in order of time, each with the letter that it has on the wheel and in the list."""
        found = [mark for mark in self.marks if mark.kind == "deadline" and self.holds(mark.end)]
        return [
            (_letter(place), mark) for place, mark in enumerate(sorted(found, key=lambda mark: (mark.end, mark.label)))
        ]


def wheel_rows(wheel: Wheel) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The same as a table: header and a row for each month. A newline parts what falls in the same month."""
    told = sorted(_told(wheel))
    rows = tuple(
        (
            capfirst(date_format(month.first, "F Y")),
            str(month.count),
            "\n".join(words for day, words in told if month.first <= day <= month.last),
        )
        for month in wheel.months()
    )
    return (_("Månad"), _("Tillfällen"), _("Perioder och datum")), rows


def summary(wheel: Wheel) -> str:
    """What the wheel shows, in a few sentences."""
    span = {"first": date_format(wheel.first, "F Y"), "last": date_format(wheel.last, "F Y")}
    sentences = [_("Året går från %(first)s till %(last)s.") % span, _times(wheel)]
    sentences += [f"{words}." for _day, words in sorted(_due(wheel))]
    if dates := len(wheel.deadlines()):
        sentences.append(
            ngettext("%(count)d datum är utsatt.", "%(count)d datum är utsatta.", dates) % {"count": dates}
        )
    return " ".join(sentences)


def _times(wheel: Wheel) -> str:
    times = sum(mark.kind == "activity" and wheel.crosses(mark) for mark in wheel.marks)
    if not times:
        return _("Inga tillfällen är inlagda.")
    most = max(wheel.months(), key=lambda month: month.count)
    words = ngettext("%(count)d tillfälle, i %(month)s.", "%(count)d tillfällen, flest i %(month)s: %(most)d.", times)
    return words % {"count": times, "month": date_format(most.first, "F"), "most": most.count}


def _told(wheel: Wheel) -> Iterator[tuple[date, str]]:
    """Each period at the day it opens (or the year's first), what is due, and each deadline."""
    for span in wheel.spans:
        if wheel.crosses(span):
            dates = {"what": span.label, "start": _day(wheel, span.start), "end": _day(wheel, span.end)}
            yield max(span.start, wheel.first), _("%(what)s är öppen %(start)s–%(end)s") % dates
    yield from _due(wheel)
    for letter, mark in wheel.deadlines():
        yield mark.end, f"{letter}. {mark.label}, {_day(wheel, mark.end)}"


def _due(wheel: Wheel) -> Iterator[tuple[date, str]]:
    for span in wheel.spans:
        if span.due is not None and wheel.holds(span.due):
            yield span.due, _("%(what)s ska vara klar %(day)s") % {"what": span.label, "day": _day(wheel, span.due)}


def _day(wheel: Wheel, day: date) -> str:
    return date_format(day, "j F" if wheel.holds(day) else "j F Y")


def _letter(place: int) -> str:
    """A–Z, then AA–ZZ."""
    high, low = divmod(place, len(ALPHABET))
    return (_letter(high - 1) if high else "") + ALPHABET[low]


def _in_order(start: date, end: date) -> None:
    if end < start:
        raise ValueError(f"{start} comes after {end}")
