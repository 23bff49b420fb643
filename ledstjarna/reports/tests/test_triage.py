"""The coordinator's work in the browser: three questions, a confirmed erasure, an answer, and two at once."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledstjarna.audit.models import Entry
from ledstjarna.reports import services
from ledstjarna.reports.models import Report, Status
from ledstjarna.reports.services import Triage
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import ANSWERS, TEXT, World, browser
from ledstjarna.ui.errors import Conflict

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?')


def url(report: Report) -> str:
    return reverse("reports:report", args=[report.pk])


def answers(report: Report, **changed: Any) -> dict[str, Any]:
    """The form of triage filled in: a case to confirm, unless something is changed."""
    return {
        "step": "triage",
        "guess": "no",
        "act": "yes",
        "child": "no",
        "environment": "far_right",
        "kind": "poster",
        "description": TEXT,
        "lock": report.lock,
        "once": str(uuid4()),
    } | changed


def decided(report: Report) -> str:
    """Where one comes after a decision: the report's page, which offers the next one."""
    return f"{url(report)}?klart"


def handling(report: Report, **changed: Any) -> dict[str, Any]:
    sent = {"step": "handle", "handled_with": ["removed", "talk"], "lock": report.lock, "once": str(uuid4())}
    return sent | changed


def closing(report: Report, **changed: Any) -> dict[str, Any]:
    return {"step": "close", "feedback": "removed", "words": "", "lock": report.lock, "once": str(uuid4())} | changed


def test_a_report_is_read_confirmed_and_answered(world: World) -> None:
    report, client = world.report(), browser(world.bob)
    page = page_of(client.get(url(report)))
    assert TEXT in page and "Skola" in page and 'name="guess"' in page and 'name="feedback"' not in page
    answer = client.post(url(report), answers(report))
    assert answer["Location"] == decided(report)
    report.refresh_from_db()
    assert (report.status, report.environment, report.kind) == ("confirmed", "far_right", "poster")
    page = page_of(client.get(url(report)))
    assert 'name="handled_with"' in page and 'name="guess"' not in page
    assert f"Rapport {report.pk}: bekräftad." in page
    assert client.post(url(report), handling(report))["Location"] == decided(report)
    report.refresh_from_db()
    assert (report.status, report.handled_with, report.handler) == ("handled", ["removed", "talk"], world.bob)
    assert client.post(url(report), closing(report, words="Tack."))["Location"] == decided(report)
    report.refresh_from_db()
    assert (report.status, report.feedback, report.feedback_words) == ("closed", "removed", "Tack.")
    page = page_of(client.get(url(report)))
    assert "Tack." in page and "Sanering eller borttagning, samtal med enheten." in page


def test_measures_and_closing_may_be_one_step_both_or_neither(world: World) -> None:
    report, client = world.confirmed(), browser(world.bob)
    both = handling(report, close="1")
    answer = client.post(url(report), both)
    assert answer.status_code == 422 and 'href="#id_feedback_0"' in page_of(answer)
    report.refresh_from_db()
    assert (report.status, report.handled_with) == ("confirmed", [])
    for _click in range(2):
        assert client.post(url(report), both | {"feedback": "police"})["Location"] == decided(report)
    report.refresh_from_db()
    assert (report.status, report.handled_with, report.feedback) == ("closed", ["removed", "talk"], "police")
    actions = list(Entry.objects.filter(kind="report", outcome="done").values_list("action", flat=True))
    assert [actions.count(action) for action in ("report.handle", "report.close")] == [1, 1]


def test_what_the_unit_said_of_the_police_is_filled_in(world: World) -> None:
    for measures, checked in (([], False), (["police"], True)):
        report, client = world.confirmed(measures=measures), browser(world.bob)
        page = page_of(client.get(url(report)))
        assert page.count('value="police"') == 2 and page.count(" checked") == 2 * checked
        assert "(frivilligt)" not in page.partition("Vad har rapporten lett till?")[2].partition("</legend>")[0]
        world.handled(report)
        assert page_of(client.get(url(report))).count(" checked") == checked


