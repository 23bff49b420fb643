"""Following a report by its code: however it is written, and the same answer for every wrong one."""

from __future__ import annotations

import re
import string
from uuid import UUID, uuid4

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from ledstjarna.audit.models import Nameless
from ledstjarna.reports import tries
from ledstjarna.reports.codes import code_for, code_hash
from ledstjarna.reports.models import OPEN, Question, Report, Status
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import TEXT, World, browser
from ledstjarna.reports.views.outcome import WORDS

FRESH = re.compile(r'<input type="hidden"[^>]*>')


QUESTION = "Var det samma dag som de andra märkena?"


def asked(report: Report) -> Question:
    """The coordinator has asked something."""
    Report.objects.filter(pk=report.pk).update(status=Status.RETURNED, lock=F("lock") + 1)
    return Question.objects.create(report=report, text=QUESTION, asked_on=timezone.localdate())


def answer_to(world: World, code: str) -> str:
    response = browser(world.alice).post(reverse("reports:outcome"), {"code": code})
    assert response.status_code in (200, 422)
    return page_of(response)


@pytest.mark.parametrize("status", Status)
def test_each_standing_is_told_in_plain_words_and_never_the_text(world: World, status: Status) -> None:
    once = uuid4()
    report = world.report(once=once)
    if status is Status.RETURNED:
        world.asked(report, QUESTION)
    if status in (Status.CONFIRMED, Status.HANDLED, Status.CLOSED):
        report = world.triaged(report)
    if status is Status.HANDLED:
        world.handled(report)
    if status is Status.CLOSED:
        world.closed(report, "removed", "Tack för att du berättade.")
    if status is Status.UNCOUNTED:
        world.left_out(report)
    if status in (Status.OPINION, Status.CONCERN):
        world.triaged(report, act=False, child=status is Status.CONCERN, concern_made=True)
    page = answer_to(world, code_for(once))
    assert str(WORDS[status]) in page and TEXT not in page
    assert ("Det som fanns på platsen är borttaget." in page) is (status is Status.CLOSED)
    assert ("Det var för lite att gå på." in page) is (status is Status.UNCOUNTED)
    assert ("Tack för att du berättade." in page) is (status is Status.CLOSED)
    assert (QUESTION in page) is (status is Status.RETURNED)
    assert ("Vill du att samordnaren hör av sig?" in page) is (status in OPEN)


def test_a_code_is_read_however_it_is_written(world: World) -> None:
    code = world.filed().code
    loose = code.replace("0", "O").replace("1", "l").replace("V", "u").lower()
    spaced = [code.replace("-", sign) for sign in (" ", "–", "\N{MINUS SIGN}", "_", "")]
    for written in (code, f"  {code} ", f"{code}.", f"”{code}”", loose, *spaced):
        tries.place().unlink(missing_ok=True)
        assert str(WORDS[Status.RECEIVED]) in answer_to(world, written)


def test_wrong_never_given_and_removed_codes_get_the_same_answer(world: World) -> None:
    gone = world.filed()
    Report.objects.filter(pk=gone.pk).delete()
    wrong = (gone.code, code_for(uuid4()), "hej", "0" * 16, "🙂", "x" * 60)
    pages = set()
    for code in wrong:
        tries.place().unlink(missing_ok=True)
        pages.add(FRESH.sub("", answer_to(world, code).partition("<main")[2].replace(code, "")))
    assert len(pages) == 1 and "Ingen rapport har den koden" in pages.pop()


@pytest.mark.parametrize("code", ["", "   ", "x" * 61])
def test_no_code_at_all_is_said_beside_the_field(world: World, code: str) -> None:
    page = answer_to(world, code)
    assert 'href="#id_code"' in page and not Nameless.objects.exists()


def test_a_code_in_the_address_is_not_even_looked_at(world: World) -> None:
    code = world.filed().code
    page = page_of(browser(world.alice).get(reverse("reports:outcome"), {"code": code}))
    assert str(WORDS[Status.RECEIVED]) not in page


def test_the_database_holds_no_code_only_its_keyed_hash(world: World, settings: Settings) -> None:
    filed = world.filed()
    report = Report.objects.get()
    assert report.code_hash == code_hash(filed.code) and filed.code not in report.code_hash
    settings.SECRET_KEY = "another key altogether"
    assert code_hash(filed.code) != report.code_hash


@given(st.uuids())
def test_a_code_is_eighty_bits_in_readable_groups(once: UUID) -> None:
    code = code_for(once)
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    signs = set(code) - {"-"}
    assert signs <= set(string.digits + string.ascii_uppercase) - set("ILOU")
    assert code == code_for(once) and code_hash(code) == code_hash(code.lower())


@given(st.text())
def test_whatever_is_typed_as_a_code_has_a_hash(written: str) -> None:
    assert len(code_hash(written.encode("utf-8", "replace").decode())) == 64
