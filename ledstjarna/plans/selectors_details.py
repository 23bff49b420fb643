"""What there is to choose from for an activity, and how its work stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from ledstjarna.accounts.models import User
from ledstjarna.accounts.selectors import holders
from ledstjarna.plans import selectors
from ledstjarna.plans.goals import goals_for
from ledstjarna.plans.in_force import in_force
from ledstjarna.plans.models import (
    Activity,
    Goal,
    Occurrence,
    OccurrenceState,
    Party,
    PartyState,
    Plan,
    Status,
    TermKind,
)
from ledstjarna.plans.terms import FACTORS, NAMES, every_term
from ledstjarna.situation.selectors import FindingRef
from ledstjarna.walls.permission import Permission

_A_SEASON = 100  # days; what takes longer than that is no single occasion


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form of an activity offers."""

    findings: Sequence[FindingRef] = ()
    goals: QuerySet[Goal] = field(default_factory=Goal.objects.none)
    areas: Sequence[tuple[str, str]] = ()
    factors: Sequence[tuple[str, list[tuple[str, str]]]] = ()


def choices_for(plan: Plan, activity: Activity | None = None, *, findings: bool = True) -> Choices:
    """The board's findings and goals and the city's lists; what an activity has already stays among them.

    Without `findings` for those who share the plan but do not read the board's situation picture.
    """
    return Choices(
        selectors.findings_to_answer(plan, activity) if findings else (),
        goals_for(plan.board_id, plan.year, activity.goal_id if activity else None),
        _offered(TermKind.AREA, {area for area, _level in activity.areas} if activity else ()),
        [(str(NAMES[kind]), _offered(kind, activity.factors if activity else ())) for kind in FACTORS],
    )


def _offered(kind: TermKind, kept: Collection[str]) -> list[tuple[str, str]]:
    """(code, name) of what can be chosen, and of what was chosen before it was retired."""
    return [(term.code, term.name) for term in every_term(kind) if not term.retired or term.code in kept]


@dataclass(frozen=True, slots=True)
class Work:
    """How the work with an activity stands on a day. `vacant` are the parties that nobody holds."""

    status: str
    done: int = 0
    of: int = 0
    next: Occurrence | None = None
    overdue: tuple[Occurrence, ...] = ()
    vacant: tuple[str, ...] = ()
    unanswered: int = 0
    declined: tuple[str, ...] = ()

    @property
    def coming(self) -> Occurrence | None:
        """The next time, if it is soon enough to plan for: a whole year's work has none."""
        return self.next if self.next and (self.next.end - self.next.start).days < _A_SEASON else None

    @property
    def label(self) -> str:
        return str(Status(self.status).label)

    @property
    def tone(self) -> str:
        return {"done": "ok", "under_way": "info", "blocked": "late", "paused": "wait"}.get(self.status, "quiet")


def work_of(plan: Plan) -> dict[str, Work]:
    """How the work stands with each activity of the plan's draft, by its key. Five queries."""
    rows = list(
        Activity.objects.filter(section__plan=plan).prefetch_related(
            "occurrences", Prefetch("parties", Party.objects.select_related("unit"))
        )
    )
    empty = vacant_parties(party for row in rows for party in row.parties.all())
    today = timezone.localdate()
    return {str(row.key): _work(row, empty, today) for row in rows}


def work_of_activity(row: Activity) -> Work:
    """How the work stands with one activity. One query when its occurrences and parties are fetched."""
    return _work(row, vacant_parties(row.parties.all()), timezone.localdate())


def _work(row: Activity, empty: set[int], day: date) -> Work:
    times = [time for time in row.occurrences.all() if time.state != OccurrenceState.CANCELLED]
    waiting = [time for time in times if time.state == OccurrenceState.PLANNED]
    parties = list(row.parties.all())
    return Work(
        status=row.status,
        done=len(times) - len(waiting),
        of=len(times),
        next=next((time for time in waiting if time.end >= day), None),
        overdue=tuple(time for time in waiting if time.end < day),
        vacant=tuple(str(party) for party in parties if party.pk in empty),
        unanswered=sum(party.state == PartyState.ASKED for party in parties),
        declined=tuple(str(party) for party in parties if party.state == PartyState.DECLINED),
    )


def vacant_parties(parties: Iterable[Party]) -> set[int]:
    """The keys of the parties whose role nobody holds at their unit today. One query, none without roles."""
    named = [party for party in parties if party.role]
    if not named:
        return set()
    units, roles = {party.unit_id for party in named}, {party.role for party in named}
    found = holders().filter(unit__in=units, role__in=roles)
    held = set(found.exclude(user__is_active=False).values_list("role", "unit"))
    return {party.pk for party in named if (party.role, party.unit_id) not in held}


def unanswered_by(user: User) -> int:
    """How many activities wait for the user's yes or no. One query."""
    return asked_of(user).filter(state=PartyState.ASKED).count()


def overdue_within(user: User, permission: Permission) -> int:
    """How many activities have a time that should have been, in the plans that apply where the user holds the
    permission; where none applies yet, in the draft of the plan that has begun.
    """
    today = timezone.localdate()
    applying = in_force(today)
    late = Occurrence.objects.filter(
        Q(activity__section__plan__in=applying.values("plan"))
        | ~Q(activity__section__plan__board__in=applying.values("plan__board")),
        activity__section__plan__in=Plan.objects.within(user, permission).filter(year__lte=today.year),
        activity__removed_at__isnull=True,
        activity__section__removed_at__isnull=True,
        state=OccurrenceState.PLANNED,
        end__lt=today,
    )
    return late.values("activity").distinct().count()


def asked_of(user: User) -> QuerySet[Party]:
    """The parties that the user may answer for: roles held at the unit, in plans that are under way."""
    held = Q(pk__in=())
    for role, unit, _board in user.holdings:
        held |= Q(role=role, unit=unit)
    found = Party.objects.filter(held, activity__removed_at__isnull=True, activity__section__removed_at__isnull=True)
    return found.select_related("activity__section__plan__board", "unit").order_by(
        "-activity__section__plan__year", "pk"
    )
