"""Two boards with their people, and reports made through the services; what the room's tests are played in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from ledstjarna.accounts.models import User
from ledstjarna.accounts.tests.town import Town, person
from ledstjarna.reports import services
from ledstjarna.reports.models import Report, Status
from ledstjarna.walls.roles import Role

TEXT = "Klistermärken med en runa på stolparna vid skolgården."
ANSWERS: dict[str, Any] = {
    "guess": False,
    "act": True,
    "child": False,
    "environment": "far_right",
    "kind": "symbol",
    "description": TEXT,
}


class World(Town):
    """The town with Alice working among the homeless, Bob handling the social board's reports and Charlie culture's."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.alice = person("Alice", Role.STAFF, self.homeless)
        self.bob = person("Bob", Role.LOCAL_COORDINATOR, self.social_office)
        self.charlie = person("Charlie", Role.LOCAL_COORDINATOR, self.culture)

    def filed(self, **given: Any) -> services.Filed:
        """File a report, this week's if nothing else is said."""
        about: dict[str, Any] = {
            "unit": self.homeless,
            "happened": timezone.localdate(),
            "span": "week",
            "kind": "symbol",
            "place": "school",
            "description": TEXT,
        }
        return services.report_file(**about | given)

    def report(self, **given: Any) -> Report:
        """A new report."""
        return Report.objects.get(pk=self.filed(**given).pk)

    def confirmed(self, **given: Any) -> Report:
        """A report that Bob has confirmed as it was."""
        report = self.report(**given)
        answers = ANSWERS | {name: given[name] for name in ("environment", "kind", "description") if name in given}
        return self.triaged(report, **answers)

    def triaged(self, report: Report, *, once: UUID | None = None, **answers: Any) -> Report:
        triage = services.Triage(**ANSWERS | answers)
        return services.report_triage(report=report, triage=triage, lock=report.lock, actor_id=self.bob.pk, once=once)

    def asked(self, report: Report, text: str = "Var i skolan satt de?") -> Report:
        return services.question_ask(report=report, text=text, lock=report.lock, actor_id=self.bob.pk)

    def handled(self, report: Report | None = None) -> Report:
        report = report or self.confirmed()
        return services.report_handle(report=report, handled_with=["removed"], lock=report.lock, actor_id=self.bob.pk)

    def closed(self, report: Report | None = None, feedback: str = "counted", words: str = "") -> Report:
        report = report if report and report.status == Status.HANDLED else self.handled(report)
        return services.report_close(
            report=report, feedback=feedback, words=words, lock=report.lock, actor_id=self.bob.pk
        )

    def left_out(self, report: Report, why: str = "vague") -> Report:
        return services.report_leave_out(report=report, why=why, lock=report.lock, actor_id=self.bob.pk)

    def reopened(self, report: Report) -> Report:
        return services.report_reopen(report=report, lock=report.lock, actor_id=self.bob.pk)

    def unhandled(self, report: Report) -> Report:
        return services.report_unhandle(report=report, lock=report.lock, actor_id=self.bob.pk)

    def standing(self, status: Status) -> Report:
        """A report that has come as far as a status."""
        if status is Status.CLOSED:
            return self.closed()
        report = self.report()
        if status is Status.UNCOUNTED:
            return self.left_out(report)
        if status is Status.OPINION:
            return self.triaged(report, act=False)
        if status is Status.CONCERN:
            return self.triaged(report, child=True, concern_made=True)
        if status is Status.RETURNED:
            return self.asked(report)
        if status is Status.HANDLED:
            return self.handled(self.triaged(report))
        return self.triaged(report) if status is Status.CONFIRMED else report


def browser(user: User) -> Client:
    """A browser where the user has signed in, a second factor at hand."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    client = Client()
    client.force_login(user)
    return client
