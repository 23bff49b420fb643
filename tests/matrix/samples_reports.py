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


SAMPLES = {f"reports:{name}": Sample(_report, Level.BOARD) for name in _OF_A_REPORT} | {
    "reports:same_event": Sample(_confirmed, Level.BOARD),
    "reports:step": Sample(_step, Level.NOBODY),
    "reports:advice": Sample(_step, Level.NOBODY),
    "reports:disclosure": Sample(_disclosure, Level.BOARD),
}
