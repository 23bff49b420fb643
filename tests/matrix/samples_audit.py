"""Rows of the audit room for the matrix."""

from __future__ import annotations

from datetime import date
from typing import Any

from ledstjarna.accounts.models import Unit, User
from ledstjarna.audit.models import Entry, LogReview
from ledstjarna.audit.services import read
from tests.matrix.sample import Level, Sample
from tests.matrix.world import World


def _entry(world: World, unit: Unit) -> dict[str, Any]:
    found = Entry.objects.filter(action="matrix", board_id=unit.board_id).first()
    if found is None:
        read("matrix", actor_id=None, board_id=unit.board_id, kind="plan", ids=[1])
        found = Entry.objects.latest("pk")
    return {"entry_id": found.pk}


def _review(world: World, unit: Unit) -> dict[str, Any]:
    day = date(2026, 1, 1)
    found, _made = LogReview.objects.get_or_create(
        board_id=unit.board_id,
        defaults={
            "period_from": day,
            "period_to": day,
            "rows": 0,
            "checked": "allt",
            "result": "clean",
            "signed_by_id": 1,
        },
    )
    return {"review_id": found.pk}


def _at_the_city(world: World, user: User, unit: Unit) -> bool:
    return any(board is None for _role, _unit, board in user.holdings)


SAMPLES = {
    "audit:entry": Sample(_entry, Level.BOARD),
    "audit:review": Sample(_review, Level.BOARD),
    # Decisions on retention hold for the whole municipality: only a role at the city itself registers them.
    "audit:rule": Sample(lambda world, unit: {"code": "audit.segments"}, Level.NOBODY, reaches=_at_the_city),
}
