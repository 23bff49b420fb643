"""The demo municipality: repeatable, and built as people would have built it."""

from datetime import date

import pytest

from ledstjarna.audit.models import Entry
from ledstjarna.demo.build import build
from ledstjarna.demo.calendar import working_day
from ledstjarna.plans.models import Plan, Version

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_social_board_has_two_decided_plans_and_a_draft() -> None:
    build(today=date(2026, 11, 23))
    plans = Plan.objects.filter(board__code="SOC").order_by("year")
    assert [plan.year for plan in plans] == [2025, 2026]
    assert [bool(plan.draft_since) for plan in plans] == [False, True]
    assert [
        version.decided_on.isoformat() for version in Version.objects.filter(plan__in=plans).order_by("decided_on")
    ] == [
        "2025-05-21",
        "2026-05-21",
    ]


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2024, 2, 29), date(2027, 12, 31)])
def test_nothing_is_decided_in_the_future_or_at_a_weekend(today: date) -> None:
    days = [working_day(today.replace(month=m, day=d)) for m in (1, 5) for d in range(1, 29)]
    assert all(day.weekday() < 5 for day in days)


def test_the_same_day_gives_the_same_plans() -> None:
    build(today=date(2026, 11, 23))
    titles = list(Version.objects.order_by("pk").values_list("title", flat=True))
    assert titles[-1] == "Socialnämndens handlingsplan mot våldsbejakande extremism 2026"
    assert len(titles) == 4


def test_a_municipality_in_use_is_left_alone() -> None:
    assert build()
    before = Entry.objects.count()
    assert not build()
    assert Entry.objects.count() == before
