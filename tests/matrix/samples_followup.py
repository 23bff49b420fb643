"""Rows of the follow-up room for the matrix."""

from __future__ import annotations

from datetime import date
from typing import Any

from ledstjarna.accounts.models import Unit, User
from ledstjarna.followup import services
from ledstjarna.followup.models import Report
from ledstjarna.followup.permissions import ACCEPT
from ledstjarna.followup.services import Said
from ledstjarna.periods import selectors as periods
from ledstjarna.periods import services as period_services
from ledstjarna.periods.selectors import PeriodRef
from ledstjarna.periods.suggestion import suggested
from ledstjarna.plans import services as plans
from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.models import Plan
from ledstjarna.plans.printing import Decision
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText
from ledstjarna.plans.selectors_followup import FollowedPlan, followed_plan
from tests.matrix.sample import Level, Sample
from tests.matrix.world import World

YEAR = 2024
TEXT = PlanText("Plan", (SectionText("Aktiviteter", 1, "", (ActivityText("Möte", "Alice", "I maj", "T1"),)),))


def _period() -> PeriodRef:
    if not periods.periods([YEAR]):
        period_services.periods_set_up(year=YEAR, rows=suggested(YEAR), actor_id=None)
    return next(row for row in periods.periods([YEAR]) if row.code == "T1")


def _plan(unit: Unit) -> FollowedPlan:
    board = unit.board or unit
    if not Plan.objects.filter(board=board, year=YEAR).exists():
        plan = plans.plan_import(board=board, year=YEAR, text=TEXT, actor_id=None)
        decision = Decision("Nämnden", date(YEAR, 1, 21), "§ 1", "1/24")
        seen = fingerprint(plan, draft_parts(plan))
        plans.version_decide(
            plan=plan, decision=decision, seen=seen, without_police="Tas in i efterhand.", actor_id=None
        )
    found = followed_plan(board.pk, YEAR)
    assert found is not None
    return found


def _sheet(world: World, unit: Unit) -> dict[str, Any]:
    return {"board_pk": _plan(unit).board_id, "period_pk": _period().pk}


def _activity(world: World, unit: Unit) -> dict[str, Any]:
    return {**_sheet(world, unit), "key": _plan(unit).activities[0].key}


def _report(world: World, unit: Unit) -> dict[str, Any]:
    plan, period = _plan(unit), _period()
    found = Report.objects.filter(board=plan.board_id, period=period.pk).first()
    if found is None:
        said = Said("under_way", "Går bra.")
        found = services.report_save(
            plan=plan,
            activity=plan.activities[0],
            period=period,
            said=said,
            submit=True,
            actor_id=None,
            on=period.due,
        )
    return {"pk": found.pk}


def _speaks_for_the_board(world: World, user: User, unit: Unit) -> bool:
    return unit.board_id in user.boards(ACCEPT)


SAMPLES = {
    "followup:board": Sample(_sheet, Level.BOARD),
    "followup:accept_all": Sample(_sheet, Level.BOARD),
    "followup:steering": Sample(_sheet, Level.BOARD),
    "followup:steering_file": Sample(lambda world, unit: {**_sheet(world, unit), "fmt": "txt"}, Level.BOARD),
    "followup:accept": Sample(_report, Level.BOARD),
    "followup:send_back": Sample(_report, Level.BOARD),
    # Any role may be asked to report, but only on activities that it answers for; these have none that does.
    "followup:report": Sample(_activity, Level.BOARD, reaches=_speaks_for_the_board),
    "followup:unchanged": Sample(_activity, Level.BOARD, reaches=_speaks_for_the_board),
    "followup:matrix": Sample(lambda world, unit: {"year": YEAR}, Level.NOBODY),
    "followup:summary": Sample(lambda world, unit: {"year": YEAR, "fmt": "docx"}, Level.NOBODY),
}
