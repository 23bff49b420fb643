"""Rows of the reports room for the matrix."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ledstjarna.accounts.models import Unit
from ledstjarna.reports import services
from tests.matrix.sample import Level, Sample
from tests.matrix.world import World


def _report(world: World, unit: Unit) -> dict[str, Any]:
    filed = services.report_file(
        unit=unit,
        happened=timezone.localdate(),
        span="week",
        kind="poster",
        place="school",
        description="Affischer på en vägg.",
    )
    return {"pk": filed.pk}


def _export(world: World, unit: Unit) -> dict[str, Any]:
    return {"pk": unit.board_id, "year": timezone.localdate().year, "fmt": "csv"}


SAMPLES = {
    "reports:report": Sample(_report, Level.BOARD),
    "reports:export": Sample(_export, Level.BOARD),
}
