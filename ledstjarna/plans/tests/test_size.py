"""A plan page asks the database as often whether it is small or large, and any plan survives the way in and out."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledstjarna.accounts.tests.town import unit
from ledstjarna.plans import services
from ledstjarna.plans.content import as_bytes, draft_parts
from ledstjarna.plans.interchange import BadFile, plan_from_file, plan_to_json
from ledstjarna.plans.models import Activity, Plan
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.walls.roles import Role

pytestmark = pytest.mark.slow


def large(activities: int) -> PlanText:
    rows = tuple(ActivityText(f"Aktivitet {n}", "Bob", "Varje vecka", "") for n in range(activities))
    return PlanText("Plan", tuple(SectionText(f"Del {n}", 1, "Text", rows[n::13]) for n in range(13)))


def queries(world: World, url: str) -> int:
    client = browser(world.alice)
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["draft", "plan", "history", "checks"])
def test_the_number_of_queries_does_not_grow_with_the_plan(world: World, name: str) -> None:
    counts = set()
    for year, activities in ((2024, 26), (2025, 104)):
        plan = world.plan(year=year, text=large(activities))
        if name == "plan":
            world.decided(plan)
        counts.add(queries(world, reverse(f"plans:{name}", args=[plan.pk])))
    assert len(counts) == 1 and counts.pop() < 45


def test_the_list_asks_as_often_for_many_boards_as_for_few(world: World) -> None:
    world.decided()
    few = queries(world, reverse("plans:list"))
    for number in range(5):
        world.decided(world.plan(unit(f"N{number}", "board", world.city)))
    assert queries(world, reverse("plans:list")) == few


def test_the_responsibility_map_asks_as_often_for_many_boards_as_for_few(world: World) -> None:
    world.decided()
    few = queries(world, reverse("plans:responsibility"))
    for number in range(5):
        world.decided(world.plan(unit(f"N{number}", "board", world.city)))
    assert queries(world, reverse("plans:responsibility")) == few


def test_an_activitys_page_asks_as_often_for_many_times_and_parties_as_for_few(world: World) -> None:
    plan = world.plan()
    few, many = Activity.objects.filter(section__plan=plan).order_by("pk")[:2]
    for activity, number in ((few, 1), (many, 9)):
        activity = Activity.objects.get(pk=activity.pk)
        services.item_edit(item=activity, texts={"schedule": "I maj"}, lock=activity.lock, actor_id=None)
        for n in range(number):
            services.party_add(
                activity=activity,
                lead=False,
                role=Role.STAFF,
                unit=unit(f"P{activity.pk}-{n}", "unit", world.social_office),
                actor_id=None,
            )
            services.occurrence_add(activity=activity, start=date(2026, 1, 1 + n), actor_id=None)
            services.indicator_add(activity=activity, name=f"Antal {n}", actor_id=None)
    urls = [reverse("plans:activity_page", args=[plan.pk, activity.key]) for activity in (few, many)]
    assert queries(world, urls[0]) == queries(world, urls[1])


words = st.text(st.characters(codec="utf-8", categories=("L", "P", "Zs", "S")), min_size=1, max_size=30)
cells = words | st.just("")
rows = st.builds(ActivityText, words, cells, cells, cells)
sections = st.builds(SectionText, cells, st.integers(1, 4), cells, st.lists(rows, max_size=3).map(tuple))
plans = st.builds(PlanText, words, st.lists(sections, max_size=4).map(tuple))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(text=plans)
def test_any_plan_goes_in_and_comes_out_the_same(world: World, text: PlanText) -> None:
    Plan.objects.all().delete()
    read = plan_from_file(as_bytes(text.as_json()), filename="plan.json")
    plan = world.plan(text=read)
    out: dict[str, Any] = json.loads(plan_to_json(plan, plan.title, draft_parts(plan)))
    assert out == {"id": plan.pk, **text.as_json()}


@given(
    data=st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["title", "sections", "heading", "level", "text", "activities", "x"]), inner
            )
        ),
    )
)
def test_any_json_is_a_plan_or_refused_in_a_sentence(data: Any) -> None:
    try:
        text = plan_from_file(as_bytes({"title": "x", "sections": data}), filename="x")
    except BadFile as fault:
        assert str(fault).endswith(".")
    else:
        assert isinstance(text, PlanText)
