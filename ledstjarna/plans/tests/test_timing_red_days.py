"""Which days are worked in Sweden."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledstjarna.plans.timing import is_working_day, working_day
from ledstjarna.plans.timing.red_days import easter


@pytest.mark.parametrize(
    "sunday",
    ["1818-03-22", "1961-04-02", "2000-04-23", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"],
)
def test_easter_is_where_the_almanac_has_it(sunday: str) -> None:
    day = date.fromisoformat(sunday)
    assert easter(day.year) == day


@given(st.integers(1, 9000))
def test_easter_is_a_sunday_from_22_march_to_25_april(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_red_weekdays_of_2019_are_these() -> None:
    days = (date(2019, 1, 1) + timedelta(days=number) for number in range(365))
    red = [day.isoformat() for day in days if day.weekday() < 5 and not is_working_day(day)]
    assert red == [
        "2019-01-01",
        "2019-04-19",  # långfredagen
        "2019-04-22",
        "2019-05-01",
        "2019-05-30",  # Kristi himmelsfärdsdag
        "2019-06-06",
        "2019-06-21",  # midsommarafton
        "2019-12-24",
        "2019-12-25",
        "2019-12-26",
        "2019-12-31",
    ]


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-01-06", False),  # trettondedag jul
        ("2026-11-01", False),  # a Sunday
        ("2026-10-31", False),  # alla helgons dag, a Saturday
        ("2026-04-30", True),  # valborgsmässoafton
        ("2026-04-02", True),  # skärtorsdagen
        ("2004-05-31", False),  # annandag pingst, a holiday through 2004
        ("2005-05-16", True),
        ("2004-06-07", True),
        ("2005-06-06", False),
    ],
)
def test_a_day_is_worked_or_not(day: str, worked: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is worked


def test_a_working_day_stays_and_a_red_one_is_moved_the_way_one_asks() -> None:
    assert working_day(date(2019, 4, 18)) == date(2019, 4, 18)
    assert working_day(date(2019, 4, 19)) == date(2019, 4, 23)
    assert working_day(date(2019, 4, 22), -1) == date(2019, 4, 18)
    assert working_day(date(2021, 12, 31)) == date(2022, 1, 3)
