"""An approval covers what was approved; what is changed in wording only needs no new one, unless somebody objects."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledstjarna.accounts.tests.town import person
from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts, fingerprint, version_parts
from ledstjarna.plans.models import Activity, Objection, Outcome, Plan, Revision, Version
from ledstjarna.plans.rounds import round_of
from ledstjarna.plans.stale import DROPPED, REWORDED, Staleness, outdated, staleness
from ledstjarna.plans.tests.test_size import large
from ledstjarna.plans.tests.test_way import taken_up
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.plans.way import course, standing
from ledstjarna.walls.roles import Role


@pytest.fixture
def plan(world: World) -> Plan:
    """Decided once and under revision, nothing changed yet."""
    return revised(world.decided().plan)


def revised(plan: Plan) -> Plan:
    services.plan_revise(plan=plan, actor_id=None)
    plan.refresh_from_db()
    return plan


def stale(plan: Plan) -> Staleness:
    base = course(plan).base
    assert base
    return staleness(Plan.objects.get(pk=plan.pk), base, draft_parts(plan))


def edit(world: World, plan: Plan, *, editorial: bool = False, **texts: Any) -> Activity:
    first = world.first_activity(plan)
    services.item_edit(item=first, texts=texts, editorial=editorial, lock=first.lock, actor_id=world.alice.pk)
    first.refresh_from_db()
    return first


def words(found: Staleness) -> list[str]:
    return [str(matter.words) for matter in found.reasons]


def page(world: World, plan: Plan) -> str:
    return browser(world.bob).get(reverse("plans:draft", args=[plan.pk])).content.decode()


def test_a_draft_as_it_was_decided_is_covered(world: World, plan: Plan) -> None:
    assert stale(plan) == Staleness(1)
    assert "täcker inte utkastet" not in page(world, plan)


@pytest.mark.parametrize(
    ("field", "label"),
    [("activity", "Aktivitet"), ("responsible", "Ansvarig"), ("schedule", "Tidplan"), ("follow_up", "Uppföljning")],
)
def test_another_word_in_a_column_makes_the_approval_stale(world: World, plan: Plan, field: str, label: str) -> None:
    first = world.first_activity(plan)
    services.item_edit(item=first, texts={field: "Något annat"}, lock=0, actor_id=None)
    assert words(stale(plan)) == [label]
    assert "Beslutet om version 1 täcker inte utkastet" in page(world, plan)


def test_an_activity_more_or_less_makes_it_stale(world: World, plan: Plan) -> None:
    first = world.first_activity(plan)
    services.activity_add(section=first.section, texts={"activity": "En ny"}, actor_id=None)
    services.item_remove(item=first, actor_id=None)
    assert words(stale(plan)) == ["ny", "borttagen"]
    services.item_restore(item=first, actor_id=None)
    assert words(stale(plan)) == ["ny"]


def test_the_text_of_a_section_is_told_apart_from_what_the_approval_covers(world: World, plan: Plan) -> None:
    section = plan.sections.all()[0]
    services.item_edit(item=section, texts={"text": "Annat."}, lock=0, actor_id=None)
    found = stale(plan)
    assert not found.stale and [str(matter.words) for matter in found.other] == ["Text"] and not found.only_editorial


def test_another_finding_makes_it_stale_even_when_it_is_called_wording(world: World) -> None:
    first, second = world.picture("Blanketten är okänd", "Klotter ökar")
    row = world.answering(first)
    plan = revised(world.decided(row.plan).plan)
    services.item_edit(
        item=row, texts={}, findings=[second.key], editorial=True, lock=row.lock, actor_id=world.alice.pk
    )
    assert words(stale(plan)) == ["Svarar på"]


def test_a_finding_in_other_words_or_gone_from_a_newer_picture_makes_it_stale_without_a_draft(world: World) -> None:
    first, second = world.picture("Blanketten är okänd", "Klotter ökar")
    version = world.decided(world.answering(first, second).plan)
    assert outdated(version.plan, version.recorded_at, version_parts(version)) == []
    world.picture(reworded={first.key: "Blanketten används inte"}, without=second)
    found = outdated(version.plan, version.recorded_at, version_parts(version))
    assert [matter.words for matter in found] == [REWORDED, DROPPED]
    url = reverse("plans:plan", args=[version.plan_id])
    assert "Lägesbilden har ändrats sedan beslutet" in browser(world.alice).get(url).content.decode()
    assert "Lägesbilden har ändrats" not in browser(world.charlie).get(url).content.decode()


def test_what_the_board_knew_when_it_decided_is_not_held_against_the_plan(world: World) -> None:
    first, second = world.picture("Blanketten är okänd", "Klotter ökar")
    plan = world.answering(first, second).plan
    world.picture(reworded={first.key: "Blanketten används inte"}, without=second)
    version = world.decided(plan)
    assert outdated(version.plan, version.recorded_at, version_parts(version)) == []


def test_a_change_of_wording_is_said_to_be_so_and_leaves_the_approval(world: World, plan: Plan) -> None:
    edit(world, plan, schedule="En gång per månad", editorial=True)
    found = stale(plan)
    assert not found.stale and found.only_editorial
    assert [str(wording.matter.words) for wording in found.editorial] == ["Tidplan"]
    assert "Redaktionella ändringar" in page(world, plan)


def test_one_change_of_substance_in_the_same_text_makes_all_of_it_substance(world: World, plan: Plan) -> None:
    edit(world, plan, schedule="En gång per månad", editorial=True)
    edit(world, plan, schedule="En gång per år")
    assert words(stale(plan)) == ["Tidplan"]


def test_what_was_written_in_a_draft_that_was_thrown_away_does_not_count(world: World, plan: Plan) -> None:
    edit(world, plan, schedule="En gång per år")
    services.draft_discard(plan=plan, actor_id=None)
    revised(plan)
    edit(world, plan, schedule="En gång per månad", editorial=True)
    assert stale(plan).only_editorial


def test_a_reader_objects_and_the_change_needs_a_decision(world: World, plan: Plan) -> None:
    edit(world, plan, schedule="En gång per månad", editorial=True)
    revision = Revision.objects.get(editorial=True)
    url = reverse("plans:objection", args=[plan.pk, revision.pk])
    assert url in page(world, plan)
    client = browser(world.bob)
    assert "En gång i månaden" in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Det blir färre möten.", "once": str(uuid4())}).status_code == 302
    shown = page(world, plan)
    assert "täcker inte utkastet" in shown and "Det blir färre möten." in shown


def test_nobody_objects_to_the_own_change_or_from_another_board(world: World, plan: Plan) -> None:
    edit(world, plan, schedule="En gång per månad", editorial=True)
    revision = Revision.objects.get(editorial=True)
    url = reverse("plans:objection", args=[plan.pk, revision.pk])
    assert browser(world.alice).post(url, {"reason": "Nej."}).status_code == 422
    assert browser(person("Erik", Role.REGISTRAR, world.culture)).post(url, {"reason": "Nej."}).status_code == 404
    cecilia = browser(person("Cecilia", Role.CENTRAL_COORDINATOR, world.city))
    assert cecilia.post(url, {"reason": "Nej."}).status_code == 404
    services.draft_release(plan=plan, actor_id=None)
    assert cecilia.post(url, {"reason": "Nej."}).status_code == 302 and Objection.objects.count() == 1


def test_wording_alone_is_given_out_as_a_version_that_carries_the_decision(world: World) -> None:
    plan = world.decided().plan
    taken_up(world, plan, Outcome.APPROVED)
    revised(plan)
    edit(world, plan, schedule="En gång per månad", editorial=True)
    url = reverse("plans:editorial", args=[plan.pk])
    client = browser(world.alice)
    assert "Tidplan" in client.get(url).content.decode()
    said = {"seen": fingerprint(plan, draft_parts(plan)), "once": str(uuid4())}
    for _ in range(2):
        assert client.post(url, said).status_code == 302
    second = Version.objects.get(number=2)
    assert second.editorial and round_of(second).carries == 1 and second.paragraph == "§ 14"
    assert standing(plan) == "approved"
    shown = browser(world.charlie).get(reverse("plans:plan", args=[plan.pk])).content.decode()
    assert "Version 2 · redaktionellt ändrad, beslutet om version 1 gäller" in shown


def test_after_an_editorial_version_the_next_is_held_against_what_was_decided(world: World, plan: Plan) -> None:
    edit(world, plan, schedule="En gång per månad", editorial=True)
    services.version_editorial(plan=plan, seen=fingerprint(plan, draft_parts(plan)), actor_id=world.alice.pk)
    revised(plan)
    assert stale(plan).only_editorial
    edit(world, plan, responsible="Enhetschefer")
    found = stale(plan)
    assert words(found) == ["Ansvarig"] and len(found.editorial) == 1
    shown = page(world, plan)
    assert "Ändrat sedan version 1" in shown


@pytest.mark.parametrize("how", ["substance", "objection", "nothing", "changed"])
def test_an_editorial_version_is_not_given_out_otherwise(world: World, plan: Plan, how: str) -> None:
    seen = "0" * 64
    if how != "nothing":
        edit(world, plan, schedule="En gång per månad", editorial=how != "substance")
    if how == "objection":
        revision = Revision.objects.get(editorial=True)
        services.change_object(revision=revision, reason="Färre möten.", actor_id=world.bob.pk)
    if how != "changed":
        seen = fingerprint(plan, draft_parts(plan))
    answer = browser(world.alice).post(reverse("plans:editorial", args=[plan.pk]), {"seen": seen})
    assert answer.status_code == 409 and Version.objects.count() == 1


def test_the_box_is_offered_once_the_plan_is_decided_and_its_answer_kept(world: World) -> None:
    plan = world.plan()
    first = world.first_activity(plan)
    form = reverse("plans:activity", args=[first.pk])
    client = browser(world.alice)
    assert "Bara språket är ändrat" not in client.get(form).content.decode()
    revised(world.decided(plan).plan)
    assert "Bara språket är ändrat" in client.get(form).content.decode()
    texts = {name: getattr(first, name) for name in Activity.TEXTS}
    client.post(form, {**texts, "schedule": "Varje månad", "editorial": "on", "lock": 0, "once": str(uuid4())})
    assert Revision.objects.get(key=first.key).editorial
    history = client.get(reverse("plans:history", args=[plan.pk])).content.decode()
    assert "bara språket" in history


def test_telling_what_is_stale_takes_as_many_queries_for_a_large_plan(world: World) -> None:
    counts = set()
    for year, activities in ((2026, 13), (2027, 130)):
        plan = revised(world.decided(world.plan(year=year, text=large(activities))).plan)
        for row in Activity.objects.filter(section__plan=plan)[: activities // 2]:
            services.item_edit(item=row, texts={"schedule": "Nu"}, editorial=True, lock=0, actor_id=world.alice.pk)
        base, parts = course(plan).base, draft_parts(plan)
        assert base and bytes(base.content)
        with CaptureQueriesContext(connection) as caught:
            assert len(staleness(plan, base, parts).editorial) == activities // 2
        counts.add(len(caught))
    assert counts == {2}
