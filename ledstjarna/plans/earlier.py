"""Remarks on the board's earlier plans, as a later plan meets them: what still waits, and answers that go with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ledstjarna.plans.models import Plan, Remark, Version


@dataclass(slots=True)
class Earlier:
    """A plan before this one: how many of its remarks wait for an answer, and the answers that go with this plan."""

    pk: int
    year: int
    owed: int = 0
    answers: list[Remark] = field(default_factory=list)


def earlier(plan: Plan) -> list[Earlier]:
    """The board's plans of earlier years that owe answers, or whose answers go with this plan. Two queries at most."""
    found: dict[int, Earlier] = {}
    waiting = Remark.objects.filter(plan__board=plan.board_id, plan__year__lt=plan.year, withdrawn_at__isnull=True)
    remarks = list(waiting.select_related("plan", "step").order_by("plan__year", "number"))
    decided = any(remark.answer for remark in remarks) and plan.versions.exists()
    for remark in remarks:
        row = found.setdefault(remark.plan_id, Earlier(remark.plan_id, remark.plan.year))
        if remark.open:
            row.owed += 1
        elif _goes_with(remark, plan, decided=decided):
            row.answers.append(remark)
    return [row for row in found.values() if row.owed or row.answers]


def _goes_with(remark: Remark, plan: Plan, *, decided: bool) -> bool:
    """An answer that has gone nowhere yet, or was given while the plan was written, before its first decision."""
    written_meanwhile = remark.answered_at is not None and remark.answered_at >= plan.created_at
    return remark.answered_in_id is None or (written_meanwhile and not decided)


def answers_taken(plan: Plan) -> list[Remark]:
    """The answers on earlier plans that the plan's next version takes along."""
    return [remark for row in earlier(plan) for remark in row.answers]


def hold(plan: Plan) -> None:
    """Lock the earlier plans, so that no answer is rewritten while it is taken along; within a transaction."""
    list(Plan.objects.select_for_update().filter(board=plan.board_id, year__lt=plan.year).order_by("pk"))


def settle(version: Version) -> None:
    """The answers have gone to the board with the version, but for those whose own plan has a draft that takes them."""
    alone = [remark.pk for remark in answers_taken(version.plan) if remark.plan.draft_since is None]
    Remark.objects.filter(pk__in=alone).update(answered_in=version)


def later_draft(plan: Plan) -> Plan | None:
    """The board's draft of a later year, which takes along what is answered on this plan by then. One query."""
    later = Plan.objects.filter(board=plan.board_id, year__gt=plan.year, draft_since__isnull=False)
    return later.order_by("year").first()
