"""Questions about reports: how many there are of what, what waits, what came of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count as CountOf
from django.db.models import Q
from django.utils import timezone

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.selectors import boards
from ledstjarna.reports import terms
from ledstjarna.reports.codes import code_hash
from ledstjarna.reports.coverage import silent_units as silent_units
from ledstjarna.reports.models import (
    COUNTED,
    OPEN,
    SET_ASIDE,
    UNMADE,
    Contact,
    Question,
    Report,
    RoutineText,
    Status,
    Tally,
    TermList,
)
from ledstjarna.reports.routine import CHILD, CODES, Step, worded
from ledstjarna.reports.team import waits_for


def labels(year: int) -> tuple[dict[str, str], dict[str, str]]:
    """The environments and the kinds up to a year, code → label, in the order in which they are always shown."""
    lists = terms.known(year)
    return lists[TermList.ENVIRONMENT], lists[TermList.KIND]


@dataclass(frozen=True, slots=True)
class Count:
    """How many confirmed reports of a year are of an environment and a kind."""

    year: int
    environment: str
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Reports that wait to be read (`urgent` of them in a hurry), to be handled or to be closed with an answer.

    `concerns` are to be made to the social services the same day; `late` of them should have been made before.
    """

    total: int = 0
    urgent: int = 0
    to_handle: int = 0
    to_close: int = 0
    concerns: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class SetAside:
    """How many of a year's reports were opinions within the law, and how many became reports to social services."""

    opinions: int
    concerns: int


def counts(*, board_id: int, years: Collection[int]) -> list[Count]:
    """The board's confirmed reports by year, environment and kind; what there is none of is left out. One query.

    An event told more than once counts once, and what has been removed by decision is still counted. Plain SQL: to put
    the query together from the model takes as long as to count thousands of reports.
    """
    if not years:
        return []  # PostgreSQL knows no empty list
    within = ", ".join(["%s"] * len(years))
    sql = f"""
        SELECT year, environment, kind, COUNT(*) FROM {Report._meta.db_table}
        WHERE board_id = %s AND year IN ({within}) AND status IN ({", ".join(["%s"] * len(COUNTED))})
        AND same_event_id IS NULL
        GROUP BY year, environment, kind
        UNION ALL
        SELECT year, environment, kind, number FROM {Tally._meta.db_table}
        WHERE board_id = %s AND year IN ({within})"""  # noqa: S608 (only placeholders are put in)
    found: Counter[tuple[int, str, str]] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(sql, [board_id, *years, *COUNTED, board_id, *years])
        for year, environment, kind, number in cursor.fetchall():
            found[year, environment, kind] += number
    return [Count(*what, number) for what, number in found.items()]


def waiting(user: User) -> Waiting:
    """What waits for the user as the one who handles reports, and for nobody else. One query."""
    received = Q(status=Status.RECEIVED)
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Waiting(
        **Report.objects.visible_to(user)
        .filter(waits_for(user))
        .aggregate(
            total=CountOf("pk", filter=received),
            urgent=CountOf("pk", filter=received & Q(urgent=True)),
            to_handle=CountOf("pk", filter=Q(status=Status.CONFIRMED)),
            to_close=CountOf("pk", filter=Q(status=Status.HANDLED)),
            concerns=CountOf("pk", filter=UNMADE),
            late=CountOf("pk", filter=UNMADE & Q(concern_decided_at__lt=today)),
        )
    )


def set_aside(user: User, year: int) -> SetAside:
    """The reports received in a year that were set aside, at the boards where the user handles reports. One query."""
    found = Report.objects.visible_to(user).filter(received_on__year=year, status__in=SET_ASIDE)
    opinions = Q(status=Status.OPINION)
    return SetAside(
        **found.aggregate(opinions=CountOf("pk", filter=opinions), concerns=CountOf("pk", filter=~opinions))
    )


def by_code(written: str) -> Report | None:
    """The report with a receipt code, however it is written; None for a wrong code and for a removed report alike."""
    return Report.objects.filter(code_hash=code_hash(written)).with_answered().first()


def open_question(report: Report) -> Question | None:
    """The question that has waited longest for the reporter's answer. One query, where there may be one."""
    if report.status not in OPEN:
        return None
    return report.questions.filter(answered_on__isnull=True).order_by("pk").first()


def has_contact(report: Report) -> bool:
    """Whether the reporter has asked to be contacted."""
    return Contact.objects.filter(report=report.pk).exists()


def places_of(user: User) -> list[Unit]:
    """The units a user may file from: those where the user holds a role today, or their boards when they have ended.

    Every board for roles at the city, and for those whose boards have ended too.
    """
    today = timezone.localdate()
    held = {row.unit_id: row.unit for row in user.held if row.unit.board_id is not None}
    if there := [unit for unit in held.values() if unit.holds(today)]:
        return sorted(there, key=lambda unit: unit.sort_key)
    above = {unit.board_id for unit in held.values()}
    every = list(boards())
    return [board for board in every if board.pk in above] or every


def routine_steps() -> tuple[Step, ...]:
    """What comes before every report, in the municipality's words where it has any. One query."""
    return worded(RoutineText.objects.filter(step__in=CODES))


def child_step() -> Step:
    """Where a report to the social services is made, in the municipality's words where it has any. One query."""
    return next(step for step in routine_steps() if step.code == CHILD)
