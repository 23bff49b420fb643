"""A concern for a child: the texts go at once, and the report to the social services is made the same day."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from ledstjarna.audit.models import Entry
from ledstjarna.reports import selectors, services
from ledstjarna.reports.models import Contact, Question, Report, RoutineText
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.test_triage import answers
from ledstjarna.reports.tests.world import TEXT, World, browser
from ledstjarna.texts.keys import encrypt
from ledstjarna.ui.errors import Conflict


def decided(world: World, days: int = 0) -> Report:
    """A report that became a concern some days ago, not made yet."""
    report = world.triaged(world.report(urgent=True), child=True)
    Report.objects.filter(pk=report.pk).update(concern_decided_at=timezone.now() - dt.timedelta(days=days))
    report.refresh_from_db()
    return report


def url(report: Report) -> str:
    return reverse("reports:report", args=[report.pk])


def test_nothing_is_erased_before_one_has_said_who_makes_the_report(world: World) -> None:
    RoutineText.objects.create(step="child", phone="0123-456 78", link="https://example.se/oro")
    report, client = world.report(urgent=True), browser(world.bob)
    form = answers(report, child="yes", guess="", once=str(uuid4()))
    asked = page_of(client.post(url(report), form))
    assert TEXT in asked and "tel:012345678" in asked and "https://example.se/oro" in asked
    for wrong in ({}, {"by": "nobody"}):
        answer = client.post(url(report), form | {"confirm": "1"} | wrong)
        assert answer.status_code == 422 and TEXT in page_of(answer)
    report.refresh_from_db()
    assert (report.status, report.description) == ("received", TEXT)
    assert client.post(url(report), form | {"confirm": "1", "by": "reporter"})["Location"] == f"{url(report)}?klart"
    report.refresh_from_db()
    assert (report.status, report.concern_by_reporter, report.concern_made_at) == ("concern", True, None)
    page = page_of(client.get(url(report)))
    assert "Den som rapporterade gör orosanmälan" in page and "Orosanmälan ska göras i dag" not in page
    assert selectors.waiting(world.bob) == selectors.Waiting()
    with pytest.raises(Conflict):
        services.concern_make(report=report, lock=report.lock, actor_id=world.bob.pk)


def test_one_who_makes_it_later_in_the_day_has_the_hours_counted(world: World) -> None:
    report, client = world.report(), browser(world.bob)
    form = answers(report, child="yes", guess="", once=str(uuid4())) | {"confirm": "1", "by": "later"}
    assert client.post(url(report), form).status_code == 302
    page, box = page_of(client.get(url(report))), page_of(client.get(reverse("reports:inbox")))
    assert "Orosanmälan är inte gjord än." in page and "Orosanmälan ska göras i dag" in page
    assert "kvar i dag" in page and "kvar i dag" in box and selectors.waiting(world.bob).concerns == 1
    report.refresh_from_db()
    services.concern_make(report=report, lock=report.lock, actor_id=world.bob.pk)
    assert "kvar i dag" not in page_of(client.get(reverse("reports:inbox")))


@pytest.mark.parametrize("made", [True, False])
def test_the_reporter_is_told_of_the_own_duty_and_where_to_turn(world: World, made: bool) -> None:
    RoutineText.objects.create(step="child", phone="0123-456 78")
    filed = world.filed()
    world.triaged(Report.objects.get(), child=True, concern_made=made, concern_by_reporter=not made)
    page = page_of(browser(world.alice).post(reverse("reports:outcome"), {"code": filed.code}))
    assert "gör den i dag" in page and "tel:012345678" in page
    assert ("Samordnaren har gjort en." in page) is made


def test_all_texts_go_together_when_a_report_is_set_aside(world: World) -> None:
    ways: tuple[dict[str, Any], ...] = ({"child": True}, {"act": False})
    for said in ways:
        report = world.asked(world.report())
        Question.objects.filter(report=report).update(answer="Inne.", answered_on=timezone.localdate())
        Contact.objects.create(report=report, sealed=encrypt(b"0", purpose="contact"))
        world.triaged(report, **said)
        report.refresh_from_db()
        assert (report.description, report.feedback_words, report.handled_with) == (None, None, [])
        assert not Question.objects.exists() and not Contact.objects.exists()


def test_the_clock_starts_when_it_is_decided_and_stops_when_it_is_made(world: World) -> None:
    report, client = decided(world), browser(world.bob)
    assert report.concern_decided_at
    assert "kvar i dag" in page_of(client.get(reverse("reports:inbox")))
    form = {"lock": report.lock, "made": "on", "once": str(uuid4())}
    for _click in range(2):
        assert client.post(f"{url(report)}orosanmalan/", form)["Location"] == f"{url(report)}?klart"
    made = Report.objects.get(pk=report.pk)
    assert made.concern_made_at and made.status == "concern"
    assert Entry.objects.get(action="report.concern.made").facts == {"same_day": True}
    assert "kvar i dag" not in page_of(client.get(reverse("reports:inbox")))
    with pytest.raises(Conflict):
        services.concern_make(report=made, lock=made.lock, actor_id=world.bob.pk)


def test_without_the_tick_nothing_is_noted(world: World) -> None:
    report = decided(world)
    answer = browser(world.bob).post(f"{url(report)}orosanmalan/", {"lock": report.lock})
    assert answer.status_code == 422 and "Kryssa i rutan när anmälan är gjord" in page_of(answer)
    report.refresh_from_db()
    assert report.concern_made_at is None


def test_a_late_concern_shouts_in_the_inbox_and_on_its_page(world: World) -> None:
    report, client = decided(world, days=1), browser(world.bob)
    assert "skulle ha anmälts i går" in page_of(client.get(reverse("reports:inbox")))
    assert "Anmälan skulle ha gjorts samma dag" in page_of(client.get(url(report)))
    assert (selectors.waiting(world.bob).concerns, selectors.waiting(world.bob).late) == (1, 1)
    services.concern_make(report=report, lock=report.lock, actor_id=world.bob.pk)
    assert Entry.objects.get(action="report.concern.made").facts == {"same_day": False}
    assert selectors.waiting(world.bob) == selectors.Waiting()


def test_a_concern_made_before_is_done_at_once(world: World) -> None:
    report = world.triaged(world.report(), child=True, concern_made=True)
    assert report.concern_made_at == report.concern_decided_at
    assert "Orosanmälan ska göras" not in page_of(browser(world.bob).get(url(report)))
