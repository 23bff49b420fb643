"""Rows of the audit room for the matrix."""

from __future__ import annotations

from datetime import date
from typing import Any

from ledstjarna.accounts.models import Unit
from ledstjarna.audit.models import Entry, LogReview, ReviewResult
from ledstjarna.audit.services import act
from tests.matrix.sample import Level, Sample
from tests.matrix.world import World


def _entry(world: World, unit: Unit) -> dict[str, Any]:
    with act("unit_rename", actor_id=None, board_id=unit.board_id) as done:
        done.on("unit", unit.pk)
    return {"entry_id": Entry.objects.latest("pk").pk}


def _review(world: World, unit: Unit) -> dict[str, Any]:
    review = LogReview.objects.create(
        board_id=unit.board_id,
        period_from=date(2026, 1, 1),
        period_to=date(2026, 1, 31),
        rows=1,
        checked="Stickprov",
        result=ReviewResult.CLEAN,
        signed_by_id=1,
    )
    return {"review_id": review.pk}


SAMPLES = {
    "audit:entry": Sample(_entry, Level.BOARD),
    "audit:review": Sample(_review, Level.BOARD),
    "audit:rule": Sample(lambda world, unit: {"code": "audit.sessions"}, Level.NOBODY),
}
