"""Steps beside the board's own decision: consultations, the committee, other boards, the executive board."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import Unit
from ledstjarna.audit import services as audit
from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.models import Outcome, Plan, Step, StepKind
from ledstjarna.plans.printing import Decision
from ledstjarna.plans.services.history import drafting
from ledstjarna.plans.services.remarks import check_remarks, raise_all
from ledstjarna.plans.states import outcomes
from ledstjarna.plans.way import course
from ledstjarna.ui.errors import Conflict


def consultation_record(
    *,
    plan: Plan,
    held_on: date,
    body: str,
    outcome: Outcome,
    text: str = "",
    actor_id: int | None,
    once: UUID | None = None,
) -> Step:
    """Note that the draft as it stands has been taken up with the police: when, with which function, what came of it.

    Raises `NoDraft`, or ValidationError for a day to come.
    """
    with drafting("plan.consultation.record", plan.pk, actor_id=actor_id, once=once) as (done, plan):
        if held_on > timezone.localdate():
            raise ValidationError({"held_on": _("Samrådet kan inte vara hållet i framtiden.")})
        step = Step(
            recorded_at=timezone.now(),
            plan=plan,
            kind=StepKind.POLICE,
            held_on=held_on,
            body=body,
            outcome=outcome,
            text=text,
        )
        _save(step, plan, actor_id)
        done.facts["step"] = step.pk
    return step


def committee_record(
    *,
    plan: Plan,
    decision: Decision,
    outcome: Outcome,
    text: str = "",
    actor_id: int | None,
    once: UUID | None = None,
) -> Step:
    """Note what the board's committee said of the draft, which goes on. Raises as `consultation_record`."""
    with drafting("plan.committee.record", plan.pk, actor_id=actor_id, once=once) as (done, plan):
        _check_not_ahead(decision.decided_on)
        step = Step(
            recorded_at=timezone.now(),
            plan=plan,
            kind=StepKind.COMMITTEE,
            outcome=outcome,
            text=text,
            **decision.as_step(),
        )
        _save(step, plan, actor_id)
        done.facts["step"] = step.pk
    return step


def version_take_up(
    *,
    plan: Plan,
    number: int,
    decision: Decision,
    outcome: Outcome,
    remarks: list[str],
    board: Unit | None = None,
    actor_id: int | None,
    once: UUID | None = None,
) -> Step:
    """Note what another body decided about the version that the plan's board decided last.

    `board` is one that shares the plan; without it the executive board decided. `number` is the version that was read.
    Remarks are numbered and wait for the board's answers. Raises `Conflict` when there is a newer version by now,
    ValidationError when the step cannot be taken as the plan stands, or the outcome asks for remarks and has none.
    """
    kind = StepKind.BOARD if board else StepKind.EXECUTIVE
    action = "plan.partner.decide" if board else "plan.executive.decide"
    with audit.act(action, actor_id=actor_id, board_id=board.pk if board else plan.board_id, once=once) as done:
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        done.on("plan", plan.pk)
        so_far = course(plan)
        version = so_far.base
        if version is None or version.number != number:
            raise Conflict(_("Det finns en nyare version av planen. Öppna den och registrera beslutet om den."))
        if outcome not in outcomes(so_far.standing_of_version, kind):
            raise ValidationError(_("Beslutet går inte att registrera som planen står nu."))
        if board and board not in so_far.boards_left():
            raise ValidationError(_("Nämndens beslut är redan registrerat."))
        check_remarks(outcome, remarks)
        if decision.decided_on < version.decided_on:
            raise ValidationError({"decided_on": _("Beslutet kan inte vara äldre än nämndens beslut om versionen.")})
        _check_not_ahead(decision.decided_on)
        step = Step(
            recorded_at=timezone.now(),
            plan=plan,
            kind=kind,
            outcome=outcome,
            board=board,
            version=version,
            **decision.as_step(),
        )
        step.recorded_by_id = actor_id
        step.full_clean(exclude=("plan", "version", "board"))
        step.save(force_insert=True)
        raise_all(plan, remarks, step, actor_id)
        done.facts |= {"step": step.pk, "version": version.number, "remarks": len(remarks)}
    return step


def _check_not_ahead(day: date) -> None:
    if day > timezone.localdate():
        raise ValidationError({"decided_on": _("Beslutet kan inte vara fattat i framtiden.")})


def _save(step: Step, plan: Plan, actor_id: int | None) -> None:
    step.recorded_at = timezone.now()
    step.fingerprint = fingerprint(plan, draft_parts(plan))
    step.recorded_by_id = actor_id
    step.full_clean(exclude=("plan",))
    step.save(force_insert=True)
