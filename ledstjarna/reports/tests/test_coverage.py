"""Which units have been heard of; a manager never learns whether it was by a report."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.tests.town import person, unit
from ledstjarna.audit.models import Entry
from ledstjarna.audit.services import Repeated
from ledstjarna.reports.coverage import State, can_undo, of_units, open_months, silent_units
from ledstjarna.reports.models import Heard, NothingToReport, Report
from ledstjarna.reports.services import Coarser
from ledstjarna.reports.services.coverage import nothing_to_report, nothing_undo
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.test_statistics import confirmed
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.reports.views import coverage as coverage_page
from ledstjarna.walls.roles import Role

TODAY = date(2026, 11, 20)
NOVEMBER, OCTOBER = date(2026, 11, 1), date(2026, 10, 1)
PAGE = reverse("reports:coverage")


@pytest.fixture
def manager(world: World) -> User:
    return person("Elis", Role.UNIT_MANAGER, world.homeless)


def states(user: User, today: date = TODAY) -> dict[str, list[str]]:
    """Each unit's latest three months."""
    return {row.unit.name: [state for _month, state in row.months[-3:]] for row in of_units(user, today).rows}


def reported(world: World, **given: Any) -> None:
    """A report in the table, and what its filing would have noted."""
    confirmed(world, 1, **given)
    report = Report.objects.latest("pk")
    Heard.objects.get_or_create(unit=report.unit, month=report.received_on.replace(day=1))


def say(at: Unit, month: date = NOVEMBER, on: date = TODAY) -> NothingToReport:
    return nothing_to_report(unit=at, month=month, actor_id=None, on=on)


def test_a_coordinator_sees_who_has_reported_who_had_nothing_and_who_is_silent(world: World) -> None:
    reported(world, received_on=date(2026, 9, 30), status="opinion")
    reported(world, board=world.culture, unit=world.library, received_on=TODAY)
    say(world.homeless)
    assert states(world.bob) == {
        "Behandlingsenheten": ["silent", "silent", "silent"],
        "Enheten för hemlösa": ["reported", "silent", "nothing"],
    }
    assert list(states(world.charlie)) == ["Älta bibliotek"]


def test_a_manager_sees_the_own_unit_and_not_how_it_was_heard_of(world: World, manager: User) -> None:
    reported(world, received_on=date(2026, 10, 1))
    say(world.homeless)
    assert states(manager) == {"Enheten för hemlösa": ["silent", "answered", "answered"]}
    page = page_of(browser(manager).get(PAGE))
    assert "har hört av sig<" not in page and 'data-state="reported"' not in page and "visas aldrig för chefen" in page


def test_while_a_month_can_be_answered_a_report_changes_nothing_that_a_manager_sees(
    world: World, manager: User
) -> None:
    for day in (date(2026, 10, 30), date(2026, 11, 2)):
        reported(world, received_on=day)
    assert states(manager, date(2026, 11, 15)) == {"Enheten för hemlösa": ["silent", "silent", "silent"]}
    assert states(manager, date(2026, 11, 16)) == {"Enheten för hemlösa": ["silent", "answered", "silent"]}
    assert silent_units(manager, date(2026, 11, 9)) == [(world.homeless, OCTOBER)]


def test_a_report_that_is_moved_to_a_unit_above_leaves_no_trace_in_the_coverage(world: World, manager: User) -> None:
    report = world.report(happened=date(2026, 9, 20), on=date(2026, 9, 21))
    before = states(manager), states(world.bob)
    assert before[0] == {"Enheten för hemlösa": ["answered", "silent", "silent"]}
    world.triaged(report, guess=True, coarser=Coarser(unit_id=world.social_office.pk))
    assert (states(manager), states(world.bob)) == before
    Report.objects.all().delete()
    assert (states(manager), states(world.bob)) == before


def test_filing_notes_the_unit_and_month_once_and_nothing_more(world: World) -> None:
    for day in (date(2026, 9, 1), date(2026, 9, 30), date(2026, 10, 1)):
        world.report(happened=day, on=day)
    kept = Heard.objects.order_by("month")
    assert [(row.unit_id, row.month.month) for row in kept] == [(world.homeless.pk, 9), (world.homeless.pk, 10)]
    assert {field.name for field in Heard._meta.fields} == {"id", "unit", "month"}
    with pytest.raises(ValidationError):
        world.report(happened=date(2026, 11, 1), on=date(2026, 11, 2), description="")
    assert kept.count() == 2


