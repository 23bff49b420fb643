"""Rows of the plans room for the matrix."""

from __future__ import annotations

from datetime import date
from typing import Any

from ledstjarna.accounts.models import Unit, User
from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.masking import Cover
from ledstjarna.plans.models import Activity, Goal, Partner, Plan, Template
from ledstjarna.plans.printing import Decision
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText
from ledstjarna.plans.template import our_own
from ledstjarna.situation import services as situation
from ledstjarna.situation.selectors import draft_fingerprint, published_findings
from ledstjarna.walls.roles import Role
from tests.matrix.sample import Level, Sample
from tests.matrix.samples_surveys import KEY, open_round
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


def _party(world: World, unit: Unit) -> dict[str, Any]:
    activity = _activity(world, unit)
    party = activity.parties.first()
    if party is None:
        services.party_add(activity=activity, lead=True, function="Områdespolisen", actor_id=None)
    return {"pk": activity.parties.all()[0].pk}


def _occurrence(world: World, unit: Unit) -> dict[str, Any]:
    return {"pk": _activity(world, unit).occurrences.all()[0].pk}


def _indicator(world: World, unit: Unit) -> dict[str, Any]:
    activity = _activity(world, unit)
    if not activity.indicators.exists():
        services.indicator_add(activity=activity, name="Antal", actor_id=None)
    return {"pk": activity.indicators.all()[0].pk}


def _asked(world: World, unit: Unit) -> dict[str, Any]:
    """The staff of the unit are asked to take part."""
    activity = _activity(world, unit)
    party = activity.parties.filter(role=Role.STAFF, unit=unit).first()
    party = party or services.party_add(activity=activity, lead=False, role=Role.STAFF, unit=unit, actor_id=None)
    return {"pk": party.pk}


def _asks_the_user(world: World, user: User, unit: Unit) -> bool:
    return any(row.role == Role.STAFF and row.unit_id == unit.pk for row in user.held)


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


def _result(world: World, unit: Unit) -> dict[str, Any]:
    """A result of the board's open survey, and a draft to put an activity in."""
    _plan(unit, 2025)
    return {"round_pk": open_round(unit).pk, "key": KEY}


def _goal(world: World, unit: Unit) -> dict[str, Any]:
    board = unit.board or unit
    found = Goal.objects.filter(board=board).first()
    return {"pk": (found or services.goal_add(board=board, year=2026, name="Mål", actor_id=None)).pk}


def _template(year: int = 2026, *, adopted: bool = False) -> Template:
    found = Template.objects.filter(year=year).first()
    if found is None:
        found = services.template_create(year=year, title="Mall", copy_of=our_own(), actor_id=None)
        if adopted:
            services.template_adopt(template=found, actor_id=None)
    return found


def _template_section(_world: World, _unit: Unit) -> dict[str, Any]:
    return {"pk": _template().sections.all()[0].pk}


def _partner(world: World, unit: Unit) -> dict[str, Any]:
    plan = _plan(unit, 2025)
    found = plan.partners.first() or services.partner_add(plan=plan, outside="Grannkommunen", actor_id=None)
    return {"pk": plan.pk, "partner_id": found.pk}


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
        for name in (
            "draft",
            "history",
            "rename",
            "release",
            "withdraw",
            "discard",
            "decide",
            "section_add",
            "revise",
            "checks",
        )
    },
    **{f"plans:{name}": _board(_draft) for name in ("send", "recall", "consultation", "next_revision", "editorial")},
    "plans:objection": _board(_wording),
    "plans:committee": _board(_draft),
    "plans:executive": _board(_decided),
    "plans:partner": _board(_joint),
    "plans:remarks": _board(_draft),
    "plans:remark_raise": _board(_decided),
    "plans:remark_answers": _board(_draft),
    "plans:remark_withdraw": _board(_remark_on_decided),
    **{f"plans:activity{act}": _board(lambda world, unit: {"pk": _activity(world, unit).pk}) for act in ITEM},
    **{f"plans:section{act}": _board(lambda world, unit: {"pk": _activity(world, unit).section_id}) for act in ITEM},
    "plans:activity_add": _board(lambda world, unit: {"pk": _activity(world, unit).section_id}),
    **{
        f"plans:{name}": _board(lambda world, unit: {"pk": _activity(world, unit).pk})
        for name in ("status", "occurrence_add", "indicator_add", "party_add")
    },
    **{f"plans:{name}": _board(_party) for name in ("party_noted", "party_remove")},
    **{f"plans:{name}": _board(_occurrence) for name in ("occurrence", "occurrence_done", "occurrence_move")},
    **{f"plans:{name}": _board(_indicator) for name in ("indicator", "indicator_remove")},
    "plans:party": Sample(_asked, Level.UNIT, reaches=_asks_the_user),
    "plans:activity_page": _board(lambda world, unit: {**_draft(world, unit), "key": _activity(world, unit).key}),
    "plans:finding_activities": _board(_finding),
    "plans:activity_for": _board(_finding),
    "plans:activity_from_result": _board(_result),
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
    **{f"plans:goal{act}": _board(_goal) for act in ITEM},
    "plans:structure_follow": _board(_draft),
    "plans:partners": _board(_draft),
    "plans:roll": _board(_decided),
    "plans:partner_remove": _board(_partner),
    "plans:structure_add": _board(_draft, key=our_own().sections[0].key),
    "plans:template": Sample(lambda _world, _unit: {"pk": _template(2025, adopted=True).pk}, Level.NOBODY),
    **{
        f"plans:template_{act}": Sample(lambda _world, _unit: {"pk": _template().pk}, Level.NOBODY)
        for act in ("edit", "adopt", "discard", "section_new")
    },
    **{f"plans:template_section{act}": Sample(_template_section, Level.NOBODY) for act in ("", "_move", "_remove")},
    "plans:word_template_file": Sample(lambda _world, _unit: {}, Level.NOBODY, also=frozenset({404})),  # none is held
    "plans:term_new": Sample(lambda _world, _unit: {"kind": "area"}, Level.NOBODY),
    **{
        f"plans:term{act}": Sample(lambda _world, _unit: {"kind": "area", "code": "crime"}, Level.NOBODY)
        for act in ("", "_move", "_use")
    },
}
