"""Swedish working days: neither weekend, holiday (lag 1989:253) nor one of the three eves that are free by custom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

FIXED = ((1, 1), (1, 6), (5, 1), (12, 24), (12, 25), (12, 26), (12, 31))
AFTER_EASTER = (-2, 0, 1, 39, 49)  # långfredagen, påskdagen, annandag påsk, Kristi himmelsfärdsdag, pingstdagen
NATIONAL_DAY_SINCE = 2005  # it took the place of annandag pingst
SATURDAY = 5


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in red_days(day.year)


def working_day(day: date, step: int = 1) -> date:
    """The day itself when it is worked, else the nearest worked day after it (before it when `step` is -1)."""
    while not is_working_day(day):
        day += timedelta(days=step)
    return day


@lru_cache(maxsize=64)
def red_days(year: int) -> frozenset[date]:
    """The year's holidays and free eves, whatever weekday they fall on."""
    return frozenset(_red_days(year))


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian rule (the anonymous algorithm printed by Meeus)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, sun = century // 4, century % 4
    moon = (century - (century + 8) // 25 + 1) // 3
    full = (19 * golden + century - leaps - moon + 15) % 30
    weekday = (32 + 2 * sun + 2 * (rest // 4) - full - rest % 4) % 7
    late = (golden + 11 * full + 22 * weekday) // 451
    month, day = divmod(full + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _red_days(year: int) -> Iterator[date]:
    yield from (date(year, month, day) for month, day in FIXED)
    yield from (easter(year) + timedelta(days=days) for days in AFTER_EASTER)
    yield date(year, 6, 6) if year >= NATIONAL_DAY_SINCE else easter(year) + timedelta(days=50)
    midsummer = _saturday_from(date(year, 6, 20))
    yield from (midsummer - timedelta(days=1), midsummer)
    yield _saturday_from(date(year, 10, 31))  # alla helgons dag


def _saturday_from(day: date) -> date:
    return day + timedelta(days=(SATURDAY - day.weekday()) % 7)
