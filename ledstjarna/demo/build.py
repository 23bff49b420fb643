"""The demo municipality, built through the same services that people use. Deterministic, and relative to today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ledstjarna.accounts import services as accounts
from ledstjarna.accounts.models import Unit, UnitKind, User
from ledstjarna.demo.followup import build_followup, build_periods
from ledstjarna.demo.organisation import BOARDS, CITY, DEPARTMENTS, DISTRICTS, ENDED, NEW, NEW_SINCE, SINCE
from ledstjarna.demo.people import OWN_HOLDERS, PEOPLE, VACANT
from ledstjarna.demo.plans import build_plans
from ledstjarna.demo.reports import build_reports
from ledstjarna.demo.situation import build_pictures
from ledstjarna.demo.surveys import build_surveys
from ledstjarna.walls.roles import Role


def build(*, today: date | None = None) -> bool:
    """Fill an empty database; gives False and changes nothing where a municipality is already in place."""
    if Unit.objects.exists():
        return False
    day = today or timezone.localdate()
    with transaction.atomic():
        units = _organisation()
        users = _people(units, date(day.year - 2, 1, 1))
        _functions(units, date(day.year - 2, 1, 1))
        build_reports(units, users, day)
        build_surveys(units, users, day)
        findings = build_pictures(units, users, day)
        build_periods(users, day)
        build_plans(units, users, day, findings)
        build_followup(units, users, day)
    return True


def _organisation() -> dict[str, Unit]:
    """By code, what there is today; what has ended lies in the tables alone."""
    units: dict[str, Unit] = {}

    def add(kind: UnitKind, name: str, code: str, parent: str | None) -> None:
        above = units[parent] if parent else None
        since = NEW_SINCE if name in NEW else SINCE
        units[code] = accounts.unit_add(actor_id=None, kind=kind, name=name, code=code, parent=above, valid_from=since)

    add(UnitKind.CITY, CITY, "STAD", None)
    for code, board, administration in BOARDS:
        add(UnitKind.BOARD, board, code, "STAD")
        add(UnitKind.ADMINISTRATION, administration, f"{code}-F", code)
    for number, name in enumerate(DISTRICTS, start=1):
        code, owner = f"SDN{number:02}", name if name.endswith("s") else f"{name}s"
        add(UnitKind.BOARD, f"{owner} stadsdelsnämnd", code, "STAD")
        add(UnitKind.ADMINISTRATION, f"{owner} stadsdelsförvaltning", f"{code}-F", code)
    _social_services(add)
    for number, (name, above) in enumerate(ENDED, start=sum(map(len, DEPARTMENTS.values())) + 1):
        accounts.unit_add(
            actor_id=None,
            kind=UnitKind.UNIT,
            name=name,
            code=f"SOC-{number}",
            parent=units[above],
            valid_from=SINCE,
            last_day=NEW_SINCE - timedelta(days=1),
        )
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
    """Boards and units are run by functions without account, but for the few where nobody is in place."""

    def add(role: Role, function: str, code: str) -> None:
        accounts.assignment_add(actor_id=None, role=role, unit=units[code], valid_from=since, function=function)

    for code, unit in units.items():
        if unit.kind == UnitKind.BOARD and code not in OWN_HOLDERS | VACANT:
            add(Role.LOCAL_COORDINATOR, f"Samordnare, {unit.name}", code)
            add(Role.REGISTRAR, f"Nämndsekreterare, {unit.name}", code)
        elif unit.kind == UnitKind.UNIT and code not in OWN_HOLDERS | VACANT:
            add(Role.UNIT_MANAGER, f"Enhetschef, {unit.name}", code)
