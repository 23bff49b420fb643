"""How the boards' plans stand: what is in force, when it must be looked over, what is not answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from ledstjarna.audit.months import add_months
from ledstjarna.plans.in_force import in_force
from ledstjarna.plans.models import Partner, Plan, Remark, Version

SOON_MONTHS = 2
MONTHS, STATUTORY_MONTHS = 12, 24
"""How often a plan is looked over: by the city's own rule where its template says nothing, and by the act of 2023."""


@dataclass(frozen=True, slots=True)
class Clock:
    """When the plan must have been looked over; whether that day is past, or comes within two months."""

    months: int
    by: date
    late: bool
    soon: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a board's plan stands: the version in force, its two clocks, what is not answered, whether a draft is out.

    `clocks` are the city's own and the statute's; empty without a decided plan. `released` is a draft's plan, None
    when none is released.
    """

    board_id: int
    plan_pk: int | None = None
    title: str = ""
    number: int = 0
    decided_on: date | None = None
    clocks: tuple[Clock, ...] = ()
    remarks: int = 0
    released: int | None = None
    drafting: bool = False
    joint_with: str = ""


def standings(today: date) -> dict[int, Standing]:
    """How the plan of each board that has or shares one stands on a day. Four queries, however many the boards."""
    applying = in_force(today).defer("content", "pdf").select_related("plan__template")
    latest = {version.plan.board_id: version for version in applying}
    unanswered = Remark.objects.filter(answered_at__isnull=True).select_related("plan").only("plan__board")
    remarks = Counter(remark.plan.board_id for remark in unanswered)
    drafts = {plan.board_id: plan for plan in Plan.objects.filter(draft_since__isnull=False).order_by("year")}
    joint = _joint()
    return {
        board: Standing(
            board,
            **_in_force(latest.get(board), today),
            remarks=remarks[board],
            released=draft.pk if (draft := drafts.get(board)) and draft.released_at else None,
            drafting=board in drafts,
            joint_with=joint.get(board, ""),
        )
        for board in {*latest, *remarks, *drafts, *joint}
    }


def _in_force(version: Version | None, today: date) -> dict[str, Any]:
    """An editorial version carries the day of the decision before it, and moves no clock."""
    if version is None:
        return {}
    months = version.plan.template.months if version.plan.template else MONTHS
    return {
        "plan_pk": version.plan_id,
        "title": version.title,
        "number": version.number,
        "decided_on": version.decided_on,
        "clocks": tuple(_clock(version.decided_on, span, today) for span in (months, STATUTORY_MONTHS)),
    }


def _clock(decided_on: date, months: int, today: date) -> Clock:
    by = add_months(decided_on, months)
    return Clock(months, by, late=today > by, soon=today <= by <= add_months(today, SOON_MONTHS))


def _joint() -> dict[int, str]:
    """By board, whose plan it has a part in."""
    found = Partner.objects.filter(board__isnull=False).order_by("plan__year")
    return {board: name for board, name in found.values_list("board_id", "plan__board__name") if board}