def test_the_reports_there_were_before_are_noted(world: World) -> None:
    for month in (8, 9):
        confirmed(world, 2, received_on=date(2026, month, 30))
    import_module("ledstjarna.reports.migrations.0009_heard_of").note(apps, None)
    assert states(world.bob)["Enheten för hemlösa"] == ["reported", "silent", "silent"] and Heard.objects.count() == 2


def test_the_sentence_counts_the_units_there_are_now_and_this_year_alone(world: World) -> None:
    reported(world, received_on=date(2025, 12, 31))
    ended = unit("SF3", "unit", world.social_office, "Fältenheten")
    Unit.objects.filter(pk=ended.pk).update(valid_to=date(2026, 10, 16))
    reported(world, unit=ended, received_on=date(2026, 2, 1))
    late = unit("SF4", "unit", world.social_office, "Nya enheten", start=date(2026, 11, 2))
    found = of_units(world.bob, TODAY)
    assert (found.heard, found.units) == (0, 3)
    say(late)
    assert of_units(world.bob, TODAY).heard == 1
    rows = {row.unit.name: row for row in found.rows}
    assert rows["Fältenheten"].ended == date(2026, 10, 15)
    assert [state for _month, state in rows["Fältenheten"].months[-2:]] == [State.SILENT, State.ABSENT]
    assert [state for _month, state in rows["Nya enheten"].months[-2:]] == [State.ABSENT, State.SILENT]


def test_a_unit_is_heard_of_by_whatever_it_told_and_by_what_has_been_moved_from_it(world: World, manager: User) -> None:
    reported(world, received_on=date(2026, 10, 2), status="opinion")
    assert states(world.bob)["Enheten för hemlösa"][-2] == State.REPORTED
    assert states(manager)["Enheten för hemlösa"][-2] == State.ANSWERED
    assert "har hört av sig" in page_of(browser(world.bob).get(PAGE))


def test_a_unit_that_ended_more_than_a_year_ago_is_not_listed(world: World) -> None:
    Unit.objects.filter(pk=world.treatment.pk).update(valid_to=date(2025, 12, 1))
    assert list(states(world.bob)) == ["Enheten för hemlösa"]


def test_a_board_without_units_is_listed_by_what_it_has(world: World) -> None:
    board = unit("ÖN", "board", world.city, "Överförmyndarnämnden")
    dora = person("Dora", Role.LOCAL_COORDINATOR, board)
    assert list(states(dora)) == ["Överförmyndarnämnden"]
    unit("ÖF", "administration", board, "Överförmyndarkontoret")
    assert list(states(dora)) == ["Överförmyndarkontoret"]


def test_more_units_take_no_more_queries(world: World, manager: User) -> None:
    asked = []
    for number in range(2):
        for place in range(10):
            unit(f"N{number}{place}", "unit", world.social_office, f"Enhet {number}{place}")
        user = User.objects.get(pk=world.bob.pk)
        _held = user.held
        with CaptureQueriesContext(connection) as caught:
            of_units(user, TODAY)
        asked.append(len(caught))
    assert asked == [4, 4]


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (date(2026, 11, 15), (NOVEMBER, OCTOBER)),
        (date(2026, 11, 16), (NOVEMBER,)),
        (date(2026, 1, 1), (date(2026, 1, 1), date(2025, 12, 1))),
    ],
)
def test_the_month_before_can_be_answered_until_the_fifteenth(today: date, months: tuple[date, ...]) -> None:
    assert open_months(today) == months


def test_said_twice_it_is_said_once_and_a_report_makes_no_difference(world: World) -> None:
    reported(world, received_on=TODAY)
    assert say(world.homeless).pk == say(world.homeless).pk
    once = uuid4()
    nothing_to_report(unit=world.treatment, month=NOVEMBER, actor_id=None, once=once, on=TODAY)
    with pytest.raises(Repeated):
        nothing_to_report(unit=world.treatment, month=NOVEMBER, actor_id=None, once=once, on=TODAY)
    assert NothingToReport.objects.count() == 2


@pytest.mark.parametrize("month", [OCTOBER, date(2026, 12, 1), date(2026, 11, 2), date(2019, 11, 1), date(9999, 12, 1)])
def test_another_month_cannot_be_answered(world: World, month: date) -> None:
    with pytest.raises(ValidationError):
        say(world.homeless, month)
    assert not NothingToReport.objects.exists()


