"""Swedish working days and the hours of a day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ledstjarna.reports.clock import Clock, Pressing, read_by, to_read
from ledstjarna.reports.workdays import easter, is_workday, red_days, workdays_since


@pytest.mark.parametrize(
    "day",
    [
        dt.date(1954, 4, 18),
        dt.date(1981, 4, 19),
        dt.date(2000, 4, 23),
        dt.date(2008, 3, 23),
        dt.date(2024, 3, 31),
        dt.date(2025, 4, 20),
        dt.date(2026, 4, 5),
        dt.date(2027, 3, 28),
        dt.date(2038, 4, 25),
        dt.date(2049, 4, 18),
    ],
    ids=str,
)
def test_easter_falls_where_the_almanac_says(day: dt.date) -> None:
    assert easter(day.year) == day


def test_the_red_days_of_a_year_are_those_of_the_act_and_the_three_eves() -> None:
    fixed = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
    moving = {(4, 3), (4, 5), (4, 6), (5, 14), (5, 24), (6, 19), (6, 20), (10, 31)}
    assert {(day.month, day.day) for day in red_days(2026)} == fixed | moving


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [
        (dt.date(2026, 11, 23), dt.date(2026, 11, 23), 0),
        (dt.date(2026, 11, 23), dt.date(2026, 11, 30), 5),
        (dt.date(2026, 11, 21), dt.date(2026, 11, 27), 5),
        (dt.date(2026, 4, 1), dt.date(2026, 4, 7), 2),  # over Easter
        (dt.date(2026, 12, 23), dt.date(2027, 1, 4), 4),  # over Christmas and New Year
        (dt.date(2026, 11, 23), dt.date(2026, 11, 1), 0),
    ],
)
def test_working_days_leave_out_weekends_and_red_days(start: dt.date, end: dt.date, number: int) -> None:
    assert workdays_since(start, end) == number


def test_midsummer_eve_is_no_working_day_but_the_thursday_before_is() -> None:
    assert [is_workday(dt.date(2026, 6, day)) for day in (18, 19, 20, 22)] == [True, False, False, True]


@pytest.mark.parametrize(
    ("at", "late", "left"),
    [
        ("2026-11-27 07:30", False, "16 timmar kvar i dag"),
        ("2026-11-27 22:00", False, "2 timmar kvar i dag"),
        ("2026-11-27 22:59", False, "1 timme kvar i dag"),
        ("2026-11-27 23:59", False, "mindre än en timme kvar i dag"),
        ("2026-11-28 00:00", True, "mindre än en timme kvar i dag"),
    ],
)
def test_the_day_ends_at_midnight_in_sweden(at: str, late: bool, left: str) -> None:
    moment = dt.datetime.fromisoformat(at).replace(tzinfo=timezone.get_default_timezone())
    for seen in (moment, moment.astimezone(dt.UTC)):
        clock = Clock(dt.date(2026, 11, 27), seen)
        assert (clock.late, clock.left) == (late, left)


def here(at: str) -> dt.datetime:
    return dt.datetime.fromisoformat(at).replace(tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(
    ("came", "due", "words"),
    [
        ("2026-11-23 08:00", "2026-11-23 16:00", "ska läsas i dag före 16.00"),
        ("2026-11-23 13:59", "2026-11-23 16:00", "ska läsas i dag före 16.00"),
        ("2026-11-23 14:00", "2026-11-24 12:00", "ska läsas i morgon före 12.00"),
        ("2026-11-23 07:59", "2026-11-23 12:00", "ska läsas i dag före 12.00"),
        ("2026-11-27 14:30", "2026-11-30 12:00", "ska läsas på måndag före 12.00"),
        ("2026-11-27 23:55", "2026-11-30 12:00", "ska läsas på måndag före 12.00"),
        ("2026-11-28 10:00", "2026-11-30 12:00", "ska läsas på måndag före 12.00"),
        ("2026-11-29 23:59", "2026-11-30 12:00", "ska läsas i morgon före 12.00"),
        ("2026-11-30 00:00", "2026-11-30 12:00", "ska läsas i dag före 12.00"),
        ("2026-04-02 15:00", "2026-04-07 12:00", "ska läsas på tisdag före 12.00"),  # over Easter
        ("2025-12-23 17:00", "2025-12-29 12:00", "ska läsas på måndag före 12.00"),  # over Christmas
        ("2026-03-28 12:00", "2026-03-30 12:00", "ska läsas på måndag före 12.00"),  # the clock is moved
    ],
)
def test_an_urgent_report_is_read_within_the_working_day(came: str, due: str, words: str) -> None:
    moment = here(came)
    for seen in (moment, moment.astimezone(dt.UTC)):
        assert read_by(seen) == here(due) and to_read(read_by(seen), seen) == Pressing(words, late=False)


@pytest.mark.parametrize(
    ("now", "text", "late"),
    [
        ("2026-11-30 11:59", "ska läsas i dag före 12.00", False),
        ("2026-11-30 12:00", "skulle ha lästs i dag före 12.00", True),
        ("2026-12-01 08:00", "skulle ha lästs i går", True),
        ("2026-12-03 08:00", "skulle ha lästs den 30 november", True),
        ("2026-11-23 08:00", "ska läsas den 30 november före 12.00", False),
    ],
)
def test_what_should_have_been_read_says_so(now: str, text: str, late: bool) -> None:
    assert to_read(here("2026-11-30 12:00"), here(now)) == Pressing(text, late)


def test_what_is_late_says_since_when() -> None:
    moment = dt.datetime(2026, 11, 28, 0, 0, tzinfo=timezone.get_default_timezone())
    assert [Clock(dt.date(2026, 11, day), moment).day for day in (27, 26)] == ["i går", "den 26 november"]


@pytest.mark.parametrize(("day", "hours"), [(dt.date(2026, 10, 25), 24), (dt.date(2027, 3, 28), 22)])
def test_the_nights_when_the_clock_is_moved_have_their_own_hours(day: dt.date, hours: int) -> None:
    one = dt.datetime.combine(day, dt.time(1), tzinfo=timezone.get_default_timezone())
    assert Clock(day, one).hours == hours
