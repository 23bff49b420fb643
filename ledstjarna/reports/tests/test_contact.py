"""How the reporter wants to be reached: shown to the one who takes care of the report, with a row in the log."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ledstjarna.audit.models import Entry
from ledstjarna.reports import services
from ledstjarna.reports.models import Contact, Report
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.test_handover import deputy
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.texts.keys import encrypt

WORDS = "Ring växeln och fråga efter den som satt i receptionen."


@pytest.fixture
def report(world: World) -> Report:
    report = world.report()
    Contact.objects.create(report=report, sealed=encrypt(WORDS.encode(), purpose="contact"))
    services.report_take(report=report, actor=world.bob, lock=report.lock)
    report.refresh_from_db()
    return report


def url(report: Report) -> str:
    return reverse("reports:report", args=[report.pk])


def test_it_is_shown_only_when_asked_for_and_logged(world: World, report: Report) -> None:
    client = browser(world.bob)
    page = page_of(client.get(url(report)))
    assert WORDS not in page and "vill gärna bli kontaktad" in page
    assert not Entry.objects.filter(action="report.contact.read").exists()
    assert WORDS in page_of(client.post(f"{url(report)}kontakt/"))
    row = Entry.objects.get(action="report.contact.read")
    assert (row.actor_id, row.ids, row.board_id) == (world.bob.pk, [report.pk], world.social.pk)


def test_another_coordinator_takes_over_before_it_is_shown(world: World, report: Report) -> None:
    client = browser(deputy(world))
    page = page_of(client.get(url(report)))
    assert "Bara handläggaren ser hur" in page and "Visa kontaktuppgiften" not in page
    answer = client.post(f"{url(report)}kontakt/")
    assert answer.status_code == 409 and WORDS not in page_of(answer)
    assert not Entry.objects.filter(action="report.contact.read").exists()


def test_where_nothing_was_left_nothing_is_shown(world: World) -> None:
    report = world.confirmed()
    assert "vill gärna bli kontaktad" not in page_of(browser(world.bob).get(url(report)))
    assert browser(world.bob).post(f"{url(report)}kontakt/").status_code == 409


@pytest.mark.parametrize("end", ["close", "opinion", "concern"])
def test_it_is_gone_when_the_report_is_closed_or_set_aside(world: World, report: Report, end: str) -> None:
    if end == "close":
        world.closed(world.triaged(report))
    else:
        world.triaged(report, act=False, child=end == "concern")
    assert not Contact.objects.exists()
