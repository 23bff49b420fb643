"""What the room keeps and for how long. The texts go first; the rows, which are counted, stay longer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.audit.retention import Rule, register
from ledstjarna.reports.models import Report


def _with_text(before: datetime) -> Sequence[int]:
    texts = Q(description__isnull=False) | Q(feedback_words__isnull=False)
    return list(Report.objects.filter(texts, received_on__lt=timezone.localdate(before)).values_list("pk", flat=True))


def _erase(keys: Sequence[int]) -> None:
    """The lock moves, so that a page opened before cannot put the text back."""
    Report.objects.filter(pk__in=keys).update(description=None, feedback_words=None, lock=F("lock") + 1)


def _rows(before: datetime) -> Sequence[int]:
    """Whole years, so that no year's figures shrink while they are shown."""
    return list(Report.objects.filter(year__lt=timezone.localdate(before).year).values_list("pk", flat=True))


RULES = (
    Rule(
        code="reports.texts",
        what=_("Beskrivningar och återkoppling i rapporter"),
        months=24,
        kind="report_text",
        select=_with_text,
        purge=_erase,
    ),
    Rule(
        code="reports.rows",
        what=_("Rapporter, hela år i taget: tid, plats, slags händelse och miljö"),
        months=120,
        kind="report",
        select=_rows,
        purge=lambda keys: Report.objects.filter(pk__in=keys).delete(),
    ),
)


def register_all() -> None:
    """Tell the retention registry; called when the app is ready."""
    for rule in RULES:
        register(rule)
