"""The turn of the year: a plan is begun from the one before, each activity carried on, changed or closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.plans.content import Part, Row
from ledstjarna.plans.models import Activity, Carried, Change, Choice, Partner, Plan, shown
from ledstjarna.plans.rollover import RolledPart, rolled, source_of
from ledstjarna.plans.services.decisions import DraftChanged
from ledstjarna.plans.services.drafts import new_plan
from ledstjarna.plans.services.history import note
from ledstjarna.plans.services.rows import store
from ledstjarna.plans.template import structure_for
from ledstjarna.texts.guard import derived


@dataclass(frozen=True, slots=True)
class Chosen:
    """What becomes of an activity; a change or an end says why."""

    choice: Choice
    reason: str = ""


CARRIED = Chosen(Choice.CARRY)


def plan_roll(
    *,
    source: Plan,
    year: int,
    title: str,
    chosen: Mapping[str, Chosen],
    seen: str,
    actor_id: int | None,
    once: UUID | None = None,
) -> Plan:
    """Begin the board's plan of a later year from what this one hands on (see `rollover.source_of`).

    Sections and activities keep their keys, so that the two plans can be compared. `chosen` is by the activity's key;
    what it does not name is carried on. `seen` is what the chooser has read. Raises `DraftChanged` when that is no
    longer what is handed on, ValidationError when the board has a plan that year or a reason is missing.
    """
    with audit.act("plan.roll", actor_id=actor_id, board_id=source.board_id, once=once) as done:
        if year <= source.year:
            raise ValidationError({"year": _("Nästa plan börjar ett senare år än den förra.")})
        handed_on = source_of(source)
        if handed_on.seen != seen:
            raise DraftChanged
        parts = rolled(handed_on, year)
        plan = new_plan(source.board, year, title, structure_for(year), follows=source)
        store(plan, [_without_closed(part, chosen) for part in parts])
        Partner.objects.bulk_create(
            Partner(plan=plan, board_id=partner.board_id, outside=partner.outside) for partner in source.partners.all()
        )
        rows = [_carried(plan, row.before, chosen) for part in parts for row in part.rows]
        Carried.objects.bulk_create(rows)
        counts = {str(choice): sum(row.choice == choice for row in rows) for choice in Choice}
        note(plan, Change.ROLLED, actor_id, after={"plan": source.pk, "year": source.year, **counts})
        done.on("plan", plan.pk)
        done.facts |= {"follows": source.pk, **counts}
    return plan


def _without_closed(part: RolledPart, chosen: Mapping[str, Chosen]) -> Part:
    kept = (row.after for row in part.rows if chosen.get(row.before.key, CARRIED).choice != Choice.CLOSE)
    return replace(part.after, activities=tuple(kept))


def _carried(plan: Plan, row: Row, chosen: Mapping[str, Chosen]) -> Carried:
    choice = chosen.get(row.key, CARRIED)
    carried = Carried(
        plan=plan,
        key=UUID(row.key),
        label=derived(shown(Activity(activity=row.activity)), "institution"),
        choice=choice.choice,
        reason=choice.reason if choice.choice != Choice.CARRY else "",
    )
    carried.full_clean(exclude=("plan",), validate_unique=False, validate_constraints=False)
    if carried.choice != Choice.CARRY and not carried.reason:
        raise ValidationError(_("Skriv varför ”%s” ändras eller avslutas.") % carried.label)
    return carried
