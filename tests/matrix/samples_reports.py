"""Rows of the reports room for the matrix."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ledstjarna.accounts.models import Unit
from ledstjarna.reports import services
from ledstjarna.reports.models import Report
from ledstjarna.walls.roles import Role
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


def _disclosure(world: World, unit: Unit) -> dict[str, Any]:
    board = unit.board or unit
    person = world.person(Role.REGISTRAR, board)
    record = services.disclosure_record(
        board=board,
        decided_on=timezone.localdate(),
        ground="osl_10_15_a",
        receiver="Polisen",
        assessor=person,
        weighing="Uppgiften behövs för att förebygga brott.",
        what="event",
        given=True,
        actor=person,
    )
    return {"pk": record.pk}


def _confirmed(world: World, unit: Unit) -> dict[str, Any]:
    report = Report.objects.get(**_report(world, unit))
    triage = services.Triage(
        guess=False, act=True, child=False, environment="unclear", kind="poster", description="Affischer."
    )
    services.report_triage(report=report, triage=triage, lock=report.lock, actor_id=None)
    return {"pk": report.pk}


_OF_A_REPORT = ("report", "ask", "withdraw", "concern", "contact", "share", "handler", "recuse")


def _step(_world: World, _unit: Unit) -> dict[str, Any]:
    return {"number": 1}


def _export(world: World, unit: Unit) -> dict[str, Any]:
    return {"pk": unit.board_id, "year": timezone.localdate().year, "fmt": "csv"}


def _month(world: World, unit: Unit) -> dict[str, Any]:
    return {"pk": unit.pk, "month": f"{timezone.localdate():%Y-%m}"}


SAMPLES = {f"reports:{name}": Sample(_report, Level.BOARD) for name in _OF_A_REPORT} | {
    "reports:same_event": Sample(_confirmed, Level.BOARD),
    "reports:step": Sample(_step, Level.NOBODY),
    "reports:advice": Sample(_step, Level.NOBODY),
    "reports:disclosure": Sample(_disclosure, Level.BOARD),
    "reports:export": Sample(_export, Level.BOARD),
    "reports:nothing": Sample(_month, Level.UNIT),
    "reports:undo": Sample(_month, Level.UNIT),
    "reports:settings_step": Sample(lambda _world, _unit: {"code": "child"}, Level.NOBODY),
    "reports:settings_restore": Sample(lambda _world, _unit: {"code": "child"}, Level.NOBODY),
    "reports:settings_list": Sample(lambda _world, _unit: {"name": "kind"}, Level.NOBODY),
    "reports:settings_term": Sample(lambda _world, _unit: {"name": "kind", "code": "threat"}, Level.NOBODY),
    "reports:settings_term_used": Sample(lambda _world, _unit: {"name": "kind", "code": "threat"}, Level.NOBODY),
}
