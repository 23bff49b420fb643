"""Rows of the surveys room for the matrix."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from ledstjarna.accounts.models import Unit
from ledstjarna.surveys import services
from ledstjarna.surveys.models import Round
from tests.matrix.sample import Level, Sample
from tests.matrix.world import World


def _round(unit: Unit) -> Round:
    """The open round of the unit's board, answered by the unit itself."""
    today = timezone.localdate()
    board = unit.board or unit
    found = Round.objects.filter(board=board, year=today.year).first()
    if found is None:
        found = services.round_create(
            board=board, year=today.year, opens=today, closes=today + timedelta(days=7), actor_id=None
        )
        services.response_save(round_id=found.pk, unit_id=unit.pk, values={"form_known": "yes"}, actor_id=None)
    return found


def _of_board(world: World, unit: Unit) -> dict[str, Any]:
    return {"pk": _round(unit).pk}


def _of_unit(world: World, unit: Unit) -> dict[str, Any]:
    return {"round_pk": _round(unit).pk, "unit_pk": unit.pk}


SAMPLES = {
    **{
        f"surveys:{name}": Sample(_of_board, Level.BOARD)
        for name in ("round", "answers", "open", "close", "reopen", "remove")
    },
    "surveys:answer": Sample(_of_unit, Level.UNIT),
}
