"""A period has closed and is opened again for one board until a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from ledstjarna.audit.models import Entry
from ledstjarna.periods import selectors, services
from ledstjarna.periods.models import Period, Reopening
from ledstjarna.periods.selectors import State
from ledstjarna.periods.tests.world import YEAR, World, browser, clock

AFTER = date(YEAR, 6, 3)
DAY = timedelta(days=1)


def press(world: World, found: Period, **changed: Any) -> Any:
    data = {"board": world.social.pk, "until": f"{YEAR}-06-10", "reason": "Samordnaren var sjuk.", "once": str(uuid4())}
    url = reverse("periods:reopen", args=[found.pk])
    return browser(world.alice).post(url, data | changed, follow=True)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(YEAR, 4, 14), State.AHEAD),
        (date(YEAR, 4, 15), State.OPEN),
        (date(YEAR, 5, 10), State.OPEN),
        (date(YEAR, 5, 11), State.LATE),
        (date(YEAR, 5, 31), State.LATE),
        (date(YEAR, 6, 1), State.CLOSED),
    ],
)
def test_a_period_stands_as_its_days_say(world: World, day: date, expected: State) -> None:
    found = selectors.period(world.year()["T1"].pk)
    assert found is not None
    assert found.state(world.social.pk, day) is expected and found.is_open(world.social.pk, day) is (
        expected in (State.OPEN, State.LATE)
    )


def test_the_last_minute_of_the_last_day_in_stockholm_is_inside(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.year()
    clock(monkeypatch, date(YEAR, 5, 31), 23, 59)
    page = browser(world.charlie).get(reverse("periods:now")).text
    assert "öppen, dagen har passerat" in page
    clock(monkeypatch, date(YEAR, 6, 1), 0, 0)
    assert "öppen, dagen har passerat" not in browser(world.charlie).get(reverse("periods:now")).text


def test_one_board_is_let_in_until_a_day_and_the_others_are_not(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found = world.year()["T1"]
    clock(monkeypatch, AFTER)
    assert f"T1 {YEAR} är öppen igen för Socialnämnden till och med" in press(world, found).text
    (ref,) = [row for row in selectors.current(AFTER) if row.code == "T1"]
    assert ref.state(world.social.pk, AFTER) is State.REOPENED and ref.state(world.culture.pk, AFTER) is State.CLOSED
    assert ref.state(world.social.pk, date(YEAR, 6, 10)) is State.REOPENED
    assert ref.state(world.social.pk, date(YEAR, 6, 11)) is State.CLOSED
    row = Entry.objects.get(action="period.reopen")
    assert (row.actor_id, row.board_id, row.ids) == (world.alice.pk, world.social.pk, [found.pk])


def test_the_page_tells_who_opened_it_again_and_why(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found = world.year()["T1"]
    clock(monkeypatch, AFTER)
    press(world, found)
    page = browser(world.charlie).get(reverse("periods:year", args=[YEAR])).text
    assert "T1 för Socialnämnden till och med 10 juni" in page and "Alice" in page and "Samordnaren var sjuk." in page


def test_a_board_let_in_twice_has_the_day_that_was_said_last(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found = world.year()["T1"]
    clock(monkeypatch, AFTER)
    press(world, found, until=f"{YEAR}-06-20")
    press(world, found, until=f"{YEAR}-06-10")
    ref = selectors.period(found.pk)
    assert ref is not None and ref.last_day(world.social.pk) == date(YEAR, 6, 10)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("until", f"{YEAR}-06-02", "redan passerat"),
        ("until", "", ""),
        ("reason", "", ""),
        ("reason", "Anna nås på 811228-9874", ""),
        ("board", "0", ""),
    ],
)
def test_what_cannot_be_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch, field: str, value: str, words: str
) -> None:
    found = world.year()["T1"]
    clock(monkeypatch, AFTER)
    answer = press(world, found, **{field: value})
    assert answer.status_code == 422 and 'role="alert"' in answer.text and words in answer.text
    assert not Reopening.objects.exists()


def test_a_period_that_is_open_needs_no_opening(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found = world.year()["T1"]
    clock(monkeypatch, date(YEAR, 5, 20))
    answer = press(world, found, until=f"{YEAR}-05-25")
    assert answer.status_code == 422 and "öppen till och med den dagen redan" in answer.text


def test_a_reopened_period_cannot_be_taken_away(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found = world.year()["T1"]
    clock(monkeypatch, AFTER)
    press(world, found)
    page = browser(world.alice).post(reverse("periods:remove", args=[found.pk]), follow=True)
    assert "Perioden används redan" in page.text and Period.objects.filter(pk=found.pk).exists()


@pytest.mark.parametrize("place", ["https://exempel.invalid/", "//exempel.invalid", "javascript:alert(1)", "\\\\x"])
def test_no_other_site_is_led_to(world: World, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    found = world.year()["T1"]
    clock(monkeypatch, AFTER)
    answer = press(world, found, next=place)
    assert answer.redirect_chain[0][0] == reverse("periods:year", args=[YEAR])


def test_one_comes_back_to_where_one_was(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found = world.year()["T1"]
    clock(monkeypatch, AFTER)
    assert press(world, found, next=reverse("plans:list")).redirect_chain[0][0] == reverse("plans:list")


def test_the_pages_ask_as_often_for_many_reopenings_as_for_few(
    world: World, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    found = world.year()["T1"]
    clock(monkeypatch, AFTER)
    for until in range(10, 30):
        services.period_reopen(
            period_id=found.pk,
            board=world.social,
            until=date(YEAR, 6, until),
            reason="Mer tid.",
            actor_id=world.alice.pk,
        )
    with django_assert_num_queries(2):
        selectors.periods([YEAR, YEAR + 1])
