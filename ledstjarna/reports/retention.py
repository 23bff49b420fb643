"""What the room keeps and for how long. The reports themselves wait for their situation picture: see `situation`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.audit.retention import Rule, register
from ledstjarna.reports.models import Heard, NothingToReport


def _old_months(before: datetime) -> Sequence[int]:
    return list(NothingToReport.objects.filter(month__lt=timezone.localdate(before)).values_list("pk", flat=True))


def _old_heard(before: datetime) -> Sequence[UUID]:
    return list(Heard.objects.filter(month__lt=timezone.localdate(before)).values_list("pk", flat=True))


RULES = (
    Rule(
        code="reports.nothing",
        what=_("Enheters svar att inget fanns att rapportera"),
        months=36,
        kind="report_nothing",
        select=_old_months,
        purge=lambda keys: NothingToReport.objects.filter(pk__in=keys).delete(),
    ),
    Rule(
        code="reports.heard",
        what=_("Noteringar om att en enhet har hörts av i en månad, utan koppling till någon rapport"),
        months=36,
        select=_old_heard,
        purge=lambda keys: Heard.objects.filter(pk__in=keys).delete(),
        tombstones=False,
    ),
)


def register_all() -> None:
    """Tell the retention registry; called when the app is ready."""
    for rule in RULES:
        register(rule)