@pytest.mark.parametrize("measures", [[], ["prayed"], ["none", "talk"]])
def test_measures_are_of_the_list_and_none_stands_alone(world: World, measures: list[str]) -> None:
    report = world.confirmed()
    answer = browser(world.bob).post(url(report), handling(report, handled_with=measures))
    assert answer.status_code == 422 and 'href="#id_handled_with_0"' in page_of(answer)
    report.refresh_from_db()
    assert report.status == "confirmed"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"act": "no"}, Status.OPINION),
        ({"child": "yes"}, Status.CONCERN),
        ({"act": "no", "guess": ""}, Status.OPINION),
        ({"child": "yes", "guess": ""}, Status.CONCERN),
        ({"child": "yes", "act": "no", "guess": "yes"}, Status.CONCERN),
    ],
)
def test_a_text_is_erased_only_after_one_has_said_yes_again(
    world: World, changed: dict[str, Any], status: Status
) -> None:
    report, client = world.report(), browser(world.bob)
    asked = client.post(url(report), answers(report, **changed))
    page = page_of(asked)
    report.refresh_from_db()
    assert asked.status_code == 200 and "tas bort för gott" in page and report.status == "received"
    assert (TEXT in page) is ("Vem gör orosanmälan?" in page) is (status is Status.CONCERN)
    sent = dict(HIDDEN.findall(page.partition("<main")[2])) | {"confirm": "1", "by": "me"}
    for _click in range(2):
        assert client.post(url(report), sent)["Location"] == decided(report)
    report.refresh_from_db()
    assert (report.status, report.description, report.handler) == (status, None, world.bob)
    page = page_of(client.get(decided(report)))
    assert "Texten är borttagen." in page and 'role="status" tabindex="-1" autofocus' in page
    assert ("Bara enheten, tiden och utfallet finns kvar." in page) is (status is Status.OPINION)
    assert "Orosanmälan ska göras i dag" not in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"guess": ""}, "guess"),
        ({"act": "perhaps"}, "act"),
        ({"child": ""}, "child"),
        ({"guess": "yes"}, "description"),
        ({"guess": "yes", "description": TEXT.replace(" ", "\r\n", 1).replace("\r\n", " ")}, "description"),
        ({"description": "Ring 070-174 06 05"}, "description"),
        ({"description": "x" * 1_001}, "description"),
        ({"kind": "x"}, "kind"),
        ({"kind": "statement"}, "with_act"),
        ({"kind": "statement", "with_act": "statement"}, "with_act"),
        ({"guess": "yes", "unit": "1"}, "unit"),
        ({"guess": "yes", "coarser": "year"}, "coarser"),
        ({"environment": ""}, "environment"),
    ],
    ids=str,
)
def test_what_is_missing_or_wrong_is_said_beside_the_field_and_nothing_changes(
    world: World, changed: dict[str, Any], field: str
) -> None:
    report = world.report()
    answer = browser(world.bob).post(url(report), answers(report, **changed))
    page = page_of(answer)
    assert answer.status_code == 422 and f'href="#id_{field}' in page and 'name="guess"' in page
    report.refresh_from_db()
    assert (report.status, report.description, report.lock) == ("received", TEXT, 0)


@pytest.mark.parametrize(
    "changed", [{"feedback": ""}, {"feedback": "thanks"}, {"words": "Mejla alice@example.se"}, {"words": "x" * 301}]
)
def test_a_report_is_not_closed_without_a_sound_answer(world: World, changed: dict[str, Any]) -> None:
    report = world.standing(Status.HANDLED)
    answer = browser(world.bob).post(url(report), closing(report, **changed))
    assert answer.status_code == 422 and 'name="feedback"' in page_of(answer)
    report.refresh_from_db()
    assert report.status == "handled"


def test_a_double_click_is_one_act_and_leads_to_the_same_page(world: World) -> None:
    report, client = world.report(), browser(world.bob)
    sent = answers(report, guess="yes", description="Klistermärken på stolpar.")
    assert [client.post(url(report), sent)["Location"] for _click in range(2)] == [decided(report)] * 2
    for form in (handling, closing):
        report.refresh_from_db()
        sent = form(report)
        assert [client.post(url(report), sent)["Location"] for _click in range(2)] == [decided(report)] * 2
    for action in ("report.triage", "report.handle", "report.close"):
        assert Entry.objects.filter(action=action).count() == 1


@pytest.mark.parametrize("changed", [{}, {"act": "no"}, {"act": "no", "confirm": "1"}, {"guess": ""}])
def test_the_second_of_two_coordinators_is_told_and_changes_nothing(world: World, changed: dict[str, Any]) -> None:
    report = world.report()
    late = answers(report, **changed)
    world.triaged(report, description="Samordnarens text")
    answer = browser(world.bob).post(url(report), late)
    assert answer.status_code == 409 and "Öppna den igen" in page_of(answer)
    report.refresh_from_db()
    assert (report.status, report.description) == ("confirmed", "Samordnarens text")


def test_the_form_of_another_standing_changes_nothing(world: World) -> None:
    wrong = (
        (world.report(), closing),
        (world.report(), handling),
        (world.confirmed(), answers),
        (world.confirmed(), closing),
        (world.standing(Status.HANDLED), handling),
        (world.closed(), closing),
    )
    for report, sent in wrong:
        standing = report.status
        assert browser(world.bob).post(url(report), sent(report)).status_code == 409
        report.refresh_from_db()
        assert report.status == standing


@pytest.mark.parametrize("lock", ["", "x", "-1", "9" * 30])
def test_a_form_with_a_broken_lock_changes_nothing(world: World, lock: str) -> None:
    report = world.report()
    assert browser(world.bob).post(url(report), answers(report, lock=lock)).status_code == 422
    report.refresh_from_db()
    assert report.status == "received"


