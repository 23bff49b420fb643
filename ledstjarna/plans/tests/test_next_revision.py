"""The period in which a plan is revised next, and who shares it, are frozen with the version."""

from __future__ import annotations

import datetime
import json
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledstjarna.periods.models import Period
from ledstjarna.plans.models import Plan
from ledstjarna.plans.tests.world import World, browser


def post(client: Client, name: str, *args: object, **said: Any) -> Any:
    return client.post(reverse(f"plans:{name}", args=args), {"once": str(uuid4()), **said})


def period(code: str, year: int, due: datetime.date) -> Period:
    return Period.objects.create(year=year, code=code, name=code, until=due, opens=due, due=due, closes=due)


def test_an_outside_party_is_named_and_the_version_keeps_it(world: World) -> None:
    plan, client = world.plan(), browser(world.alice)
    post(client, "partners", plan.pk, outside="Norrvikshem")
    version = world.decided(plan)
    assert json.loads(bytes(version.content))["round"]["partners"] == ["Norrvikshem"]


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
