"""The figures of a year: whole within the own board, without small numbers from the city, and never behind the log."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.reports import statistics
from ledstjarna.reports.counting import counted, month_of
from ledstjarna.reports.models import Report, Tally, Term
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.walls.roles import Role

PAGE = reverse("reports:statistics")
TODAY = date(2026, 11, 20)


def confirmed(world: World, number: int, **given: Any) -> None:
    """Reports that are counted, straight into the table."""
    about: dict[str, Any] = {
        "board": world.social,
        "unit": world.homeless,
        "happened": date(2026, 3, 1),
        "span": "month",
        "kind": "symbol",
        "environment": "far_right",
        "place": "school",
        "status": "confirmed",
    } | given
    about.setdefault("year", about["happened"].year)
    about.setdefault("received_on", about["happened"])
    start = Report.objects.count()
    Report.objects.bulk_create(Report(**about, code_hash=f"{start + place:064}") for place in range(number))


def table(found: statistics.Statistics, heading: str) -> dict[str, tuple[str, str]]:
    rows = next(table.rows for table in found.tables if table.heading == heading)
    return {row.label: (row.now.words, row.before.words) for row in rows}


def scope_of(world: World, *, city: bool = False) -> statistics.Scope:
    user = person("Cleo", Role.CENTRAL_COORDINATOR, world.city) if city else world.bob
    return statistics.scopes(user)[0]


def test_the_years_begin_with_the_first_that_has_anything(world: World) -> None:
    this, scope = timezone.localdate().year, scope_of(world)
    assert statistics.first_year(scope, TODAY) == TODAY.year
    confirmed(world, 1, happened=date(this - 1, 3, 1))
    confirmed(world, 1, happened=date(this - 3, 3, 1), status="received")
    confirmed(world, 1, happened=date(this - 4, 3, 1), board=world.culture)
    page = page_of(browser(world.bob).get(PAGE))
    assert [f'<option value="{this - back}"' in page for back in range(4)] == [True, True, False, False]
    assert f"{this - 1}, året före" in page
    Tally.objects.create(board=world.social, year=this - 2, kind="symbol", environment="other", number=1)
    assert statistics.first_year(scope, TODAY) == this - 2


def test_the_own_board_sees_every_number_beside_the_year_before(world: World) -> None:
    confirmed(world, 2, kind="threat", district="norr")
    confirmed(world, 1, happened=date(2025, 12, 1), unit=world.treatment)
    confirmed(world, 3, board=world.culture, unit=world.library)
    Term.objects.create(list="district", code="norr", from_year=2020, label="Norr")
    found = statistics.of_year(scope_of(world), 2026, TODAY)
    assert found.sentence == "2 bekräftade händelser 2026, 1 året före." and found.until is None
    assert table(found, "Slags händelse") == {"Symbol, klotter": ("0", "1"), "Hot": ("2", "0")}
    assert table(found, "Stadsdel") == {"Norr": ("2", "0"), "Ingen stadsdel angiven": ("0", "1")}
    assert table(found, "Enhet") == {"Behandlingsenheten": ("0", "1"), "Enheten för hemlösa": ("2", "0")}
    months = table(found, "Månad")
    assert months["Mars"] == ("2", "0") and months["December"] == ("0", "1") and len(months) == 12


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (0, 0, "Inga bekräftade händelser 2026, inga året före."),
        (1, 4, "En bekräftad händelse 2026, 4 året före."),
        (5, 1, "5 bekräftade händelser 2026, 1 året före."),
    ],
)
def test_it_opens_with_one_sentence(now: int, before: int, words: str) -> None:
    assert statistics.sentence(2026, now, before) == words


def test_from_the_city_a_small_number_is_not_even_in_the_sentence() -> None:
    words = statistics.sentence(2026, None, 5, guarded=True)
    assert words == "Färre än 5 bekräftade händelser 2026, minst 5 året före."


def test_from_the_city_small_numbers_go_together_and_no_unit_is_shown(world: World) -> None:
    confirmed(world, 9)
    confirmed(world, 1, kind="threat")
    confirmed(world, 6, kind="poster", board=world.culture, unit=world.library)
    found = statistics.of_year(scope_of(world, city=True), 2026, TODAY)
    assert table(found, "Slags händelse") == {
        "Klistermärke, affisch, flygblad": ("ingår i övriga", "0"),
        "Symbol, klotter": ("10", "0"),
        "Hot": ("ingår i övriga", "0"),
        "Övriga": ("5 (2 st)", "–"),
    }
    assert table(found, "Nämnd") == {"Kulturnämnden": ("5", "0"), "Socialnämnden": ("10", "0")}
    assert [part.heading for part in found.tables] == ["Slags händelse", "Miljö", "Månad", "Stadsdel", "Nämnd"]
    withheld = {part.heading for part in found.tables if part.withheld}
    assert withheld == {"Miljö", "Månad", "Stadsdel"}  # all in one cell says the same of everyone


def test_from_the_city_what_came_since_the_last_four_months_waits(world: World) -> None:
    confirmed(world, 6, received_on=date(2026, 8, 31))
    confirmed(world, 1, received_on=date(2026, 9, 1))
    found = statistics.of_year(scope_of(world, city=True), 2026, TODAY)
    assert found.until == date(2026, 9, 1) and found.sentence.startswith("Minst 5 bekräftade")
    assert statistics.of_year(scope_of(world), 2026, TODAY).sentence.startswith("7 bekräftade")


def test_from_the_city_months_go_together_four_at_a_time(world: World) -> None:
    for month in (1, 2, 5, 6):
        confirmed(world, 3, happened=date(2025, month, 1))
        confirmed(world, 4, happened=date(2024, month, 1))
    found = statistics.of_year(scope_of(world, city=True), 2025, TODAY)
    assert table(found, "Månad") == {
        "Januari–april": ("5", "10"),
        "Maj–augusti": ("5", "5"),
        "September–december": ("0", "0"),
    }


def test_a_week_belongs_to_the_month_of_its_thursday() -> None:
    assert month_of(date(2025, 12, 29), "week") == 1 and month_of(date(2026, 3, 30), "week") == 4
    assert month_of(date(2026, 3, 1), "month") == 3


def test_an_event_told_twice_counts_once_and_what_was_set_aside_never(world: World) -> None:
    first, again = world.confirmed(), world.confirmed()
    Report.objects.filter(pk=again.pk).update(same_event=first)
    world.report()
    assert counted(boards=[world.social.pk], years=[first.year], by="unit")[first.year].total == 1


def test_removed_reports_stay_in_the_figures_of_kind_and_environment(world: World) -> None:
    confirmed(world, 1, happened=date(2025, 5, 1))
    Tally.objects.create(board=world.social, year=2025, environment="islamist", kind="threat", number=4)
    found = statistics.of_year(scope_of(world), 2026, TODAY)
    assert found.removed == 4 and table(found, "Slags händelse")["Hot"] == ("0", "4")
    for heading in ("Månad", "Stadsdel", "Enhet"):
        assert table(found, heading)["Gallrade rapporter"] == ("0", "4")
    city = statistics.of_year(scope_of(world, city=True), 2026, TODAY)
    assert next(part for part in city.tables if part.heading == "Månad").withheld


def test_more_reports_take_no_more_queries(world: World) -> None:
    scope = scope_of(world)
    asked = []
    for _round in range(2):
        confirmed(world, 30)
        with CaptureQueriesContext(connection) as caught:
            statistics.of_year(scope, 2026, TODAY)
        asked.append(len(caught))
    assert asked == [7, 7]


def test_whoever_reads_the_page_is_in_the_log_and_sees_the_chosen_year(world: World) -> None:
    year = timezone.localdate().year - 1
    confirmed(world, 1, happened=date(year, 3, 1))
    page = page_of(browser(world.bob).get(f"{PAGE}?ar={year}&vems=999"))
    assert f"Statistik {year}" in page and "Socialnämnden" in page
    row = Entry.objects.get(action="report.statistics.read")
    assert (row.actor_id, row.board_id, row.facts) == (world.bob.pk, world.social.pk, {"year": year})


def test_the_city_is_one_more_choice_for_those_who_hold_both(world: World) -> None:
    cleo = person("Cleo", Role.CENTRAL_COORDINATOR, world.city)
    assert [scope.city for scope in statistics.scopes(cleo)] == [True]
    assert [scope.name for scope in statistics.scopes(world.bob)] == ["Socialnämnden"]
    page = page_of(browser(cleo).get(PAGE))
    assert "Hela kommunen" in page and "Hämta till Excel" not in page and "Från staden visas" in page


@pytest.mark.parametrize("wrong", ["abc", "1", "-1", "99999999999999999999", "²"])
def test_a_year_that_is_none_shows_this_year(world: World, wrong: str) -> None:
    assert f"Statistik {timezone.localdate().year}" in page_of(browser(world.bob).get(PAGE, {"ar": wrong}))
