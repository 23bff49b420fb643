"""The start page asks a unit's manager for one click, where the unit has not answered for the month."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.tests.town import person, unit
from ledstjarna.home.steps import steps_for
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.walls.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def last_day_of_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_given: date(2026, 11, 30))


def test_the_start_page_has_the_click_itself() -> None:
    world = World()
    manager = person("Elis", Role.UNIT_MANAGER, world.homeless)
    step = next(step for step in steps_for(manager) if step.post)
    assert step.title == "Har något hänt i november?" and "Enheten för hemlösa" in step.text
    client = browser(manager)
    assert f'action="{step.url}"' in client.get(reverse("home:start")).text
    answer = client.post(step.url, follow=True)
    assert "Tack. Enheten för hemlösa har inget att rapportera för november 2026." in answer.text
    assert not [step for step in steps_for(manager) if step.post]


def test_a_report_makes_no_difference_to_who_is_asked() -> None:
    world = World()
    manager = person("Elis", Role.UNIT_MANAGER, world.homeless)
    before = steps_for(manager)
    world.report()
    assert steps_for(manager) == before and before[0].post


def test_a_manager_of_many_units_is_led_to_the_page_for_the_rest() -> None:
    world = World()
    for number in range(5):
        unit(f"N{number}", "unit", world.social_office, f"Enhet {number}")
    boss = person("Boss", Role.UNIT_MANAGER, world.social_office)
    steps = steps_for(boss)
    assert [step.post for step in steps] == [True, True, True, False] and "4 enheter till" in steps[-1].text


def test_a_coordinator_is_not_asked() -> None:
    assert not [step for step in steps_for(World().bob) if step.post]
