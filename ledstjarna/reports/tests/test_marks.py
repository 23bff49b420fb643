"""A possible name in a report: answered when it is judged, and no hindrance to what is done beside it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from ledstjarna import deid
from ledstjarna.reports import services
from ledstjarna.reports.models import Report
from ledstjarna.reports.tests.filing import marking, page_of
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.texts.answers import answers_of, key_of

WORDS = "Klistermärken på Anna torg."


@pytest.fixture
def report(world: World, monkeypatch: pytest.MonkeyPatch) -> Report:
    """A report from before the guard knew that Anna may be a name."""
    monkeypatch.setattr(deid, "find", marking("Nobody"))
    report = world.report(description=WORDS)
    monkeypatch.setattr(deid, "find", marking("Anna"))
    return report


def judged(report: Report, **changed: str) -> dict[str, object]:
    answers = {"step": "triage", "guess": "no", "act": "yes", "child": "no", "kind": "symbol"}
    form = answers | {"environment": "unclear", "description": WORDS, "lock": report.lock, "once": str(uuid4())}
    return form | changed


def test_a_possible_name_is_answered_when_the_report_is_judged(world: World, report: Report) -> None:
    client, url = browser(world.bob), reverse("reports:report", args=[report.pk])
    assert "Är ”Anna” ett namn?" in page_of(client.get(url))
    assert client.post(url, judged(report)).status_code == 422
    answer = {f"description-mark-{key_of('Anna')}": "place"}
    assert client.post(url, judged(report, **answer)).status_code == 302
    report.refresh_from_db()
    assert (report.status, report.description) == ("confirmed", WORDS)
    assert answers_of(report.description or "") == {key_of("Anna"): "place"}


def test_what_is_done_beside_the_text_is_not_held_up_by_it(world: World, report: Report) -> None:
    services.report_take(report=report, actor=world.bob, lock=report.lock)
    report.refresh_from_db()
    report = world.asked(report)
    assert (report.handler, report.status) == (world.bob, "returned")
    assert world.triaged(report, act=False).description is None


def test_a_possible_name_in_a_question_is_answered_too(world: World, report: Report) -> None:
    client, url = browser(world.bob), reverse("reports:ask", args=[report.pk])
    form = {"text": "Var på Anna torg?", "lock": report.lock, "once": str(uuid4())}
    answer = client.post(url, form)
    assert answer.status_code == 422 and "Är ”Anna” ett namn?" in page_of(answer)
    client.post(url, form | {f"text-mark-{key_of('Anna')}": "place"})
    assert answers_of(report.questions.get().text) == {key_of("Anna"): "place"}
