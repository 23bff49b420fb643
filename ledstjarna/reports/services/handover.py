"""Who takes care of a report: taken, handed over, or stepped back from."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import User
from ledstjarna.reports.models import OPEN, Recusal, Report, Status
from ledstjarna.reports.services.moving import held
from ledstjarna.reports.services.reminding import Why, tell
from ledstjarna.reports.team import able, administrators


def report_take(*, report: Report, actor: User, lock: int, once: UUID | None = None) -> Report:
    """Take care of a report oneself. Raises ValidationError and `MovedOn`."""
    return _given(report, actor, "report.take", actor, lock, once)


def report_hand_over(*, report: Report, to: User, actor: User, lock: int, once: UUID | None = None) -> Report:
    """Hand a report over to one of the board's coordinators or stand-ins, and write to that person when it is urgent.

    Raises ValidationError and `MovedOn`.
    """
    with transaction.atomic():
        now = _given(report, to, "report.hand_over", actor, lock, once)
        if now.urgent and now.status in OPEN and to.pk != actor.pk:
            tell(to, Why.HANDED)
    return now


def _given(report: Report, to: User, action: str, actor: User, lock: int, once: UUID | None) -> Report:
    with held(action, report, within=tuple(Status), lock=lock, actor_id=actor.pk, once=once) as (done, now):
        if to.pk not in {one.user.pk for one in able(now)}:
            raise ValidationError({"to": _("Välj någon av nämndens samordnare eller ersättare.")})
        now.handler = to
        done.facts["to"] = to.pk
    return now


def report_recuse(*, report: Report, actor: User, lock: int, once: UUID | None = None) -> None:
    """Step back from a report that one may not be impartial to (Administrative Procedure Act 2017:900, sections 16-18).

    It is then out of one's sight, texts and all; so somebody else at the board must be able to take care of it. Raises
    ValidationError, which says whom to ask when there is nobody, and `MovedOn`.
    """
    with held("report.recuse", report, within=tuple(Status), lock=lock, actor_id=actor.pk, once=once) as (_done, now):
        if not [one for one in able(now) if one.user.pk != actor.pk]:
            raise ValidationError(nobody_else())
        Recusal.objects.get_or_create(report=now, user=actor, defaults={"on": timezone.localdate()})
        if now.handler_id == actor.pk:
            now.handler = None


def nobody_else() -> str:
    """Whom to ask when there is nobody else at the board."""
    if names := ", ".join(one.name for one in administrators()):
        return _(
            "Ingen annan vid nämnden kan ta över rapporten. Be %(names)s att lägga in en ersättare för dig, "
            "och öppna sidan igen."
        ) % {"names": names}
    return _("Ingen annan vid nämnden kan ta över rapporten. Be systemförvaltaren att lägga in en ersättare för dig.")
