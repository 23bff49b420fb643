"""The start page tells who has to report, who to accept, and which boards are silent."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from ledstjarna.followup import services
from ledstjarna.followup.tests.world import NETWORK, OPEN, TRAINING, YEAR, World, browser, clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    made = World()
    clock(monkeypatch, OPEN)
    return made


def start(user: object) -> str:
    return browser(user).get(reverse("home:start")).text  # type: ignore[arg-type]


def test_a_reporter_is_told_what_to_follow_up_and_until_when(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    page = start(world.bob)
    assert f"Följ upp T1 {YEAR}, Socialnämnden" in page
    assert "1 aktivitet ska följas upp. Det går att lämna in till och med 31 maj." in page
    clock(monkeypatch, date(YEAR, 5, 11))
    assert "försenad" in start(world.bob)
    world.says(TRAINING)
    assert "Följ upp T1" not in start(world.bob)


def test_what_is_sent_back_is_told_of(world: World) -> None:
    report = world.says(TRAINING)
    services.report_send_back(report_id=report.pk, lock=1, remark="Hur många?", actor_id=world.alice.pk)
    assert "1 är tillbaka för ändring." in start(world.bob)


def test_a_coordinator_is_led_to_what_came_in(world: World) -> None:
    report = world.says(TRAINING)
    world.says(NETWORK)
    page = start(world.alice)
    assert f"Godkänn T1 {YEAR}, Socialnämnden" in page and "2 uppföljningar väntar på dig." in page
    assert world.url("board") in page
    world.accepts(report)
    assert "1 uppföljning väntar på dig." in start(world.alice)


def test_the_central_coordinator_is_told_when_a_board_is_silent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nämnd har inte lämnat in allt" not in start(world.cleo)
    clock(monkeypatch, date(YEAR, 5, 10))
    page = start(world.cleo)
    assert "1 nämnd har inte lämnat in allt." in page
    assert f"{reverse('followup:matrix', args=[YEAR])}?period={world.period().pk}&amp;missing=on" in page
    clock(monkeypatch, date(YEAR, 7, 10))
    assert "nämnd har inte lämnat in allt" not in start(world.cleo)


def test_one_who_has_nothing_to_do_with_it_is_not_told(world: World) -> None:
    assert "följas upp" not in start(world.erik)
