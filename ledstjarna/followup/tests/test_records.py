"""The log calls the room's matters by name, and no act of the room is without words."""

import re
from pathlib import Path

from ledstjarna.audit import actions, names
from ledstjarna.audit.retention import RULES
from ledstjarna.followup import records
from ledstjarna.followup.services import KIND
from ledstjarna.followup.tests.world import TRAINING, YEAR, World


def test_every_act_of_the_room_has_its_words() -> None:
    room = Path(records.__file__).parent
    code = " ".join(path.read_text() for path in room.rglob("*.py") if "tests" not in path.parts)
    named = set(re.findall(r'"(followup\.(?:report|reports|board|draft)\.[a-z_]+)"', code))
    assert len(named) == 7 and named == set(records.ACTIONS)
    assert all(actions.label(action) != action for action in named)


def test_the_log_names_a_report_by_board_and_period_without_its_words(world: World) -> None:
    report = world.says(TRAINING)
    assert names.lookup(KIND, [report.pk])[report.pk].text == f"Socialnämnden T1 {YEAR}"
    assert names.find(KIND, "socialnämnden") == [report.pk] and names.find(KIND, "kultur") == []


def test_reports_are_kept_for_ever() -> None:
    assert RULES["followup.reports"].months is None
