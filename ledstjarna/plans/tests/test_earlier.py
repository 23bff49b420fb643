"""Remarks on this year's plan that are not answered follow the next plan, and their answers go with it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from ledstjarna.plans import services
from ledstjarna.plans.checks import hits
from ledstjarna.plans.checks.gathering import draft_facts
from ledstjarna.plans.content import draft_parts
from ledstjarna.plans.earlier import earlier
from ledstjarna.plans.models import Outcome, Plan, Version
from ledstjarna.plans.rollover import source_of
from ledstjarna.plans.statement import matter
from ledstjarna.plans.tests.test_language import words_of_pdf
from ledstjarna.plans.tests.test_remarks import page, reply
from ledstjarna.plans.tests.test_way import taken_up
from ledstjarna.plans.tests.world import World, browser


@pytest.fixture
def old(world: World) -> Plan:
    """Decided by the board and approved by the executive board with two remarks, which nobody has answered."""
    found = world.decided().plan
    taken_up(world, found, Outcome.CONDITIONS, ["Skriv hur skolan nås.", "Säg vem som ansvarar."])
    return found


@pytest.fixture
def new(world: World, old: Plan) -> Plan:
    """Next year's, begun from it."""
    seen = source_of(old).seen
    return services.plan_roll(source=old, year=2027, title="Plan 2027", chosen={}, seen=seen, actor_id=None)


def answers(version: Version) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(bytes(version.content))["round"].get("remarks", [])
    return found


def test_the_next_plan_tells_of_the_remarks_that_wait_and_leads_to_them(world: World, old: Plan, new: Plan) -> None:
    words, where = "2 synpunkter på planen för 2026 är inte besvarade.", reverse("plans:remarks", args=[old.pk])
    for name in ("plans:remarks", "plans:draft"):
        told = browser(world.alice).get(reverse(name, args=[new.pk])).text
        assert words in told and f'href="{where}"' in told
    found = [hit.sentence for hit in hits(draft_facts(new, draft_parts(new))) if hit.rule == "earlier-remarks"]
    assert found == [words]
    assert "Svara på synpunkterna" in browser(world.alice).get(reverse("plans:checks", args=[new.pk])).text


def test_they_are_answered_without_revising_the_old_plan_and_go_with_the_new(
    world: World, old: Plan, new: Plan
) -> None:
    assert "Svaren går till nämnden med planen för 2027." in page(world.alice, old)
    assert reply(world.alice, old, 1, "Se avsnitt 3.").status_code == 302
    told = page(world.alice, new)
    assert "1 synpunkt på planen för 2026 är inte besvarad." in told
    assert "1 svar på synpunkter på planen för 2026 går med den här planen." in told
    annex = matter(new, draft_parts(new)).annex
    assert [(remark.label, remark.answer) for remark in annex.remarks] == [("1 (2026)", "Se avsnitt 3.")]
    version = world.decided(new)
    assert [(one["number"], one["year"], one["answer"]) for one in answers(version)] == [(1, 2026, "Se avsnitt 3.")]
    assert "Se avsnitt 3." in words_of_pdf(bytes(version.pdf))
    assert "besvarad i planen 2027, version 1" in page(world.alice, old)


def test_an_answer_goes_with_one_version_and_is_then_left_as_it_is(world: World, old: Plan, new: Plan) -> None:
    reply(world.alice, old, 1)
    world.decided(new)
    assert reply(world.alice, old, 1, "Något annat.", lock=1).status_code == 409
    services.plan_revise(plan=new, actor_id=None)
    assert reply(world.alice, old, 1, "Något annat.", lock=1).status_code == 422
    reply(world.alice, old, 2, "Socialjouren.")
    assert [one["number"] for one in answers(world.decided(new))] == [2]


def test_an_answer_in_a_revision_of_the_old_plan_goes_with_both(world: World, old: Plan, new: Plan) -> None:
    services.plan_revise(plan=old, actor_id=None)
    reply(world.alice, old, 1)
    reply(world.alice, old, 2)
    assert len(answers(world.decided(new))) == 2
    assert len(answers(world.decided(old))) == 2
    assert not earlier(new)


def test_what_was_answered_before_the_next_plan_was_begun_is_over(world: World, old: Plan) -> None:
    services.plan_revise(plan=old, actor_id=None)
    reply(world.alice, old, 1)
    reply(world.alice, old, 2)
    world.decided(old)
    assert earlier(world.plan(year=2027)) == []


def test_without_a_later_draft_the_old_plan_has_to_be_revised_first(world: World, old: Plan) -> None:
    assert reply(world.alice, old, 1).status_code == 409
    assert "Börja revidera planen" in page(world.alice, old)
