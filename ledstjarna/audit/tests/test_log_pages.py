"""The log as its readers see it: who sees what, what can be asked, and that reading leaves a row."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from django.utils.formats import date_format

from ledstjarna.audit import names, selectors
from ledstjarna.audit.export import harmless
from ledstjarna.audit.models import Entry, Outcome
from ledstjarna.audit.services import attempt, read
from ledstjarna.audit.tests.conftest import Town
from ledstjarna.audit.tests.people import signed_in

PLANS = {1: "Handlingsplan 2025", 2: "Handlingsplan 2026"}


@pytest.fixture(autouse=True)
def plans_have_names() -> Iterator[None]:
    before = dict(names.KINDS)
    names.register(
        "plan",
        lambda ids: {row_id: PLANS[row_id] for row_id in ids if row_id in PLANS},
        label="plan",
        find=lambda text: [row_id for row_id, name in PLANS.items() if text.casefold() in name.casefold()],
    )
    yield
    names.KINDS.clear()
    names.KINDS.update(before)


def read_plan(user: Any, board: Any, *ids: int) -> None:
    read("plan_read", actor_id=user.pk, board_id=board and board.pk, kind="plan", ids=ids)


def seen(user: Any, **asked: str) -> list[Entry]:
    """The rows that the page showed, as its own row in the log tells."""
    answer = signed_in(user).get("/logg/", asked)
    assert answer.status_code == 200
    shown = Entry.objects.filter(action="audit.log_read").latest("pk").ids
    return [Entry.objects.get(pk=pk) for pk in shown]


def test_the_citys_auditor_sees_every_row_and_a_boards_only_that_boards(town: Town) -> None:
    read_plan(town.charlie, town.north, 1)
    read_plan(town.charlie, town.south, 2)
    attempt("sign_in", Outcome.FAILED, actor_id=None)
    assert {row.board_id for row in seen(town.alice)} == {town.north.pk, town.south.pk, None}
    assert {row.board_id for row in seen(town.bob)} == {town.north.pk}


def test_others_are_refused_and_that_is_a_row(town: Town) -> None:
    assert signed_in(town.charlie).get("/logg/").status_code == 403
    assert Entry.objects.latest("pk").facts["permission"] == "audit:review"


def test_who_read_the_draft_is_found_by_the_drafts_name(town: Town) -> None:
    read_plan(town.charlie, town.south, 1)
    read_plan(town.bob, town.south, 2, 1)
    read_plan(town.charlie, town.north, 12)
    (row,) = seen(town.alice, kind="plan", row="plan 2026")
    assert (row.actor_id, row.ids) == (town.bob.pk, [2, 1])
    page = signed_in(town.alice).get("/logg/", {"kind": "plan", "row": "2026"}).content.decode()
    assert "Handlingsplan 2026, Handlingsplan 2025" in page


def test_a_row_is_found_by_its_number_wherever_it_stands_among_others(town: Town) -> None:
    read_plan(town.charlie, town.north, *range(100, 120))
    assert len(seen(town.alice, kind="plan", row="119")) == 1
    assert seen(town.alice, kind="plan", row="19") == []


def test_rows_are_found_by_outcome_action_board_and_day(town: Town) -> None:
    read_plan(town.charlie, town.north, 1)
    attempt("request.refused", Outcome.REFUSED, actor_id=town.bob.pk)
    assert [row.action for row in seen(town.alice, outcome="refused")] == ["request.refused"]
    assert [row.action for row in seen(town.alice, action="request.refused")] == ["request.refused"]
    assert [row.action for row in seen(town.alice, board=str(town.north.pk))] == ["plan_read"]
    yesterday = (timezone.localdate() - dt.timedelta(days=1)).isoformat()
    assert seen(town.alice, until=yesterday) == []
    assert [row.action for row in seen(town.alice, person=str(town.bob.pk))] == ["request.refused"]


def test_without_a_question_the_last_thirty_days_are_shown(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    real = timezone.now()
    monkeypatch.setattr("ledstjarna.audit.services.timezone.now", lambda: real - dt.timedelta(days=40))
    read_plan(town.charlie, town.north, 1)
    monkeypatch.undo()
    assert seen(town.alice) == []
    assert len(seen(town.alice, since="")) == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "snart"},
        {"since": "2026-02-01", "until": "2026-01-01"},
        {"kind": "", "row": "x"},
        {"action": "nope"},
        {"board": "0"},
        {"person": "x" * 300},
        {"before": "9" * 40},
        {"after": "-1"},
    ],
)
def test_an_odd_question_gets_a_page_and_never_breaks(town: Town, asked: dict[str, str]) -> None:
    assert signed_in(town.alice).get("/logg/", asked).status_code == 200


def test_another_boards_auditor_cannot_ask_for_rows_outside_the_own_board(town: Town) -> None:
    read_plan(town.charlie, town.south, 1)
    row = Entry.objects.get()
    assert seen(town.bob, board=str(town.south.pk)) == []
    assert signed_in(town.bob).get(f"/logg/rad/{row.pk}/").status_code == 404
    assert signed_in(town.alice).get(f"/logg/rad/{row.pk}/").status_code == 200
    assert signed_in(town.alice).get("/logg/rad/99999999999999999999999/").status_code == 404


def test_the_log_of_what_was_asked_holds_no_typed_words(town: Town) -> None:
    seen(town.alice, person="Charlie Andersson")
    facts = Entry.objects.latest("pk").facts
    assert "Charlie" not in str(facts)


def test_pages_walk_the_whole_log_without_a_gap(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selectors, "PAGE", 3)
    for number in range(8):
        read_plan(town.charlie, town.north, number)
    rows = Entry.objects.all()
    first = selectors.window(rows)
    second = selectors.window(rows, before=first.older)
    third = selectors.window(rows, before=second.older)
    numbers = [[entry.ids[0] for entry in page.entries] for page in (first, second, third)]
    assert numbers == [[7, 6, 5], [4, 3, 2], [1, 0]]
    assert (first.newer, third.older) == (None, None)
    back = selectors.window(rows, after=third.newer)
    assert [entry.ids[0] for entry in back.entries] == [4, 3, 2]


def test_a_page_takes_as_many_queries_for_one_row_as_for_fifty(town: Town) -> None:
    def queries() -> int:
        client = signed_in(town.alice)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get("/logg/", {"kind": "plan"})
        return len(caught)

    read_plan(town.charlie, town.north, 1)
    few = queries()
    for number in range(60):
        read_plan(town.charlie, town.north, number)
    assert queries() == few


def test_the_file_holds_every_row_names_and_no_formula(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PLANS, 3, "=HYPERLINK(1)")
    for number in (1, 3):
        read_plan(town.charlie, town.north, number)
    answer = signed_in(town.bob).get("/logg/fil/", {"kind": "plan"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    head, *rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(head) == 9
    assert [row[4] for row in rows] == ["Handlingsplan 2025", "'=HYPERLINK(1)"]
    export = Entry.objects.get(action="audit.log_export")
    assert (export.board_id, export.facts["rows_in_file"]) == (town.north.pk, 2)


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_no_cell_starts_a_formula(cell: str) -> None:
    assert harmless(cell).startswith("'")


def test_a_row_without_names_is_shown_by_kind_and_number(town: Town) -> None:
    read("odd", actor_id=10**9, board_id=10**9, kind="odd", ids=[7])
    page = signed_in(town.alice).get("/logg/").content.decode()
    assert "odd 7" in page
    assert f"{10**9}" in page


def test_the_days_of_the_log_are_written_out(town: Town) -> None:
    read_plan(town.alice, town.north, 1)
    at = timezone.localtime(Entry.objects.latest("pk").at)
    with translation.override("sv", deactivate=True):
        written = date_format(at, "j F Y H:i")
        assert written.split()[1].islower()
        assert written in signed_in(town.alice).get("/logg/").text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_calendars_ends_are_days_like_others(town: Town, day: str) -> None:
    for name in ("since", "until"):
        for address in ("/logg/", "/logg/fil/"):
            assert signed_in(town.alice).get(address, {name: day}).status_code in (200, 302)
