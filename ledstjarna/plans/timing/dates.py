"""Patterns for days and months, and for what reaches from one to another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import TypeAlias

from . import spans
from .model import Slot
from .parts import Found, InYear, Part, Pattern, Plan, Role, words
from .vocabulary import FROM, MONTH, NO_BARE_NUMBER, OF_YEARS, ONE_YEAR, TO, WEEKDAY, month_of

End: TypeAlias = tuple[InYear, int | None]  # one end of a span, and its year when that is written


def full_year(written: str) -> int:
    """ "19" and "2019" as 2019."""
    return int(written) if len(written) > 2 else 2000 + int(written)


def years_of(written: str | None) -> tuple[int, ...] | None:
    """ "2019" and "2019–21" as their years, () for none; None for a span that ends before it begins."""
    numbers = [full_year(found) for found in re.findall(r"\d+", written or "")]
    return tuple(range(numbers[0], numbers[-1] + 1)) or None if numbers else ()


def in_years(written: str | None, places: Iterable[InYear]) -> tuple[Part, ...]:
    """A span for each place in the years written with it; of years that cannot be, only those."""
    years = years_of(written)
    if years is None:
        return (Part(Role.IMPOSSIBLE, text=written or ""),)
    return tuple(Part(Role.SPAN, in_year=place, years=years) for place in places)


def between(text: str, first: End, last: End) -> tuple[Part, ...]:
    """From one end through the other. One that crosses New Year has its year at the first end, at both or at none."""
    (begins, first_year), (ends, last_year) = first, last

    def in_year(year: int) -> Slot | None:
        start, end = begins(first_year or year), ends(last_year or year)
        if start and end and end.end < start.start and not last_year:
            end = ends((first_year or year) + 1)
        return Slot(start.start, end.end) if start and end and start.start <= end.end else None

    written = first_year or last_year
    if written and not in_year(written):
        return (Part(Role.IMPOSSIBLE, text=text),)
    return (Part(Role.SPAN, in_year=in_year, years=(written,) if written else ()),)


def reach(first: str, last: str, to: str = TO) -> re.Pattern[str]:
    """ "A–B", "från A till B" and "mellan A och B"."""
    return words(rf"(?:(?:{FROM}|(?P<between>mellan))\s)?{first}(?:{to}|(?(between)\soch\s|(?!))){last}")


def _a_day(key: str) -> str:
    return (
        rf"(?:{WEEKDAY}(?:en)?\s)?(?:den\s)?(?:(?P<iso{key}>20\d\d[-.]\d\d[-.]\d\d)(?!\d)|(?P<day{key}>\d{{1,2}})(?:"
        rf"(?::[ae])?\s?(?P<name{key}>{MONTH})(?:,?\s(?P<year{key}>{ONE_YEAR}))?"
        rf"|(?<!24)/(?P<month{key}>\d{{1,2}})(?:\s?[-/]\s?(?P<short{key}>(?:20)?\d\d)|\s(?P<full{key}>{ONE_YEAR}))?(?![\d/])"
        rf"|\.(?P<dot{key}>\d{{1,2}})\.(?P<dotted{key}>{ONE_YEAR})))"
    )


def _numbers(found: Found, key: str) -> tuple[int | None, int, int]:
    """Year when written, month and day."""
    named = {name.removesuffix(key): word for name, word in found.groupdict().items() if name.endswith(key) and word}
    if iso := named.get("iso"):
        year, month, day = (int(number) for number in re.split(r"\D", iso))
        return year, month, day
    month = month_of(named["name"]) if "name" in named else int(named.get("month") or named["dot"])
    years = [full_year(named[name]) for name in ("year", "short", "full", "dotted") if name in named]
    return (years[0] if years else None), month, int(named["day"])


def _day_end(found: Found, key: str) -> End:
    year, month, day = _numbers(found, key)
    return partial(spans.day, month=month, number=day), year


def _day(found: Found, _plan: Plan) -> tuple[Part, ...]:
    in_year, year = _day_end(found, "_a")
    return (Part(Role.SPAN, in_year=in_year, years=(year,) if year else ()),)


def _days(found: Found, _plan: Plan) -> tuple[Part, ...]:
    return between(found[0], _day_end(found, "_a"), _day_end(found, "_b"))


def _days_of_a_month(found: Found, _plan: Plan) -> tuple[Part, ...]:
    year, month, last = _numbers(found, "_b")
    first, last_day = (partial(spans.day, month=month, number=day) for day in (int(found["first"]), last))
    return between(found[0], (first, year), (last_day, year))


def _month_end(found: Found, key: str) -> End:
    month, year = month_of(found[f"month{key}"]), found[f"year{key}"]
    return partial(spans.months, first=month, last=month), int(year) if year else None


def _months(found: Found, _plan: Plan) -> tuple[Part, ...]:
    return between(found[0], _month_end(found, "_a"), _month_end(found, "_b"))


def _month(found: Found, _plan: Plan) -> tuple[Part, ...]:
    month = month_of(found["month"])
    return in_years(found["years"] or found["short"], [partial(spans.months, first=month, last=month)])


def _a_month(key: str) -> str:
    return rf"(?P<month{key}>{MONTH})(?:\s(?P<year{key}>{ONE_YEAR}))?"


REACHES: tuple[Pattern, ...] = (
    (reach(_a_day("_a"), _a_day("_b")), _days),
    (reach(r"(?:den\s)?(?P<first>\d{1,2})(?::[ae])?", _a_day("_b")), _days_of_a_month),
    (reach(_a_month("_a"), _a_month("_b"), rf"(?:{TO}|\s?/\s?|\seller\s)"), _months),
)
DAYS_AND_MONTHS: tuple[Pattern, ...] = (
    (words(_a_day("_a")), _day),
    (
        words(rf"(?P<month>{MONTH})(?:\smånad)?(?:\s?[-’']\s?(?P<short>\d\d)(?![\d/:])|{OF_YEARS}){NO_BARE_NUMBER}"),
        _month,
    ),
)
