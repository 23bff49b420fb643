"""The log calls the room's matters by name, and no act of the room is without words."""

import re
from pathlib import Path

from ledstjarna.audit import actions, names
from ledstjarna.audit.retention import RULES
from ledstjarna.periods import records
from ledstjarna.periods.tests.world import YEAR, World


def test_every_act_of_the_room_has_its_words() -> None:
    room = Path(records.__file__).parent
    code = " ".join(path.read_text() for path in room.rglob("*.py") if "tests" not in path.parts)
    named = set(re.findall(r'"(period\.[a-z_]+)"', code))
    assert len(named) == 5 and named == set(records.ACTIONS)
    assert all(actions.label(action) != action for action in named)


def test_the_log_names_a_period_by_code_and_year_and_finds_it_so(world: World) -> None:
    found = world.year()["T1"]
    world.year(YEAR + 1)
    assert names.lookup("period", [found.pk])[found.pk].text == f"T1 {YEAR}"
    assert names.find("period", f"t1 {YEAR}") == [found.pk]
    assert len(names.find("period", "T1")) == 2


def test_periods_are_kept_for_ever() -> None:
    assert RULES["periods.periods"].months is None
