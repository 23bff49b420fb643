"""The rules of the organisation as data and pure functions: services and the import ask the same ones.

Which roles a place must have follows the guidelines for the work against violent extremism: a co-ordinator
and a registrar at every board, a manager at every unit, a central co-ordinator, an administrator, an auditor.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import UnitKind
from ledstjarna.walls.roles import Role

PARENTS: dict[str, frozenset[str]] = {
    UnitKind.CITY: frozenset(),
    UnitKind.BOARD: frozenset({UnitKind.CITY}),
    UnitKind.ADMINISTRATION: frozenset({UnitKind.BOARD}),
    UnitKind.DEPARTMENT: frozenset({UnitKind.BOARD, UnitKind.ADMINISTRATION}),
    UnitKind.UNIT: frozenset({UnitKind.BOARD, UnitKind.ADMINISTRATION, UnitKind.DEPARTMENT, UnitKind.UNIT}),
}
"""What may lie under what. Levels may be skipped, but everything below the city belongs to a board."""

REQUIRED: dict[str, tuple[Role, ...]] = {
    UnitKind.CITY: (Role.CENTRAL_COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR),
    UnitKind.BOARD: (Role.LOCAL_COORDINATOR, Role.REGISTRAR),
    UnitKind.UNIT: (Role.UNIT_MANAGER,),
}
"""Roles that must be held at each place of a kind; an empty one is a vacancy."""

OWN_ROLE = _("Du kan inte ge dig själv en roll eller mer tid i en. Be en annan systemförvaltare.")
LAST_ADMINISTRATOR = _("Kommunen behöver alltid en systemförvaltare utan slutdag. Utse en efterträdare först.")

Faults = dict[str, str | Promise]


class Dated(Protocol):
    """Anything that holds from a day to a day."""

    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


class Place(Dated, Protocol):
    """A unit, stored or only read from a file."""

    @property
    def kind(self) -> str: ...


def place_faults(place: Place, parent: Place | None, *, began_here: bool = True) -> Faults:
    """What is wrong with a unit under a parent, by field: kinds must nest, dates lie in the parent's.

    A unit that was moved may be older than what it lies under now: then it did not begin here.
    """
    faults: Faults = {}
    if place.valid_to is not None and place.valid_to <= place.valid_from:
        faults["valid_to"] = _("Slutdagen ligger före startdagen.")
    if parent is None:
        if place.kind != UnitKind.CITY:
            faults["parent"] = _("Ange vad enheten ligger under.")
        return faults
    if parent.kind not in PARENTS[place.kind]:
        faults["parent"] = _("En enhet av det här slaget kan inte ligga där.")
    outside = within(place, parent)
    if not began_here:
        outside.pop("valid_from", None)
    return outside | faults


def within(inner: Dated, outer: Dated) -> Faults:
    """What is wrong when the inner period must lie inside the outer one, by field."""
    faults: Faults = {}
    if inner.valid_from < outer.valid_from:
        faults["valid_from"] = _("Startdagen ligger före startdagen för det som ligger ovanför.")
    if outer.valid_to is not None and (inner.valid_to is None or inner.valid_to > outer.valid_to):
        faults["valid_to"] = _("Det som ligger ovanför upphör tidigare. Välj en slutdag senast då.")
    return faults


def prolongs(new_end: date | None, old_end: date | None) -> bool:
    """Whether a period that ended on the old day (None: never) lasts longer with the new one."""
    return old_end is not None and (new_end is None or new_end > old_end)


def overlap(one: Dated, other: Dated) -> bool:
    """Whether two periods share a day."""
    return (other.valid_to is None or one.valid_from < other.valid_to) and (
        one.valid_to is None or other.valid_from < one.valid_to
    )
