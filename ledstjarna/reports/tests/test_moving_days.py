"""Of what the reporter did only the week is kept once nobody waits by the day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ledstjarna.reports.models import Report
from ledstjarna.reports.services.moving import first_of_week
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import World, browser


@pytest.mark.parametrize(
    ("day", "kept"),
    [
        (dt.date(2026, 11, 27), dt.date(2026, 11, 23)),
        (dt.date(2026, 11, 23), dt.date(2026, 11, 23)),
        (dt.date(2026, 12, 3), dt.date(2026, 12, 1)),  # the week began in November
        (dt.date(2027, 1, 2), dt.date(2027, 1, 1)),  # and last year
    ],
)
def test_the_week_stays_in_its_month_and_year(day: dt.date, kept: dt.date) -> None:
    assert first_of_week(day) == kept


def test_a_judged_report_has_neither_the_day_it_came_in_nor_the_day_of_an_answer(world: World) -> None:
    day = timezone.localdate() - dt.timedelta(days=1)
    waiting = world.report(on=day, happened=day)
    assert waiting.received_on == day and str(day.day) in waiting.came_in
    before = day - dt.timedelta(days=21)
    asked = world.asked(world.report(on=before, happened=before))
    asked.questions.update(asked_on=day - dt.timedelta(days=20), answered_on=day, answer="Inne.")
    Report.objects.filter(pk=asked.pk).update(status="received")
    world.triaged(Report.objects.get(pk=asked.pk))
    judged = Report.objects.get(pk=asked.pk)
    assert judged.received_on == first_of_week(before)
    assert judged.questions.get().answered_on == first_of_week(day)
    page = page_of(browser(world.bob).get(f"/rapport/inkorg/{judged.pk}/"))
    assert "Vecka" in page or "vecka" in page
    assert f"besvarad {day.day} " not in page
