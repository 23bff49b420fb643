"""Whatever is sent to the reporter's forms: never an error of ours, and nothing stored that the guard holds."""

from __future__ import annotations

from collections import Counter
from ipaddress import IPv4Address
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from stdnum.luhn import calc_check_digit

from ledstjarna import deid
from ledstjarna.reports.models import Contact, Question, Report, Status
from ledstjarna.reports.tests.filing import filled, key_of, marking, page_of
from ledstjarna.reports.tests.test_outcome import asked
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.texts.answers import Answer
from ledstjarna.texts.answers import key_of as mark_of
from ledstjarna.texts.guard import PROFILES, marks_of

pytestmark = pytest.mark.slow

NAMES = ("Anna", "Anna Lindberg", "Bertil")
CHOSEN = {
    "when": ("0", "1", "2026-01-01", "earlier", "9999-12-31"),
    "place": ("school", "online", "Storgatan 4"),
    "kind": ("symbol", "other", "rumour"),
    "environment": ("unclear", "far_right", "x"),
    "urgent": ("yes", "no"),
    "target": ("unknown", "group", "x"),
    "involved": ("unknown", "many", "x"),
    "age": ("unknown", "child", "x"),
    "measures": ("police", "removed", "x"),
    "district": ("", "norr"),
    "unit": ("", "1", "2", "9" * 30, "x"),
    "once": ("", "x", "00000000-0000-0000-0000-000000000000"),
    "open": ("1",),
    "act": ("answer", "contact", "withdraw", "x"),
}
WORDS = (
    "Klistermärken på stolparna.",
    "På väggen vid entrén.",
    "ملصقات على الجدار",
    "Наклейки",
    "海报",
    "\u200fמדבקה\u200e",
    "🔥👨‍👩‍👧‍👦🇸🇪",
    "a\u030angest z̷̤̈",
    "\u202eabc",
    "\x00",
    "\ufeff",
    "\ufffe",
    "\r\n\t",
    "<b>&quot;",
    "' OR 1=1 --",
    "{{ x }}",
    "%s %(x)s",
    "x" * 300,
    "ordetsomaldrigtarslut" * 60,
    "x" * 200_000,
    "en elev",
    "=1+1",
    "٠٧٠١٧٤٠٦٠٥",
    "𝟎𝟕𝟎-𝟏𝟕𝟒 𝟎𝟔 𝟎𝟓",
    "070-174 06 05",
    "+46 70 174 06 05",
    "kim@exempel.se",
    "@kim_kim",
    "ABC 123",
    "född 1999-12-31",
    "Storgatan 4",
    *NAMES,
)


@st.composite
def personal_numbers(draw: st.DrawFn) -> str:
    """One whose check digit is right, as people write it."""
    born = draw(st.dates())
    short = f"{born:%y%m%d}{draw(st.integers(0, 999)):03}"
    sign = draw(st.sampled_from(["-", "", " ", "+", "\u2013", "\n"]))
    return f"{short[:6]}{sign}{short[6:]}{calc_check_digit(short)}"


TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS) | personal_numbers() | st.text(max_size=20), max_size=5).map(" ".join),
    st.lists(st.sampled_from(WORDS[:7]), min_size=1, max_size=4).map(" ".join),
    st.sampled_from(NAMES).map("Märken vid {0}. {0} igen.".format),
)
ANSWERED = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([*Answer.values, *Answer.values, "x", ""]))


