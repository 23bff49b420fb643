"""From draft to decision and back: a version is frozen, a new draft starts from it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.plans.content import checksum, draft_parts, fingerprint, frozen
from ledstjarna.plans.models import Activity, Change, Plan, Version
from ledstjarna.plans.printing import Decision, plan_pdf
from ledstjarna.plans.services.history import drafting, note


class DraftChanged(Exception):
    """The draft is no longer what the registrar has read."""


def version_decide(
    *, plan: Plan, decision: Decision, seen: str, actor_id: int | None, once: UUID | None = None
) -> Version:
    """Freeze the draft as the board decided it: JSON, its checksum and the PDF.

    `seen` is the fingerprint of the draft that the registrar has read. Raises `DraftChanged` when the draft
    is another by now, `NoDraft` when there is none, ValidationError when the decision cannot be as said.
    """
    with drafting("plan.version.decide", plan.pk, actor_id=actor_id, once=once) as (done, plan):
        parts = draft_parts(plan)
        if fingerprint(plan, parts) != seen:
            raise DraftChanged
        latest = plan.versions.last()
        check_date(decision.decided_on, latest)
        number = latest.number + 1 if latest else 1
        content = frozen(plan, parts, number, decision.as_json())
        version = Version(
            plan=plan,
            number=number,
            title=plan.title,
            content=content,
            sha256=checksum(content),
            **asdict(decision),
        )
        version.pdf = plan_pdf(plan, parts, version)
        version.full_clean(exclude=("plan", "content", "pdf"))
        version.save(force_insert=True)
        _close_draft(plan)
        note(plan, Change.DECIDED, actor_id, after={"version": number})
        done.facts |= {"version": number, "version_id": version.pk, "sha256": version.sha256}
    return version


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


def _close_draft(plan: Plan) -> None:
    """What was taken out of the draft is gone for good; its texts stay in the history."""
    plan.sections.filter(removed_at__isnull=False).delete()
    Activity.objects.filter(section__plan=plan, removed_at__isnull=False).delete()
    plan.draft_since = plan.released_at = None
    plan.save(update_fields=["draft_since", "released_at"])
