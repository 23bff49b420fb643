"""Where an activity stands, and what it is measured by."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from ledstjarna.accounts.tests.town import person
from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts
from ledstjarna.plans.models import Indicator, Status
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.walls.roles import Role


def test_a_manager_says_that_it_is_under_way(world: World) -> None:
    activity = world.first_activity(world.decided().plan)
    client = browser(person("Erik", Role.UNIT_MANAGER, world.homeless))
    url = reverse("plans:status", args=[activity.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"status": "under_way", "blocked_because": "", "unblocked_by": ""}).status_code == 302
    activity.refresh_from_db()
    assert activity.status == Status.UNDER_WAY


def test_a_blocked_one_says_what_is_in_the_way_and_who_can_help(world: World) -> None:
    activity = world.first_activity(world.decided().plan)
    client = browser(world.alice)
    url = reverse("plans:status", args=[activity.pk])
    answer = client.post(url, {"status": "blocked", "blocked_because": "Lokalen är stängd.", "unblocked_by": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Skriv vad som hindrar aktiviteten och vem som kan lösa det." in page and "Lokalen är stängd." in page
    client.post(
        url, {"status": "blocked", "blocked_because": "Lokalen är stängd.", "unblocked_by": "Fastighetsförvaltaren"}
    )
    page = client.get(reverse("plans:activity_page", args=[activity.plan.pk, activity.key])).content.decode()
    assert "hindrad" in page and "Fastighetsförvaltaren" in page
    services.activity_status_set(activity=activity, status=Status.DONE, actor_id=world.alice.pk)
    activity.refresh_from_db()
    assert (activity.blocked_because, activity.unblocked_by) == ("", "")


def test_the_state_of_the_work_is_no_change_of_the_plan(world: World) -> None:
    version = world.decided()
    activity = world.first_activity(version.plan)
    services.activity_status_set(activity=activity, status=Status.PAUSED, actor_id=world.alice.pk)
    services.plan_revise(plan=version.plan, actor_id=world.alice.pk)
    page = browser(world.alice).get(reverse("plans:draft", args=[version.plan.pk])).content.decode()
    assert "pausad" in page and "Ändrat sedan version 1" not in page


def test_an_indicator_has_an_aim_that_is_decided_and_an_outcome_that_is_not(world: World) -> None:
    activity = world.first_activity(world.plan())
    client = browser(world.alice)
    client.post(reverse("plans:indicator_add", args=[activity.pk]), {"name": "Andel som gått kursen", "measure": "%"})
    indicator = activity.indicators.get()
    url = reverse("plans:indicator", args=[indicator.pk])
    client.post(url, {"year": "2026", "what": "target", "number": "80,5"})
    frozen = draft_parts(activity.plan)
    client.post(url, {"year": "2026", "what": "value", "number": "71"})
    value = indicator.values.get()
    assert (value.target, value.value) == (Decimal("80.50"), Decimal(71))
    assert draft_parts(activity.plan) == frozen
    assert frozen[1].activities[0].details.indicators[0].targets == ((2026, "80.5"),)
    page = client.get(reverse("plans:activity_page", args=[activity.plan.pk, activity.key])).content.decode()
    assert "80,5" in page and "71" in page


@pytest.mark.parametrize("number", ["många", "1e99", "9" * 20, "NaN"])
def test_what_is_no_number_is_said_beside_the_field(world: World, number: str) -> None:
    activity = world.first_activity(world.plan())
    indicator = services.indicator_add(activity=activity, name="Antal", actor_id=world.alice.pk)
    answer = browser(world.alice).post(
        reverse("plans:indicator", args=[indicator.pk]), {"year": "2026", "what": "value", "number": number}
    )
    assert answer.status_code == 422 and not indicator.values.exists()


def test_a_manager_says_the_outcome_and_cannot_move_the_aim(world: World) -> None:
    activity = world.first_activity(world.plan())
    indicator = services.indicator_add(activity=activity, name="Antal", actor_id=world.alice.pk)
    client = browser(person("Erik", Role.UNIT_MANAGER, world.homeless))
    client.post(reverse("plans:indicator", args=[indicator.pk]), {"year": "2026", "what": "target", "number": "3"})
    value = indicator.values.get()
    assert (value.target, value.value) == (None, Decimal(3))


def test_a_removed_indicator_stays_in_the_history(world: World) -> None:
    activity = world.first_activity(world.plan())
    indicator = services.indicator_add(activity=activity, name="Andel enheter", actor_id=world.alice.pk)
    browser(world.alice).post(reverse("plans:indicator_remove", args=[indicator.pk]))
    assert not Indicator.objects.exists()
    page = browser(world.alice).get(reverse("plans:item_history", args=[activity.plan.pk, activity.key]))
    assert "Andel enheter" in page.content.decode()


def test_a_status_set_from_an_old_page_writes_over_nothing(world: World) -> None:
    activity = world.first_activity(world.plan())
    url, client = reverse("plans:status", args=[activity.pk]), browser(world.alice)
    old = re.findall(r'name="seen" value="([^"]+)"', client.get(url).text)[0]
    blocked = {"status": "blocked", "blocked_because": "Lokal saknas.", "unblocked_by": "Fastighetskontoret"}
    assert client.post(url, blocked | {"seen": old}).status_code == 302
    answer = client.post(url, {"status": "under_way", "seen": old})
    assert answer.status_code == 422 and "medan du skrev" in answer.text and "Lokal saknas." in answer.text
    activity.refresh_from_db()
    assert activity.blocked_because == "Lokal saknas."
    new = re.findall(r'name="seen" value="([^"]+)"', answer.text)[0]
    assert client.post(url, {"status": "under_way", "seen": new}).status_code == 302
