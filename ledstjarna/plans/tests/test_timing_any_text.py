"""Whatever is written in the two columns, it is read without fail and in bounded time."""

from __future__ import annotations

import json
import re
from datetime import date

from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from ledstjarna.plans.timing import (
    FollowUp,
    Kind,
    PeriodName,
    Schedule,
    follow_up_in_words,
    read_follow_up,
    read_schedule,
    schedule_in_words,
)
from ledstjarna.plans.timing.follow_up import patterns_with
from ledstjarna.plans.timing.model import MAX_LENGTH, MAX_SLOTS

from .timed import PERIODS

WORDS = (
    *("en", "två", "3", "12", "gång", "gånger", "i", "månaden", "per", "kvartal", "/", "år", "termin", "varje"),
    *("varannan", "var", "sjätte", "vecka", "v.", "40", "53", "-", "–", "och", ",", ".", ";", "(", ")", "mars"),
    *("maj", "februari", "29", "30", "31", "2019", "2020", "2010", "2019-2010", "2020-02-29", "1/3", "24/7"),
    *("våren", "hösten", "ht", "19", "första", "sista", "tisdag", "kvartalet", "Q1", "löpande", "klart"),
    *("senast", "start", "före", "efter", "från", "t.o.m.", "till", "vid", "behov", "inför", "eller", "inte"),
    *("flera", "tillfällen", "årsskiftet", "sommaren", "årligen", "året", "hela", "T1", "T3", "VP", "VB"),
    *("uppföljning", "utvärderas", "av", "närvaro", "\n", "un-", "der", "\u00ad"),
)  # fmt: skip
YEARS = st.integers(2000, 2098)
TEXTS = st.text(max_size=MAX_LENGTH) | st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
LONG = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda few: (" ".join(few) + " ") * MAX_LENGTH)


def holds(schedule: Schedule) -> None:
    assert list(schedule.slots) == sorted(schedule.slots)
    assert len(schedule.slots) <= MAX_SLOTS
    for slot in schedule.slots:
        assert (schedule.start or date.min) <= slot.start <= slot.end <= (schedule.end or date.max)
    assert schedule.kind not in {Kind.UNREAD, Kind.EMPTY} or not (schedule.slots or schedule.start or schedule.end)
    assert (schedule.kind is not Kind.UNREAD) or schedule.rest
    assert Schedule.from_json(json.loads(json.dumps(schedule.as_json()))) == schedule


@given(TEXTS, YEARS, st.integers(0, 5))
def test_any_schedule_is_read_in_order_and_inside_its_span(text: str, year: int, more: int) -> None:
    holds(read_schedule(text, year=year, until=year + more))


@given(TEXTS, YEARS)
def test_any_follow_up_is_read(text: str, year: int) -> None:
    follow_up = read_follow_up(text, year=year, periods=PERIODS)
    assert FollowUp.from_json(json.loads(json.dumps(follow_up.as_json()))) == follow_up
    assert follow_up.read or not follow_up.points
    assert len(follow_up.points) == len(set(follow_up.points))


@given(TEXTS, YEARS, st.sampled_from(["sv", "en"]))
def test_whatever_was_read_can_be_said_back(text: str, year: int, language: str) -> None:
    with translation.override(language):
        schedule = read_schedule(text, year=year)
        assert bool(schedule_in_words(schedule, today=date(year, 7, 1))) == (schedule.kind is not Kind.EMPTY)
        follow_up_in_words(read_follow_up(text, year=year, periods=PERIODS))


@given(st.lists(st.builds(PeriodName, st.text(max_size=8), st.tuples(st.text(max_size=12))), max_size=4), TEXTS)
def test_periods_may_have_any_names(periods: list[PeriodName], text: str) -> None:
    read_follow_up(" ".join([text[:200], *(period.code for period in periods)]), year=2019, periods=periods)


@settings(max_examples=20)
@given(LONG)
def test_a_long_cell_of_words_over_and_over_is_read(text: str) -> None:
    holds(read_schedule(text[:MAX_LENGTH], year=2019))
    read_follow_up(text[:MAX_LENGTH], year=2019, periods=PERIODS)


def test_no_pattern_repeats_a_group_without_bound() -> None:
    """With each word tried once by each pattern, reading is then linear in the length of the text."""
    unbounded = re.compile(r"\)[*+]|\{\d*,\}")
    patterns = [pattern.pattern for pattern, _build in patterns_with(PERIODS)]
    assert len(patterns) > 30
    assert [pattern for pattern in patterns if unbounded.search(pattern)] == []
