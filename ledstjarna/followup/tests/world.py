"""A town with a decided plan, the year's periods, and those who report, accept and follow from the city."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.tests.town import Town, person, unit
from ledstjarna.followup import services
from ledstjarna.followup.models import Report
from ledstjarna.followup.services import Said
from ledstjarna.periods import selectors as periods
from ledstjarna.periods import services as period_services
from ledstjarna.periods.selectors import PeriodRef
from ledstjarna.periods.suggestion import suggested
from ledstjarna.periods.tests.world import browser, clock
from ledstjarna.plans import services as plans
from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.models import Activity, Party, Plan
from ledstjarna.plans.printing import Decision
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText
from ledstjarna.plans.selectors_followup import FollowedActivity, FollowedPlan, followed_plan
from ledstjarna.walls.roles import Role

__all__ = ["OPEN", "YEAR", "World", "browser", "clock"]

YEAR = 2026
OPEN = date(YEAR, 5, 4)
"""A day on which T1 is open."""
ACTIVITIES = (
    ActivityText("Möte i nätverket", "Lokal samordnare", "En gång i månaden", "VP, T1 och VB"),
    ActivityText("Utbildning för nyanställda", "Enhetschefer", "Under våren", "T1"),
    ActivityText("Stöd till anhöriga", "Behandlingsenheten", "Löpande", "Löpande"),
    ActivityText("Föreläsning för skolan", "Kulturförvaltningen", "I maj", "T2"),
)
NETWORK, TRAINING, SUPPORT, LECTURE = range(4)


class World(Town):
    """Alice co-ordinates the social board's work, Bob manages its unit for the homeless, Cleo sees the whole city.

    Dora manages the library, of the culture board; Erik works at the unit for the homeless.
    """

    def __post_init__(self) -> None:
        super().__post_init__()
        self.alice = person("Alice", Role.LOCAL_COORDINATOR, self.social)
        self.bob = person("Bob", Role.UNIT_MANAGER, self.homeless)
        self.cleo = person("Cleo", Role.CENTRAL_COORDINATOR, self.city)
        self.dora = person("Dora", Role.UNIT_MANAGER, self.library)
        self.erik = person("Erik", Role.STAFF, self.homeless)
        for year in (YEAR - 1, YEAR):
            period_services.periods_set_up(year=year, rows=suggested(year), actor_id=self.cleo.pk)
        self.plan = self.decided(self.social)

    def draft(self, board: Unit, year: int = YEAR, activities: tuple[ActivityText, ...] = ACTIVITIES) -> Plan:
        """A plan that the board has not decided."""
        text = PlanText(f"{board.name}s plan {year}", (SectionText("Aktiviteter", 1, "", activities),))
        return plans.plan_import(board=board, year=year, text=text, actor_id=None)

    def decided(self, board: Unit, year: int = YEAR, activities: tuple[ActivityText, ...] = ACTIVITIES) -> Plan:
        """A plan that the board decided in January."""
        return self.decide(self.draft(board, year, activities), date(year, 1, 20))

    def decide(self, plan: Plan, day: date) -> Plan:
        """The board decides the draft as it stands."""
        decision = Decision(plan.board.name, day, "§ 14", "SN 2026/118")
        seen = fingerprint(plan, draft_parts(plan))
        plans.version_decide(
            plan=plan, decision=decision, seen=seen, without_police="Tas in i efterhand.", actor_id=None
        )
        return plan

    def party(self, place: int, unit: Unit, role: Role = Role.UNIT_MANAGER, *, lead: bool = True) -> None:
        """Let a role at a unit answer for an activity of the social board's plan."""
        Party.objects.create(activity=self.row(place), role=role, unit=unit, lead=lead)

    def row(self, place: int, plan: Plan | None = None) -> Activity:
        return Activity.objects.filter(section__plan=plan or self.plan).order_by("position")[place]

    def followed(self, board: Unit | None = None, year: int = YEAR) -> FollowedPlan:
        found = followed_plan((board or self.social).pk, year)
        assert found is not None
        return found

    def activity(self, place: int, board: Unit | None = None) -> FollowedActivity:
        return self.followed(board).activities[place]

    def period(self, code: str = "T1", year: int = YEAR) -> PeriodRef:
        return next(row for row in periods.periods([year]) if row.code == code)

    def says(
        self,
        place: int,
        text: str = "Allt går som det ska.",
        *,
        code: str = "T1",
        year: int = YEAR,
        board: Unit | None = None,
        submit: bool = True,
        by: User | None = None,
        on: date | None = None,
        lock: int = 0,
        **more: str,
    ) -> Report:
        """A report on an activity, handed in on a day when the period is open unless said otherwise."""
        period = self.period(code, year)
        return services.report_save(
            plan=self.followed(board),
            activity=self.activity(place, board),
            period=period,
            said=Said(**{"status": "under_way", "text": text, **more}),
            submit=submit,
            lock=lock,
            actor_id=(by or self.bob).pk,
            on=on or period.due,
        )

    def accepts(self, report: Report) -> Report:
        return services.report_accept(report_id=report.pk, lock=report.lock, actor_id=self.alice.pk)

    def url(self, name: str, place: int | None = None, code: str = "T1", board: Unit | None = None) -> str:
        """A door of the social board's plan in a period, or of one of its activities there."""
        args: list[Any] = [(board or self.social).pk, self.period(code).pk]
        if place is not None:
            args.append(self.activity(place, board).key)
        return reverse(f"followup:{name}", args=args)


def written(text: str = "Allt går som det ska.", **changed: Any) -> dict[str, Any]:
    """What the form sends."""
    data = {"status": "under_way", "text": text, "deviation": "", "measure": "", "on_behalf_of": "", "lock": 0}
    return {**data, "act": "submit", "once": str(uuid4()), **changed}


@pytest.fixture
def in_t1(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands on a day when T1 is open."""
    clock(monkeypatch, OPEN)


def more_boards(world: World, count: int) -> list[Unit]:
    """More boards with a plan each."""
    made = [unit(f"N{number}", "board", world.city, f"Nämnd {number}") for number in range(count)]
    for board in made:
        world.decided(board)
    return made
