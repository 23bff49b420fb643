"""The board decides: a version is frozen, and nothing can change it."""

import datetime
import hashlib
import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.models import Plan, Version
from ledstjarna.plans.tests.world import DAY, World, browser


def decision(plan: Plan, **changed: Any) -> dict[str, Any]:
    return {
        "body": "Socialnämnden",
        "decided_on": "2026-05-21",
        "paragraph": "§ 14",
        "dnr": "SN 2026/118",
        "seen": fingerprint(plan, draft_parts(plan)),
        "without_police": "Planen tas in i efterhand.",
        "once": str(uuid4()),
        **changed,
    }


def test_the_registrar_confirms_and_the_version_is_frozen(world: World) -> None:
    plan = world.plan()
    url = reverse("plans:decide", args=[plan.pk])
    client, data = browser(world.bob), decision(plan)
    assert "Stämmer det här?" in client.post(url, data).content.decode() and not Version.objects.exists()
    for _ in range(2):
        answer = client.post(url, {**data, "confirm": "1"})
        assert answer["Location"] == reverse("plans:plan", args=[plan.pk])
    version = Version.objects.get()
    assert (version.number, version.paragraph, version.dnr, version.decided_on) == (1, "§ 14", "SN 2026/118", DAY)
    content = bytes(version.content)
    assert version.sha256 == hashlib.sha256(content).hexdigest()
    assert json.loads(content)["decision"]["date"] == "2026-05-21"
    plan.refresh_from_db()
    assert plan.draft_since is None


def test_the_stored_pdf_is_served_byte_for_byte_and_says_its_checksum(world: World) -> None:
    version = world.decided()
    url = reverse("plans:version_export", args=[version.plan_id, 1, "pdf"])
    assert browser(world.charlie).get(url).content == bytes(version.pdf)


def test_a_draft_that_changed_after_it_was_read_is_not_decided(world: World) -> None:
    plan = world.plan()
    data = decision(plan)
    services.plan_rename(plan=plan, title="Annan rubrik", lock=0, actor_id=world.alice.pk)
    answer = browser(world.bob).post(reverse("plans:decide", args=[plan.pk]), {**data, "confirm": "1"})
    assert answer.status_code == 409 and "Läs igenom det igen" in answer.content.decode()
    assert not Version.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("decided_on", ""),
        ("decided_on", "i går"),
        ("decided_on", "2999-01-01"),
        ("paragraph", ""),
        ("dnr", "x" * 100_000),
        ("body", "19121212-1212"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_what_was_typed_kept(world: World, field: str, value: str) -> None:
    plan = world.plan()
    data = decision(plan, **{field: value})
    answer = browser(world.bob).post(reverse("plans:decide", args=[plan.pk]), {**data, "confirm": "1"})
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()
    assert not Version.objects.exists() and Plan.objects.get().draft_since


def test_a_version_is_not_older_than_the_one_before(world: World) -> None:
    plan = world.decided().plan
    services.plan_revise(plan=plan, actor_id=world.alice.pk)
    data = decision(plan, decided_on="2026-05-20", confirm="1")
    answer = browser(world.bob).post(reverse("plans:decide", args=[plan.pk]), data)
    assert answer.status_code == 422 and Version.objects.count() == 1


def test_today_is_not_the_future(world: World) -> None:
    assert world.decided(day=timezone.localdate()).number == 1
    with pytest.raises(services.NoDraft):
        world.decided(Plan.objects.get(), day=timezone.localdate() + datetime.timedelta(days=1))


def test_the_next_version_starts_from_the_decided_and_leaves_it_alone(world: World) -> None:
    first = world.decided()
    frozen = bytes(first.content)
    plan = first.plan
    client = browser(world.alice)
    answer = client.post(reverse("plans:revise", args=[plan.pk]), {"once": str(uuid4())})
    assert answer["Location"] == reverse("plans:draft", args=[plan.pk])
    section = plan.sections.all()[0]
    services.item_edit(item=section, texts={"heading": "Ny rubrik"}, lock=0, actor_id=world.alice.pk)
    second = world.decided(plan)
    first.refresh_from_db()
    assert second.number == 2 and bytes(first.content) == frozen and b"Ny rubrik" in bytes(second.content)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE plans_version SET dnr = 'x'", "UPDATE plans_version SET content = pdf", "DELETE FROM plans_version"],
)
def test_the_database_itself_refuses_to_change_a_version(world: World, statement: str) -> None:
    world.decided()
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Version.objects.get().dnr == "SN 2026/118"


def test_a_version_is_not_emptied_or_replaced_by_the_engines_own_short_cuts(world: World) -> None:
    world.decided()
    connection.check_constraints()
    sql = {
        "sqlite": "REPLACE INTO plans_version SELECT * FROM plans_version",
        "postgresql": "TRUNCATE plans_version CASCADE",
    }[connection.vendor]
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Version.objects.get().dnr == "SN 2026/118"


def test_a_day_to_come_is_refused_before_anyone_is_asked_to_confirm(world: World) -> None:
    plan = world.plan()
    answer = browser(world.bob).post(reverse("plans:decide", args=[plan.pk]), decision(plan, decided_on="2099-01-01"))
    assert answer.status_code == 422
    assert "framtiden" in answer.content.decode()


def test_a_bare_number_gets_its_paragraph_sign(world: World) -> None:
    plan = world.plan()
    data = decision(plan, paragraph="14", confirm="1")
    browser(world.bob).post(reverse("plans:decide", args=[plan.pk]), data)
    assert Version.objects.get().paragraph == "§ 14"


def test_a_plan_that_a_later_one_has_replaced_does_not_say_that_it_applies(world: World) -> None:
    old = world.decided(world.plan(year=2025)).plan
    page = reverse("plans:plan", args=[old.pk])
    assert "Ersatt" not in browser(world.alice).get(page).content.decode()
    world.decided(world.plan(year=2026))
    assert "Ersatt" in browser(world.alice).get(page).content.decode()


@pytest.mark.parametrize("outcome", ["approved", "referred_back"])
def test_a_second_decision_on_a_draft_decided_meanwhile_is_told_and_kept(world: World, outcome: str) -> None:
    plan = world.plan()
    data = decision(plan, paragraph="§ 77", outcome=outcome, remarks="Skriv mer." * (outcome != "approved"))
    world.decided(plan)
    answer = browser(world.bob).post(reverse("plans:decide", args=[plan.pk]), {**data, "confirm": "1"})
    assert answer.status_code == 409 and "har inget utkast" in answer.text and "§ 77" in answer.text
    assert Version.objects.count() == 1
