"""Asking whoever filed the report: what is new is returned, what is confirmed stays where it is."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from ledstjarna.audit.models import Entry
from ledstjarna.reports import selectors, services
from ledstjarna.reports.models import Question, Report, Status
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.ui.errors import Conflict

TEXT = "Satt de inne eller ute?"


def url(report: Report) -> str:
    return reverse("reports:report", args=[report.pk])


def sent(report: Report, **changed: Any) -> dict[str, Any]:
    return {"text": TEXT, "lock": report.lock, "once": str(uuid4())} | changed


def test_what_was_written_too_late_comes_back_and_is_stored_nowhere(world: World) -> None:
    report, client, question = world.report(), browser(world.bob), "Var satt det?"
    late = {"text": question, "lock": report.lock, "once": str(uuid4())}
    world.triaged(report)
    answer = client.post(f"{url(report)}fraga/", late)
    page = page_of(answer)
    assert answer.status_code == 409
    assert "Rapporten har ändrats sedan du öppnade den." in page and f'href="{url(report)}"' in page
    assert f"{question}</textarea>" in page and not report.questions.exists()


def test_a_question_about_a_new_report_returns_it_and_the_next_one_is_offered(world: World) -> None:
    report, client, other = world.report(), browser(world.bob), world.report()
    form = sent(report)
    for _click in range(2):
        assert client.post(f"{url(report)}fraga/", form)["Location"] == f"{url(report)}?klart"
    report.refresh_from_db()
    assert (report.status, report.handler, report.lock) == ("returned", world.bob, 1)
    assert Question.objects.get().text == TEXT
    page = page_of(client.get(f"{url(report)}?klart"))
    assert TEXT in page and "inget svar än" in page and f'href="{url(other)}"' in page
    facts = Entry.objects.get(action="report.question.ask").facts
    assert facts == {"from": "received", "to": "returned"}


@pytest.mark.parametrize("status", [Status.RETURNED, Status.CONFIRMED, Status.HANDLED])
def test_a_question_later_does_not_move_the_report(world: World, status: Status) -> None:
    report = world.asked(world.standing(status), TEXT)
    report.refresh_from_db()
    assert report.status == status and report.questions.filter(answered_on=None).count() >= 1


@pytest.mark.parametrize("status", [Status.CLOSED, Status.OPINION, Status.CONCERN])
def test_nothing_is_asked_about_what_is_done(world: World, status: Status) -> None:
    report = world.standing(status)
    with pytest.raises(Conflict):
        world.asked(report, TEXT)
    assert 'name="text"' not in page_of(browser(world.bob).get(url(report)))


def test_at_most_three_questions_wait_for_an_answer(world: World) -> None:
    report = world.report()
    for _number in range(3):
        report = world.asked(report, TEXT)
    with pytest.raises(ValidationError) as caught:
        world.asked(report, TEXT)
    assert set(caught.value.message_dict) == {"text"}
    assert "Fler går inte att ställa just nu" in page_of(browser(world.bob).get(url(report)))
    first = report.questions.values_list("pk", flat=True)[0]
    Question.objects.filter(pk=first).update(answer="Inne.", answered_on=timezone.localdate())
    report.refresh_from_db()
    assert world.asked(report, TEXT).questions.count() == 4


@pytest.mark.parametrize("text", ["", "  \n", "Ring 070-174 06 05", "x" * 301])
def test_a_question_is_guarded_and_never_empty(world: World, text: str) -> None:
    report = world.report()
    answer = browser(world.bob).post(f"{url(report)}fraga/", sent(report, text=text))
    page = page_of(answer)
    assert answer.status_code == 422 and 'href="#ask_text"' in page and "<details" in page and " open>" in page
    report.refresh_from_db()
    assert report.status == "received" and not Question.objects.exists()


def test_answers_are_shown_and_the_report_is_judged_with_or_without_them(world: World) -> None:
    report = world.asked(world.report(), TEXT)
    Question.objects.update(asked_on=dt.date(2026, 1, 7))
    client = browser(world.bob)
    assert "Du kan ta ställning utan svaret" in page_of(client.get(url(report)))
    Question.objects.update(asked_on=timezone.localdate())
    assert "Du kan ta ställning utan svaret" not in page_of(client.get(url(report)))
    assert answered(report, "I trapphuset.")
    report.refresh_from_db()
    assert report.status == "received"
    assert "I trapphuset." in page_of(client.get(url(report)))
    assert "svar har kommit" in page_of(client.get(reverse("reports:inbox")))


def answered(report: Report, text: str) -> bool:
    """Answer the question that waits, as whoever has the code does."""
    question = selectors.open_question(report)
    assert question
    return services.question_answer(report=report, question=question.pk, text=text)


def test_an_answer_about_a_confirmed_report_leaves_it_where_it_is(world: World) -> None:
    report = world.asked(world.confirmed(), TEXT)
    assert answered(report, "Ute.")
    report.refresh_from_db()
    assert (report.status, report.lock) == ("confirmed", 3)
    assert selectors.open_question(report) is None


def test_whoever_goes_on_without_the_answer_does_not_leave_the_question_hanging(world: World) -> None:
    report = world.asked(world.report(), TEXT)
    report = world.triaged(report)
    assert selectors.open_question(report) is None and not Question.objects.exists()
    report = world.asked(world.handled(report), TEXT)
    assert selectors.open_question(report)
    world.closed(report)
    assert not Question.objects.exists()


def test_a_question_is_taken_back_text_and_all(world: World) -> None:
    report = world.asked(world.report(), TEXT)
    client, number = browser(world.bob), report.questions.get().pk
    form = {"question": number, "lock": report.lock, "once": str(uuid4())}
    for _click in range(2):
        assert client.post(f"{url(report)}fraga/ta-tillbaka/", form)["Location"] == url(report)
    report.refresh_from_db()
    assert report.status == "received" and not Question.objects.exists()


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "9" * 30, "²"])
def test_a_question_that_is_not_there_is_not_taken_back(world: World, number: str) -> None:
    report = world.asked(world.report(), TEXT)
    form = {"question": number, "lock": report.lock}
    assert browser(world.bob).post(f"{url(report)}fraga/ta-tillbaka/", form).status_code == 409
    assert Question.objects.count() == 1


def test_an_answered_question_stays(world: World) -> None:
    report = world.asked(world.report(), TEXT)
    Question.objects.update(answer="Inne.", answered_on=timezone.localdate())
    with pytest.raises(Conflict):
        services.question_withdraw(
            report=report, question=report.questions.get().pk, lock=report.lock, actor_id=world.bob.pk
        )


def test_a_page_opened_before_somebody_judged_changes_nothing(world: World) -> None:
    report = world.report()
    late = sent(report)
    world.triaged(report)
    assert browser(world.bob).post(f"{url(report)}fraga/", late).status_code == 409
    assert not Question.objects.exists()


def test_whoever_comes_by_without_a_form_is_led_to_the_report(world: World) -> None:
    report, client = world.report(), browser(world.bob)
    for part in ("fraga/", "fraga/ta-tillbaka/", "orosanmalan/", "information/", "kontakt/"):
        assert client.get(url(report) + part)["Location"] == url(report)
        assert browser(world.charlie).get(url(report) + part).status_code == 404
