"""The coordinator accepts what came in, one by one or all at once, or sends it back with a remark."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ledstjarna.audit.models import Entry
from ledstjarna.followup import services
from ledstjarna.followup.models import ALLOWED, Report, State
from ledstjarna.followup.tests.world import (
    LECTURE,
    NETWORK,
    OPEN,
    SUPPORT,
    TRAINING,
    World,
    browser,
    clock,
    written,
)
from ledstjarna.periods import services as period_services
from ledstjarna.ui.errors import Conflict


@pytest.fixture(autouse=True)
def in_t1(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, OPEN)


def accept(world: World, report: Report, **data: Any) -> Any:
    client = browser(world.alice)
    return client.post(reverse("followup:accept", args=[report.pk]), {"lock": report.lock, **data}, follow=True)


def send_back(world: World, report: Report, **data: Any) -> Any:
    url = reverse("followup:send_back", args=[report.pk])
    usual = {"lock": report.lock, "remark": "Skriv hur många som deltog."}
    return browser(world.alice).post(url, usual | data, follow=True)


def test_what_came_in_is_accepted(world: World) -> None:
    report = world.says(TRAINING)
    assert "Godkänd: Utbildning för nyanställda" in accept(world, report).text
    report.refresh_from_db()
    assert (report.state, report.judged_by) == (State.ACCEPTED, world.alice)
    row = Entry.objects.get(action="followup.report.accept")
    assert (row.actor_id, row.board_id, row.ids) == (world.alice.pk, world.social.pk, [report.pk])


def test_what_has_changed_since_it_was_read_is_not_accepted(world: World) -> None:
    report = world.says(TRAINING)
    world.says(TRAINING, "Ändrat.", lock=1)
    assert "har ändrats sedan du läste den" in accept(world, report).text
    assert "har ändrats sedan du läste den" in send_back(world, report).text
    assert Report.objects.get().state == State.SUBMITTED


@pytest.mark.parametrize("lock", ["", "x", "-1", "9" * 40])
def test_a_lock_that_is_none_accepts_nothing(world: World, lock: str) -> None:
    report = world.says(TRAINING)
    assert accept(world, report, lock=lock).status_code == 200
    assert Report.objects.get().state == State.SUBMITTED


def test_all_that_the_page_showed_is_accepted_at_once(world: World) -> None:
    first, second, late = world.says(TRAINING), world.says(NETWORK), world.says(SUPPORT)
    world.says(LECTURE, submit=False)
    page = browser(world.alice).get(world.url("board")).text
    assert all(f'name="seen" value="{report.pk}.1"' in page for report in (first, second, late))
    world.says(SUPPORT, "Ändrat under tiden.", lock=1)
    data = {"seen": [f"{first.pk}.1", f"{second.pk}.1", f"{late.pk}.1", "x", "1.", "9" * 50 + ".1"]}
    answer = browser(world.alice).post(world.url("accept_all"), data, follow=True)
    assert "2 uppföljningar är godkända." in answer.text
    assert set(Report.objects.filter(state=State.ACCEPTED)) == {first, second}
    assert Entry.objects.get(action="followup.reports.accept").ids == [first.pk, second.pk]


def test_what_is_sent_back_waits_for_the_reporter_with_the_remark(world: World) -> None:
    report = world.says(TRAINING)
    assert "Skickad tillbaka" in send_back(world, report).text
    page = browser(world.bob).get(reverse("followup:mine")).text
    assert "tillbaka för ändring" in page and "Skriv hur många som deltog." in page
    form = browser(world.bob).get(world.url("report", TRAINING)).text
    assert "Skriv hur många som deltog." in form and "Allt går som det ska." in form
    browser(world.bob).post(world.url("report", TRAINING), written(text="Nio deltog.", lock=2))
    report.refresh_from_db()
    assert (report.state, report.text, report.remark) == (State.SUBMITTED, "Nio deltog.", "Skriv hur många som deltog.")
    accept(world, report)
    report.refresh_from_db()
    assert (report.state, report.remark) == (State.ACCEPTED, "")


def test_what_is_sent_back_and_only_saved_stays_sent_back(world: World) -> None:
    send_back(world, world.says(TRAINING))
    browser(world.bob).post(world.url("report", TRAINING), written(text="Halvvägs.", act="save", lock=2))
    report = Report.objects.get()
    assert (report.state, report.text) == (State.SENT_BACK, "Halvvägs.")


@pytest.mark.parametrize("remark", ["", "   ", "Ring Anna, 811228-9874"])
def test_a_remark_must_say_something_and_nothing_personal(world: World, remark: str) -> None:
    answer = send_back(world, world.says(TRAINING), remark=remark)
    assert answer.status_code == 422 and Report.objects.get().state == State.SUBMITTED


def test_what_is_accepted_is_read_and_can_be_sent_back_but_not_changed(world: World) -> None:
    report = world.accepts(world.says(TRAINING))
    page = browser(world.bob).get(world.url("report", TRAINING)).text
    assert "Allt går som det ska." in page and "<textarea" not in page
    answer = browser(world.bob).post(world.url("report", TRAINING), written(text="Ändrat.", lock=2))
    assert answer.status_code == 409 and "redan godkänd" in answer.text and "Ändrat." in answer.text
    send_back(world, report)
    assert Report.objects.get().state == State.SENT_BACK


def test_saving_takes_back_what_nobody_has_accepted(world: World) -> None:
    world.says(TRAINING)
    browser(world.bob).post(world.url("report", TRAINING), written(act="save", lock=1))
    assert Report.objects.get().state == State.DRAFT


@pytest.mark.parametrize("before", list(State))
@pytest.mark.parametrize("after", list(State))
def test_a_report_goes_only_where_the_arrows_lead(world: World, before: State, after: State) -> None:
    report = world.says(TRAINING)
    Report.objects.filter(pk=report.pk).update(state=before, remark="Ändra.")
    report.refresh_from_db()
    acts = {
        State.DRAFT: lambda: world.says(TRAINING, submit=False, lock=1),
        State.SUBMITTED: lambda: world.says(TRAINING, lock=1),
        State.SENT_BACK: lambda: services.report_send_back(report_id=report.pk, lock=1, remark="Mer.", actor_id=None),
        State.ACCEPTED: lambda: services.report_accept(report_id=report.pk, lock=1, actor_id=None),
    }
    with suppress(Conflict, services.Shut):
        acts[after]()
    report.refresh_from_db()
    assert report.state == (after if after in ALLOWED[before] else before)


def test_a_board_is_accepted_by_its_own_coordinator_alone(world: World) -> None:
    report = world.says(TRAINING)
    for user in (world.bob, world.cleo, world.dora, world.erik):
        client = browser(user)
        urls = (reverse("followup:accept", args=[report.pk]), reverse("followup:send_back", args=[report.pk]))
        assert [client.post(url, {"lock": 1}).status_code for url in (*urls, world.url("accept_all"))] == [403] * 3
    assert Report.objects.get().state == State.SUBMITTED


def test_the_board_sees_all_the_city_what_is_handed_in_and_others_what_is_accepted(world: World) -> None:
    world.says(TRAINING, "Ett utkast.", submit=False)
    world.says(NETWORK, "Inlämnat.")
    world.accepts(world.says(SUPPORT, "Godkänt."))
    seen = {
        user.name: [
            words in browser(user).get(world.url("board")).text for words in ("Ett utkast.", "Inlämnat.", "Godkänt.")
        ]
        for user in (world.alice, world.bob, world.cleo, world.dora, world.erik)
    }
    assert seen == {
        "Alice": [True, True, True],
        "Bob": [True, True, True],
        "Cleo": [False, True, True],
        "Dora": [False, False, True],
        "Erik": [False, False, True],
    }
    rows = Entry.objects.filter(action="followup.board.read")
    assert {row.actor_id for row in rows} == {world.alice.pk, world.bob.pk}


def test_a_period_with_reports_cannot_be_taken_away(world: World) -> None:
    world.says(TRAINING, submit=False)
    with pytest.raises(ValidationError, match="Perioden används redan"):
        period_services.period_remove(period_id=world.period().pk, actor_id=world.cleo.pk)


@pytest.mark.parametrize("address", ["/uppfoljning/999999/1/", "/uppfoljning/1/999999999999999999999/"])
def test_what_is_not_there_is_404(world: World, address: str) -> None:
    assert browser(world.alice).get(address).status_code == 404
