"""A plan that boards share: who is let in, who writes, and the period in which it is revised next."""

from __future__ import annotations

import datetime
import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.models import User
from ledstjarna.accounts.tests.town import person
from ledstjarna.periods.models import Period
from ledstjarna.plans import services
from ledstjarna.plans.models import Activity, Partner, Plan
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.walls.roles import Role


def post(client: Client, name: str, *args: object, **said: Any) -> Any:
    return client.post(reverse(f"plans:{name}", args=args), {"once": str(uuid4()), **said})


def period(code: str, year: int, due: datetime.date) -> Period:
    return Period.objects.create(year=year, code=code, name=code, until=due, opens=due, due=due, closes=due)


@pytest.fixture
def erik(world: World) -> User:
    return person("Erik", Role.LOCAL_COORDINATOR, world.culture)


def test_a_board_that_is_let_in_reads_and_writes_the_draft(world: World, erik: User) -> None:
    plan, client = world.plan(), browser(erik)
    first = world.first_activity(plan)
    doors = [reverse("plans:draft", args=[plan.pk]), reverse("plans:activity", args=[first.pk])]
    assert [client.get(door).status_code for door in doors] == [404, 404]
    assert post(browser(world.alice), "partners", plan.pk, board=world.culture.pk).status_code == 302
    assert [client.get(door).status_code for door in doors] == [200, 200]
    texts = {name: getattr(first, name) for name in Activity.TEXTS}
    post(client, "activity", first.pk, **{**texts, "schedule": "I maj", "lock": 0})
    first.refresh_from_db()
    assert first.schedule == "I maj"


def test_one_who_is_let_in_lets_nobody_else_in(world: World, erik: User) -> None:
    plan = world.plan()
    services.partner_add(plan=plan, board=world.culture, actor_id=None)
    assert browser(erik).get(reverse("plans:partners", args=[plan.pk])).status_code == 404
    other = person("Frida", Role.REGISTRAR, world.culture)
    assert browser(other).get(reverse("plans:decide", args=[plan.pk])).status_code == 404


@pytest.mark.parametrize("said", [{}, {"board": "999"}, {"board": "x"}, {"outside": "19121212-1212"}])
def test_a_party_that_cannot_be_is_refused(world: World, said: dict[str, str]) -> None:
    assert post(browser(world.alice), "partners", world.plan().pk, **said).status_code == 422
    assert not Partner.objects.exists()


def test_an_outside_party_is_named_and_the_version_keeps_it(world: World) -> None:
    plan, client = world.plan(), browser(world.alice)
    post(client, "partners", plan.pk, outside="Norrvikshem")
    version = world.decided(plan)
    assert json.loads(bytes(version.content))["round"]["partners"] == ["Norrvikshem"]


def test_the_sharing_ends_until_the_board_has_decided(world: World, erik: User) -> None:
    plan, client = world.plan(), browser(world.alice)
    partner = services.partner_add(plan=plan, board=world.culture, actor_id=None)
    post(client, "partner_remove", plan.pk, partner.pk)
    assert not Partner.objects.exists()
    assert browser(erik).get(reverse("plans:draft", args=[plan.pk])).status_code == 404


def test_the_next_revision_is_one_of_the_coming_periods_and_frozen_with_the_version(world: World) -> None:
    today = timezone.localdate()
    coming = period("T1", today.year + 1, today + datetime.timedelta(days=150))
    past = period("T1", today.year, today - datetime.timedelta(days=1))
    plan, client = world.plan(), browser(world.alice)
    assert f"T1 {today.year + 1}" in client.get(reverse("plans:draft", args=[plan.pk])).content.decode()
    for wrong in (past.pk, 999, "x"):
        post(client, "next_revision", plan.pk, period=wrong)
        assert Plan.objects.get().next_revision is None
    post(client, "next_revision", plan.pk, period=coming.pk)
    plan.refresh_from_db()
    version = world.decided(plan)
    assert json.loads(bytes(version.content))["round"]["until"] == f"T1 {today.year + 1}"
    page = browser(world.charlie).get(reverse("plans:plan", args=[plan.pk])).content.decode()
    assert f"till T1 {today.year + 1}" in page
