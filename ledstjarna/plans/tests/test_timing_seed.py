"""The times of the real plan of 2019, read where the shared folder lies beside the checkout."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from ledstjarna.plans.reading import ActivityText, read_plan
from ledstjarna.plans.timing import Kind, read_follow_up, read_schedule
from tests.shared import shared_dir

from .timed import PERIODS

SEED = (shared_dir() or Path()) / "seed"
pytestmark = pytest.mark.shared


@pytest.fixture(scope="module", params=["handlingsplan-2019.docx", "handlingsplan-2019.pdf"])
def rows(request: pytest.FixtureRequest) -> list[ActivityText]:
    plan = read_plan((SEED / request.param).read_bytes(), filename=request.param)
    return [row for section in plan.sections for row in section.activities]


def test_every_schedule_is_read_to_its_last_word(rows: list[ActivityText]) -> None:
    schedules = [read_schedule(row.schedule, year=2019) for row in rows]
    assert Counter(schedule.kind for schedule in schedules) == {
        Kind.WITHIN: 10,
        Kind.ONGOING: 8,
        Kind.RECURRING: 3,
        Kind.TIMES: 3,
        Kind.DEADLINE: 1,
        Kind.FROM: 1,
    }
    assert [schedule.rest for schedule in schedules if schedule.rest] == []
    assert [schedule.impossible for schedule in schedules if schedule.impossible] == []


def test_every_follow_up_is_read_but_for_the_four_that_are_empty(rows: list[ActivityText]) -> None:
    follow_ups = [read_follow_up(row.follow_up, year=2019, periods=PERIODS) for row in rows]
    assert [bool(row.follow_up) for row in rows].count(False) == 4
    assert [follow_up.read for follow_up in follow_ups].count(True) == 22
    assert [follow_up.outside for follow_up in follow_ups if follow_up.outside] == []
    points = Counter(point.code or "other" for follow_up in follow_ups for point in follow_up.points)
    assert points == {"T1": 10, "T2": 10, "VB": 8, "VP": 7, "other": 10}
    assert [follow_up.ongoing for follow_up in follow_ups].count(True) == 2


def test_only_what_is_done_when_needed_is_left_of_the_follow_ups(rows: list[ActivityText]) -> None:
    rest = [read_follow_up(row.follow_up, year=2019, periods=PERIODS).rest for row in rows]
    assert [words.split()[:2] for words in rest if words] == [["Vid", "behov"]] * 2


def lines_of_the_text() -> str:
    """The text version from its first table on; its cells are broken over lines and follow on each other."""
    text = (SEED / "handlingsplan-2019.txt").read_text(encoding="utf-8")
    return text[text.index("Aktiviteter för") :]


def test_cells_broken_over_the_lines_of_the_text_version_are_read_as_whole() -> None:
    lines = lines_of_the_text().splitlines()
    broken = [f"{line}\n{below}" for line, below in pairwise(lines) if line == "Löpande un-"]
    assert len(broken) == 2
    assert {read_schedule(cell, year=2019) for cell in broken} == {read_schedule("Löpande under 2019", year=2019)}
