"""Questions about the survey, from this room and from others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from ledstjarna.accounts.models import User, current
from ledstjarna.accounts.selectors import holders
from ledstjarna.surveys.models import Answer, Invitation, Phase, Question, Round, Value
from ledstjarna.walls.roles import Role


@dataclass(frozen=True, slots=True)
class Share:
    """One question of a year's round: how many units said yes, of how many that answered, of how many asked.

    `answered` counts the units that gave any answer to this question ("vet inte" too), `asked` all units in the round.
    `key` is the question's own and stays the same from year to year.
    """

    key: str
    wording: str
    year: int
    yes: int
    no: int
    unknown: int
    asked: int

    @property
    def answered(self) -> int:
        return self.yes + self.no + self.unknown

    @property
    def percent(self) -> int | None:
        """The share of those who answered that said yes, in whole per cent; None when nobody did."""
        return percent(self.yes, self.answered) if self.answered else None


def percent(part: int, whole: int) -> int:
    """The share in whole per cent, halves up."""
    return (200 * part + whole) // (2 * whole)


def shares(*, board_id: int, year: int) -> list[Share]:
    """The results of a board's round of a year: see `shares_of`."""
    return shares_of(board_id=board_id, years=[year])[year]


def shares_of(*, board_id: int, years: Collection[int]) -> dict[int, list[Share]]:
    """The results of a board's rounds of some years, each in its order, as they stand; a year in which none has
    opened is empty. One query, in plain SQL as `reports.selectors.counts`.
    """
    sql = f"""
        SELECT q.key, q.wording, r.year,
            COUNT(CASE WHEN a.value = %s THEN 1 END),
            COUNT(CASE WHEN a.value = %s THEN 1 END),
            COUNT(CASE WHEN a.value = %s THEN 1 END),
            (SELECT COUNT(*) FROM {Invitation._meta.db_table} i WHERE i.round_id = r.id)
        FROM {Round._meta.db_table} r
        JOIN {Question._meta.db_table} q ON q.round_id = r.id
        LEFT JOIN {Answer._meta.db_table} a ON a.question_id = q.id
        WHERE r.board_id = %s AND r.year IN ({", ".join(["%s"] * len(years))}) AND r.opened_at IS NOT NULL
        GROUP BY r.id, r.year, q.id, q.key, q.wording, q.position ORDER BY q.position"""  # noqa: S608
    found: dict[int, list[Share]] = {year: [] for year in years}
    with connection.cursor() as cursor:
        cursor.execute(sql, [Value.YES, Value.NO, Value.UNKNOWN, board_id, *years])
        for row in cursor.fetchall():
            share = Share(*row)
            found[share.year].append(share)
    return found


@dataclass(frozen=True, slots=True)
class Result:
    """A question's share, and that of the year before when it was asked then too."""

    now: Share
    before: Share | None


def results(*, board_id: int, year: int) -> list[Result]:
    """A round's shares beside those of the year before, joined by key where the wording is the same."""
    found = shares_of(board_id=board_id, years=(year - 1, year))
    before = {(share.key, share.wording): share for share in found[year - 1]}
    return [Result(share, before.get((share.key, share.wording))) for share in found[year]]


@dataclass(frozen=True, slots=True)
class Silent:
    """A unit that was asked and has not answered; its manager's name, empty where nobody is in place."""

    unit_name: str
    manager: str
    ended: date | None


def silent(round_id: int) -> list[Silent]:
    """The units that have not answered a round, in Swedish order, with whom to remind."""
    units = [row.unit for row in Invitation.objects.filter(round=round_id, answered_on=None).select_related("unit")]
    managers: dict[int, str] = {}
    for held in holders(role=Role.UNIT_MANAGER).filter(unit__in=units):
        managers.setdefault(held.unit_id, held.holder)
    return [Silent(unit.name, managers.get(unit.pk, ""), unit.last_day) for unit in units]


@dataclass(frozen=True, slots=True)
class RoundRef:
    """A board's round: its days, where it stands today and how many of those asked have answered."""

    pk: int
    title: str
    board_name: str
    year: int
    opens: date
    closes: date
    phase: Phase
    answered: int
    asked: int


def rounds(user: User) -> list[RoundRef]:
    """The rounds that the user runs, the latest year first."""
    return _refs(Round.objects.visible_to(user))


def round_of(*, board_id: int, year: int) -> RoundRef | None:
    """The board's round of the year, if there is one."""
    return next(iter(_refs(Round.objects.filter(board=board_id, year=year))), None)


def _refs(found: QuerySet[Round]) -> list[RoundRef]:
    counted = found.select_related("board").annotate(
        asked=Count("invitations"), answered=Count("invitations", filter=Q(invitations__answered_on__isnull=False))
    )
    counted = counted.order_by("-year", "board__sort_key")  # Django leaves the model's own order out where it counts
    return [
        RoundRef(
            pk=row.pk,
            title=row.title,
            board_name=row.board.name,
            year=row.year,
            opens=row.opens,
            closes=row.closes,
            phase=row.phase,
            answered=row.answered,
            asked=row.asked,
        )
        for row in counted
    ]


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """A unit whose answers are missing in a round that is open."""

    round_pk: int
    title: str
    unit_pk: int
    unit_name: str
    closes: date


def to_answer(user: User) -> list[ToAnswer]:
    """What waits for the user's answer today, the first to close first. A unit that has ended waits for nobody."""
    today = timezone.localdate()
    waiting = Invitation.objects.visible_to(user).filter(
        current(today, prefix="unit__"), round__in=Round.objects.open_on(today), answered_on__isnull=True
    )
    return [
        ToAnswer(row.round_id, row.round.title, row.unit_id, row.unit.name, row.round.closes)
        for row in waiting.select_related("round", "unit").order_by("round__closes", "unit__sort_key")
    ]
