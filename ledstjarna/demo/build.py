"""The demo municipality, built through the same services that people use. Deterministic, and relative to today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone

from ledstjarna.accounts import services as accounts
from ledstjarna.accounts.models import Unit, UnitKind, User
from ledstjarna.demo.organisation import BOARDS, CITY, DEPARTMENTS, DISTRICTS
from ledstjarna.demo.people import FUNCTIONS, PEOPLE
from ledstjarna.demo.plans import build_plans


def build(*, today: date | None = None) -> bool:
    """Fill an empty database; gives False and changes nothing where a municipality is already in place."""
    if Unit.objects.exists():
        return False
    day = today or timezone.localdate()
    with transaction.atomic():
        units = _organisation(date(day.year - 3, 1, 1))
        users = _people(units, date(day.year - 2, 1, 1))
        _functions(units, date(day.year - 2, 1, 1))
    build_plans(units["SOC"], users, day)
    return True


def _organisation(since: date) -> dict[str, Unit]:
    units: dict[str, Unit] = {}

    def add(kind: UnitKind, name: str, code: str, parent: str | None) -> None:
        above = units[parent] if parent else None
        units[code] = accounts.unit_add(
            actor_id=None, kind=kind, name=name, code=code, parent=above, valid_from=since
        )

    add(UnitKind.CITY, CITY, "STAD", None)
    for code, board, administration in BOARDS:
        add(UnitKind.BOARD, board, code, "STAD")
        add(UnitKind.ADMINISTRATION, administration, f"{code}-F", code)
    for number, name in enumerate(DISTRICTS, start=1):
        add(UnitKind.BOARD, f"{name}s stadsdelsnämnd", f"SDN{number:02}", "STAD")
        add(UnitKind.ADMINISTRATION, f"{name}s stadsdelsförvaltning", f"SDN{number:02}-F", f"SDN{number:02}")
    _social_services(add)
    return units


def _social_services(add: Callable[[UnitKind, str, str, str | None], None]) -> None:
    number = 0
    for letter, (department, names) in zip("ABCD", DEPARTMENTS.items(), strict=True):
        add(UnitKind.DEPARTMENT, department, f"SOC-{letter}", "SOC-F")
        for name in names:
            number += 1
            add(UnitKind.UNIT, name, f"SOC-{number:02}", f"SOC-{letter}")


def _people(units: dict[str, Unit], since: date) -> dict[str, User]:
    return {
        role: accounts.user_add(
            actor_id=None,
            name=name,
            email=f"{address}@demo.invalid",
            role=role,
            unit=units[code],
            valid_from=since,
            demo=True,
        )
        for role, name, address, code in PEOPLE
    }


def _functions(units: dict[str, Unit], since: date) -> None:
    for role, function, code in FUNCTIONS:
        accounts.assignment_add(
            actor_id=None, role=role, unit=units[code], valid_from=since, function=function
        )

