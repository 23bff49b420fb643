"""Changes of wording only: objected to, or given out without a new decision."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.models import Change, Objection, Plan, Revision, Version
from ledstjarna.plans.printing import Decision
from ledstjarna.plans.rounds import round_of
from ledstjarna.plans.services.decisions import DraftChanged, close_draft, freeze
from ledstjarna.plans.services.history import drafting, note
from ledstjarna.plans.stale import staleness
from ledstjarna.plans.way import course


def change_object(*, revision: Revision, reason: str, actor_id: int | None, once: UUID | None = None) -> Objection:
    """Hold that a change said to be of wording only is one of substance; then it needs a decision like any other.

    Raises `NoDraft`, or ValidationError when the change is the own one or nobody says that it is of wording only.
    """
    with drafting("plan.change.object", revision.plan_id, actor_id=actor_id, once=once) as (done, _plan):
        done.facts["revision"] = revision.pk
        if not revision.editorial:
            raise ValidationError(_("Ändringen räknas redan som en ändring i sak."))
        if revision.actor_id is not None and revision.actor_id == actor_id:
            raise ValidationError(_("Det är din egen ändring. Ändra den igen utan att kryssa i rutan."))
        objection = Objection(revision=revision, reason=reason, actor_id=actor_id)
        objection.full_clean(exclude=("revision",))
        objection.save(force_insert=True)
    return objection


def version_editorial(*, plan: Plan, seen: str, actor_id: int | None, once: UUID | None = None) -> Version:
    """Freeze the draft as a version that carries the decision of the one before it.

    Raises `DraftChanged` when the draft is another than `seen`, `NoDraft`, or ValidationError unless all that has
    changed since the decision is wording that nobody has objected to.
    """
    with drafting("plan.version.editorial", plan.pk, actor_id=actor_id, once=once) as (done, plan):
        parts = draft_parts(plan)
        if fingerprint(plan, parts) != seen:
            raise DraftChanged
        base = course(plan).base
        if base is None or not staleness(plan, base, parts).only_editorial:
            raise ValidationError(
                _("Något annat än språket är ändrat, eller någon har invänt. Nämnden behöver besluta.")
            )
        decided = round_of(base)
        version = freeze(
            plan,
            parts,
            Decision(base.body, base.decided_on, base.paragraph, base.dnr),
            replace(decided, remarks=(), carries=base.number),
            editorial=True,
        )
        close_draft(plan)
        note(plan, Change.EDITORIAL, actor_id, after={"version": version.number})
        done.facts |= {"version": version.number, "version_id": version.pk, "sha256": version.sha256}
    return version
