"""A report on an activity: written, saved, handed in, in one click when nothing has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.followup import services
from ledstjarna.followup.models import Report, State
from ledstjarna.followup.tests.world import (
    LECTURE,
    NETWORK,
    OPEN,
    SUPPORT,
    TRAINING,
    YEAR,
    World,
    browser,
    clock,
    written,
)
from ledstjarna.periods import selectors as periods
from ledstjarna.plans import services as plans
from ledstjarna.plans.models import Partner, Party
from ledstjarna.plans.selectors_followup import followed_plans
from ledstjarna.walls.roles import Role


@pytest.fixture(autouse=True)
def in_t1(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, OPEN)


def send(world: World, place: int, *, by: Any = None, code: str = "T1", **changed: Any) -> Any:
    client = browser(by or world.bob)
    return client.post(world.url("report", place, code), written(**changed), follow=True)


def mine(world: World, by: Any = None) -> str:
    return browser(by or world.bob).get(reverse("followup:mine")).text.split("<main")[1]


def test_what_is_due_in_an_open_period_waits_for_the_one_it_names(world: World) -> None:
    page = mine(world)
    assert "Tertialrapport 1 2026 (T1), Socialnämnden" in page and "Ska vara inne 10 maj." in page
    assert "Utbildning för nyanställda" in page  # its column says unit managers
    assert "Möte i nätverket" not in page and "Stöd till anhöriga" not in page
    assert "Möte i nätverket" in mine(world, world.alice)


def test_a_report_is_handed_in_and_the_activity_stands_as_it_says(world: World) -> None:
    answer = send(world, TRAINING, text="Fyra av sex har gått kursen.", status="done")
    assert "Tack. Uppföljningen är inlämnad." in answer.text
    report = Report.objects.get()
    assert (report.state, report.text, report.status) == (State.SUBMITTED, "Fyra av sex har gått kursen.", "done")
    assert (report.saved_by, report.submitted_by, report.label) == (world.bob, world.bob, "Utbildning för nyanställda")
    assert world.row(TRAINING).status == "done"
    row = Entry.objects.get(action="followup.report.save")
    assert (row.actor_id, row.board_id, row.ids) == (world.bob.pk, world.social.pk, [report.pk])
    assert "Fyra av sex" not in str(row.facts)


def test_a_report_is_saved_as_a_draft_and_finished_later(world: World) -> None:
    assert "Sparat som utkast." in send(world, TRAINING, text="Börjar så här", act="save").text
    assert Report.objects.get().state == State.DRAFT and world.row(TRAINING).status == "planned"
    page = browser(world.bob).get(world.url("report", TRAINING)).text
    assert "Börjar så här" in page and "Fortsätt" in mine(world)
    send(world, TRAINING, text="Nu klart.", lock=1)
    assert Report.objects.get().state == State.SUBMITTED


def test_a_draft_may_be_without_words_but_not_what_is_handed_in(world: World) -> None:
    answer = send(world, TRAINING, text="")
    assert answer.status_code == 422 and "Skriv något kort om vad som har hänt." in answer.text
    assert not Report.objects.exists()
    send(world, TRAINING, text="", act="save")
    assert Report.objects.get().state == State.DRAFT


@pytest.mark.parametrize(
    ("status", "deviation", "measure", "words"),
    [
        ("paused", "", "", "Skriv vad som avviker från planen."),
        ("cancelled", "", "", "Skriv vad som avviker från planen."),
        ("blocked", "Lokalen saknas.", "", "Skriv vad som behövs"),
    ],
)
def test_what_does_not_go_as_planned_says_why(
    world: World, status: str, deviation: str, measure: str, words: str
) -> None:
    answer = send(world, TRAINING, status=status, deviation=deviation, measure=measure)
    assert answer.status_code == 422 and words in answer.text and "<details" in answer.text
    assert '<details class="more" open>' in answer.text and not Report.objects.exists()


def test_a_blocked_activity_tells_what_blocks_it_and_who_can_help(world: World) -> None:
    send(world, TRAINING, status="blocked", deviation="Lokalen saknas.", measure="Fastighetskontoret\nhittar en.")
    row = world.row(TRAINING)
    assert (row.status, row.blocked_because, row.unblocked_by) == (
        "blocked",
        "Lokalen saknas.",
        "Fastighetskontoret hittar en.",
    )


@pytest.mark.parametrize("field", ["text", "deviation", "measure", "on_behalf_of"])
def test_no_personal_number_is_stored(world: World, field: str) -> None:
    answer = send(world, TRAINING, **{field: "Anna, 811228-9874"})
    assert answer.status_code == 422 and not Report.objects.exists()


@pytest.mark.parametrize(
    "changed", [{"status": "bra"}, {"status": ""}, {"lock": "-1"}, {"lock": "9" * 30}, {"lock": ""}]
)
def test_what_the_form_does_not_offer_is_refused(world: World, changed: dict[str, str]) -> None:
    assert send(world, TRAINING, **changed).status_code == 422
    assert not Report.objects.exists()


def test_a_form_sent_twice_is_one_report(world: World) -> None:
    client, data = browser(world.bob), written()
    places = {client.post(world.url("report", TRAINING), data)["Location"] for _ in range(2)}
    assert places == {reverse("followup:mine")} and Report.objects.get().lock == 1


def test_the_same_form_sent_again_with_another_text_loses_neither(world: World) -> None:
    client, data = browser(world.bob), written(text="Först.")
    client.post(world.url("report", TRAINING), data)
    answer = client.post(world.url("report", TRAINING), data | {"text": "Sedan."})
    assert answer.status_code == 409 and "Först." in answer.text and "Sedan." in answer.text
    assert Report.objects.get().text == "Först."


def test_a_form_of_another_activity_sent_again_here_does_nothing(world: World) -> None:
    client, data = browser(world.alice), written(on_behalf_of="Enhetscheferna")
    client.post(world.url("report", TRAINING), data)
    assert client.post(world.url("report", NETWORK), data)["Location"] == reverse("followup:mine")
    assert Report.objects.count() == 1


def test_two_who_write_at_once_see_both_texts_and_the_later_chooses(world: World) -> None:
    send(world, TRAINING, text="Bobs text.", by=world.bob)
    answer = send(world, TRAINING, text="Alices text.", by=world.alice, on_behalf_of="Enhetscheferna")
    assert answer.status_code == 409
    assert "Bob sparade det här" in answer.text and "Bobs text." in answer.text
    assert answer.text.count("Alices text.") == 2  # beside the other, and in the form
    assert Report.objects.get().text == "Bobs text."
    send(world, TRAINING, text="Bådas text.", by=world.alice, lock=1, on_behalf_of="Enhetscheferna")
    assert Report.objects.get().text == "Bådas text."


def test_what_was_said_the_time_before_stands_beside(world: World) -> None:
    world.says(SUPPORT, "Tolv samtal under hösten.", code="VB", year=YEAR - 1)
    page = browser(world.alice).get(world.url("report", SUPPORT)).text
    assert f"Förra gången, VB {YEAR - 1}" in page and "Tolv samtal under hösten." in page


def test_unchanged_is_one_click(world: World) -> None:
    world.says(TRAINING, "Lokalen saknas.", code="VP", status="blocked", deviation="Lokal.", measure="Nämnden.")
    assert "Oförändrat" in mine(world)
    data = {"once": str(uuid4())}
    client = browser(world.bob)
    for _ in range(2):
        answer = client.post(world.url("unchanged", TRAINING), data, follow=True)
    assert answer.status_code == 200
    report = Report.objects.get(period=world.period().pk)
    assert (report.state, report.text, report.unchanged) == (State.SUBMITTED, "Oförändrat sedan VP.", True)
    assert (report.status, report.deviation, report.measure) == ("blocked", "Lokal.", "Nämnden.")
    assert Entry.objects.filter(action="followup.report.unchanged").count() == 1


def test_unchanged_since_another_year_names_the_year(world: World) -> None:
    world.says(SUPPORT, code="VB", year=YEAR - 1)
    browser(world.alice).post(world.url("unchanged", SUPPORT), {"once": str(uuid4())})
    report = Report.objects.get(period=world.period().pk)
    assert (report.text, report.on_behalf_of) == (f"Oförändrat sedan VB {YEAR - 1}.", "Behandlingsenheten")


def test_unchanged_overwrites_nothing(world: World) -> None:
    world.says(TRAINING, code="VP")
    world.says(TRAINING, "Ett utkast.", submit=False)
    answer = browser(world.bob).post(world.url("unchanged", TRAINING), follow=True)
    assert "Någon har redan skrivit om aktiviteten." in answer.text
    assert Report.objects.get(period=world.period().pk).text == "Ett utkast."


def test_without_a_report_before_nothing_can_be_unchanged(world: World) -> None:
    assert "Oförändrat" not in mine(world)
    answer = browser(world.bob).post(world.url("unchanged", TRAINING))
    assert answer["Location"] == world.url("report", TRAINING) and not Report.objects.exists()


def test_an_activity_that_is_not_due_can_be_reported_on_all_the_same(world: World) -> None:
    page = browser(world.bob).get(world.url("board")).text
    assert "Föreläsning för skolan" in page and "Övriga aktiviteter" in page
    send(world, LECTURE, text="Klar i förväg.", by=world.alice, on_behalf_of="Kulturförvaltningen")
    assert Report.objects.get().text == "Klar i förväg."


def test_a_period_that_closes_while_one_writes_keeps_it_as_a_draft(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, date(YEAR, 5, 31), 23, 55)
    client = browser(world.bob)
    assert "Lämna in" in client.get(world.url("report", TRAINING)).text
    clock(monkeypatch, date(YEAR, 6, 1), 0, 0)
    answer = client.post(world.url("report", TRAINING), written(text="Skrivet i sista stund."), follow=True)
    assert f"T1 {YEAR} är stängd. Central samordnare kan öppna den igen för nämnden." in answer.text
    assert "Det du skrev är sparat som utkast." in answer.text and "Skrivet i sista stund." in answer.text
    assert Report.objects.get().state == State.DRAFT
    assert world.row(TRAINING).status == "planned"


def test_the_last_minute_is_inside(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, date(YEAR, 5, 31), 23, 59)
    assert "Tack. Uppföljningen är inlämnad." in send(world, TRAINING).text


def test_what_is_handed_in_stays_when_the_period_has_closed_and_the_new_words_are_not_lost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.says(TRAINING, "Inlämnat.")
    clock(monkeypatch, date(YEAR, 6, 1))
    answer = send(world, TRAINING, text="För sent ändrat.", lock=1)
    assert answer.status_code == 409 and "är stängd" in answer.text and "För sent ändrat." in answer.text
    assert Report.objects.get().text == "Inlämnat."


def test_a_reopened_period_takes_the_draft_that_was_kept(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from ledstjarna.periods import services as period_services

    world.says(TRAINING, "Kvar.", submit=False)
    clock(monkeypatch, date(YEAR, 6, 3))
    assert "Inget att följa upp just nu" in mine(world)
    period_services.period_reopen(
        period_id=world.period().pk,
        board=world.social,
        until=date(YEAR, 6, 10),
        reason="Semester.",
        actor_id=world.cleo.pk,
    )
    assert "öppnad igen" in mine(world)
    assert "Tack. Uppföljningen är inlämnad." in send(world, TRAINING, text="Klart.", lock=1).text


def test_a_period_that_has_not_opened_keeps_drafts_alone(world: World) -> None:
    answer = send(world, TRAINING, code="T2", text="I förväg.")
    assert f"T2 {YEAR} har inte öppnat än." in answer.text and Report.objects.get().state == State.DRAFT


def test_a_role_at_another_board_reports_on_its_own_activity_and_sees_no_more(world: World) -> None:
    world.party(LECTURE, world.library)
    assert "Föreläsning för skolan" in mine(world, world.dora)
    page = browser(world.dora).get(world.url("report", LECTURE)).text
    assert "Kulturförvaltningen" in page and "I maj" in page and "Möte i nätverket" not in page
    assert browser(world.dora).get(world.url("report", TRAINING)).status_code == 404
    send(world, LECTURE, by=world.dora, text="Bokad.")
    assert Report.objects.get().on_behalf_of == "" and Report.objects.get().submitted_by == world.dora


def test_one_who_takes_part_reports_too_and_a_stranger_does_not(world: World) -> None:
    world.party(TRAINING, world.homeless, Role.STAFF, lead=False)
    assert "Utbildning för nyanställda" in mine(world, world.erik)
    send(world, TRAINING, by=world.erik)
    assert Report.objects.get().submitted_by == world.erik
    Party.objects.update(state="declined", reason="Hinner inte.")
    assert browser(world.erik).get(world.url("report", TRAINING)).status_code == 404
    stranger = browser(person("Fia", Role.STAFF, world.treatment))
    assert stranger.get(world.url("report", TRAINING)).status_code == 404
    assert stranger.post(world.url("report", TRAINING), written()).status_code == 404
    assert stranger.post(world.url("unchanged", TRAINING)).status_code == 404


def test_a_coordinator_reports_for_another_and_says_for_whom(world: World) -> None:
    world.party(LECTURE, world.library)
    page = browser(world.alice).get(world.url("report", LECTURE)).text
    assert 'value="Enhetschef, Älta bibliotek"' in page
    assert send(world, LECTURE, by=world.alice).status_code == 422
    send(world, LECTURE, by=world.alice, on_behalf_of="Enhetschefen på Älta bibliotek")
    report = Report.objects.get()
    assert (report.submitted_by, report.on_behalf_of) == (world.alice, "Enhetschefen på Älta bibliotek")
    assert "för Enhetschefen på Älta bibliotek" in browser(world.alice).get(world.url("board")).text


def test_unchanged_in_one_click_says_for_whom_by_itself(world: World) -> None:
    world.party(SUPPORT, world.treatment)
    world.says(SUPPORT, code="VB", year=YEAR - 1)
    browser(world.alice).post(world.url("unchanged", SUPPORT))
    assert Report.objects.get(period=world.period().pk).on_behalf_of == "Enhetschef, Behandlingsenheten"


def test_a_draft_plan_is_followed_inside_the_board_and_read_under_audit(world: World) -> None:
    world.draft(world.culture)
    url = world.url("report", TRAINING, board=world.culture)
    assert browser(world.dora).get(url).status_code == 200
    assert Entry.objects.filter(action="followup.draft.read", actor_id=world.dora.pk).exists()
    browser(world.dora).post(url, written())
    for stranger in (world.cleo, world.erik):
        assert browser(stranger).get(world.url("board", board=world.culture)).status_code == 404
    assert "ingen beslutad plan" in browser(world.cleo).get(reverse("followup:matrix", args=[YEAR])).text


def test_a_report_outlives_its_activity_and_follows_it_into_the_next_plan(world: World) -> None:
    report = world.says(TRAINING, "Före revideringen.")
    row = world.row(TRAINING)
    plan = plans.plan_revise(plan=world.plan, actor_id=world.alice.pk)
    plans.item_remove(item=row, actor_id=world.alice.pk)
    assert world.activity(TRAINING).key == report.key  # the board has not decided otherwise yet
    world.decide(plan, date(YEAR, 5, 2))
    page = browser(world.alice).get(world.url("board")).text
    assert "Inte längre i planen" in page and "Före revideringen." in page and "Utbildning för nyanställda" in page


def test_the_decided_words_are_followed_while_a_draft_is_under_way(world: World) -> None:
    plans.plan_revise(plan=world.plan, actor_id=world.alice.pk)
    row = world.row(TRAINING)
    texts = {"activity": "Hemligt utkast", "responsible": "X", "schedule": "Y", "follow_up": "VB"}
    plans.item_edit(item=row, texts=texts, lock=row.lock, actor_id=world.alice.pk)
    activity = world.activity(TRAINING)
    assert activity.activity == "Utbildning för nyanställda" and activity.due_in(world.period("T1"))
    assert "Hemligt utkast" not in browser(world.cleo).get(world.url("board")).text


def test_a_plan_is_followed_until_the_board_decides_the_next(world: World) -> None:
    assert world.followed(year=YEAR + 1).pk == world.plan.pk
    world.draft(world.social, YEAR + 1)
    assert world.followed(year=YEAR + 1).pk == world.plan.pk
    later = world.decided(world.social, YEAR - 1)
    assert world.followed(year=YEAR - 1).pk == later.pk and world.followed().pk == world.plan.pk


def test_a_plan_that_was_shared_once_is_not_followed_beside_the_one_that_holds(world: World) -> None:
    before = world.decided(world.culture, YEAR - 1)
    Partner.objects.create(plan=before, board=world.social)
    assert followed_plans(YEAR - 1, [world.social.pk]).keys() == {world.culture.pk}
    world.decided(world.culture)
    assert followed_plans(YEAR, [world.social.pk]).keys() == {world.social.pk}


def test_what_was_read_in_the_follow_up_decides_what_is_due(world: World) -> None:
    row = world.row(LECTURE)

    def due() -> list[str]:
        return [term.code for term in periods.periods([YEAR]) if world.activity(LECTURE).due_in(term)]

    def read(*points: dict[str, Any], ongoing: bool = False) -> None:
        empty = {"code": "", "day": None, "when": "", "year": None}
        row.understood = {"follow_up": {"points": [empty | point for point in points], "ongoing": ongoing}}
        row.save()

    assert "T1" not in due()
    read({"code": "T1"})
    assert due() == ["T1"]
    read({"code": "T1", "year": YEAR + 1})
    assert due() == []
    read(ongoing=True)
    assert due() == ["VP", "T1", "T2", "VB"]


def test_what_is_followed_up_on_a_day_is_due_in_the_period_that_reports_on_it(world: World) -> None:
    row = world.row(LECTURE)
    days = {date(YEAR, 1, 1): "T1", date(YEAR, 4, 30): "T1", date(YEAR, 5, 1): "T2", date(YEAR, 12, 31): "VB"}
    for day, code in days.items():
        point = {"code": "", "day": day.isoformat(), "when": "", "year": None}
        row.understood = {"follow_up": {"points": [point], "ongoing": False}}
        row.save()
        activity = world.activity(LECTURE)
        assert [term.code for term in periods.periods([YEAR]) if activity.due_in(term)] == [code], day
        assert not any(activity.due_in(term) for term in periods.periods([YEAR + 1]))


def test_a_period_goes_by_its_other_names_too(world: World) -> None:
    world.decided(world.culture, activities=())
    assert world.activity(NETWORK).due_in(replace(world.period("VB"), names=("årsskiftet",)))
    assert not world.activity(TRAINING).due_in(world.period("VB"))
    assert services.short("Ring 08-508 25 352 i morgon", 14) == "Ring…"
