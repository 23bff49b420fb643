"""Rows of the plans room for the matrix."""

from __future__ import annotations

from datetime import date
from typing import Any

from ledstjarna.accounts.models import Unit, User
from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.masking import Cover
from ledstjarna.plans.models import Activity, Partner, Plan
from ledstjarna.plans.printing import Decision
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText
from ledstjarna.situation import services as situation
from ledstjarna.situation.selectors import draft_fingerprint, published_findings
from tests.matrix.sample import Level, Sample
from tests.matrix.world import World

TEXT = PlanText("Plan", (SectionText("Aktiviteter", 1, "", (ActivityText("Möte", "Alice", "I maj", "T1"),)),))


def _plan(unit: Unit, year: int) -> Plan:
    found = Plan.objects.filter(board=unit.board, year=year).first()
    board = unit.board or unit
    return found or services.plan_import(board=board, year=year, text=TEXT, actor_id=None)


def _draft(world: World, unit: Unit) -> dict[str, Any]:
    return {"pk": _plan(unit, 2025).pk}


def _decided(world: World, unit: Unit) -> dict[str, Any]:
    plan = _plan(unit, 2026)
    if not plan.versions.exists():
        seen = fingerprint(plan, draft_parts(plan))
        decision = Decision("Nämnden", date(2026, 5, 21), "§ 1", "1/26")
        services.version_decide(
            plan=plan, decision=decision, seen=seen, without_police="Tas in i efterhand.", actor_id=None
        )
    return {"pk": plan.pk}


def _activity(world: World, unit: Unit) -> Activity:
    return Activity.objects.filter(section__plan=_plan(unit, 2025))[0]


def _finding(world: World, unit: Unit) -> dict[str, Any]:
    """A published finding of the unit's board, and a draft to put an activity in."""
    board = unit.board or unit
    _plan(unit, 2025)
    if not published_findings(board.pk):
        picture = situation.picture_create(board=board, year=2025, actor_id=None)
        texts = {"heading": "Slutsats", "text": "Därför.", "figures": ["reports.total"]}
        situation.finding_add(picture=picture, texts=texts, actor_id=None)
        situation.picture_publish(picture=picture, seen=draft_fingerprint(picture), actor_id=None)
    return {"key": published_findings(board.pk)[0].key}


def _joint(world: World, unit: Unit) -> dict[str, Any]:
    """A decided plan of another board that the unit's board shares."""
    lead = world.other_board if unit.board_id == world.board.pk else world.board
    plan = _plan(lead, 2026)
    _decided(world, lead)
    Partner.objects.get_or_create(plan=plan, board=unit.board)
    return {"pk": plan.pk}


def _masked(world: World, unit: Unit) -> dict[str, Any]:
    """A masked version of a decided plan."""
    plan = Plan.objects.get(pk=_decided(world, unit)["pk"])
    version = plan.versions.get(number=1)
    if not version.maskings.exists():
        services.version_mask(version=version, covers=[Cover("Sekretess", words="Möte")], actor_id=None)
    return {"pk": plan.pk, "number": 1, "masking": 1}


def _shared(world: World, unit: Unit) -> dict[str, Any]:
    """A draft that a party outside the municipality shares."""
    plan = _plan(unit, 2025)
    partner = plan.partners.first() or services.partner_add(plan=plan, outside="Bostadsbolaget", actor_id=None)
    return {"pk": plan.pk, "partner": partner.pk}


def _wording(world: World, unit: Unit) -> dict[str, Any]:
    """A change of a draft that is said to be of wording only."""
    row = _activity(world, unit)
    revision = row.plan.revisions.filter(editorial=True).first()
    if revision is None:
        services.item_edit(item=row, texts={"schedule": "I maj."}, editorial=True, lock=row.lock, actor_id=None)
        revision = row.plan.revisions.filter(editorial=True).first()
    assert revision
    return {"pk": row.plan.pk, "revision": revision.pk}


def _remark(world: World, unit: Unit) -> dict[str, Any]:
    """A remark on a board's draft."""
    plan = _plan(unit, 2025)
    remark = plan.remarks.first() or services.remark_raise(plan=plan, text="Skriv mer.", actor_id=None)
    return {"pk": plan.pk, "number": remark.number}


def _remark_on_decided(world: World, unit: Unit) -> dict[str, Any]:
    plan = Plan.objects.get(pk=_decided(world, unit)["pk"])
    remark = plan.remarks.first() or services.remark_raise(plan=plan, text="Skriv mer.", actor_id=None)
    return {"pk": plan.pk, "number": remark.number}


def _upload(world: World, user: User) -> dict[str, Any]:
    return {"upload_id": services.upload_store(text=TEXT, owner_id=user.pk).pk}


def _board(kwargs: Any, **more: Any) -> Sample:
    return Sample(lambda world, unit: {**kwargs(world, unit), **more}, Level.BOARD)


ITEM = ("", "_move", "_remove", "_restore")

SAMPLES = {
    **{
        f"plans:{name}": _board(_draft)
        for name in ("draft", "history", "rename", "release", "withdraw", "discard", "decide", "section_add", "revise")
    },
    **{f"plans:{name}": _board(_draft) for name in ("send", "consultation", "next_revision", "partners", "editorial")},
    "plans:partner_remove": _board(_shared),
    "plans:objection": _board(_wording),
    "plans:committee": _board(_draft),
    "plans:executive": _board(_decided),
    "plans:partner": _board(_joint),
    "plans:remarks": _board(_draft),
    "plans:remark_raise": _board(_decided),
    "plans:remark_answer": _board(_remark),
    "plans:remark_withdraw": _board(_remark_on_decided),
    **{f"plans:activity{act}": _board(lambda world, unit: {"pk": _activity(world, unit).pk}) for act in ITEM},
    **{f"plans:section{act}": _board(lambda world, unit: {"pk": _activity(world, unit).section_id}) for act in ITEM},
    "plans:activity_add": _board(lambda world, unit: {"pk": _activity(world, unit).section_id}),
    "plans:finding_activities": _board(_finding),
    "plans:activity_for": _board(_finding),
    "plans:draft_export": _board(_draft, fmt="json"),
    "plans:draft_statement": _board(_draft, fmt="docx"),
    "plans:mask": _board(_decided, number=1),
    "plans:masking": _board(_masked, fmt="json"),
    "plans:version_statement": _board(_decided, number=1, fmt="docx"),
    "plans:item_history": _board(lambda world, unit: {**_draft(world, unit), "key": _activity(world, unit).key}),
    "plans:plan": _board(_decided),
    "plans:export": _board(_decided, fmt="pdf"),
    "plans:version": _board(_decided, number=1),
    "plans:version_export": _board(_decided, number=1, fmt="pdf"),
    "plans:preview": Sample(_upload, Level.PERSON),
}
