"""Who can take care of a board's reports: its coordinators, and those who stand in for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from ledstjarna.accounts.models import User
from ledstjarna.accounts.selectors import holders
from ledstjarna.reports.models import Recusal, Report
from ledstjarna.walls.roles import Role


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who handles a board's reports; `deputy` for a stand-in, who sees and may do the same."""

    user: User
    deputy: bool


def teams(boards: Collection[int]) -> dict[int, list[Colleague]]:
    """The coordinators of some boards today, each once, stand-ins last. One query."""
    found: dict[int, dict[int, Colleague]] = defaultdict(dict)
    rows = holders(role=Role.LOCAL_COORDINATOR).filter(unit__board__in=boards, user__is_active=True)
    for row in rows:
        if row.user is not None and row.unit.board_id is not None:
            found[row.unit.board_id].setdefault(row.user.pk, Colleague(row.user, row.deputy))
    return {board: list(found[board].values()) for board in boards}


def waits_for(user: User) -> Q:
    """Reports that are the user's to see to, or nobody's: their handler may have left the board's team."""
    there = holders(role=Role.LOCAL_COORDINATOR).filter(user__is_active=True, unit__board=OuterRef("board"))
    return Q(handler=user.pk) | ~Q(Exists(there.filter(user=OuterRef("handler")).order_by()))


def able(report: Report) -> list[Colleague]:
    """Those of the board's coordinators who have not stepped back from the report. Two queries."""
    back = set(Recusal.objects.filter(report=report).values_list("user_id", flat=True))
    return [one for one in teams({report.board_id})[report.board_id] if one.user.pk not in back]


def near(report: Report) -> set[int]:
    """Those who hold a role at the unit that reported, and may know whom it is about. One query."""
    return set(holders(unit=report.unit).order_by().exclude(user=None).values_list("user_id", flat=True))


def administrators() -> list[User]:
    """Those who can add a coordinator or a stand-in, each once."""
    rows = holders(role=Role.ADMINISTRATOR).filter(user__is_active=True)
    return list({row.user.pk: row.user for row in rows if row.user is not None}.values())
