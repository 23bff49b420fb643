"""A small municipality built through the services: two boards, each with an administration and units."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ledstjarna.accounts import services
from ledstjarna.accounts.models import Unit, User
from ledstjarna.walls.roles import Role

START = date(2020, 1, 1)


def unit(code: str, kind: str, parent: Unit | None, name: str = "", start: date = START) -> Unit:
    return services.unit_add(actor_id=None, kind=kind, name=name or code, code=code, parent=parent, valid_from=start)


def person(name: str, role: str, at: Unit, email: str = "", start: date = START) -> User:
    return services.user_add(
        actor_id=None,
        name=name,
        email=email or f"{name.lower().replace(' ', '.')}@example.se",
        role=role,
        unit=at,
        valid_from=start,
    )


@dataclass
class Town:
    """Norrvik with a social board (home, two units) and a culture board (one unit)."""

    city: Unit = field(init=False)
    social: Unit = field(init=False)
    social_office: Unit = field(init=False)
    homeless: Unit = field(init=False)
    treatment: Unit = field(init=False)
    culture: Unit = field(init=False)
    library: Unit = field(init=False)

    def __post_init__(self) -> None:
        self.city = unit("K", "city", None, "Norrvik")
        self.social = unit("SN", "board", self.city, "Socialnämnden")
        self.social_office = unit("SF", "administration", self.social, "Socialförvaltningen")
        self.homeless = unit("SF1", "unit", self.social_office, "Enheten för hemlösa")
        self.treatment = unit("SF2", "unit", self.social_office, "Behandlingsenheten")
        self.culture = unit("KN", "board", self.city, "Kulturnämnden")
        self.library = unit("KN1", "unit", self.culture, "Älta bibliotek")

    def administrator(self) -> User:
        return person("Alice", Role.ADMINISTRATOR, self.city)
