"""Rows of the periods room for the matrix."""

from __future__ import annotations

from typing import Any

from ledstjarna.accounts.models import Unit
from ledstjarna.periods import selectors, services
from ledstjarna.periods.suggestion import suggested
from tests.matrix.sample import Level, Sample
from tests.matrix.world import World

YEAR = 2026


def _period(world: World, unit: Unit) -> dict[str, Any]:
    found = selectors.periods([YEAR])
    if not found:
        services.periods_set_up(year=YEAR, rows=suggested(YEAR), actor_id=None)
        found = selectors.periods([YEAR])
    return {"pk": found[0].pk}


def _year(world: World, unit: Unit) -> dict[str, Any]:
    return {"year": YEAR}


SAMPLES = {
    **{f"periods:{name}": Sample(_year, Level.NOBODY) for name in ("year", "set_up", "add")},
    **{f"periods:{name}": Sample(_period, Level.NOBODY) for name in ("change", "remove", "reopen")},
}
