"""The checker: each rule fires on a plan that breaks it and is silent on one that does not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse

from ledstjarna.plans import services
from ledstjarna.plans.checks import RULES, Facts, check, hits
from ledstjarna.plans.content import Part, Row
from ledstjarna.plans.models import Occurrence
from ledstjarna.plans.selectors_details import Work
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.plans.understanding import USUAL
from tests.shared import shared_dir

TODAY = date(2026, 6, 1)


def row(activity: str = "Möte", who: str = "Samordnaren", when: str = "Klart i juni", follow_up: str = "T1") -> Row:
    return Row(activity, who, when, follow_up, key=str(uuid4()))


def facts(*rows: Row, text: str = "Så här gör vi.", **known: Any) -> Facts:
    """A sound plan with these activities, and what is known besides."""
    return Facts((Part("Aktiviteter", 1, text, rows, key=str(uuid4())),), 2026, USUAL, TODAY, **known)


SOUND = facts(row())
ONE = row()


@pytest.mark.parametrize(
    ("rule", "broken", "words"),
    [
        ("responsible-missing", facts(row(who=" ")), "”Möte” saknar ansvarig."),
        ("schedule-missing", facts(row(when="")), "”Möte” saknar tidplan."),
        ("follow-up-missing", facts(row(follow_up="")), "”Möte” saknar uppföljning."),
        ("schedule-unreadable", facts(row(when="Se separat lista")), "gick inte att läsa ut"),
        ("impossible-years", facts(row(when="Under 2019-2010")), "2019"),
        ("impossible-years", facts(row(), text="Gäller 2019-2010."), "2019–2010"),
        ("follow-up-outside", facts(row(follow_up="T1 och T3")), "T3"),
        ("responsible-vacant", facts(ONE, work={ONE.key: Work("planned", vacant=("chefen",))}), "chefen"),
        ("responsible-declined", facts(ONE, work={ONE.key: Work("planned", declined=("chefen",))}), "nej"),
        ("occurrence-overdue", facts(ONE, work={ONE.key: Work("planned", overdue=(Occurrence(),))}), "Ett tillfälle"),
        ("function-spelling", facts(row(who="Utredare OF"), row("Annat", who="utredaren  OF")), "Utredare OF"),
        ("duty-shared", facts(row(who="Kuratorn"), row("möte.", who="Rektorn")), "två gånger"),
        ("finding-missing", facts(row(), pictured=True), "svarar inte på någon slutsats"),
        ("activity-missing", facts(row(), unanswered=[("k", "Klotter")]), "Klotter"),
        ("section-missing", facts(row(), lacking=["Samverkan"]), "”Samverkan” saknas"),
        ("detail-missing", facts(ONE, details_lacking={ONE.key: ["mål"]}), "saknar mål"),
        ("section-empty", facts(text=""), "är tomt"),
        ("earlier-remarks", facts(row(), owed=[(2025, 2)]), "2 synpunkter på planen för 2025 är inte besvarade."),
        ("next-revision-missing", facts(row(), has_next_revision=False), "nästa gång"),
        ("clock-local", facts(row(), decided_on=date(2025, 5, 31)), "12 månader"),
        ("clock-statutory", facts(row(), decided_on=date(2024, 6, 1)), "24 månader"),
    ],
)
def test_the_rule_says_what_is_wrong_in_a_sentence(rule: str, broken: Facts, words: str) -> None:
    said = {hit.rule: hit.sentence for hit in hits(broken)}
    assert words in said[rule]
    assert not list(hits(SOUND))


def test_every_rule_has_been_tried() -> None:
    tried = next(mark for mark in test_the_rule_says_what_is_wrong_in_a_sentence.pytestmark)  # type: ignore[attr-defined]
    assert {rule.code for rule in RULES} == {case[0] for case in tried.args[1]}


@pytest.mark.parametrize("months", [date(2025, 6, 2), None])
def test_the_clocks_are_silent_in_time(months: date | None) -> None:
    assert not list(hits(replace(SOUND, decided_on=months)))


def test_two_with_the_same_name_and_the_same_responsible_share_nothing() -> None:
    assert "duty-shared" not in {hit.rule for hit in hits(facts(row(), row()))}


def test_the_gravest_come_first() -> None:
    found = check(facts(row(when="Se separat lista", follow_up=""), pictured=True))
    assert [each.rule.severity for each in found] == ["error", "warning", "notice"]


def test_the_page_says_why_and_leads_to_where_it_is_mended(world: World) -> None:
    plan = world.plan()
    row = plan.sections.get(heading="Aktiviteter").activities.get(activity="Utbildning för nyanställda")
    page = browser(world.alice).get(reverse("plans:checks", args=[plan.pk])).content.decode()
    assert "”Utbildning för nyanställda” saknar uppföljning." in page
    assert f'href="{reverse("plans:activity", args=[row.pk])}"' in page
    only_read = browser(world.bob).get(reverse("plans:checks", args=[plan.pk])).content.decode()
    assert reverse("plans:activity", args=[row.pk]) not in only_read


def test_the_draft_counts_the_overdue(world: World) -> None:
    plan = world.plan(year=2020)
    page = browser(world.alice).get(reverse("plans:draft", args=[plan.pk])).content.decode()
    assert "försenade tillfällen" in page or "försenat tillfälle" in page


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, str]]:
    call_command("plan", "check", *arguments, "--json")
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)["findings"]
    return found


def test_the_command_prints_json(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    plan = world.plan()
    found = checked(capsys, str(plan.pk))
    missing = {
        "rule": "follow-up-missing",
        "severity": "error",
        "activity": "Utbildning för nyanställda",
        "sentence": "”Utbildning för nyanställda” saknar uppföljning.",
    }
    assert missing in found
    assert all(set(each) >= {"rule", "severity", "sentence"} for each in found)


@pytest.mark.parametrize("wanted", ["987654321", "9" * 40, "finns-inte.docx"])
def test_what_is_not_there_is_one_sentence(world: World, capsys: pytest.CaptureFixture[str], wanted: str) -> None:
    with pytest.raises(SystemExit):
        call_command("plan", "check", wanted)
    assert "Traceback" not in (err := capsys.readouterr().err) and err.strip().endswith(".")


@pytest.mark.shared
@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_the_plan_of_2019_lacks_follow_up_four_times(
    world: World, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    found = checked(capsys, str((shared_dir() or Path()) / f"seed/handlingsplan-2019.{suffix}"))
    rules = [each["rule"] for each in found]
    assert rules.count("follow-up-missing") == 4
    assert "impossible-years" in rules


def test_a_percent_sign_in_a_plan_breaks_no_sentence(world: World) -> None:
    plan = world.plan()
    services.plan_rename(plan=plan, title="100 % procent", lock=plan.lock, actor_id=world.alice.pk)
    first = world.first_activity(plan)
    services.item_edit(
        item=first, texts={"activity": "Nå 100 %s av alla", "follow_up": ""}, lock=first.lock, actor_id=world.alice.pk
    )
    page = browser(world.alice).get(reverse("plans:checks", args=[plan.pk])).content.decode()
    assert "”Nå 100 %s av alla” saknar uppföljning." in page
