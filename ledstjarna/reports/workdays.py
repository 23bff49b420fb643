"""Swedish working days, so that a reminder counts days when somebody is at work."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
_FROM_EASTER = (-2, 0, 1, 39, 49)  # Good Friday, Easter Day and Monday, Ascension Day, Whit Sunday


def easter(year: int) -> date:
    """Easter Day by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, over = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    quarter, odd = divmod(rest, 4)
    weekday = (32 + 2 * over + 2 * quarter - epact - odd) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def red_days(year: int) -> frozenset[date]:
    """The public holidays (Act 1989:253), and the eves that are as Sundays (Annual Leave Act 1977:480, section 3 a)."""
    sunday = easter(year)
    midsummer = _saturday(date(year, 6, 20))
    return frozenset(
        {date(year, month, day) for month, day in _FIXED}
        | {sunday + timedelta(days=days) for days in _FROM_EASTER}
        | {midsummer, midsummer - timedelta(days=1), _saturday(date(year, 10, 31))}
    )


def is_workday(day: date) -> bool:
    """Whether offices are open: neither a weekend nor a red day."""
    return day.weekday() < 5 and day not in red_days(day.year)


def workdays_since(start: date, end: date) -> int:
    """How many working days have begun after one day, up to and with another; none when it lies before."""
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(map(is_workday, days))


def workday_after(start: date, number: int) -> date:
    """The working day that is the so-manieth after a day; with 0 the day itself, or the first after it."""
    day = start
    while not is_workday(day) or workdays_since(start, day) < number:
        day += timedelta(days=1)
    return day


def _saturday(first: date) -> date:
    """The first Saturday from a day on."""
    return first + timedelta(days=(5 - first.weekday()) % 7)
