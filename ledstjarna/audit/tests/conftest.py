from dataclasses import dataclass
from typing import Any

import pytest
from pytest_django import Settings

from ledstjarna.audit.tests.people import person, unit
from ledstjarna.walls.roles import Role


@dataclass(frozen=True)
class Town:
    """Two boards; Alice reviews the whole city's log, Bob that of the north, Charlie does neither."""

    north: Any
    south: Any
    alice: Any
    bob: Any
    charlie: Any


@pytest.fixture
def town(db: None, settings: Settings) -> Town:
    settings.DEMO = True  # no second factor to set up first
    city = unit("city", "stad")
    north, south = unit("board", "norr", city), unit("board", "söder", city)
    return Town(
        north,
        south,
        person("Alice", Role.AUDITOR, city),
        person("Bob", Role.AUDITOR, north),
        person("Charlie", Role.ADMINISTRATOR, city),
    )
