"""After the code: a question is answered once, and a way to be reached is left, taken back and erased."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import Client
from django.urls import reverse

from ledstjarna import deid
from ledstjarna.audit.models import Entry, Nameless
from ledstjarna.audit.tests.test_protected_text import bytes_of_the_database
from ledstjarna.reports import services
from ledstjarna.reports.models import Contact, Question, Report, Status
from ledstjarna.reports.tests.filing import key_of, marking, page_of
from ledstjarna.reports.tests.test_outcome import QUESTION, asked
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.texts import keys, rotation
from ledstjarna.texts.answers import answers_of
from ledstjarna.texts.answers import key_of as mark_of

ANSWER = "Ja, samma dag, på samma stolpar."
REACH = "Kim Testsson, 0123-45 67 89, helst före lunch"


class Following:
    """A reporter who has written the code."""

    def __init__(self, world: World) -> None:
        self.filed = world.filed()
        self.client: Client = browser(world.alice)
        self.report = Report.objects.get(pk=self.filed.pk)
        self.key = ""

    def open(self) -> str:
        page = page_of(self.client.post(reverse("reports:outcome"), {"code": self.filed.code}))
        self.key = key_of(page)
        return page

    def act(self, act: str, **sent: Any) -> Any:
        answer = self.client.post(reverse("reports:outcome"), {"key": self.key, "act": act, **sent})
        self.report.refresh_from_db()
        return answer


@pytest.fixture
def following(world: World) -> Following:
    return Following(world)


def test_a_question_is_shown_and_its_answer_puts_the_report_back_to_be_read(following: Following) -> None:
    question = asked(following.report)
    page = following.open()
    lock = Report.objects.get().lock
    assert QUESTION in page and f'name="question" value="{question.pk}"' in page
    answer = following.act("answer", question=question.pk, answer=ANSWER)
    assert answer.status_code == 200 and "Tack, samordnaren läser ditt svar." in page_of(answer)
    question.refresh_from_db()
    assert (question.answer, following.report.status, following.report.lock) == (ANSWER, Status.RECEIVED, lock + 1)
    assert QUESTION not in page_of(answer)


def test_questions_are_answered_one_after_the_other_while_the_report_is_open(following: Following) -> None:
    first, second = asked(following.report), asked(following.report)
    Report.objects.update(status=Status.CONFIRMED)
    page = following.open()
    assert f'name="question" value="{first.pk}"' in page and page.count('name="question"') == 1
    page = page_of(following.act("answer", question=first.pk, answer=ANSWER))
    assert f'name="question" value="{second.pk}"' in page
    following.act("answer", question=second.pk, answer=ANSWER)
    assert (following.report.status, Question.objects.filter(answer__isnull=True).count()) == (Status.CONFIRMED, 0)


def test_an_answer_is_counted_and_names_nobody(following: Following) -> None:
    question = asked(following.report)
    following.open()
    before = Entry.objects.count()
    following.act("answer", question=question.pk, answer=ANSWER)
    row = Nameless.objects.get(action="report.question.answer")
    assert (row.board_id, row.outcome, Entry.objects.count()) == (following.report.board_id, "done", before)


def test_an_answer_sent_twice_is_one_answer(following: Following) -> None:
    question = asked(following.report)
    following.open()
    for text in (ANSWER, ANSWER, "Ett annat svar."):
        answer = following.act("answer", question=question.pk, answer=text)
        assert answer.status_code == 200
    assert "redan besvarad" in page_of(answer)
    question.refresh_from_db()
    assert question.answer == ANSWER and Nameless.objects.filter(action="report.question.answer").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_are_one() -> None:
    world = World()
    report = world.report()
    question = asked(report)

    def answer(number: int) -> bool:
        try:
            return services.question_answer(report=report, question=question.pk, text=f"Svar {number}.")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(answer, range(6))) == [False] * 5 + [True]
    assert Nameless.objects.count() == 2  # filed and answered


@pytest.mark.parametrize(
    "wrong", [{"answer": ""}, {"answer": "Ring 070-174 06 05."}, {"answer": "x" * 601}, {"answer": "Anna såg det."}]
)
def test_an_answer_is_guarded_as_the_report_is_and_the_text_is_kept(
    following: Following, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str]
) -> None:
    monkeypatch.setattr(deid, "find", marking("Anna"))
    question = asked(following.report)
    following.open()
    answer = following.act("answer", question=question.pk, **wrong)
    assert answer.status_code == 422 and wrong["answer"] in page_of(answer) and QUESTION in page_of(answer)
    question.refresh_from_db()
    assert (question.answer, following.report.status) == (None, Status.RETURNED)


def test_a_possible_name_in_an_answer_is_answered_in_one_tap(
    following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deid, "find", marking("Anna"))
    question = asked(following.report)
    following.open()
    said = {f"answer-mark-{mark_of('Anna')}": "place"}
    assert following.act("answer", question=question.pk, answer="På Anna torg.", **said).status_code == 200
    question.refresh_from_db()
    assert answers_of(question.answer or "") == {mark_of("Anna"): "place"}


def test_an_answer_that_came_too_late_is_said_so(following: Following) -> None:
    question = asked(following.report)
    following.open()
    Report.objects.update(status=Status.OPINION, description=None)
    answer = following.act("answer", question=question.pk, answer=ANSWER)
    assert answer.status_code == 422 and "har gått vidare utan svaret" in page_of(answer)
    assert not Question.objects.filter(answered_on__isnull=False).exists()


def test_another_reports_question_is_not_answered(following: Following, world: World) -> None:
    other = asked(world.report())
    asked(following.report)
    following.open()
    for number in (other.pk, 0, 2**70, "x", ""):
        assert following.act("answer", question=number, answer=ANSWER).status_code == 422
    other.refresh_from_db()
    assert other.answer is None


def test_a_way_to_be_reached_is_left_sealed_and_taken_back(following: Following) -> None:
    assert "Då vet samordnaren vem som rapporterade." in following.open()
    answer = following.act("contact", contact=REACH)
    assert "kan nu höra av sig" in page_of(answer) and REACH not in page_of(answer)
    contact = Contact.objects.get()
    assert REACH.encode() not in bytes(contact.sealed) and contact.words == REACH
    following.act("contact", contact="Kim på växeln")
    assert Contact.objects.get().words == "Kim på växeln"
    assert "Din kontaktuppgift är borttagen." in page_of(following.act("withdraw"))
    assert not Contact.objects.exists()
    following.act("withdraw")
    counted = Nameless.objects.filter(action__startswith="report.contact.").values_list("action", flat=True)
    assert sorted(counted) == ["report.contact.leave", "report.contact.leave", "report.contact.withdraw"]


@pytest.mark.parametrize("wrong", ["", "   ", "x" * 201, "a\u202eb"])
def test_a_way_to_be_reached_that_cannot_be_kept_is_said_beside_the_field(following: Following, wrong: str) -> None:
    following.open()
    answer = following.act("contact", contact=wrong)
    assert answer.status_code == 422 and 'id="id_contact_error"' in page_of(answer) and not Contact.objects.exists()


def test_nobody_is_reached_about_what_is_closed(world: World, following: Following) -> None:
    following.open()
    following.act("contact", contact=REACH)
    assert services.contact_erase(following.report) and not services.contact_erase(following.report)
    Report.objects.filter(pk=following.report.pk).update(status=Status.OPINION, description=None)
    answer = following.act("contact", contact=REACH)
    assert "hör inte av sig mer" not in page_of(answer) or answer.status_code == 422
    assert not Contact.objects.exists()
    with pytest.raises(ValidationError, match="avslutad"):
        services.contact_leave(report=following.report, text=REACH)


def test_a_change_of_keys_takes_the_contacts_along(following: Following) -> None:
    services.contact_leave(report=following.report, text=REACH)
    before = bytes(Contact.objects.get().sealed)
    keys.add()
    assert (services.contacts_reseal(), services.contacts_reseal()) == (1, 0)
    rotation.rotate(pause=0)
    assert bytes(Contact.objects.get().sealed) != before and len(keys.ring()) == 1
    assert Contact.objects.get().words == REACH


@pytest.mark.django_db(transaction=True)
def test_answer_and_contact_are_nowhere_in_the_databases_bytes() -> None:
    following = Following(World())
    question = asked(following.report)
    following.open()
    following.act("answer", question=question.pk, answer=ANSWER)
    following.act("contact", contact=REACH)
    written = bytes_of_the_database()
    for text in (ANSWER, REACH, "Testsson", QUESTION):
        assert text.encode() not in written and text.encode().hex().encode() not in written


@pytest.mark.parametrize("key", ["", "x", "damaged", "another's", "old", "removed", "signed out"])
def test_a_key_that_opens_nothing_asks_for_the_code_again(
    following: Following, world: World, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    following.open()
    sent = {"damaged": following.key[:-8] + "AAAAAAA="}.get(key, following.key if len(key) > 1 else key)
    if key == "another's":
        following.client = browser(world.bob)
    if key == "old":
        at = time.time()
        monkeypatch.setattr("ledstjarna.reports.sealed.time.time", lambda: at + 901)
    if key == "removed":
        following.report.delete()
    if key == "signed out":
        following.client.logout()
        following.client.force_login(world.alice)
    sent_with = {"key": sent, "act": "contact", "contact": REACH}
    answer = following.client.post(reverse("reports:outcome"), sent_with)
    page = page_of(answer)
    assert answer.status_code == 422 and 'name="code"' in page and "Skriv koden igen." in page
    assert not Contact.objects.exists()


def test_the_code_is_in_no_answer_cookie_or_address(following: Following) -> None:
    question = asked(following.report)
    pages = [following.open()]
    pages += [page_of(following.act("answer", question=question.pk, answer=ANSWER))]
    pages += [page_of(following.act("contact", contact=REACH)), page_of(following.act("nonsense"))]
    plain = following.filed.code.replace("-", "")
    assert not [page for page in pages if following.filed.code in page or plain in page]
    assert set(following.client.cookies) <= {"sessionid", "csrftoken"}


def test_a_report_that_is_removed_meanwhile_is_as_a_page_left_open_too_long(
    following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    following.open()
    monkeypatch.setattr(services, "contact_withdraw", lambda report: report.delete())
    answer = following.client.post(reverse("reports:outcome"), {"key": following.key, "act": "withdraw"})
    assert answer.status_code == 422 and "Skriv koden igen." in page_of(answer)
