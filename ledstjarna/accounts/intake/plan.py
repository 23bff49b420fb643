"""The organisation in memory: as it is stored, and as the file wants it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ledstjarna.accounts.models import Assignment, Succession, Unit, UnitKind, User
from ledstjarna.accounts.permissions import EDIT_UNITS
from ledstjarna.texts.swedish import fold
from ledstjarna.walls.roles import Role


@dataclass(slots=True)
class Place:
    """A unit by its code; `pk` is None while it is only in the file."""

    code: str
    name: str
    kind: str
    parent: str
    valid_from: date
    valid_to: date | None
    pk: int | None = None
    succeeds: frozenset[str] = frozenset()
    changed: bool = False


@dataclass(slots=True)
class Person:
    """An account by its address."""

    email: str
    name: str
    active: bool = True
    pk: int | None = None
    changed: bool = False


@dataclass(slots=True)
class Holding:
    """A role held at a unit, by an address or a function."""

    unit: str
    role: str
    email: str
    function: str
    deputy: bool
    valid_from: date
    valid_to: date | None
    pk: int | None = None
    changed: bool = False


Key = tuple[str, str, str, str]


@dataclass(slots=True)
class Plan:
    """All units, people and roles by their keys. `reach` bounds what may be touched (None: everything).

    `own` is the address of the one who imports, empty on the command line.
    """

    reach: frozenset[str] | None
    own: str
    places: dict[str, Place] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    holdings: dict[Key, list[Holding]] = field(default_factory=dict)
    held_at: dict[str, list[Holding]] = field(default_factory=dict)

    def board_of(self, code: str) -> str | None:
        """The board's code above a unit; None for the city, for what has no board, and in a circle."""
        seen: set[str] = set()
        while (place := self.places.get(code)) and code not in seen:
            if place.kind == UnitKind.BOARD:
                return code
            seen.add(code)
            code = place.parent
        return None

    def reaches(self, code: str) -> bool:
        """Whether the unit, or what it lies under, may be touched by the one who imports."""
        seen: set[str] = set()
        while self.reach is not None and code not in self.reach:
            place = self.places.get(code)
            if place is None or code in seen:
                return False
            seen.add(code)
            code = place.parent
        return True

    def has_administrator(self) -> bool:
        """Whether the city has an administrator with an open account and no last day."""
        return any(
            held.role == Role.ADMINISTRATOR and held.valid_to is None and held.email and self.people[held.email].active
            for city in (place.code for place in self.places.values() if place.kind == UnitKind.CITY)
            for held in self.held_at.get(city, ())
        )

    def hold(self, holding: Holding) -> None:
        """Take a role into the plan."""
        key = (holding.unit, holding.role, holding.email, fold(holding.function))
        self.holdings.setdefault(key, []).append(holding)
        self.held_at.setdefault(holding.unit, []).append(holding)


def load(user: User | None) -> Plan:
    """The plan as stored, bounded by what the user may edit. Four queries."""
    plan = Plan(_reach(user), user.email if user else "")
    succeeds: dict[str, set[str]] = {}
    for after, before in Succession.objects.values_list("successor__code", "predecessor__code"):
        succeeds.setdefault(after, set()).add(before)
    for code, name, kind, parent, start, end, pk in Unit.objects.values_list(
        "code", "name", "kind", "parent__code", "valid_from", "valid_to", "pk"
    ):
        plan.places[code] = Place(code, name, kind, parent or "", start, end, pk, frozenset(succeeds.get(code, ())))
    for email, name, active, pk in User.objects.values_list("email", "name", "is_active", "pk"):
        plan.people[email] = Person(email, name, active, pk)
    for row in Assignment.objects.values_list(
        "unit__code", "role", "user__email", "function", "deputy", "valid_from", "valid_to", "pk"
    ):
        unit, role, mail, function, deputy, start, end, pk = row
        plan.hold(Holding(unit, role, mail or "", function, deputy, start, end, pk))
    return plan


def _reach(user: User | None) -> frozenset[str] | None:
    if user is None or user.at_city(EDIT_UNITS):
        return None
    return frozenset(Unit.objects.visible_to(user, EDIT_UNITS).values_list("code", flat=True))
