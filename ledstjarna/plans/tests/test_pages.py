"""What one sees: the list, the draft, the decided plan, its history, its files."""

import json

import pytest
from django.urls import reverse

from ledstjarna.audit.models import Entry
from ledstjarna.plans import services
from ledstjarna.plans.interchange import plan_from_file
from ledstjarna.plans.tests.world import SMALL, World, browser


def test_the_list_names_every_board_and_only_the_drafts_one_may_read(world: World) -> None:
    world.plan()
    staff, coordinator = browser(world.charlie), browser(world.alice)
    page = staff.get(reverse("plans:list")).content.decode()
    assert "Socialnämnden" in page and "Kulturnämnden" in page and "Utkast 2026" not in page
    assert "Utkast 2026" in coordinator.get(reverse("plans:list")).content.decode()


def test_a_draft_shows_its_texts_and_tables_and_says_what_is_missing(world: World) -> None:
    plan = world.plan()
    page = browser(world.alice).get(reverse("plans:draft", args=[plan.pk])).content.decode()
    assert "<p>Planen visar vad nämnden gör.</p>" in page and "<li>samverkar</li>" in page
    assert "Utbildning för nyanställda" in page and "1 aktivitet saknar uppföljning" in page


def test_reading_a_draft_leaves_a_row_in_the_log(world: World) -> None:
    plan = world.plan()
    for name in ("draft", "history"):
        browser(world.alice).get(reverse(f"plans:{name}", args=[plan.pk]))
    browser(world.bob).get(reverse("plans:draft_export", args=[plan.pk, "pdf"]))
    rows = Entry.objects.filter(action__endswith=".read").values_list("action", "actor_id", "ids", "board_id")
    assert list(rows) == [
        ("plan.draft.read", world.alice.pk, [plan.pk], world.social.pk),
        ("plan.history.read", world.alice.pk, [plan.pk], world.social.pk),
        ("plan.draft.read", world.bob.pk, [plan.pk], world.social.pk),
    ]


def test_a_decided_plan_shows_its_decision_to_everybody(world: World) -> None:
    version = world.decided()
    page = browser(world.charlie).get(reverse("plans:plan", args=[version.plan_id])).content.decode()
    assert "Version 1 · beslutad av Socialnämnden 21 maj 2026 § 14 · Dnr SN 2026/118" in page
    assert version.sha256 in page


def test_a_plan_that_is_not_decided_leads_to_its_draft(world: World) -> None:
    plan = world.plan()
    answer = browser(world.alice).get(reverse("plans:plan", args=[plan.pk]))
    assert answer.status_code == 302 and answer["Location"] == reverse("plans:draft", args=[plan.pk])


def test_a_new_version_lists_what_has_changed(world: World) -> None:
    plan = world.decided().plan
    services.plan_revise(plan=plan, actor_id=world.alice.pk)
    first = world.first_activity(plan)
    texts = {"activity": first.activity, "responsible": "Bob", "schedule": "Varje vecka", "follow_up": "T1"}
    services.item_edit(item=first, texts=texts, lock=0, actor_id=world.alice.pk)
    draft = browser(world.alice).get(reverse("plans:draft", args=[plan.pk])).content.decode()
    assert "Ändrat sedan version 1" in draft
    world.decided(plan)
    client = browser(world.charlie)
    page = client.get(reverse("plans:plan", args=[plan.pk])).content.decode()
    assert "Följande har ändrats sedan version 1" in page and "Varje vecka" in page
    old = client.get(reverse("plans:version", args=[plan.pk, 1])).content.decode()
    assert "äldre version" in old and "Varje vecka" not in old


def test_the_history_tells_who_did_what_with_before_and_after(world: World) -> None:
    plan = world.plan()
    first = world.first_activity(plan)
    services.item_edit(item=first, texts={"schedule": "Varje vecka"}, lock=0, actor_id=world.alice.pk)
    client = browser(world.alice)
    page = client.get(reverse("plans:history", args=[plan.pk])).content.decode()
    assert "Alice ändrade" in page and "En gång i månaden" in page and "Varje vecka" in page
    assert "Alice läste in planen från fil" in page
    own = client.get(reverse("plans:item_history", args=[plan.pk, first.key])).content.decode()
    assert "Alice ändrade" in own and "läste in" not in own


@pytest.mark.parametrize("fmt", ["pdf", "docx", "xlsx", "json"])
def test_draft_and_version_go_out_in_every_format(world: World, fmt: str) -> None:
    plan = world.plan()
    client = browser(world.alice)
    draft = client.get(reverse("plans:draft_export", args=[plan.pk, fmt]))
    world.decided(plan)
    frozen = client.get(reverse("plans:export", args=[plan.pk, fmt]))
    again = client.get(reverse("plans:version_export", args=[plan.pk, 1, fmt]))
    start = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "json": b"{"}[fmt]
    assert draft.content.startswith(start) and frozen.content.startswith(start)
    assert frozen.content == again.content
    assert frozen["Content-Disposition"] == f'attachment; filename="handlingsplan-2026-version-1.{fmt}"'


def test_unknown_formats_plans_and_versions_are_not_there(world: World) -> None:
    plan = world.decided().plan
    client = browser(world.alice)
    for name, args in (
        ("export", [plan.pk, "exe"]),
        ("export", [plan.pk + 1, "pdf"]),
        ("version", [plan.pk, 2]),
        ("version", [plan.pk, 10**30]),
        ("plan", [10**30]),
    ):
        assert client.get(reverse(f"plans:{name}", args=args)).status_code == 404


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "json"])
def test_what_goes_out_comes_in_again_the_same(world: World, fmt: str) -> None:
    plan = world.decided().plan
    data = browser(world.alice).get(reverse("plans:export", args=[plan.pk, fmt])).content
    assert plan_from_file(data, filename="plan") == SMALL


def test_what_goes_out_as_json_is_what_came_in(world: World) -> None:
    plan = world.plan()
    out = json.loads(browser(world.alice).get(reverse("plans:draft_export", args=[plan.pk, "json"])).content)
    assert out == {"id": plan.pk, **SMALL.as_json()}
