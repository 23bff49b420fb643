"""A plan of many activities takes no more questions to the database than one of few."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledstjarna.followup.tests.world import NETWORK, OPEN, TRAINING, World, browser, clock
from ledstjarna.plans import services as plans

pytestmark = pytest.mark.slow


def test_the_pages_ask_as_often_for_eighty_activities_as_for_four(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, OPEN)
    urls = {
        "mine": reverse("followup:mine"),
        "wheel": reverse("followup:wheel"),
        "start": reverse("home:start"),
        "board": world.url("board"),
        "steering": world.url("steering"),
        "report": world.url("report", NETWORK),
    }
    client = browser(world.alice)
    counts: dict[str, set[int]] = {name: set() for name in urls}
    world.says(TRAINING, code="VP")
    world.accepts(world.says(TRAINING))
    for more in (0, 76):
        plans.plan_revise(plan=world.plan, actor_id=None)
        for number in range(more):
            columns = ("activity", "responsible", "schedule", "follow_up")
            texts = dict(zip(columns, (f"Möte {number}", "Lokal samordnare", "I maj", "T1"), strict=True))
            plans.activity_add(section=world.row(0).section, texts=texts, actor_id=None)
        world.decide(world.plan, OPEN)
        for place in range(10, 10 + more // 2):
            world.accepts(world.says(place))
        for name, url in urls.items():
            client.get(url)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(url).status_code == 200
            counts[name].add(len(caught))
    assert all(len(seen) == 1 for seen in counts.values()), counts
    assert max(max(seen) for seen in counts.values()) < 35
