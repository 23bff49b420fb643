"""The central coordinator sees how the plans stand, who has not reported, opens again, and takes the year's summary."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pdfplumber
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document as Docx

from ledstjarna.accounts.tests.town import unit
from ledstjarna.followup import selectors
from ledstjarna.followup.following import Counts
from ledstjarna.followup.printing import summary_of
from ledstjarna.followup.tests.world import (
    NETWORK,
    OPEN,
    SUPPORT,
    TRAINING,
    YEAR,
    World,
    browser,
    clock,
    more_boards,
)
from ledstjarna.periods import selectors as periods
from ledstjarna.plans import services as plans
from ledstjarna.plans.models import Partner, Plan, Remark, Template
from ledstjarna.plans.selectors_standing import standings

CLOSED = date(YEAR, 6, 3)


@pytest.fixture(autouse=True)
def in_t1(monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, OPEN)


def page(world: World, name: str, *args: Any, by: Any = None, **query: str) -> str:
    return browser(by or world.cleo).get(reverse(f"followup:{name}", args=args), query).text.split("<main")[1]


def test_the_matrix_counts_what_is_due_in_words(world: World) -> None:
    world.says(TRAINING)
    world.accepts(world.says(NETWORK))
    shown = page(world, "matrix", YEAR)
    assert "2 av 3 inlämnade" in shown and "1 godkända" in shown and "delvis inlämnat" in shown
    assert "0 av 2 inlämnade" in shown and "inget inlämnat" in shown  # VP: the network, and what goes on all along
    assert "kommer" in shown and "ingen beslutad plan" in shown
    assert world.url("board") in shown


def test_a_draft_is_not_handed_in_and_what_is_sent_back_not_either(world: World) -> None:
    world.says(TRAINING, submit=False)
    (row,) = [row for row in selectors.matrix(YEAR, OPEN, [world.period()]) if row.board == world.social]
    assert row.cells[0].counts == Counts(due=3, silent=3) and row.missing


def test_only_those_who_have_not_handed_in_are_shown_when_asked(world: World) -> None:
    world.decided(world.culture)
    for place in (NETWORK, TRAINING, SUPPORT):
        world.says(place, board=world.culture)
    term = str(world.period().pk)
    shown = page(world, "matrix", YEAR, missing="on", period=term)
    assert "Socialnämnden" in shown and "Kulturnämnden" not in shown.split("<tbody")[1]
    assert "1 av 2 nämnder visas." in shown
    for place in (NETWORK, TRAINING, SUPPORT):
        world.says(place)
    assert "Alla nämnder har lämnat in" in page(world, "matrix", YEAR, missing="on", period=term)


def test_a_board_is_let_in_again_in_two_clicks_from_the_matrix(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, CLOSED)
    shown = page(world, "matrix", YEAR)
    here = reverse("followup:matrix", args=[YEAR])
    door = f"{reverse('periods:reopen', args=[world.period().pk])}?namnd={world.social.pk}&amp;next={here}"
    assert door in shown
    client = browser(world.cleo)
    form = client.get(door.replace("&amp;", "&")).text
    assert f'<option value="{world.social.pk}" selected>' in form
    data = {"board": world.social.pk, "until": f"{YEAR}-06-10", "reason": "Semester.", "next": here}
    answer = client.post(reverse("periods:reopen", args=[world.period().pk]), data, follow=True)
    assert answer.redirect_chain[-1][0] == here and "öppen igen till" in answer.text
    assert world.period().is_open(world.social.pk, CLOSED)


def test_the_city_tells_what_applies_and_when_it_must_be_looked_over(world: World) -> None:
    shown = page(world, "city", by=world.erik)
    assert "Socialnämndens plan 2026" in shown and "version 1, beslutad 20 januari 2026" in shown
    assert "20 januari 2027" in shown and "20 januari 2028" in shown and "0 av 3 godkända" in shown
    assert "Öppna synpunkter" not in shown and "ingen beslutad plan" in shown


@pytest.mark.parametrize(
    ("day", "late", "soon"),
    [
        (date(YEAR, 11, 19), [False, False], [False, False]),
        (date(YEAR, 11, 20), [False, False], [True, False]),
        (date(YEAR + 1, 1, 20), [False, False], [True, False]),
        (date(YEAR + 1, 1, 21), [True, False], [False, False]),
        (date(YEAR + 2, 1, 21), [True, True], [False, False]),
    ],
)
def test_the_clocks_run_from_the_decision(world: World, day: date, late: list[bool], soon: list[bool]) -> None:
    clocks = standings(day)[world.social.pk].clocks
    assert [clock.late for clock in clocks] == late and [clock.soon for clock in clocks] == soon


def test_the_template_sets_the_citys_own_clock(world: World) -> None:
    template = Template.objects.create(year=YEAR, title="Mall", months=6)
    Plan.objects.filter(pk=world.plan.pk).update(template=template)
    assert standings(OPEN)[world.social.pk].clocks[0].by == date(YEAR, 7, 20)


def test_open_remarks_and_released_drafts_are_for_the_central_coordinator(world: World) -> None:
    Remark.objects.create(plan=world.plan, number=1, text="Skriv vem som svarar.")
    plan = plans.plan_revise(plan=world.plan, actor_id=world.alice.pk)
    assert "på gång" in page(world, "city")
    plans.draft_release(plan=plan, actor_id=world.alice.pk)
    standing = standings(OPEN)[world.social.pk]
    assert (standing.remarks, standing.released) == (1, plan.pk)
    assert "lämnat för synpunkter" in page(world, "city")
    assert "lämnat för synpunkter" not in page(world, "city", by=world.dora)


def test_a_board_that_shares_anothers_plan_says_whose(world: World) -> None:
    Partner.objects.create(plan=world.plan, board=world.culture)
    assert "gemensam med Socialnämnden" in page(world, "city")
    assert "gemensam plan med Socialnämnden" in page(world, "matrix", YEAR)
    assert browser(world.dora).get(world.url("report", TRAINING)).status_code == 200


def test_the_summary_tells_numbers_and_accepted_deviations_alone(world: World) -> None:
    why = "Utbildaren har slutat."
    world.accepts(world.says(TRAINING, "Pausad.", status="paused", deviation=why, measure="En vikarie söks."))
    world.says(NETWORK, "Inte godkänt än.", status="paused", deviation="Ska inte med.")
    document = summary_of(YEAR, OPEN)
    told = str(document.blocks)
    assert "Utbildning för nyanställda (T1): Utbildaren har slutat." in told and "Åtgärd: En vikarie söks." in told
    assert "Ska inte med." not in told and "Inte godkänt än." not in told
    assert "('Pausad', '1')" in told and "('Ingen godkänd uppföljning än', '3')" in told
    assert f"('T1 {YEAR}', '3', '2', '1', '1')" in told
    assert ("Nämnder med beslutad plan", "1 av 2") in document.facts


def test_the_summary_is_a_word_file_and_a_pdf_in_swedish(world: World) -> None:
    client = browser(world.cleo)
    client.cookies["django_language"] = "en"
    word = client.get(reverse("followup:summary", args=[YEAR, "docx"])).content
    assert f"Uppföljning av nämndernas handlingsplaner {YEAR}" in [p.text for p in Docx(io.BytesIO(word)).paragraphs]
    with pdfplumber.open(io.BytesIO(client.get(reverse("followup:summary", args=[YEAR, "pdf"])).content)) as file:
        assert "Planer och uppföljning per nämnd" in "".join(sheet.extract_text() for sheet in file.pages)
    assert client.get(reverse("followup:summary", args=[YEAR, "exe"])).status_code == 404
    assert client.get("/uppfoljning/staden/99999/").status_code == 404


def test_a_year_without_plans_or_periods_has_a_summary_too(world: World) -> None:
    assert summary_of(2001, OPEN).blocks
    assert "Året har inga perioder än" in page(world, "matrix", 2001)


def test_the_citys_doors_are_shut_to_others(world: World) -> None:
    for user in (world.alice, world.bob, world.erik):
        client = browser(user)
        assert client.get(reverse("followup:matrix", args=[YEAR])).status_code == 403
        assert client.get(reverse("followup:summary", args=[YEAR, "pdf"])).status_code == 403


@pytest.mark.parametrize("query", ["period=x", "period=999", "missing=on&period=", "period=" + "9" * 60])
def test_an_odd_filter_shows_the_year(world: World, query: str) -> None:
    answer = browser(world.cleo).get(f"{reverse('followup:matrix', args=[YEAR])}?{query}")
    assert answer.status_code == 200 and "Socialnämnden" in answer.text


@pytest.mark.slow
def test_the_pages_ask_as_often_for_many_boards_as_for_one(world: World) -> None:
    urls = {
        "city": reverse("followup:city"),
        "matrix": reverse("followup:matrix", args=[YEAR]),
        "summary": reverse("followup:summary", args=[YEAR, "docx"]),
        "start": reverse("home:start"),
    }
    world.draft(unit("D", "board", world.city))
    client = browser(world.cleo)
    counts: dict[str, set[int]] = {name: set() for name in urls}
    for count in (0, 8):
        for board in more_boards(world, count):
            world.says(TRAINING, board=board)
            world.accepts(world.says(NETWORK, board=board))
            world.draft(unit(f"D{board.code}", "board", world.city))
        for name, url in urls.items():
            client.get(url)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(url).status_code == 200
            counts[name].add(len(caught))
    assert all(len(seen) == 1 for seen in counts.values()), counts
    assert max(max(seen) for seen in counts.values()) < 25


def test_what_closed_before_the_board_had_a_plan_is_not_missing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, date(YEAR, 9, 20))
    world.decide(world.draft(world.culture), date(YEAR, 7, 2))
    rows = {row.board: row for row in selectors.matrix(YEAR, date(YEAR, 9, 20), periods.periods([YEAR]))}
    t1, t2 = rows[world.culture].cells[1:3]
    assert (t1.period.code, t1.before_plan, t1.missing, t2.before_plan) == ("T1", True, 0, False) and t2.missing
    page = browser(world.cleo).get(reverse("followup:matrix", args=[YEAR])).text
    assert "före planen" in page
