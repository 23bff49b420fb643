"""A small municipality with two boards, and every role held at the city, at a board and at a unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from allauth.mfa.models import Authenticator

from ledstjarna.accounts import services
from ledstjarna.accounts.models import Unit, User
from ledstjarna.walls.roles import Role

START = date(2020, 1, 1)


@dataclass
class World:
    """`own` and `other_unit` lie under `board`, `foreign` under `other_board`; `holders` by (role, where)."""

    city: Unit = field(init=False)
    board: Unit = field(init=False)
    own: Unit = field(init=False)
    other_unit: Unit = field(init=False)
    other_board: Unit = field(init=False)
    foreign: Unit = field(init=False)
    holders: dict[tuple[Role, str], User] = field(init=False)

    def __post_init__(self) -> None:
        self.city = self._unit("city", "K", None)
        self.board = self._unit("board", "A", self.city)
        office = self._unit("administration", "AF", self.board)
        self.own = self._unit("unit", "A1", office)
        self.other_unit = self._unit("unit", "A2", office)
        self.other_board = self._unit("board", "B", self.city)
        self.foreign = self._unit("unit", "B1", self.other_board)
        places = {"city": self.city, "board": self.board, "unit": self.own}
        self.holders = {(role, where): self.person(role, place) for role in Role for where, place in places.items()}

    def person(self, role: Role, unit: Unit) -> User:
        """A person with the role at the unit, and a second step so that protected pages open."""
        user = services.user_add(
            actor_id=None,
            name=f"{role} {unit.code} {User.objects.count()}",
            email=f"{role}.{unit.code}.{User.objects.count()}@example.se",
            role=role,
            unit=unit,
            valid_from=START,
        )
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
        return user

    def _unit(self, kind: str, code: str, parent: Unit | None) -> Unit:
        return services.unit_add(
            actor_id=None, kind=kind, name=f"Enhet {code}", code=code, parent=parent, valid_from=START
        )
