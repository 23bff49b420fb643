"""The log calls the room's matters by name, and no act of the room is without words."""

import re
from pathlib import Path

from ledstjarna.audit import actions, names
from ledstjarna.plans import records
from ledstjarna.plans.tests.world import World


def test_every_act_of_the_room_has_its_words() -> None:
    room = Path(records.__file__).parent
    code = " ".join(path.read_text() for path in room.rglob("*.py") if "tests" not in path.parts)
    named = set(re.findall(r'"(plan\.[a-z._]+)"', code))
    named |= {
        f"plan.{item}.{verb}"
        for item in ("section", "activity")
        for verb in re.findall(r'_action\(item, "(\w+)"', code)
    }
    assert len(named) > 20 and named == set(records.ACTIONS)
    assert all(actions.label(action) != action for action in named)


def test_the_log_names_a_plan_by_board_and_year_and_finds_it_so(world: World) -> None:
    plan = world.plan()
    world.plan(year=2025)
    assert names.lookup("plan", [plan.pk])[plan.pk].text == "Socialnämnden 2026"
    assert names.find("plan", "socialnämnden 2026") == [plan.pk]
    assert len(names.find("plan", "SOCIALNÄMNDEN")) == 2 and names.find("plan", "kultur") == []
