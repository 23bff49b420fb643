"""The same event told more than once is counted once. It is about events, never about persons: a report is only ever
tied to another by when, where and what kind, and nobody's reports are gathered.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Case, When
from django.utils.translation import gettext as _

from ledstjarna.reports.models import COUNTED, Report
from ledstjarna.reports.models.report import ReportQuerySet
from ledstjarna.reports.services.moving import held

APART: Final = timedelta(days=31)
"""Reports of events further apart than this are not of the same event."""


def alike(report: Report) -> ReportQuerySet:
    """The counted reports of the same board that a report may be a repetition of, those of the same kind first."""
    return (
        Report.objects.filter(board=report.board_id, status__in=COUNTED, same_event__isnull=True)
        .filter(happened__range=(report.happened - APART, report.happened + APART))
        .exclude(pk=report.pk)
        .order_by(Case(When(kind=report.kind, then=0), default=1), "-happened", "pk")
    )


def event_join(*, report: Report, same_as: Report, lock: int, actor_id: int | None, once: UUID | None = None) -> Report:
    """Say that a counted report tells of the same event as another, which stands for it from now on.

    There are no chains: neither may one that others point at point itself, nor may one that points be pointed at.
    Raises ValidationError, and `MovedOn` when someone has handled the report since `lock` was read.
    """
    with held("report.event.join", report, within=COUNTED, lock=lock, actor_id=actor_id, once=once) as (done, now):
        if now.repeated.exists():
            raise ValidationError(
                {"same": _("Andra rapporter hör redan till den här. Öppna dem och skilj dem åt först.")}
            )
        stands = alike(now).select_for_update().filter(pk=same_as.pk).first()
        if stands is None:
            raise ValidationError({"same": _("Den rapporten går inte att välja längre. Välj en annan i listan.")})
        now.same_event = stands
        done.on("report", stands.pk)
    return now


def event_part(*, report: Report, lock: int, actor_id: int | None, once: UUID | None = None) -> Report:
    """Take it back: the report is counted by itself again. Raises `MovedOn`."""
    with held("report.event.part", report, within=COUNTED, lock=lock, actor_id=actor_id, once=once) as (done, now):
        if now.same_event_id is not None:
            done.on("report", now.same_event_id)
        now.same_event = None
    return now
