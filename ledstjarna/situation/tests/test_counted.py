"""What a published picture has counted is not judged anew."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from ledstjarna.audit.models import Entry
from ledstjarna.reports import services as reports
from ledstjarna.reports.models import Report
from ledstjarna.situation.tests.world import YEAR, World


def reopened(world: World) -> Report:
    report = Report.objects.latest("pk")
    return reports.report_reopen(report=report, lock=report.lock, actor_id=world.alice.pk)


@pytest.mark.parametrize("year", [YEAR, YEAR - 1])
def test_a_report_that_a_published_picture_has_counted_is_not_judged_anew(world: World, year: int) -> None:
    world.report(year=YEAR)
    world.report(year=year)
    world.published()
    with pytest.raises(ValidationError, match="har räknat rapporten"):
        reopened(world)
    assert Report.objects.latest("pk").status == "confirmed"
    assert not Entry.objects.filter(action="report.reopen", outcome="done").exists()


def test_what_was_confirmed_after_the_picture_or_is_of_another_year_can_be(world: World) -> None:
    world.report()
    world.published()
    world.report()
    assert reopened(world).status == "received"
    world.report(year=YEAR - 2)
    assert reopened(world).status == "received"


def test_a_report_confirmed_before_the_moment_was_kept_counts_from_the_day_it_came_in(world: World) -> None:
    world.report()
    world.published()
    Report.objects.update(confirmed_at=None)
    with pytest.raises(ValidationError):
        reopened(world)
    Report.objects.update(received_on=dt.date(2120, 1, 1))
    assert reopened(world).status == "received"
