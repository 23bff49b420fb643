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


def _step(_world: World, _unit: Unit) -> dict[str, Any]:
    return {"number": 1}


def _export(world: World, unit: Unit) -> dict[str, Any]:
    return {"pk": unit.board_id, "year": timezone.localdate().year, "fmt": "csv"}


def _month(world: World, unit: Unit) -> dict[str, Any]:
    return {"pk": unit.pk, "month": f"{timezone.localdate():%Y-%m}"}


SAMPLES = {
    "reports:report": Sample(_report, Level.BOARD),
    "reports:step": Sample(_step, Level.NOBODY),
    "reports:advice": Sample(_step, Level.NOBODY),
    "reports:export": Sample(_export, Level.BOARD),
    "reports:nothing": Sample(_month, Level.UNIT),
    "reports:undo": Sample(_month, Level.UNIT),
    "reports:settings_step": Sample(lambda _world, _unit: {"code": "child"}, Level.NOBODY),
    "reports:settings_restore": Sample(lambda _world, _unit: {"code": "child"}, Level.NOBODY),
    "reports:settings_list": Sample(lambda _world, _unit: {"name": "kind"}, Level.NOBODY),
    "reports:settings_term": Sample(lambda _world, _unit: {"name": "kind", "code": "threat"}, Level.NOBODY),
    "reports:settings_term_used": Sample(lambda _world, _unit: {"name": "kind", "code": "threat"}, Level.NOBODY),
}
