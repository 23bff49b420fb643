"""What the log calls the room's matters, and which of them are only counted."""

from __future__ import annotations

import re
from pathlib import Path

from ledstjarna.audit import actions, names
from ledstjarna.reports import records
from ledstjarna.reports.tests.world import World


def test_every_act_of_the_room_has_its_words() -> None:
    room = Path(records.__file__).parent
    code = " ".join(path.read_text() for path in room.rglob("*.py") if "tests" not in path.parts)
    named = set(re.findall(r'"(report\.[a-z._]+)"', code))
    assert named == set(records.ACTIONS) and all(actions.label(action) != action for action in named)


def test_the_log_names_a_report_by_number_and_board_only(world: World) -> None:
    report = world.report()
    named = names.lookup("report", [report.pk])[report.pk]
    assert named.text == f"rapport {report.pk}, Socialnämnden" and named.url.endswith(f"/{report.pk}/")
