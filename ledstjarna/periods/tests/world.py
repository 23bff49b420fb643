"""The town, and who sets its periods."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from ledstjarna.accounts.models import User
from ledstjarna.accounts.tests.town import Town, person
from ledstjarna.periods import services
from ledstjarna.periods.models import Period
from ledstjarna.periods.suggestion import PeriodDays, suggested
from ledstjarna.walls.roles import Role

YEAR = 2026


class World(Town):
    """Alice co-ordinates the city's work, Bob the social board's; Charlie works at the unit for the homeless."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.alice = person("Alice", Role.CENTRAL_COORDINATOR, self.city)
        self.bob = person("Bob", Role.LOCAL_COORDINATOR, self.social)
        self.charlie = person("Charlie", Role.STAFF, self.homeless)

    def year(self, year: int = YEAR) -> dict[str, Period]:
        """The year's usual periods, by code."""
        made = services.periods_set_up(year=year, rows=suggested(year), actor_id=self.alice.pk)
        return {period.code: period for period in made}


def days(**changed: object) -> PeriodDays:
    """A period of the spring, changed as said."""
    usual = {
        "code": "T1",
        "name": "Tertialrapport 1",
        "also": "",
        "until": date(YEAR, 4, 30),
        "opens": date(YEAR, 4, 15),
        "due": date(YEAR, 5, 10),
        "closes": date(YEAR, 5, 31),
    }
    return PeriodDays(**{**usual, **changed})  # type: ignore[arg-type]


def browser(user: User) -> Client:
    """A browser where the user has signed in, a second factor at hand."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    client = Client()
    client.force_login(user)
    return client


def clock(monkeypatch: pytest.MonkeyPatch, day: date, hour: int = 9, minute: int = 0) -> None:
    """Set the clock to a moment in Stockholm."""
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Europe/Stockholm"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
