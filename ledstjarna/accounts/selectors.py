"""Questions about the organisation and its people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ledstjarna.accounts.models import Assignment, Unit, UnitKind, User, current
from ledstjarna.accounts.permissions import PEOPLE, SEE_VACANCIES
from ledstjarna.accounts.rules import REQUIRED
from ledstjarna.texts.swedish import fold
from ledstjarna.walls.permission import REGISTRY, Permission
from ledstjarna.walls.roles import Role


@dataclass(slots=True)
class Branch:
    """A unit with what lies under it, in Swedish order."""

    unit: Unit
    below: list[Branch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A role that must be held at a unit and is not."""

    unit: Unit
    role: Role


def tree(*, on: date | None = None, closed: bool = False) -> list[Branch]:
    """The organisation on a day (today), from the city down; `closed` keeps what was. One query."""
    units = Unit.objects.select_related("board") if closed else Unit.objects.current(on)
    branches = {unit.pk: Branch(unit) for unit in units}
    tops: list[Branch] = []
    for branch in branches.values():
        above = branches.get(branch.unit.parent_id or 0)
        (above.below if above else tops).append(branch)
    return tops


def unit_by_code(code: str) -> Unit | None:
    """The unit with the municipality's own code."""
    return Unit.objects.filter(code=code.strip()).first()


def units_of(user: User, permission: Permission, *, on: date | None = None) -> QuerySet[Unit]:
    """The units existing on a day that the user's permission reaches, in Swedish order."""
    return Unit.objects.current(on).filter(pk__in=user.units(permission))


def holders(*, unit: Unit | None = None, role: str | None = None, on: date | None = None) -> QuerySet[Assignment]:
    """Who holds which role on a day (today), ordinary holders before deputies."""
    found = Assignment.objects.filter(current(on or timezone.localdate())).select_related("user", "unit")
    if unit is not None:
        found = found.filter(unit=unit)
    if role is not None:
        found = found.filter(role=role)
    return found.order_by("role", "deputy", "user__sort_key", "function")


def held_roles(on: date | None = None) -> set[tuple[str, str]]:
    """(role, unit code) of every role that somebody holds on a day (today). One query."""
    return set(holders(on=on).exclude(user__is_active=False).order_by().values_list("role", "unit__code"))


def vacancies(on: date | None = None, *, units: Iterable[Unit] | None = None) -> list[Vacancy]:
    """The required roles nobody holds on a day (today), by unit in Swedish order. Two queries.

    A deputy alone does not fill a role, nor does an account that is closed.
    """
    day = on or timezone.localdate()
    wanted = list(Unit.objects.current(day).filter(kind__in=REQUIRED) if units is None else units)
    roles = {role for needed in REQUIRED.values() for role in needed}
    held = set(
        Assignment.objects.filter(current(day), deputy=False, role__in=roles)
        .filter(Q(user__isnull=True) | Q(user__is_active=True))
        .values_list("unit_id", "role")
    )
    return [
        Vacancy(unit, role)
        for unit in wanted
        for role in REQUIRED.get(unit.kind, ())
        if unit.holds(day) and (unit.pk, role) not in held
    ]


def people(user: User, *, search: str = "", unit: Unit | None = None, active: bool | None = True) -> QuerySet[User]:
    """The people the user may look after, found by any part of name or address, in Swedish order."""
    found = User.objects.visible_to(user, PEOPLE)
    if unit is not None:
        found = found.filter(pk__in=holders(unit=unit).values("user"))
    if active is not None:
        found = found.filter(is_active=active)
    for word in fold(search).replace("\0", "").split():
        found = found.filter(fold_key__contains=word)
    return found


def looks_after(actor: User, person: User) -> bool:
    """Whether the actor reaches every unit where the person holds a role or will: else the account is not theirs."""
    if actor.at_city(PEOPLE):
        return True
    ahead = person.assignments.exclude(valid_to__lte=timezone.localdate())
    return set(ahead.values_list("unit", flat=True)) <= actor.units(PEOPLE)


def sees_protected(user: User) -> bool:
    """Whether any permission the user holds marks protected matter: then sign-in takes a second factor."""
    return any(permission.protected and user.may(permission) for permission in REGISTRY.values())


def demo_accounts() -> QuerySet[User]:
    """The accounts the demo room has made, one per role."""
    found = User.objects.filter(demo=True, is_active=True).order_by("pk")
    return found.prefetch_related("assignments__unit")


def has_administrator() -> bool:
    """Whether the city has an administrator with an open account and no last day."""
    held = Assignment.objects.filter(role=Role.ADMINISTRATOR, unit__kind=UnitKind.CITY, valid_to__isnull=True)
    return held.filter(user__is_active=True).exists()


def city() -> Unit | None:
    """The municipality itself; None in an empty database."""
    return Unit.objects.filter(kind=UnitKind.CITY).first()


def boards(on: date | None = None) -> QuerySet[Unit]:
    """The boards existing on a day (today), in Swedish order."""
    return Unit.objects.current(on).filter(kind=UnitKind.BOARD)


def boards_of(user: User, permission: Permission) -> QuerySet[Unit]:
    """The present boards where the user holds the permission."""
    return boards().filter(pk__in=user.boards(permission))


def of_board_and_year(rows: QuerySet[Any], words: str) -> Iterable[int]:
    """The keys of the rows that belong to a board whose name holds the words, and to the year if they end with one."""
    *_rest, last = words.split()
    if last.isdigit() and len(last) == 4:
        rows, words = rows.filter(year=int(last)), words.removesuffix(last)
    return rows.filter(board__fold_key__contains=fold(words)).values_list("pk", flat=True)


def vacancies_for(user: User) -> list[Vacancy]:
    """The vacancies within the user's reach, today."""
    return vacancies(units=units_of(user, SEE_VACANCIES).select_related("board"))
