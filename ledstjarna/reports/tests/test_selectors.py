"""What other rooms ask: counts by environment and kind, and what waits."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from ledstjarna.reports import selectors
from ledstjarna.reports.models import Status
from ledstjarna.reports.selectors import Count, SetAside, Waiting
from ledstjarna.reports.tests.world import World


def test_confirmed_and_closed_reports_are_counted_and_no_others(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for status in Status:
        world.standing(status)
    year = world.report().year
    with django_assert_num_queries(1):
        found = selectors.counts(board_id=world.social.pk, years=(year, year - 1))
    assert found == [Count(year, "far_right", "symbol", 3)]


def test_a_count_is_of_one_board_and_the_years_asked_for(world: World) -> None:
    for year in (2023, 2024, 2024, 2025):
        world.confirmed(happened=date(year, 5, 5))
    world.confirmed(happened=date(2024, 5, 5), environment="islamist", kind="threat")
    foreign = world.confirmed(happened=date(2024, 5, 5), unit=world.library)
    assert sorted(selectors.counts(board_id=world.social.pk, years=[2024, 2025]), key=str) == [
        Count(2024, "far_right", "symbol", 2),
        Count(2024, "islamist", "threat", 1),
        Count(2025, "far_right", "symbol", 1),
    ]
    assert foreign.board == world.culture
    assert selectors.counts(board_id=world.social.pk, years=[]) == []


def test_a_year_is_counted_from_the_index_alone(world: World) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'report_counts'")
            assert "(board_id, year, environment, kind, status, same_event_id)" in cursor.fetchone()[0]
            return
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT year, environment, kind, COUNT(id) FROM reports_report"
            " WHERE board_id = 1 AND year IN (2025, 2026) AND status IN ('confirmed', 'closed')"
            " AND same_event_id IS NULL GROUP BY 1, 2, 3"
        )
        plan = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert "COVERING INDEX report_counts" in plan and "TEMP B-TREE" not in plan


def test_what_waits_is_told_to_the_boards_own_coordinator(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert selectors.waiting(world.bob) == Waiting()
    world.report(), world.report(urgent=True), world.confirmed(urgent=True), world.closed()
    with django_assert_num_queries(1):
        assert selectors.waiting(world.bob) == Waiting(total=2, urgent=1, to_handle=1)
    assert selectors.waiting(world.charlie) == selectors.waiting(world.alice) == Waiting()


def test_what_was_set_aside_is_counted_apart(world: World) -> None:
    year = world.standing(Status.OPINION).year
    world.standing(Status.CONCERN), world.standing(Status.OPINION), world.closed()
    assert selectors.set_aside(world.bob, year) == SetAside(opinions=2, concerns=1)
    assert selectors.set_aside(world.bob, year - 1) == SetAside(0, 0)


@pytest.mark.django_db
def test_the_lists_keep_their_codes_and_their_order() -> None:
    environments, kinds = selectors.labels(2026)
    assert list(environments) == ["far_right", "islamist", "far_left", "other", "unclear"]
    assert list(kinds)[:3] == ["poster", "symbol", "damage"] and str(kinds["threat"]) == "hot"
