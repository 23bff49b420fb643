"""By when a report is read: told on the receipt and beside the code, and what urgency changes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from ledstjarna.reports.clock import WORKDAYS, reading
from ledstjarna.reports.models import Report
from ledstjarna.reports.tests.filing import page_of, receipt, send
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.reports.workdays import workday_after

FRIDAY = dt.date(2026, 11, 27)
HELP = 'Ring <a href="tel:112">112</a>'


@pytest.mark.parametrize(
    ("start", "number", "due"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 5, dt.date(2026, 12, 4)),
        (dt.date(2026, 11, 28), 0, dt.date(2026, 11, 30)),
        (dt.date(2026, 4, 2), 1, dt.date(2026, 4, 7)),  # Easter lies between
        (dt.date(2026, 12, 23), 5, dt.date(2027, 1, 5)),
    ],
)
def test_a_working_day_after_another(start: dt.date, number: int, due: dt.date) -> None:
    assert workday_after(start, number) == due


@pytest.mark.parametrize("urgent", [True, False])
def test_the_receipt_and_the_code_say_by_when_it_is_read(world: World, urgent: bool) -> None:
    client = browser(world.alice)
    send(client, urgent="yes" if urgent else "no")
    said = str(reading(Report.objects.get()).text)
    assert ("Det brådskar" in said) is urgent
    shown = page_of(client.get(reverse("reports:receipt")))
    told = page_of(client.post(reverse("reports:outcome"), {"code": receipt(client)}))
    for page in (shown, told):
        assert said in page and (HELP in page) is urgent
    assert "Inget meddelande kommer" in shown


def test_the_receipt_leads_on_by_a_form_and_never_by_an_address(world: World) -> None:
    client = browser(world.alice)
    send(client)
    code, page = receipt(client), page_of(client.get(reverse("reports:receipt")))
    assert f'name="code" value="{code}"' in page and f'method="post" action="{reverse("reports:outcome")}"' in page
    assert f"={code}" not in page


def test_a_report_that_was_not_read_in_time_says_so(world: World) -> None:
    report = world.report()
    report.received_on = workday_after(timezone.localdate(), 0) - dt.timedelta(days=30)
    late = reading(report)
    assert late.late and late.text.startswith("Rapporten skulle ha lästs den ")
    report.read_by = timezone.now() - dt.timedelta(minutes=1)
    assert reading(report).late


def test_an_answer_gives_the_report_its_days_anew(world: World) -> None:
    report = world.report()
    report.received_on -= dt.timedelta(days=30)
    report.answered = timezone.localdate()
    assert not reading(report).late
    assert workday_after(timezone.localdate(), WORKDAYS) > timezone.localdate()


def test_a_lost_code_is_spoken_of_where_it_is_asked_for(world: World) -> None:
    client = browser(world.alice)
    assert "Ingen kan ta fram den, men rapporten läses ändå" in page_of(client.get(reverse("reports:outcome")))
    assert "prata med samordnaren" in page_of(client.post(reverse("reports:outcome"), {"code": "hej"}))
