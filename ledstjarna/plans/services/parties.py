"""Who answers for an activity: asked, and answered by themselves or as noted by a coordinator."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import Unit
from ledstjarna.audit import services as audit
from ledstjarna.plans.details import party_text
from ledstjarna.plans.models import Activity, Party, PartyState
from ledstjarna.plans.selectors_details import vacant_parties
from ledstjarna.plans.services.history import changing
from ledstjarna.ui.errors import Conflict


def party_add(
    *,
    activity: Activity,
    lead: bool,
    role: str = "",
    unit: Unit | None = None,
    function: str = "",
    actor_id: int | None,
    once: UUID | None = None,
) -> Party:
    """Ask a role at a unit, or a function, to answer for the activity or to take part in it.

    A new lead takes the place of the one before, who stays as one taking part. Raises ValidationError when neither
    or both are named, or when the party is there already.
    """
    with changing("plan.party.add", activity, _words, actor_id=actor_id, once=once) as done:
        if lead:
            activity.parties.filter(lead=True).update(lead=False)
        same = activity.parties.filter(role=role, unit=unit, function=function).first()
        party = same or Party(activity=activity, role=role, unit=unit, function=function)
        if same and not lead:
            raise ValidationError(_("Den är redan med. Välj någon annan."))
        party.lead = lead
        party.full_clean(exclude=("activity",))
        party.save()
        done.facts["party"] = party.pk
    return party


def party_remove(*, party: Party, actor_id: int | None, once: UUID | None = None) -> None:
    """Take a party off the activity; the history keeps who it was."""
    with changing("plan.party.remove", party.activity, _words, actor_id=actor_id, once=once) as done:
        done.facts["party"] = party.pk
        Party.objects.filter(pk=party.pk).delete()


def party_answer(
    *,
    party: Party,
    accepts: bool,
    reason: str = "",
    spoke: str = "",
    answered_on: date | None = None,
    actor_id: int | None,
    once: UUID | None = None,
) -> Party:
    """Say yes or no to the activity, for oneself or, with `spoke`, as a function without an account has told.

    A no says why. Raises ValidationError for a no without a reason or a day to come, `Conflict` when the party is gone.
    """
    with audit.act("plan.party.answer", actor_id=actor_id, board_id=party.activity.plan.board_id, once=once) as done:
        now = Party.objects.select_for_update().filter(pk=party.pk).first()
        if now is None:
            raise Conflict(str(_("Aktiviteten frågar inte längre efter dig.")))
        if spoke and now.role and now.pk not in vacant_parties([now]):
            raise ValidationError(_("Den rollen har någon med konto. Den som har rollen svarar själv."))
        day = answered_on or timezone.localdate()
        if day > timezone.localdate():
            raise ValidationError({"answered_on": _("Svaret kan inte ha kommit i framtiden.")})
        now.state = PartyState.ACCEPTED if accepts else PartyState.DECLINED
        now.reason, now.spoke, now.answered_on, now.answered_by_id = reason, spoke, day, actor_id
        if not accepts and not reason:
            raise ValidationError({"reason": _("Skriv varför, så att planen kan ändras.")})
        now.full_clean(exclude=("activity", "unit"))
        now.save()
        done.on("plan", party.activity.plan.pk)
        done.facts |= {"activity": party.activity_id, "party": party.pk, "state": now.state}
    return now


def _words(activity: Activity) -> dict[str, str]:
    """The parties as the history keeps them."""
    parties = activity.parties.select_related("unit").all()
    return {"parties": "\n".join(str(party_text(party)) for party in parties)}
