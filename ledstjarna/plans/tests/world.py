"""Two boards, one account per role and board, and small plans; what the room's tests are played in."""

from __future__ import annotations

import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.test import Client

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.tests.town import Town, person
from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.models import Activity, Plan, Version
from ledstjarna.plans.printing import Decision
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText
from ledstjarna.situation import services as situation
from ledstjarna.situation.selectors import FindingRef, draft_fingerprint, published_findings
from ledstjarna.walls.roles import Role

SMALL = PlanText(
    "Handlingsplan 2026",
    (
        SectionText("Inledning", 1, "Planen visar vad nämnden gör.\n\n- lär\n- samverkar", ()),
        SectionText(
            "Aktiviteter",
            1,
            "",
            (
                ActivityText("Möte i nätverket", "Lokal samordnare", "En gång i månaden", "VP, VB"),
                ActivityText("Utbildning för nyanställda", "Enhetschefer", "Under våren", ""),
            ),
        ),
        SectionText("Kontakt", 2, "Lotsen svarar på 08-508 25 352 och lots@norrvik.example.", ()),
    ),
)
DAY = datetime.date(2026, 5, 21)


class World(Town):
    """The town with Alice coordinating and Bob registering at the social board."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.alice = person("Alice", Role.LOCAL_COORDINATOR, self.social_office)
        self.bob = person("Bob", Role.REGISTRAR, self.social)
        self.charlie = person("Charlie", Role.STAFF, self.homeless)

    def plan(self, board: Unit | None = None, year: int = 2026, text: PlanText = SMALL) -> Plan:
        """A draft as it was read in."""
        return services.plan_import(board=board or self.social, year=year, text=text, actor_id=self.alice.pk)

    def decided(self, plan: Plan | None = None, day: datetime.date = DAY) -> Version:
        """The board has decided the plan's draft."""
        plan = plan or self.plan()
        return services.version_decide(
            plan=plan,
            decision=Decision("Socialnämnden", day, "§ 14", "SN 2026/118"),
            seen=fingerprint(plan, draft_parts(plan)),
            without_police="Planen tas in i efterhand.",
            actor_id=self.bob.pk,
        )

    def picture(
        self,
        *headings: str,
        board: Unit | None = None,
        year: int = 2026,
        without: FindingRef | None = None,
        reworded: dict[UUID, str] | None = None,
    ) -> list[FindingRef]:
        """The board publishes a picture out of its last one and these headings; all findings it has then."""
        board, actor = board or self.social, self.alice.pk
        picture = situation.picture_create(board=board, year=year, actor_id=actor)
        for finding in picture.findings.all():
            if without and finding.key == without.key:
                situation.finding_remove(finding=finding, actor_id=actor)
            elif heading := (reworded or {}).get(finding.key):
                situation.finding_edit(finding=finding, texts={"heading": heading}, lock=0, actor_id=actor)
        for heading in headings:
            texts = {"heading": heading, "text": "Därför.", "figures": ["reports.total"]}
            situation.finding_add(picture=picture, texts=texts, actor_id=actor)
        situation.picture_publish(picture=picture, seen=draft_fingerprint(picture), actor_id=actor)
        return published_findings(board.pk)

    def answering(self, *findings: FindingRef, plan: Plan | None = None) -> Activity:
        """An activity of the draft that answers the findings."""
        first = self.first_activity(plan or self.plan())
        services.item_edit(
            item=first,
            texts={},
            findings=[f.key for f in findings],
            lock=first.lock,
            actor_id=self.alice.pk,
        )
        first.refresh_from_db()
        return first

    def first_activity(self, plan: Plan) -> Activity:
        return Activity.objects.select_related("section__plan").filter(section__plan=plan)[0]


def browser(user: User) -> Client:
    """A browser where the user has signed in, a second factor at hand."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {}})
    client = Client()
    client.force_login(user)
    return client
