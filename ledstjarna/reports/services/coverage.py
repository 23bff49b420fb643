"""A manager's word that a unit had nothing to report in a month: one click, taken back while the month is fresh."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import Unit
from ledstjarna.audit import services as audit
from ledstjarna.reports.coverage import can_undo, open_months, was_there
from ledstjarna.reports.models import NothingToReport

KIND: Final = "report_nothing"


def nothing_to_report(
    *, unit: Unit, month: date, actor_id: int | None, once: UUID | None = None, on: date | None = None
) -> NothingToReport:
    """Note that a unit had nothing to report in the month that begins on a day; said twice it is said once.

    Whether a report has come in makes no difference: a refusal would tell. Raises ValidationError when the month cannot
    be answered or the unit was not there, `audit.Repeated` for a form sent twice.
    """
    today = on or timezone.localdate()
    if month not in open_months(today):
        raise ValidationError(_("Månaden går inte att svara för. Förra månaden kan du svara för till och med den 15."))
    if unit.board_id is None or not was_there(unit, month):
        raise ValidationError(_("Enheten fanns inte den månaden."))
    with audit.act("report.nothing.say", actor_id=actor_id, board_id=unit.board_id, once=once) as done:
        said, _new = NothingToReport.objects.get_or_create(unit=unit, month=month, defaults={"on": today})
        done.on(KIND, said.pk)
        done.facts.update(unit=unit.pk, month=f"{month:%Y-%m}")
    return said


def nothing_undo(
    *, unit: Unit, month: date, actor_id: int | None, once: UUID | None = None, on: date | None = None
) -> None:
    """Take it back. Raises ValidationError ten days after the month, and when nothing was said; `audit.Repeated` for a
    form sent twice.
    """
    if not can_undo(month, on or timezone.localdate()):
        raise ValidationError(_("Det är för sent att ångra. Prata med samordnaren om det blev fel."))
    with audit.act("report.nothing.undo", actor_id=actor_id, board_id=unit.board_id, once=once) as done:
        said = NothingToReport.objects.filter(unit=unit, month=month)
        keys = list(said.values_list("pk", flat=True))
        if not keys:
            raise ValidationError(_("Det finns inget svar att ta bort."))
        done.on(KIND, *keys)
        said.delete()
        done.facts.update(unit=unit.pk, month=f"{month:%Y-%m}")
