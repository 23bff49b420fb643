"""The log calls the room's matters by name, and no act of the room is without words."""

import re
from pathlib import Path

from ledstjarna.audit import actions, names
from ledstjarna.audit.retention import RULES
from ledstjarna.situation import records
from ledstjarna.situation.tests.world import YEAR, World


def test_every_act_of_the_room_has_its_words() -> None:
    room = Path(records.__file__).parent
    code = " ".join(path.read_text() for path in room.rglob("*.py") if "tests" not in path.parts)
    named = set(re.findall(r'"(situation\.(?:picture|draft|finding)\.[a-z]+)"', code))
    assert len(named) > 5 and named == set(records.ACTIONS)
    assert all(actions.label(action) != action for action in named)


def test_the_log_names_a_picture_by_board_and_year_and_finds_it_so(world: World) -> None:
    picture = world.published()
    world.draft(year=YEAR + 1)
    assert names.lookup(records.KIND, [picture.pk])[picture.pk].text == f"Socialnämnden {YEAR}"
    assert names.find(records.KIND, f"socialnämnden {YEAR}") == [picture.pk]
    assert len(names.find(records.KIND, "SOCIALNÄMNDEN")) == 2 and names.find(records.KIND, "kultur") == []


def test_published_pictures_are_kept_for_ever() -> None:
    assert RULES["situation.pictures"].months is None
