"""Questions about the follow-up: what waits for whom, and how the boards stand in a year's periods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.selectors import boards
from ledstjarna.followup.access import Access, access
from ledstjarna.followup.following import Counts, Line, Sheet, counts, sheets
from ledstjarna.followup.models import Report, State
from ledstjarna.followup.permissions import ACCEPT, CITY, ON_BEHALF, REPORT
from ledstjarna.periods import selectors as periods
from ledstjarna.periods.selectors import PeriodRef
from ledstjarna.periods.selectors import State as Open
from ledstjarna.plans.selectors_followup import FollowedPlan, first_decisions, followed_plans, parties_of

REMINDED: Final = timedelta(days=45)
"""How long after its day a period is brought up for the central coordinator."""


@dataclass(frozen=True, slots=True)
class Mine:
    """A plan in a period that is open, as one who reports in it sees it. `last_day` is the last to hand in."""

    sheet: Sheet
    access: Access
    state: Open
    last_day: date

    @property
    def own(self) -> list[Line]:
        """The user's own activities that are due, or reported on though they are not."""
        return [line for line in self.sheet.due if self.access.own(line.activity)]

    @property
    def left(self) -> bool:
        """Whether something of the user's own is still to be handed in."""
        return any(not line.done for line in self.own)

    @property
    def others(self) -> list[Line]:
        """The user's own activities that are not due, which may be reported on all the same."""
        return [line for line in self.sheet.others if self.access.own(line.activity)]


def mine(user: User, today: date, *, before: bool = True) -> list[Mine]:
    """What the user reports in today, the period that is due first before the others; with what was said `before`."""
    parties = parties_of(user) if user.may(REPORT) else {}
    own = user.boards(ON_BEHALF) | set(parties.values())
    if not own:
        return []
    terms = periods.current(today)
    plans = _plans(terms, own)
    pairs = [(plan, term) for term in terms for plan in plans[term.year] if term.is_open(plan.board_id, today)]
    found = []
    for sheet in sheets(pairs, before=before):
        seen = access(user, sheet.plan)
        board = sheet.plan.board_id
        if seen.on_behalf or any(seen.reports_on(line.activity) for line in sheet.lines):
            found.append(Mine(sheet, seen, sheet.period.state(board, today), sheet.period.last_day(board)))
    return sorted(found, key=lambda row: (row.sheet.period.due, row.sheet.plan.board_name))


def _plans(terms: Iterable[PeriodRef], own: Iterable[int]) -> dict[int, list[FollowedPlan]]:
    wanted = list(own)
    return {year: list(followed_plans(year, wanted).values()) for year in {term.year for term in terms}}


@dataclass(frozen=True, slots=True)
class ToReport:
    """How many activities wait for the user's report in a period, and how many of them were sent back."""

    period: str
    board_name: str
    waiting: int
    sent_back: int
    last_day: date
    late: bool


@dataclass(frozen=True, slots=True)
class ToAccept:
    """How many reports a board has handed in for a period that nobody has judged."""

    board_id: int
    board_name: str
    period_id: int
    period: str
    count: int


@dataclass(frozen=True, slots=True)
class Silent:
    """How many boards have not handed in all that was due in a period."""

    year: int
    period_id: int
    period: str
    boards: int


def to_report(user: User, today: date) -> list[ToReport]:
    """What waits for the user's report."""
    found = []
    for row in mine(user, today, before=False):
        waiting = [line for line in row.own if not line.done]
        back = sum(line.report is not None and line.report.state == State.SENT_BACK for line in waiting)
        if waiting:
            late = row.state is not Open.OPEN
            period, board = str(row.sheet.period), row.sheet.plan.board_name
            found.append(ToReport(period, board, len(waiting), back, row.last_day, late))
    return found


def to_accept(user: User) -> list[ToAccept]:
    """What waits for the user's judgement. One query."""
    waiting = Report.objects.filter(board__in=user.boards(ACCEPT), state=State.SUBMITTED)
    waiting = waiting.select_related("board", "period").order_by("period__due", "board__sort_key")
    return [
        ToAccept(board.pk, board.name, period.pk, str(period), count)
        for (board, period), count in Counter((report.board, report.period) for report in waiting).items()
    ]


def silent(user: User, today: date) -> list[Silent]:
    """The periods whose day has come lately and which some board has not handed in, for the central coordinator."""
    if not user.may(CITY):
        return []
    terms = periods.lately_due(today, today - REMINDED)
    found = []
    for year in sorted({term.year for term in terms}):
        rows = matrix(year, today, [term for term in terms if term.year == year])
        for place, term in enumerate(term for term in terms if term.year == year):
            if count := sum(row.cells[place].missing > 0 for row in rows):
                found.append(Silent(year, term.pk, str(term), count))
    return found


@dataclass(frozen=True, slots=True)
class Cell:
    """A board in a period: how many activities stand where. `counts` is None without a decided plan."""

    period: PeriodRef
    state: Open
    counts: Counts | None
    last_day: date
    before_plan: bool = False

    @property
    def missing(self) -> int:
        """What is due and not handed in, once the period has opened; nothing of a time before the board had a plan."""
        waits = self.state is not Open.AHEAD and not self.before_plan
        return self.counts.missing if self.counts and waits else 0


@dataclass(frozen=True, slots=True)
class Row:
    """A board and its cells, one for each period. `shares` names the board whose plan it has a part in."""

    board: Unit
    cells: tuple[Cell, ...]
    shares: str = ""

    @property
    def planned(self) -> bool:
        """Whether it has a decided plan of its own."""
        return any(cell.counts for cell in self.cells)

    @property
    def missing(self) -> bool:
        return any(cell.missing for cell in self.cells)


def matrix(year: int, today: date, terms: list[PeriodRef]) -> list[Row]:
    """All present boards beside periods of a year. As many queries for all boards as for one."""
    plans = followed_plans(year)
    decided = {board: plan for board, plan in plans.items() if plan.decided_on}
    first = first_decisions()
    stand = counts((plan, term) for plan in decided.values() for term in terms)
    shares = {board: plan.board_name for plan in decided.values() for board in plan.boards - {plan.board_id}}
    return [
        Row(
            board,
            tuple(
                Cell(
                    term,
                    term.state(board.pk, today),
                    stand.get((board.pk, term.pk)),
                    (last := term.last_day(board.pk)),
                    before_plan=first.get(board.pk, last) > last,
                )
                for term in terms
            ),
            shares.get(board.pk, "") if board.pk not in decided else "",
        )
        for board in boards(today)
    ]