def test_a_report_of_another_board_is_not_there(world: World) -> None:
    foreign, own = world.report(unit=world.library), world.report()
    for user, report in ((world.bob, foreign), (world.charlie, own)):
        client = browser(user)
        assert client.get(url(report)).status_code == client.post(url(report), answers(report)).status_code == 404
    assert browser(world.alice).get(url(own)).status_code == 403
    assert set(Report.objects.values_list("status", flat=True)) == {"received"}


def test_every_page_with_a_reports_text_leaves_a_row_head_requests_too(world: World) -> None:
    report, client = world.report(), browser(world.bob)
    rows = Entry.objects.filter(action="report.read", ids=[report.pk], actor_id=world.bob.pk, board_id=world.social.pk)
    asked: list[Callable[[Client], Any]] = [
        lambda client: client.get(url(report)),
        lambda client: client.head(url(report)),
        lambda client: client.post(url(report), answers(report, guess="")),
        lambda client: client.post(url(report), answers(report, act="no")),
    ]
    for number, ask in enumerate(asked, start=1):
        ask(client)
        assert rows.count() == number


@pytest.mark.parametrize("outcome", ["opinion", "concern"])
def test_what_should_not_have_been_confirmed_is_set_aside_after_a_yes(world: World, outcome: str) -> None:
    report, client = world.confirmed(), browser(world.bob)
    form = {"step": "aside", "outcome": outcome, "lock": report.lock, "once": str(uuid4())}
    assert client.post(url(report), form | {"outcome": ""}).status_code == 422
    asked = page_of(client.post(url(report), form))
    report.refresh_from_db()
    assert "tas bort för gott" in asked and report.status == "confirmed"
    sent = dict(HIDDEN.findall(asked.partition("<main")[2])) | {"confirm": "1", "by": "reporter"}
    assert client.post(url(report), sent)["Location"] == decided(report)
    report.refresh_from_db()
    assert (report.status, report.description) == (outcome, None)
    assert client.post(url(world.report()), form | {"lock": 0, "once": str(uuid4())}).status_code == 409


def test_a_report_is_left_out_and_the_reason_is_told(world: World) -> None:
    report, client = world.report(), browser(world.bob)
    page = page_of(client.get(url(report)))
    assert "Avsluta utan att räkna" in page and 'value="unanswered"' not in page
    form = {"step": "leave_out", "why": "", "lock": report.lock, "once": str(uuid4())}
    assert client.post(url(report), form).status_code == 422
    assert client.post(url(report), form | {"why": "elsewhere"})["Location"] == decided(report)
    page = page_of(client.get(url(report)))
    assert "räknas inte" in page and "Det hör inte hit" in page and TEXT in page
    assert client.post(url(world.confirmed()), form | {"once": str(uuid4())}).status_code == 409


def test_a_judgement_and_measures_are_taken_back_on_the_reports_page(world: World) -> None:
    report, client = world.handled(), browser(world.bob)
    for step, words, status in (
        ("unhandle", "Ångra åtgärdad", "confirmed"),
        ("reopen", "Bedöm på nytt", "received"),
    ):
        assert words in page_of(client.get(url(report)))
        form = {"step": step, "lock": report.lock, "once": str(uuid4())}
        assert [client.post(url(report), form)["Location"] for _click in range(2)] == [url(report)] * 2
        report.refresh_from_db()
        assert report.status == status
    assert 'name="guess"' in page_of(client.get(url(report)))


@pytest.mark.parametrize("number", [12])
def test_a_pile_is_read_one_after_the_other(world: World, number: int) -> None:
    for _report in range(number):
        world.report()
    client = browser(world.bob)
    next_one = re.compile(r'class="ds-button" href="(/rapport/inkorg/\d+/)"')
    page = page_of(client.get(reverse("reports:inbox")))
    for left in reversed(range(number)):
        here = Report.objects.get(pk=int(next_one.findall(page)[0].split("/")[3]))
        assert here.status == "received"
        page = page_of(client.get(client.post(url(here), answers(here))["Location"]))
        assert ("Nästa rapport" in page) is bool(left) and " autofocus" in page
    assert "Du har läst allt som har kommit in." in page
    assert not Report.objects.filter(status="received").exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_very_same_time_one_wins_and_the_other_is_told() -> None:
    world = World()
    report = world.report()
    done = at_once(
        lambda: services.report_triage(report=report, triage=Triage(**ANSWERS), lock=0, actor_id=None),
        lambda: services.report_triage(report=report, triage=Triage(**ANSWERS | {"act": False}), lock=0, actor_id=None),
    )
    assert sorted(type(one).__name__ for one in done) == ["MovedOn", "Report"]
    assert [one for one in done if isinstance(one, Conflict)]
    assert Entry.objects.filter(action="report.triage").count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_the_very_same_time_is_one_report() -> None:
    world, once = World(), uuid4()
    first, second = at_once(*[lambda: world.filed(once=once, happened=timezone.localdate())] * 2)
    assert first.code == second.code and {first.again, second.again} == {True, False}
    assert Report.objects.count() == 1


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Let the acts loose together, each on a connection of its own; gives what they return or raise."""
    gate, found = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait(timeout=20)
            found[place] = act()
        except Exception as fault:
            found[place] = fault  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found
