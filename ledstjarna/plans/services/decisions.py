"""From draft to decision and back: a version is frozen, a new draft starts from it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.plans.content import Part, checksum, draft_parts, fingerprint, frozen
from ledstjarna.plans.earlier import hold, settle
from ledstjarna.plans.models import Activity, Change, Outcome, Plan, Step, StepKind, Version
from ledstjarna.plans.printing import Decision, plan_pdf
from ledstjarna.plans.rounds import Round, round_now
from ledstjarna.plans.services.history import drafting, note
from ledstjarna.plans.services.remarks import check_answered, check_remarks, raise_all
from ledstjarna.plans.way import Course, course
from ledstjarna.texts.guard import PROFILES, check_text, tidy

REASON_LENGTH = 1_000


class DraftChanged(Exception):
    """The draft is no longer what the registrar has read."""


def version_decide(
    *,
    plan: Plan,
    decision: Decision,
    seen: str,
    without_police: str = "",
    actor_id: int | None,
    once: UUID | None = None,
) -> Version:
    """Freeze the draft as the board decided it: JSON with the round it has made, its checksum and the PDF.

    `seen` is the fingerprint of the draft that the registrar has read, `without_police` the reason when nobody
    consulted the police and the city's template wants it. Raises `DraftChanged` when the draft is another by now,
    `NoDraft` when there is none, ValidationError when the decision cannot be as said or remarks wait for an answer.
    """
    with drafting("plan.version.decide", plan.pk, actor_id=actor_id, once=once) as (done, plan):
        parts = _read(plan, seen)
        check_date(decision.decided_on, plan.versions.last())
        check_answered(plan)
        so_far = course(plan)
        hold(plan)
        reason = _why_without_police(so_far, without_police)
        made = round_now(so_far, seen, without_police=reason)
        version = freeze(plan, parts, decision, made)
        Step.objects.filter(pk__in=[step.pk for step in so_far.on_draft()]).update(version=version)
        plan.remarks.filter(answered_in__isnull=True).update(answered_in=version)
        settle(version)
        close_draft(plan)
        note(plan, Change.DECIDED, actor_id, after={"version": version.number})
        done.facts |= {"version": version.number, "version_id": version.pk, "sha256": version.sha256}
    return version


def draft_refer_back(
    *,
    plan: Plan,
    decision: Decision,
    remarks: list[str],
    seen: str,
    actor_id: int | None,
    once: UUID | None = None,
) -> Step:
    """Note that the board has sent the draft back, with what it wants answered. The draft goes on, no version is made.

    Raises as `version_decide` does.
    """
    with drafting("plan.draft.refer_back", plan.pk, actor_id=actor_id, once=once) as (done, plan):
        _read(plan, seen)
        check_date(decision.decided_on, plan.versions.last())
        check_remarks(Outcome.REFERRED_BACK, remarks)
        step = Step(
            recorded_at=timezone.now(),
            plan=plan,
            kind=StepKind.BOARD,
            outcome=Outcome.REFERRED_BACK,
            fingerprint=seen,
            recorded_by_id=actor_id,
            **decision.as_step(),
        )
        step.full_clean(exclude=("plan",))
        step.save(force_insert=True)
        raise_all(plan, remarks, step, actor_id)
        done.facts |= {"step": step.pk, "remarks": len(remarks)}
    return step


def plan_revise(*, plan: Plan, actor_id: int | None, once: UUID | None = None) -> Plan:
    """Begin a new draft from what the board has decided. A draft that is under way stays as it is."""
    with audit.act("plan.revise", actor_id=actor_id, board_id=plan.board_id, once=once) as done:
        plan = Plan.objects.select_for_update().get(pk=plan.pk)
        done.on("plan", plan.pk)
        if plan.draft_since is None:
            plan.draft_since = timezone.now()
            plan.save(update_fields=["draft_since"])
            note(plan, Change.REVISED, actor_id)
    return plan


def check_date(decided_on: date, latest: Version | None) -> None:
    """Raise `ValidationError` for a day to come, or one before the plan's latest decision."""
    if decided_on > timezone.localdate():
        raise ValidationError({"decided_on": _("Beslutet kan inte vara fattat i framtiden.")})
    if latest and decided_on < latest.decided_on:
        raise ValidationError({"decided_on": _("Beslutet kan inte vara äldre än beslutet om den förra versionen.")})


def freeze(plan: Plan, parts: tuple[Part, ...], decision: Decision, made: Round, *, editorial: bool = False) -> Version:
    """Store the plan's next version; the caller's act holds the transaction."""
    latest = plan.versions.last()
    number = latest.number + 1 if latest else 1
    content = frozen(plan, parts, number, decision.as_json(), made.as_json())
    version = Version(
        plan=plan,
        number=number,
        title=plan.title,
        content=content,
        sha256=checksum(content),
        editorial=editorial,
        **asdict(decision),
    )
    version.pdf = plan_pdf(plan, parts, version)
    version.full_clean(exclude=("plan", "content", "pdf"))
    version.save(force_insert=True)
    return version


def _read(plan: Plan, seen: str) -> tuple[Part, ...]:
    """The draft, which must be the one that was read."""
    parts = draft_parts(plan)
    if fingerprint(plan, parts) != seen:
        raise DraftChanged
    return parts


def _why_without_police(course: Course, reason: str) -> str:
    """The reason, "" when none is needed. Raises `ValidationError` when it is needed and missing."""
    if not course.police_missing:
        return ""
    reason = str(check_text(tidy(reason), PROFILES["institution"], REASON_LENGTH)).strip()
    if not reason:
        raise ValidationError(
            _("Samråd med polisen är inte noterat. Notera det, eller skriv varför det inte har hållits.")
        )
    return reason


def close_draft(plan: Plan) -> None:
    """What was taken out of the draft is gone for good; its texts stay in the history."""
    plan.sections.filter(removed_at__isnull=False).delete()
    Activity.objects.filter(section__plan=plan, removed_at__isnull=False).delete()
    plan.draft_since = plan.released_at = None
    plan.save(update_fields=["draft_since", "released_at"])
