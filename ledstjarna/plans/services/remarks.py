"""Remarks on a plan: raised, answered, taken back. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.audit import services as audit
from ledstjarna.plans.earlier import later_draft
from ledstjarna.plans.models import Outcome, Plan, Remark, Step
from ledstjarna.plans.rounds import pending
from ledstjarna.plans.services.history import GONE, NoDraft
from ledstjarna.ui.errors import Conflict


class AnsweredMeanwhile(Exception):
    """Somebody else has answered the remark, or taken it back, since it was read; `current` is how it stands now."""

    def __init__(self, current: Remark) -> None:
        super().__init__(current.pk)
        self.current = current


def remark_raise(*, plan: Plan, text: str, actor_id: int | None, once: UUID | None = None) -> Remark:
    """Put a remark on a plan from the central coordinator; the next version must answer it."""
    with audit.act("plan.remark.raise", actor_id=actor_id, board_id=plan.board_id, once=once) as done:
        plan = _locked(plan)
        done.on("plan", plan.pk)
        [remark] = raise_all(plan, [text], None, actor_id)
        done.facts["remark"] = remark.number
    return remark


def remark_answer(*, remark: Remark, answer: str, lock: int, actor_id: int | None, once: UUID | None = None) -> Remark:
    """Answer a remark that was read with `lock`, or put the answer in other words.

    Raises `NoDraft` when neither the plan is being revised nor a later one written, which then takes the answer along,
    `AnsweredMeanwhile` when somebody was faster or it was taken back, ValidationError when a version has answered it.
    """
    with audit.act("plan.remark.answer", actor_id=actor_id, board_id=remark.plan.board_id, once=once) as done:
        plan = _locked(remark.plan)
        done.on("plan", plan.pk)
        if plan.draft_since is None and later_draft(plan) is None:
            raise NoDraft
        now = _again(remark)
        done.facts["remark"] = now.number
        if now.answered_in_id:
            raise ValidationError(_("Svaret har redan gått till nämnden. Det går inte att ändra."))
        if now.answer == answer and now.withdrawn_at is None:
            return now
        if now.lock != lock or now.withdrawn_at is not None:
            raise AnsweredMeanwhile(now)
        now.answer, now.lock = answer, now.lock + 1
        now.answered_at = timezone.now() if answer else None
        now.answered_by_id = actor_id if answer else None
        now.full_clean(exclude=("plan", "step"))
        now.save()
    return now


def remark_withdraw(*, remark: Remark, actor_id: int | None, once: UUID | None = None) -> Remark:
    """Take back a remark that no one has answered; it stays in the list as taken back.

    Raises ValidationError when it is another's, a board's, or has an answer.
    """
    with audit.act("plan.remark.withdraw", actor_id=actor_id, board_id=remark.plan.board_id, once=once) as done:
        done.on("plan", _locked(remark.plan).pk)
        now = _again(remark)
        done.facts["remark"] = now.number
        if now.withdrawn_at is None:
            if now.step_id or now.raised_by_id != actor_id:
                raise ValidationError(_("Bara den som har lämnat synpunkten kan ta tillbaka den."))
            if now.answer:
                raise ValidationError(_("Synpunkten är redan besvarad och står kvar."))
            now.withdrawn_at, now.lock = timezone.now(), now.lock + 1
            now.save(update_fields=["withdrawn_at", "lock"])
    return now


def raise_all(plan: Plan, texts: Iterable[str], step: Step | None, actor_id: int | None) -> list[Remark]:
    """Number remarks on after those there are; the caller's act holds the transaction and the plan's lock."""
    last: int = plan.remarks.aggregate(last=Max("number"))["last"] or 0
    found = [
        Remark(plan=plan, number=number, text=text, step=step, raised_by_id=actor_id)
        for number, text in enumerate(texts, start=last + 1)
    ]
    for remark in found:
        remark.full_clean(exclude=("plan", "step"))
        remark.save(force_insert=True)
    return found


def check_answered(plan: Plan) -> None:
    """Raise `ValidationError` while remarks wait for an answer."""
    if left := sum(remark.open for remark in pending(plan)):
        sentence = ngettext(
            "En synpunkt är inte besvarad. Den behöver ett svar innan beslutet registreras.",
            "%d synpunkter är inte besvarade. De behöver svar innan beslutet registreras.",
            left,
        )
        raise ValidationError(sentence % left if left > 1 else sentence)


def check_remarks(outcome: Outcome, remarks: list[str]) -> None:
    """Raise `ValidationError` unless there are remarks exactly when the outcome asks for answers."""
    asks = outcome in (Outcome.CONDITIONS, Outcome.REFERRED_BACK)
    if asks and not remarks:
        raise ValidationError({"remarks": _("Skriv minst en synpunkt som planen ska svara på.")})
    if remarks and not asks:
        sentence = _("Ett godkännande utan villkor har inga synpunkter. Ta bort dem eller ändra utfallet.")
        raise ValidationError({"remarks": sentence})


def _locked(plan: Plan) -> Plan:
    found = Plan.objects.select_for_update().filter(pk=plan.pk).first()
    if found is None:
        raise Conflict(str(GONE))
    return found


def _again(remark: Remark) -> Remark:
    found = Remark.objects.select_related("plan").filter(pk=remark.pk).first()
    if found is None:
        raise Conflict(str(GONE))
    return found
