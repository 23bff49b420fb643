"""Acts on the organisation's tree. All raise `ValidationError` by field and then change nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts import rules
from ledstjarna.accounts.models import Assignment, Succession, Unit, UnitKind
from ledstjarna.audit import services as audit
from ledstjarna.texts.guard import check_text


def unit_add(
    *,
    actor_id: int | None,
    kind: str,
    name: str,
    code: str,
    parent: Unit | None,
    valid_from: date,
    last_day: date | None = None,
    once: UUID | None = None,
) -> Unit:
    """Add a unit under a parent (the city has none). `last_day` is the last day it exists."""
    with audit.act("unit_add", actor_id=actor_id, once=once) as act:
        unit = Unit(kind=kind, code=code.strip(), parent=parent, valid_from=valid_from).called(name)
        unit.valid_to = last_day + timedelta(days=1) if last_day else None
        if parent and parent.kind != UnitKind.CITY:
            unit.board_id = parent.board_id
        _check(unit, new=True)
        unit.save()
        if kind == UnitKind.BOARD:
            unit.board = unit
            unit.save(update_fields=["board"])
        act.on("unit", unit.pk)
        act.board_id = unit.board_id
        act.facts = {"kind": kind, "code": unit.code}
    return unit


def unit_rename(*, actor_id: int | None, unit: Unit, name: str, code: str, once: UUID | None = None) -> Unit:
    """Give a unit a new name or code; its history stays with it."""
    with audit.act("unit_rename", actor_id=actor_id, board_id=unit.board_id, once=once) as act:
        unit = Unit.objects.get(pk=unit.pk)
        act.on("unit", unit.pk)
        act.facts = {"code_before": unit.code}
        unit.code = code.strip()
        unit.called(name)
        _check(unit)
        unit.save()
    return unit


def unit_move(*, actor_id: int | None, unit: Unit, parent: Unit, once: UUID | None = None) -> Unit:
    """Put a unit under another parent of the same board.

    Another board is another authority: there the unit is closed and a new one succeeds it.
    """
    with audit.act("unit_move", actor_id=actor_id, board_id=unit.board_id, once=once) as act:
        unit = Unit.objects.get(pk=unit.pk)
        if unit.kind in (UnitKind.CITY, UnitKind.BOARD) or parent.board_id != unit.board_id:
            raise ValidationError(
                {
                    "parent": _(
                        "En enhet kan bara flyttas inom sin nämnd. "
                        "Stäng den annars och lägg till en ny som efterträder den."
                    )
                }
            )
        act.on("unit", unit.pk)
        act.facts = {"parent_before": unit.parent_id, "parent": parent.pk}
        unit.parent = parent
        if not parent.holds(timezone.localdate()):
            raise ValidationError({"parent": _("Det som den skulle ligga under finns inte i dag.")})
        _check(unit)
        unit.save()
    return unit


def unit_close(
    *,
    actor_id: int | None,
    unit: Unit,
    last_day: date,
    successors: Sequence[Unit] = (),
    once: UUID | None = None,
) -> Unit:
    """Let a unit exist until `last_day`, end the roles held at it that day, and name who takes over.

    Units below must be closed or moved first; a successor must exist the day after.
    """
    with audit.act("unit_close", actor_id=actor_id, board_id=unit.board_id, once=once) as act:
        unit = Unit.objects.get(pk=unit.pk)
        unit.valid_to = end = last_day + timedelta(days=1)
        _check(unit)
        _check_below(unit, end)
        _check_successors(unit, successors, end)
        unit.save()
        ended = unit.assignments.exclude(valid_to__lte=end)
        act.facts = {"roles_ended": ended.update(valid_to=end), "successors": [s.pk for s in successors]}
        Succession.objects.filter(predecessor=unit).delete()
        Succession.objects.bulk_create(Succession(predecessor=unit, successor=s) for s in successors)
        act.on("unit", unit.pk)
    return unit


def _check(unit: Unit, *, new: bool = False) -> None:
    check_text(unit.name, frozenset(), 200)
    check_text(unit.code, frozenset(), 40)
    if faults := rules.place_faults(unit, unit.parent, began_here=new):
        raise ValidationError(dict(faults))
    above = unit.parent
    while above:
        if above.pk == unit.pk:
            raise ValidationError({"parent": _("Enheten kan inte ligga under sig själv.")})
        above = above.parent
    unit.full_clean(exclude=["sort_key", "fold_key"])


def _check_below(unit: Unit, end: date) -> None:
    left = list(unit.children.exclude(valid_to__lte=end))
    if left:
        names = ", ".join(child.name for child in left[:5])
        raise ValidationError(
            {"last_day": _("Stäng eller flytta först det som ligger under: %(names)s.") % {"names": names}}
        )
    if Assignment.objects.filter(unit=unit, valid_from__gte=end).exists():
        raise ValidationError({"last_day": _("Det finns roller som börjar efter den dagen. Avsluta dem först.")})


def _check_successors(unit: Unit, successors: Sequence[Unit], end: date) -> None:
    if any(s.pk == unit.pk or not s.holds(end) for s in successors):
        raise ValidationError({"successors": _("En efterträdare måste finnas dagen efter att enheten stängs.")})
