"""What a room says about a page with an id in its address."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from ledstjarna.accounts.models import Unit, User
from tests.matrix.world import World


class Level(Enum):
    """Whose a row is, and with that who is a stranger to it."""

    UNIT = "unit"
    BOARD = "board"
    PERSON = "person"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Sample:
    """Makes a door's keyword arguments for a row at a unit (for `Level.PERSON`: of a user)."""

    kwargs: Callable[[World, Any], dict[str, Any]]
    level: Level = Level.UNIT
    also: frozenset[int] = frozenset()
    reaches: Callable[[World, User, Unit], bool] | None = None


def samples() -> dict[str, Sample]:
    """All rooms' samples."""
    found: dict[str, Sample] = {}
    for path in sorted(Path(__file__).parent.glob("samples_*.py")):
        found |= importlib.import_module(f"tests.matrix.{path.stem}").SAMPLES
    return found
