"""Who shares a plan, and when it is to be revised next: what is settled about the draft beside its text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import Unit, UnitKind
from ledstjarna.plans.models import Partner, Plan
from ledstjarna.plans.services.history import drafting

if TYPE_CHECKING:
    from ledstjarna.periods.models import Period


def partner_add(
    *, plan: Plan, board: Unit | None = None, outside: str = "", actor_id: int | None, once: UUID | None = None
) -> Partner:
    """Let another board share the draft, which it then reads and writes, or name a party outside the municipality.

    Raises `NoDraft`, or ValidationError when it is neither or both, the plan's own board, or there already.
    """
    with drafting("plan.partner.add", plan.pk, actor_id=actor_id, once=once) as (done, plan):
        if board and (board.kind != UnitKind.BOARD or board.pk == plan.board_id):
            raise ValidationError(_("Välj en annan nämnd än planens egen."))
        if board and plan.partners.filter(board=board).exists():
            raise ValidationError(_("Nämnden delar redan planen."))
        partner = Partner(plan=plan, board=board, outside=outside)
        partner.full_clean(exclude=("plan",))
        partner.save(force_insert=True)
        done.facts |= {"partner": partner.pk, "partner_board": board.pk if board else None}
    return partner


def partner_remove(*, partner: Partner, actor_id: int | None, once: UUID | None = None) -> None:
    """End the sharing. Raises ValidationError when the board has decided about the plan."""
    with drafting("plan.partner.remove", partner.plan_id, actor_id=actor_id, once=once) as (done, plan):
        done.facts |= {"partner": partner.pk, "partner_board": partner.board_id}
        if partner.board_id and plan.steps.filter(board=partner.board_id).exists():
            raise ValidationError(_("Nämnden har beslutat om planen och står kvar."))
        Partner.objects.filter(pk=partner.pk).delete()


def next_revision_set(*, plan: Plan, period: Period | None, actor_id: int | None, once: UUID | None = None) -> Plan:
    """Say in which period the plan is to be revised next; the decision freezes it. None: not said."""
    with drafting("plan.next_revision", plan.pk, actor_id=actor_id, once=once) as (done, plan):
        done.facts["period"] = period.pk if period else None
        plan.next_revision = period
        plan.save(update_fields=["next_revision"])
    return plan
