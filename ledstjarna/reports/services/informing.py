"""Information given to units on account of a report: who, when and what kind, never what it said."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import Unit, User
from ledstjarna.reports.models import COUNTED, Report, Shared
from ledstjarna.reports.services.moving import held


def own_units(report: Report) -> QuerySet[Unit]:
    """The units of the report's own board. Another board is another authority: that is a disclosure (2009:400, 8:1)."""
    return Unit.objects.current().filter(board=report.board_id)


def information_share(
    *, report: Report, unit: Unit, on: date, what: str, lock: int, actor: User, once: UUID | None = None
) -> Shared:
    """Note that a unit has been given information. It is a record: what is wrong is corrected by another one.

    Raises ValidationError by field, and `MovedOn` when someone has handled the report since `lock` was read.
    """
    with held("report.share", report, within=COUNTED, lock=lock, actor_id=actor.pk, once=once) as (done, now):
        shared = Shared(report=now, unit=unit, on=on, what=what, by=actor)
        if not own_units(now).filter(pk=unit.pk).exists():
            raise ValidationError({"unit": _("Välj en av nämndens enheter.")})
        if not now.received_on <= on <= timezone.localdate():
            raise ValidationError({"on": _("Välj en dag från veckan då rapporten kom in till i dag.")})
        shared.clean_fields(exclude=("report", "unit", "by"))
        shared.save(force_insert=True)
        done.facts.update({"unit": unit.pk, "what": what})
    return shared
