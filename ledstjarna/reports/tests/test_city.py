"""What is seen from the city stands still for a period, and no single report can be told from one to the next."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ledstjarna.accounts.tests.town import person
from ledstjarna.deid.counts import THRESHOLD, suppress
from ledstjarna.operations import timer
from ledstjarna.reports import city, statistics
from ledstjarna.reports.models import CityFigures, Report, Tally, Term
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.test_statistics import TODAY, confirmed, table
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.walls.roles import Role

AUGUST = date(2026, 8, 31)
TABLES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60), min_size=1, max_size=8)


def seen(world: World, today: date = TODAY) -> statistics.Statistics:
    scope = statistics.Scope(statistics.CITY, world.city.name, frozenset(), city=True)
    return statistics.of_year(scope, 2026, today)


def test_a_report_that_is_judged_moves_nothing_while_the_period_lasts(world: World) -> None:
    confirmed(world, 12, kind="threat", received_on=AUGUST)
    confirmed(world, 9, received_on=AUGUST)
    confirmed(world, 9, status="received", received_on=AUGUST)
    before = seen(world)
    Report.objects.filter(status="received").update(status="confirmed")
    assert seen(world) == before and seen(world, date(2026, 12, 31)).tables == before.tables
    first = Report.objects.filter(kind="threat")[0]
    Report.objects.filter(kind="threat").exclude(pk=first.pk).update(same_event=first)
    Report.objects.filter(kind="symbol")[:1].get().delete()
    assert seen(world) == before and CityFigures.objects.count() == 1


def test_the_next_period_shows_what_has_been_judged_since(world: World) -> None:
    confirmed(world, 12, kind="threat", received_on=AUGUST)
    confirmed(world, 9, received_on=AUGUST)
    before = table(seen(world), "Slags händelse")
    Report.objects.filter(kind="symbol").update(kind="damage")
    confirmed(world, 10, kind="threat", received_on=TODAY)
    after = table(seen(world, date(2027, 1, 1)), "Slags händelse")
    assert before == {"Symbol, klotter": ("10", "0"), "Hot": ("10", "0")}
    assert after == {"Skadegörelse": ("10", "0"), "Hot": ("20", "0")}


def test_the_page_says_which_day_the_figures_were_made(world: World) -> None:
    city.make()
    made = CityFigures.objects.get()
    CityFigures.objects.update(made_on=date(2026, 5, 2))
    cleo = person("Cleo", Role.CENTRAL_COORDINATOR, world.city)
    page = page_of(browser(cleo).get(reverse("reports:statistics")))
    assert "Siffrorna gjordes 2 maj 2026" in page and "avrundade" in page and made.period == city.begun(made.made_on)


@pytest.mark.django_db
def test_the_timer_makes_them_once(world: World) -> None:
    duty = timer.DUTIES["reports.city"]
    duty.run(), duty.run()
    assert CityFigures.objects.count() == 1


@pytest.mark.parametrize(("day", "first"), [(date(2026, 4, 30), 1), (date(2026, 5, 1), 5), (date(2026, 12, 31), 9)])
def test_a_period_is_four_months(day: date, first: int) -> None:
    assert city.begun(day) == date(2026, first, 1)


def test_no_number_of_removed_reports_is_told_and_no_district_stands_alone(world: World) -> None:
    """Beside a bucket of two the number of removed reports would give the other one."""
    Term.objects.create(list="district", code="norr", from_year=2020, label="Norr")
    confirmed(world, 20, district="norr", happened=date(2026, 3, 1))
    confirmed(world, 3, happened=date(2026, 3, 1))
    Tally.objects.create(board=world.social, year=2026, environment="far_right", kind="symbol", number=2)
    found = seen(world)
    assert table(found, "Stadsdel")["Övriga"][0] == "5 (2 st)" and found.removed == 0
    cleo = person("Clara", Role.CENTRAL_COORDINATOR, world.city)
    page = page_of(browser(cleo).get(reverse("reports:statistics"), {"ar": "2026"}))
    assert "är gallrade" not in page and "är gallrad." not in page


@given(TABLES)
def test_what_is_shown_adds_up_in_multiples_of_five(counts: dict[str, int]) -> None:
    shown, hidden = city.shown_of(counts), suppress(counts)
    assert shown.withheld == hidden.withheld
    if shown.withheld:
        assert not shown.cells and not shown.rest and shown.total is None
        return
    total = sum(counts.values())
    assert shown.total == sum(shown.cells.values()) + shown.rest_sum == total - total % THRESHOLD
    for code, number in (*shown.cells.items(), *([("", shown.rest_sum)] if shown.rest else [])):
        assert number >= THRESHOLD and number % THRESHOLD == 0
        assert abs(number - (counts[code] if code else hidden.rest_sum)) < THRESHOLD


@given(TABLES, TABLES)
def test_a_number_shown_twice_stands_still_or_moves_by_five_or_more(one: dict[str, int], two: dict[str, int]) -> None:
    before, after = city.shown_of(one), city.shown_of(two)
    moved = [abs(after.cells[code] - before.cells[code]) for code in before.cells.keys() & after.cells.keys()]
    if not before.withheld and not after.withheld:
        moved += [abs((after.total or 0) - (before.total or 0))]
    assert all(step == 0 or step >= THRESHOLD for step in moved)


@pytest.mark.parametrize(("cells", "most"), [(2, 26), (3, 20), (4, 14)])
def test_an_intruder_who_tries_every_table_of_two_periods_cannot_tell_one_report(cells: int, most: int) -> None:
    """Whoever sees a number in two periods, knows the rule and tries every table that fits, is left with at least four
    numbers for each: so with every increment from none or one up to four or more.
    """
    fitting: dict[Any, list[tuple[int, ...]]] = defaultdict(list)
    for numbers in product(range(most), repeat=cells):
        shown = city.shown_of(dict(zip("abcd", numbers, strict=False)))
        fitting[tuple(shown.cells.items()), shown.rest, shown.rest_sum, shown.withheld].append(numbers)
    for key, tables in fitting.items():
        showing, rest, rest_sum, withheld = key
        numbers_shown = dict(showing)
        if withheld or max(rest_sum, *numbers_shown.values(), 0) > most - 2 * THRESHOLD:
            continue  # what lies beyond what was tried is not known to be all there is
        for place, code in enumerate("abcd"[:cells]):
            could = {numbers[place] for numbers in tables}
            if code in rest:
                assert {1, 2, 3, 4} <= could
            elif code in numbers_shown:
                assert len(could) >= THRESHOLD - 1 and could == set(range(min(could), max(could) + 1))
            else:
                assert could == {0}
