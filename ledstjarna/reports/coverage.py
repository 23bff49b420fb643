"""Which units have been heard of, month by month: by a report, or by their manager's word that there is nothing.

A manager sees that a unit has answered or is silent, never which of the two it was: else one could tell that somebody
at a small unit has filed a report. For the same reason a report makes no difference as long as a month can be answered:
a manager who has not answered would know whence the answer came.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from ledstjarna.accounts.models import Unit, UnitKind, User
from ledstjarna.reports.models import Heard, NothingToReport
from ledstjarna.reports.permissions import COVERAGE, NOTHING, TRIAGE

MONTHS: Final = 12
_ANSWER_UNTIL: Final = 15
_UNDO_DAYS: Final = 10
_LAST_WEEK: Final = 7


class State(StrEnum):
    """How a unit stood in a month; `ABSENT` when there was no such unit."""

    REPORTED = "reported"
    NOTHING = "nothing"
    ANSWERED = "answered"
    SILENT = "silent"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Row:
    """A unit with its months, the latest last; `ended` is its last day when that has passed."""

    unit: Unit
    months: tuple[tuple[date, State], ...]
    ended: date | None

    def heard(self, year: int) -> bool:
        """Whether anything has come from it in a year."""
        return any(month.year == year and state not in _QUIET for month, state in self.months)


_QUIET: Final = (State.SILENT, State.ABSENT)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The units by month; of the `units` there are now `heard` have been heard of this year."""

    months: tuple[date, ...]
    rows: tuple[Row, ...]
    heard: int
    units: int


def month_before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def month_after(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def open_months(today: date) -> tuple[date, ...]:
    """The months that can be answered: this one, and until the fifteenth also the one before."""
    this = today.replace(day=1)
    return (this, month_before(this)) if today.day <= _ANSWER_UNTIL else (this,)


def can_undo(month: date, today: date) -> bool:
    """Whether an answer can still be taken back: until ten days after the month, which has begun."""
    return month <= today < month_after(month) + timedelta(days=_UNDO_DAYS)


def of_units(user: User, today: date) -> Coverage:
    """What the user may see of the latest twelve months. Four queries, whatever the number of units."""
    months = _months(today)
    boards = user.boards(TRIAGE)
    units = _listed(user.units(COVERAGE), months[0])
    reported, answered = _reported(units, months[0]), _answered(units, months[0])
    rows = tuple(_row(unit, months, reported, answered, unit.board_id in boards, today) for unit in units)
    present = [row for row in rows if row.unit.holds(today)]
    return Coverage(months, rows, sum(row.heard(today.year) for row in present), len(present))


def silent_units(user: User, today: date) -> list[tuple[Unit, date]]:
    """The units whose manager may be asked now, in a month's last week or the ten days after it, and the month.

    Whether a report has come in makes no difference: to be asked or not would tell. Three queries.
    """
    month = _asked_for(today)
    if month is None:
        return []
    units = [unit for unit in _listed(user.units(NOTHING), month) if was_there(unit, month)]
    said = _answered(units, month)
    return [(unit, month) for unit in units if (unit.pk, month) not in said]


def to_answer(user: User, today: date) -> list[tuple[Unit, date, NothingToReport | None]]:
    """The user's own units with the months that can be answered now, and what has been said. Three queries."""
    months = open_months(today)
    units = _listed(user.units(NOTHING), months[-1])
    said = {(row.unit_id, row.month): row for row in NothingToReport.objects.filter(unit__in=units, month__in=months)}
    return [(unit, month, said.get((unit.pk, month))) for unit in units for month in months if was_there(unit, month)]


def _asked_for(today: date) -> date | None:
    this = today.replace(day=1)
    if today.day > monthrange(today.year, today.month)[1] - _LAST_WEEK:
        return this
    return month_before(this) if today.day <= _UNDO_DAYS else None


def _months(today: date) -> tuple[date, ...]:
    months = [today.replace(day=1)]
    while len(months) < MONTHS:
        months.insert(0, month_before(months[0]))
    return tuple(months)


def _listed(reached: Collection[int], since: date) -> list[Unit]:
    """The units proper of what is reached, those that have ended since a day among them, in Swedish order.

    A board that has no units is listed by what lies lowest in it.
    """
    found = [unit for unit in Unit.objects.filter(pk__in=reached) if unit.valid_to is None or unit.valid_to > since]
    with_units = {unit.board_id for unit in found if unit.kind == UnitKind.UNIT}
    parents = {unit.parent_id for unit in found}
    return [
        unit
        for unit in found
        if unit.kind == UnitKind.UNIT or (unit.board_id not in with_units and unit.pk not in parents)
    ]


def was_there(unit: Unit, month: date) -> bool:
    """Whether the unit existed on any day of the month."""
    return unit.valid_from < month_after(month) and (unit.valid_to is None or unit.valid_to > month)


Months = Collection[tuple[int, date]]


def _reported(units: Iterable[Unit], since: date) -> set[tuple[int, date]]:
    """By what was noted at filing: a report may be moved to a unit above since, or be gone, and that must not show."""
    found = Heard.objects.filter(unit__in=[unit.pk for unit in units], month__gte=since)
    return set(found.values_list("unit", "month"))


def _answered(units: Iterable[Unit], since: date) -> set[tuple[int, date]]:
    found = NothingToReport.objects.filter(unit__in=[unit.pk for unit in units], month__gte=since)
    return set(found.values_list("unit", "month"))


def _row(unit: Unit, months: Iterable[date], reported: Months, answered: Months, whole: bool, today: date) -> Row:
    fresh = () if whole else open_months(today)

    def state(month: date) -> State:
        key = (unit.pk, month)
        if key in reported and month not in fresh:
            return State.REPORTED if whole else State.ANSWERED
        if key in answered:
            return State.NOTHING if whole else State.ANSWERED
        return State.SILENT if was_there(unit, month) else State.ABSENT

    ended = unit.last_day if unit.valid_to is not None and unit.valid_to <= today else None
    return Row(unit, tuple((month, state(month)) for month in months), ended)
