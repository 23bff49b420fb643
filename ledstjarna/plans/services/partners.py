"""A plan that several share: other boards of the city, which then read and write the draft, and outside parties."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import Unit, UnitKind
from ledstjarna.plans.models import Change, Partner, Plan
from ledstjarna.plans.services.history import GONE, drafting, note
from ledstjarna.ui.errors import Conflict


def partner_add(
    *, plan: Plan, board: Unit | None = None, outside: str = "", actor_id: int | None, once: UUID | None = None
) -> Partner:
    """Share the plan with a board, whose people then reach the draft as at their own, or with a party named in words.

    Raises ValidationError by field for both or neither, for what is no board, and for one that is in it already.
    """
    with drafting("plan.partner.add", plan.pk, actor_id=actor_id, once=once) as (done, plan):
        if board and (board.kind != UnitKind.BOARD or board.pk == plan.board_id):
            raise ValidationError({"board": _("Välj en annan nämnd.")})
        if plan.partners.filter(board=board, outside__iexact=outside).exists():
            raise ValidationError(_("Den är redan med i planen."))
        partner = Partner(plan=plan, board=board, outside=outside)
        partner.full_clean(exclude=("plan",))
        partner.save(force_insert=True)
        note(plan, Change.PARTNERED, actor_id, after={"partner": str(partner), "board": partner.board_id})
        done.facts |= {"partner": partner.pk, "partner_board": board.pk if board else None}
    return partner


def partner_remove(*, partner: Partner, actor_id: int | None, once: UUID | None = None) -> None:
    """Share the plan with one fewer. A board's people no longer reach the draft.

    Raises ValidationError when that board has decided about the plan.
    """
    with drafting("plan.partner.remove", partner.plan_id, actor_id=actor_id, once=once) as (done, plan):
        now = plan.partners.select_related("board").filter(pk=partner.pk).first()
        if now is None:
            raise Conflict(str(GONE))
        if now.board_id and plan.steps.filter(board=now.board_id).exists():
            raise ValidationError(_("Nämnden har beslutat om planen och står kvar."))
        done.facts |= {"partner": now.pk, "partner_board": now.board_id}
        note(plan, Change.PARTED, actor_id, after={"partner": str(now), "board": now.board_id})
        now.delete()


def next_revision_set(*, plan: Plan, period_id: int | None, actor_id: int | None, once: UUID | None = None) -> Plan:
    """Say in which period the plan is to be revised next; the decision freezes it. None: not said."""
    with drafting("plan.next_revision", plan.pk, actor_id=actor_id, once=once) as (done, plan):
        done.facts["period"] = period_id
        plan.next_revision_id = period_id
        plan.save(update_fields=["next_revision"])
    return plan
