"""The log's own retention rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledstjarna.audit.models import LogReview, Segment
from ledstjarna.audit.removal import delete_removed_rows, segment_remove
from ledstjarna.audit.retention import Rule, decision_for, register

SEGMENTS = "audit.segments"


def _expired_sessions(before: datetime) -> Sequence[str]:
    return list(Session.objects.filter(expire_date__lt=before).values_list("pk", flat=True))


def _closed_years(before: datetime) -> Sequence[int]:
    """Years that ended before the moment, are not written to any more and are still there."""
    year = timezone.localtime(before).year
    newest = Segment.objects.order_by("-year").values("year")[:1]
    found = Segment.objects.filter(year__lt=year, removal__isnull=True).exclude(
        year__in=list(newest.values_list("year", flat=True))
    )
    return list(found.order_by("year").values_list("year", flat=True))


def _remove_years(years: Sequence[int]) -> None:
    decision = decision_for(SEGMENTS)
    assert decision is not None  # a run purges under an adopted decision only
    for year in years:
        segment_remove(year=year, decision=decision.decision, decided_on=decision.adopted_on)


def _old_reviews(before: datetime) -> Sequence[int]:
    return list(LogReview.objects.filter(signed_at__lt=before).order_by("pk").values_list("pk", flat=True))


RULES = (
    Rule(
        code="audit.sessions",
        what=_("Inloggningar som har gått ut"),
        months=1,
        select=_expired_sessions,
        purge=lambda keys: Session.objects.filter(pk__in=keys).delete(),
        tombstones=False,
    ),
    Rule(
        code=SEGMENTS,
        what=_("Loggens rader, ett helt år i taget"),
        months=60,
        kind="segment",
        select=_closed_years,
        purge=_remove_years,
        finish=delete_removed_rows,
    ),
    Rule(
        code="audit.reviews",
        what=_("Signerade granskningar av loggen"),
        months=60,
        kind="review",
        select=_old_reviews,
        purge=lambda keys: LogReview.objects.filter(pk__in=keys).delete(),
    ),
    Rule(
        code="audit.tombstones",
        what=_("Uppgiften om att något har gallrats, utan innehåll"),
        months=None,
    ),
)


def register_all() -> None:
    """Make the log's rules known."""
    for rule in RULES:
        register(rule)