@st.composite
def sent(draw: st.DrawFn) -> tuple[str, dict[str, list[str]], str]:
    """A door, what is sent to it, and bytes that are no form; the form is right but for what is spoilt."""
    door = draw(st.sampled_from(["file", "file", "file", "outcome", "outcome", "mark", "unit"]))
    form = {name: [str(value)] for name, value in filled(once=str(uuid4())).items()}
    for name in ("description", "answer"):
        form[name] = [draw(TEXTS)]
        form |= {f"{name}-mark-{mark_of(words)}": [said] for words, said in draw(ANSWERED).items()}
    form |= {"contact": [draw(TEXTS)], "words": [draw(TEXTS)], "code": [draw(TEXTS)]}
    form["act"] = [draw(st.sampled_from(["answer", "answer", "contact"]))]
    for name in draw(st.lists(st.sampled_from(sorted(CHOSEN)), max_size=2)):
        form[name] = draw(st.lists(st.sampled_from(CHOSEN[name]) | TEXTS, min_size=1, max_size=3))
    for name in draw(st.lists(st.sampled_from(sorted(form)), max_size=1)):
        del form[name]
    if draw(st.integers(0, 40)) == 23:  # a number that is not drawn more often than others
        form |= {f"extra{number}": ["x"] for number in range(1_200)}
    return door, form, draw(st.sampled_from([""] * 12 + ["&description=%ff%fe", "&=&&==", "&kind=%00", "&a[]=1;b"]))


class Reporter:
    """Sends forms, each from an address of its own, and counts the answers."""

    def __init__(self) -> None:
        self.world = World()
        self.client: Client = browser(self.world.alice)
        self.client.raise_request_exception = False
        self.answers: Counter[tuple[str, int]] = Counter()

    def send(self, door: str, form: dict[str, list[str]], rest: str) -> None:
        if door == "outcome" and "code" in form and len(form["code"][0]) % 2:
            form |= self._followed()
        body = urlencode(form, doseq=True, quote_via=quote, errors="replace") + rest
        answer = self._post(door, body)
        self.answers[door, answer.status_code] += 1
        assert answer.status_code < 500, (door, form, rest)

    def _followed(self) -> dict[str, list[str]]:
        """The sealed code of a report with a question that waits."""
        filed = self.world.filed()
        question = asked(Report.objects.get(pk=filed.pk))
        page = page_of(self._post("outcome", urlencode({"code": filed.code})))
        return {"key": [key_of(page)], "question": [str(question.pk)]}

    def _post(self, door: str, body: str) -> Any:
        kind = "application/x-www-form-urlencoded"
        address = str(IPv4Address(self.answers.total() + 2**24))
        return self.client.post(reverse(f"reports:{door}"), body, content_type=kind, REMOTE_ADDR=address)


def fuzz(monkeypatch: pytest.MonkeyPatch, examples: int) -> None:
    monkeypatch.setattr(deid, "find", marking("|".join(sorted(NAMES, key=len, reverse=True))))
    reporter = Reporter()

    few = examples < 1_000  # the same ones each time, so that what gets through is no matter of luck

    @settings(
        derandomize=few,
        max_examples=examples,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(sent())
    def send(what: tuple[str, dict[str, list[str]], str]) -> None:
        reporter.send(*what)

    send()
    for act, words in (("contact", "Mejla mig."), ("answer", "Vid entrén.")):  # both ways are open, whatever was drawn
        reporter.send("outcome", {"code": ["x"], "act": [act], act: [words]}, "")
    answers = reporter.answers
    assert answers.total() >= examples and sum(answers["file", status] for status in (303, 422)) > examples // 5
    _assert_nothing_held_is_stored(examples)


def _assert_nothing_held_is_stored(examples: int) -> None:
    texts = [text for text in Report.objects.values_list("description", flat=True) if text]
    texts += [text for text in Question.objects.values_list("answer", flat=True) if text]
    held = [mark for text in texts for mark in marks_of(text, PROFILES["report"]) if not mark.settled]
    assert held == []
    said = [mark for text in texts for mark in marks_of(text, PROFILES["report"])]
    assert len(texts) > examples // 20 and said, "too little got through to say anything"
    assert Question.objects.filter(answered_on__isnull=False).exists() and Contact.objects.exists()
    assert not Report.objects.exclude(status__in=(Status.RECEIVED, Status.RETURNED)).exists()


@pytest.mark.django_db
@pytest.mark.slow
def test_whatever_is_sent_is_answered_and_nothing_held_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    fuzz(monkeypatch, 500)


@pytest.mark.django_db
@pytest.mark.deep
def test_whatever_is_sent_again_and_again_is_answered_and_nothing_held_is_stored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fuzz(monkeypatch, 10_000)