def test_it_can_be_taken_back_until_ten_days_after_the_month(world: World) -> None:
    assert can_undo(NOVEMBER, date(2026, 12, 10)) and not can_undo(NOVEMBER, date(2026, 12, 11))
    say(world.homeless)
    with pytest.raises(ValidationError, match="för sent"):
        nothing_undo(unit=world.homeless, month=NOVEMBER, actor_id=None, on=date(2026, 12, 11))
    nothing_undo(unit=world.homeless, month=NOVEMBER, actor_id=None, on=TODAY)
    assert not NothingToReport.objects.exists()
    rows = Entry.objects.filter(action__startswith="report.nothing").order_by("pk")
    assert [row.action for row in rows] == ["report.nothing.say", "report.nothing.undo"]
    assert all(row.facts == {"unit": world.homeless.pk, "month": "2026-11"} for row in rows)


@pytest.mark.parametrize("month", [NOVEMBER, date(2030, 1, 1), date(9999, 12, 1), date(1, 1, 1)])
def test_what_was_never_said_is_not_taken_back(world: World, month: date) -> None:
    with pytest.raises(ValidationError):
        nothing_undo(unit=world.homeless, month=month, actor_id=None, on=TODAY)
    assert not Entry.objects.filter(action="report.nothing.undo").exists()


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 11, 23), None),
        (date(2026, 11, 24), NOVEMBER),
        (date(2026, 11, 30), NOVEMBER),
        (date(2026, 12, 10), NOVEMBER),
        (date(2026, 12, 11), None),
        (date(2026, 2, 22), date(2026, 2, 1)),
    ],
)
def test_a_silent_unit_is_asked_in_the_last_week_and_the_ten_days_after(
    world: World, manager: User, today: date, month: date | None
) -> None:
    assert silent_units(manager, today) == ([(world.homeless, month)] if month else [])


def test_a_unit_that_has_answered_is_not_asked_again(world: World, manager: User) -> None:
    say(world.homeless)
    assert silent_units(manager, date(2026, 11, 30)) == []
    assert silent_units(world.bob, date(2026, 11, 30)) == []


def test_the_page_says_it_and_takes_it_back(world: World, manager: User) -> None:
    client, month = browser(manager), f"{timezone.localdate():%Y-%m}"
    say_it, undo_it = (reverse(f"reports:{name}", args=[world.homeless.pk, month]) for name in ("nothing", "undo"))
    assert "Inget att rapportera<" in page_of(client.get(PAGE))
    assert "Ångra" in page_of(client.post(say_it, follow=True)) and NothingToReport.objects.count() == 1
    assert "är borttaget" in page_of(client.post(undo_it, follow=True)) and not NothingToReport.objects.exists()
    other = reverse("reports:nothing", args=[world.treatment.pk, month])
    assert client.post(other).status_code == 404 and browser(world.bob).post(other).status_code == 403
    for far in ("9999-12", "2030-01", "0001-01"):
        for name in ("nothing", "undo"):
            answer = client.post(reverse(f"reports:{name}", args=[world.homeless.pk, far]), follow=True)
            assert answer.status_code == 200 and "är borttaget" not in page_of(answer)
    for wrong in ("2026-13", "x", "2026"):
        assert client.post(reverse("reports:nothing", args=[world.homeless.pk, wrong])).status_code == 404
    assert "går inte att svara för" in page_of(
        client.post(reverse("reports:nothing", args=[world.homeless.pk, "2021-01"]), follow=True)
    )


def test_the_page_is_there_for_a_board_of_one(world: World) -> None:
    page = page_of(browser(world.charlie).get(PAGE))
    assert (
        "0 av 1 enhet har rapporterat eller svarat att inget finns att rapportera i år." in page
        and "Älta bibliotek" in page
    )


def test_many_units_come_in_pages_with_as_many_queries_as_few(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage_page, "PAGE", 5)
    client, asked = browser(world.bob), []
    for number in range(2):
        for place in range(6):
            unit(f"N{number}{place}", "unit", world.social_office, f"Enhet {number}{place}")
        with CaptureQueriesContext(connection) as caught:
            first = page_of(client.get(PAGE))
        asked.append(len(caught))
    assert asked[0] == asked[1] and first.count('<th scope="row">') == 5 and "0 av 14 enheter" in first
    last = page_of(client.get(PAGE, {"page": "3"}))
    assert last.count('<th scope="row">') == 4 and "Enhet 15" in last and "Enhet 15" not in first
    wanted = Unit.objects.get(name="Enhet 15")
    assert f'id="enhet-{wanted.pk}"' in page_of(client.get(PAGE, {"enhet": str(wanted.pk)}))
    for nobody in ("0", "x", "9" * 400):
        assert page_of(client.get(PAGE, {"enhet": nobody})).count('<th scope="row">') == 5
