"""A board with coordinators, a manager and confirmed reports; what the room's tests are played in."""

from __future__ import annotations

import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.tests.town import Town, person
from ledstjarna.reports import services as reports
from ledstjarna.reports.models import Report
from ledstjarna.situation import selectors, services
from ledstjarna.situation.models import Finding, Picture
from ledstjarna.surveys import services as surveys
from ledstjarna.surveys.given import Given
from ledstjarna.walls.roles import Role

YEAR = 2025
"""Over, whenever the tests are run."""
FAR_RIGHT = "reports.environment.far_right"


class World(Town):
    """The town with Alice and Dora coordinating and Bob managing a unit at the social board."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.alice = person("Alice", Role.LOCAL_COORDINATOR, self.social_office)
        self.dora = person("Dora", Role.LOCAL_COORDINATOR, self.social_office)
        self.bob = person("Bob", Role.UNIT_MANAGER, self.homeless)
        self.charlie = person("Charlie", Role.STAFF, self.homeless)
        self.erik = person("Erik", Role.LOCAL_COORDINATOR, self.culture)

    def report(
        self, environment: str = "far_right", kind: str = "poster", *, year: int = YEAR, unit: Any = None
    ) -> None:
        """A confirmed report."""
        filed = reports.report_file(
            unit=unit or self.homeless,
            happened=datetime.date(year, 5, 5),
            span="week",
            kind=kind,
            place="public",
            description="Klistermärken på en anslagstavla.",
        )
        reports.report_triage(
            report=Report.objects.get(pk=filed.pk),
            triage=reports.Triage(False, True, False, environment, kind, "Klistermärken på en anslagstavla."),
            lock=0,
            actor_id=self.alice.pk,
        )

    def survey(self, year: int = YEAR, *, yes: str = "form_known") -> None:
        """A round that both units have answered: yes to one question, one of them no to another."""
        day = datetime.date(year, 3, 3)
        common: dict[str, Any] = {"actor_id": self.alice.pk, "on": day}
        made = surveys.round_create(board=self.social, year=year, opens=day, closes=day, **common)
        surveys.round_open(round_id=made.pk, **common)
        for unit, more in ((self.homeless, {}), (self.treatment, {"guidance_known": "no"})):
            given = {key: Given((code,)) for key, code in {yes: "yes", **more}.items()}
            surveys.answers_save(round_id=made.pk, unit_id=unit.pk, given=given, **common)

    def draft(self, board: Unit | None = None, year: int = YEAR) -> Picture:
        """A picture under way."""
        return services.picture_create(board=board or self.social, year=year, actor_id=self.alice.pk)

    def finding(self, picture: Picture, heading: str = "Vit makt syns mest", **texts: Any) -> Finding:
        """A finding in it."""
        texts = {"heading": heading, "text": "Affischer har suttit uppe.", "figures": [FAR_RIGHT], **texts}
        return services.finding_add(picture=picture, texts=texts, actor_id=self.alice.pk)

    def published(self, picture: Picture | None = None) -> Picture:
        """A published picture, with a finding when it is a new one."""
        if picture is None:
            picture = self.draft()
            self.finding(picture)
        return services.picture_publish(
            picture=picture, seen=selectors.draft_fingerprint(picture), actor_id=self.alice.pk
        )


def browser(user: User) -> Client:
    """A browser where the user has signed in, a second factor at hand."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    client = Client()
    client.force_login(user)
    return client
