"""The town with those who run and answer its survey, and a clock that can be set."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.tests.town import Town, person
from ledstjarna.surveys import services
from ledstjarna.surveys.models import Round
from ledstjarna.walls.roles import Role

YES = {"events_met": "no", "form_known": "yes", "form_known_staff": "yes", "training_done": "yes", "plan_effect": "yes"}


class World(Town):
    """Alice co-ordinates the social board's work; Bob manages its unit for the homeless."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.alice = person("Alice", Role.LOCAL_COORDINATOR, self.social)
        self.bob = person("Bob", Role.UNIT_MANAGER, self.homeless)

    def round(self, board: Unit | None = None, *, opens: date | None = None, days: int = 14) -> Round:
        """A round that opens on a day, today if none is given, and is entered on that day."""
        first = opens or timezone.localdate()
        return services.round_create(
            board=board or self.social,
            year=first.year,
            opens=first,
            closes=first + timedelta(days=days),
            actor_id=self.alice.pk,
            on=min(first, timezone.localdate()),
        )

    def answer(self, found: Round, unit: Unit | None = None, lock: int = 0, **values: str) -> None:
        """The unit's answers on the round's first day: all as in `YES` unless said otherwise."""
        services.response_save(
            round_id=found.pk,
            unit_id=(unit or self.homeless).pk,
            values=YES | values,
            lock=lock,
            actor_id=self.bob.pk,
            on=found.opens,
        )


def browser(user: User) -> Client:
    """A browser where the user has signed in, a second factor at hand."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    client = Client()
    client.force_login(user)
    return client


def clock(monkeypatch: pytest.MonkeyPatch, day: date, hour: int, minute: int) -> None:
    """Set the clock to a moment in Stockholm."""
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Europe/Stockholm"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
