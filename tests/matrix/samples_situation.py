"""Rows of the situation room for the matrix."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ledstjarna.accounts.models import Unit
from ledstjarna.situation import selectors, services
from ledstjarna.situation.models import Finding, Picture
from tests.matrix.sample import Level, Sample
from tests.matrix.world import World

TEXTS = {"heading": "Läget är lugnt", "text": "Inga rapporter i år.", "figures": ["reports.total"]}


def _draft(unit: Unit) -> Picture:
    board = unit.board or unit
    found = Picture.objects.drafts().filter(board=board).first()
    return found or services.picture_create(board=board, year=timezone.localdate().year, actor_id=None)


def _written(unit: Unit) -> Finding:
    picture = _draft(unit)
    return picture.findings.first() or services.finding_add(picture=picture, texts=TEXTS, actor_id=None)


def _published(unit: Unit) -> Finding:
    found = Finding.objects.filter(picture__board=unit.board, picture__published_at__isnull=False).first()
    if found is None:
        found = _written(unit)
        seen = selectors.draft_fingerprint(found.picture)
        services.picture_publish(picture=found.picture, seen=seen, actor_id=None)
    return found


def _board(kwargs: Any) -> Sample:
    def make(_world: World, unit: Unit) -> dict[str, Any]:
        made: dict[str, Any] = kwargs(unit)
        return made

    return Sample(make, Level.BOARD)


SAMPLES = {
    **{
        f"situation:{name}": _board(lambda unit: {"pk": _draft(unit).pk})
        for name in ("draft", "discard", "publish", "finding_add")
    },
    **{f"situation:finding_{act}": _board(lambda unit: {"pk": _written(unit).pk}) for act in ("edit", "remove")},
    "situation:finding_begin": _board(
        lambda unit: {"board": (unit.board or unit).pk, "year": timezone.localdate().year}
    ),
    "situation:picture": _board(lambda unit: {"pk": _published(unit).picture_id}),
    "situation:export": _board(lambda unit: {"pk": _published(unit).picture_id, "fmt": "pdf"}),
    "situation:finding": _board(lambda unit: {"key": _published(unit).key}),
}
