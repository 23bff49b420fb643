"""The town with those who run and answer its survey, and a clock that can be set."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.tests.town import Town, person
from ledstjarna.surveys import services
from ledstjarna.surveys.definition import Condition, Definition, Kind, Option, Subject
from ledstjarna.surveys.given import Given, chosen, number_from
from ledstjarna.surveys.models import Invitation, Round, Way
from ledstjarna.walls.roles import Role

SHORT = (
    Definition("events_met", "Har ni märkt av händelser?", Kind.YES_NO, Subject.UNIT, "Händelser"),
    Definition(
        "event_kinds",
        "Vilka slags händelser?",
        Kind.MANY,
        Subject.UNIT,
        "Händelser",
        options=(Option("poster", "Affischer"), Option("threat", "Hot"), Option("other", "Annat")),
        condition=Condition("events_met", ("yes",)),
    ),
    Definition(
        "cases",
        "Hur många händelser?",
        Kind.NUMBER,
        Subject.UNIT,
        "Händelser",
        condition=Condition("events_met", ("yes",)),
    ),
    Definition("form_known", "Känner du till formuläret?", Kind.YES_NO, Subject.MANAGER, "Kännedom"),
    Definition("form_known_staff", "Hur stor del känner till det?", Kind.SHARE, Subject.STAFF, "Kännedom"),
    Definition(
        "knowledge",
        "Hur god är kunskapen?",
        Kind.SCALE,
        Subject.STAFF,
        "Kunskap",
        options=tuple(Option(str(n), label) for n, label in enumerate(("Låg", "Ganska låg", "Lagom", "God", "Hög"), 1)),
    ),
    Definition(
        "effect",
        "Vad har planen betytt?",
        Kind.ONE,
        Subject.UNIT,
        "Planen",
        options=(Option("much", "Mycket"), Option("little", "Inte mycket")),
    ),
    Definition("more", "Vill du säga mer?", Kind.TEXT, Subject.UNIT, "Planen"),
)
"""One question of each kind, two of them under a condition."""

ANSWERS = {
    "events_met": "no",
    "form_known": "yes",
    "form_known_staff": "75",
    "knowledge": "4",
    "effect": "much",
    "more": "Vi behöver en ny genomgång.",
}


def given(values: dict[str, str], definitions: tuple[Definition, ...] = SHORT) -> dict[str, Given]:
    """Answers as people would write them: codes of several parted by blanks, numbers and words as they are."""
    found = {one.key: one for one in definitions}
    read = {}
    for key, value in values.items():
        kind = found[key].kind
        if kind == Kind.TEXT:
            read[key] = Given(text=value)
        elif kind in {Kind.NUMBER, Kind.SHARE} and value != "unknown":
            read[key] = number_from(found[key], value)
        else:
            read[key] = chosen(found[key], value.split())
    return read


class World(Town):
    """Alice co-ordinates the social board's work; Bob manages its unit for the homeless."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.alice = person("Alice", Role.LOCAL_COORDINATOR, self.social)
        self.bob = person("Bob", Role.UNIT_MANAGER, self.homeless)

    def planned(
        self,
        board: Unit | None = None,
        *,
        opens: date | None = None,
        days: int = 14,
        definitions: tuple[Definition, ...] | None = SHORT,
        **more: Any,
    ) -> Round:
        """A round that has not opened, with the short questions unless others are given; today if no day is."""
        first = opens or timezone.localdate()
        return services.round_create(
            board=board or self.social,
            year=first.year,
            opens=first,
            closes=first + timedelta(days=days),
            definitions=definitions,
            actor_id=self.alice.pk,
            on=min(first, timezone.localdate()),
            **more,
        )

    def round(self, board: Unit | None = None, *, opens: date | None = None, days: int = 14, **more: Any) -> Round:
        """A round opened on its first day, today if none is given, and entered on that day."""
        found = self.planned(board, opens=opens, days=days, **more)
        return services.round_open(round_id=found.pk, actor_id=self.alice.pk, on=found.opens)

    def answer(
        self, found: Round, unit: Unit | None = None, *, heads: int | None = 10, done: bool = True, **values: str
    ) -> Invitation:
        """The unit's answers on the round's first day: as in `ANSWERS` unless said otherwise, and sent."""
        at = unit or self.homeless
        definitions = tuple(one.definition for one in found.questions.all())
        keys = {one.key for one in definitions}
        values = {key: value for key, value in (ANSWERS | values).items() if key in keys}
        way = Way.FILE if found.on_paper else Way.OWN
        who: dict[str, Any] = {
            "round_id": found.pk,
            "unit_id": at.pk,
            "way": way,
            "actor_id": self.bob.pk,
            "on": found.opens,
        }
        services.answers_save(given=given(values, definitions), headcount=heads, **who)
        return services.answers_send(**who) if done else Invitation.objects.get(round=found, unit=at)


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
