"""When a colleague could guess, something is told less closely, for good; and a statement goes with an act."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ledstjarna.audit.models import Entry
from ledstjarna.reports.models import Report
from ledstjarna.reports.services import Coarser
from ledstjarna.reports.services.coarsening import above, possible
from ledstjarna.reports.tests.world import TEXT, World


def judged(world: World, report: Report, *what: str, unit_id: int | None = None, **answers: Any) -> Report:
    answers = {"guess": True} | answers
    return world.triaged(report, coarser=Coarser(frozenset(what), unit_id), **answers)


def test_a_month_a_higher_unit_or_a_vaguer_place_is_enough(world: World) -> None:
    changed: list[tuple[Report, str]] = [
        (judged(world, world.report(), "month"), "month"),
        (judged(world, world.report(), unit_id=world.social_office.pk), "unit"),
        (judged(world, world.report(), unit_id=world.social.pk), "unit"),
        (judged(world, world.report(), "place"), "place"),
        (judged(world, world.report(involved="one", age="child"), "people"), "people"),
    ]
    for report, what in changed:
        report.refresh_from_db()
        assert (report.status, report.description) == ("confirmed", TEXT)
        assert Entry.objects.filter(ids=[report.pk]).latest("pk").facts["coarser"] == what
    month, office, board, place, people = (report for report, _what in changed)
    assert month.span == "month" and month.happened.day == 1
    assert (office.unit, board.unit) == (world.social_office, world.social)
    assert (place.place, people.involved, people.age) == ("other", "unknown", "unknown")


def test_a_district_is_let_go(world: World) -> None:
    report = world.report()
    Report.objects.filter(pk=report.pk).update(district="norr")
    report.refresh_from_db()
    assert possible(report) == {"month", "place", "district"}
    assert judged(world, report, "district").district == ""


def test_what_is_coarse_already_does_not_count_as_a_change(world: World) -> None:
    report = world.report(span="month", place="other", unit=world.social)
    assert (possible(report), above(report)) == (frozenset(), [])
    with pytest.raises(ValidationError) as caught:
        judged(world, report, "month", "place", "people")
    assert set(caught.value.message_dict) == {"description"}
    assert judged(world, report, description="").status == "confirmed"


def test_without_a_text_the_rest_is_made_coarser(world: World) -> None:
    report = world.report()
    Report.objects.filter(pk=report.pk).update(description=None)
    report.refresh_from_db()
    with pytest.raises(ValidationError):
        judged(world, report, description="")
    assert judged(world, report, "month", description="").span == "month"
    bare = world.report(span="month", place="other", unit=world.social)
    Report.objects.filter(pk=bare.pk).update(description=None)
    bare.refresh_from_db()
    assert judged(world, bare, description="").status == "confirmed"


def test_nothing_is_made_coarser_when_nobody_could_guess(world: World) -> None:
    report = judged(world, world.report(), "month", unit_id=world.social.pk, guess=False)
    assert (report.span, report.unit) == ("week", world.homeless)


def test_only_a_unit_above_can_stand_instead(world: World) -> None:
    for unit in (world.treatment, world.library, world.city):
        with pytest.raises(ValidationError) as caught:
            judged(world, world.report(), unit_id=unit.pk)
        assert set(caught.value.message_dict) == {"unit"}


@pytest.mark.parametrize(
    ("week", "came", "first", "year"),
    [
        (dt.date(2024, 12, 30), dt.date(2025, 1, 7), dt.date(2025, 1, 1), 2025),
        (dt.date(2020, 12, 28), dt.date(2021, 1, 7), dt.date(2020, 12, 1), 2020),
        (dt.date(2025, 12, 29), dt.date(2025, 12, 30), dt.date(2026, 1, 1), 2026),
        (dt.date(2025, 9, 29), dt.date(2025, 9, 30), dt.date(2025, 9, 1), 2025),
        (dt.date(2025, 9, 29), dt.date(2025, 10, 9), dt.date(2025, 10, 1), 2025),
    ],
)
def test_a_week_becomes_the_month_that_has_most_of_it_and_had_begun(
    world: World, week: dt.date, came: dt.date, first: dt.date, year: int
) -> None:
    report = judged(world, world.report(happened=week, on=came), "month")
    assert (report.happened, report.year) == (first, year)


def test_an_old_text_is_nowhere_once_it_is_rewritten(world: World) -> None:
    report = judged(world, world.report(), description="Klistermärken på stolpar.")
    report.refresh_from_db()
    assert report.description == "Klistermärken på stolpar."
    assert not [entry for entry in Entry.objects.all() if "runa" in str(entry.facts)]


def test_a_statement_is_confirmed_only_with_the_act_it_went_with(world: World) -> None:
    for wrong in ("", "statement", "rumour"):
        with pytest.raises(ValidationError) as caught:
            world.triaged(world.report(), kind="statement", with_act=wrong)
        assert set(caught.value.message_dict) == {"with_act"}
    report = world.triaged(world.report(), kind="statement", with_act="gathering")
    assert report.kind == "statement"
    assert Entry.objects.filter(ids=[report.pk]).latest("pk").facts["with_act"] == "gathering"


def test_a_statement_without_an_act_is_an_opinion_and_goes(world: World) -> None:
    report = world.triaged(world.report(kind="statement"), kind="statement", act=False)
    assert (report.status, report.kind, report.description) == ("opinion", "other", None)


@pytest.mark.parametrize("wrong", [{"kind": "rumour"}, {"environment": "party"}])
def test_codes_are_of_the_years_lists(world: World, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        world.triaged(world.report(), **wrong)
    assert set(caught.value.message_dict) == set(wrong)


def test_a_report_of_today_has_not_begun_a_later_month(world: World) -> None:
    report = judged(world, world.report(), "month")
    assert report.happened <= timezone.localdate() or report.happened.month == 1  # the week's year begins with it
