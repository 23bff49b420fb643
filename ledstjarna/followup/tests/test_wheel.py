"""The year wheel: periods and the activities' times, month by month."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from ledstjarna.followup.tests.world import NETWORK, OPEN, TRAINING, YEAR, World, browser, clock
from ledstjarna.plans import services as plans
from ledstjarna.plans.models import Occurrence


@pytest.fixture(autouse=True)
def in_t1(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, OPEN)


def page(by: Any, query: str = "") -> str:
    return browser(by).get(reverse("followup:wheel") + query).text.split("<main")[1]


def month(shown: str, name: str) -> str:
    return shown.split(f"<h3>{name}</h3>")[1].split("</section>")[0]


def happens(world: World, place: int, start: date, end: date | None = None, state: str = "planned") -> None:
    Occurrence.objects.create(activity=world.row(place), start=start, end=end or start, state=state)


def test_the_year_lists_its_periods_and_times_in_their_months(world: World) -> None:
    Occurrence.objects.all().delete()
    happens(world, NETWORK, date(YEAR, 3, 12), state="done")
    happens(world, TRAINING, date(YEAR, 2, 1), date(YEAR, 5, 31))
    happens(world, NETWORK, date(YEAR, 4, 9), state="cancelled")
    happens(world, NETWORK, date(YEAR + 1, 1, 9))
    shown = page(world.erik)
    assert "Socialnämnden" in shown and "T1 2026 ska vara inne" in month(shown, "Maj")
    assert "12 mars" in month(shown, "Mars") and "genomfört" in month(shown, "Mars")
    assert "februari–maj" in month(shown, "Februari") and "9 april" not in shown and "9 januari" not in shown
    assert f"VB {YEAR - 1} ska vara inne" in month(shown, "Januari") and "Inget inlagt." in month(shown, "Juli")


def test_the_times_of_a_draft_are_the_boards_own(world: World) -> None:
    happens(world, NETWORK, date(YEAR, 3, 12))
    plans.plan_revise(plan=world.plan, actor_id=world.alice.pk)
    assert "12 mars" in page(world.alice)
    hidden = page(world.erik)
    assert "12 mars" not in hidden and "Nämnden arbetar om sin plan." in hidden and "T1 2026 öppnar" in hidden


def test_another_board_and_year_can_be_asked_for(world: World) -> None:
    assert "Kulturnämnden" in page(world.cleo, f"?board={world.culture.pk}&year={YEAR - 1}")
    assert f"T1 {YEAR - 1} öppnar" in page(world.cleo, f"?board=&year={YEAR - 1}")


@pytest.mark.parametrize("query", ["?board=x", "?year=99999", "?year=", "?board=0&year=-1", "?board=" + "9" * 40])
def test_an_odd_question_shows_the_own_year(world: World, query: str) -> None:
    assert f"T1 {YEAR} öppnar" in page(world.alice, query)
