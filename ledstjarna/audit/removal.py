"""Removing a whole year of the log by decision, so that what remains still verifies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ledstjarna.audit.models import Entry, Segment, SegmentRemoval
from ledstjarna.audit.services import act
from ledstjarna.audit.verify import REMOVE

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Removable:
    """What would go: a closed year and its number of rows."""

    year: int
    count: int


def removable(year: int) -> Removable:
    """Look at a year before removing it. Raises `ValidationError` when it has no log, is still written to, or
    is gone.
    """
    segment = Segment.objects.filter(year=year).first()
    if segment is None:
        raise ValidationError(_("Det finns ingen logg för %(year)d."), params={"year": year})
    if not Segment.objects.filter(year__gt=year).exists():
        raise ValidationError(
            _("Loggen för %(year)d skrivs fortfarande. Bara avslutade år kan gallras."), params={"year": year}
        )
    if SegmentRemoval.objects.filter(segment=segment).exists():
        raise ValidationError(_("Loggen för %(year)d är redan gallrad."), params={"year": year})
    return Removable(year, segment.head_seq)


def segment_remove(*, year: int, decision: str, decided_on: date, actor_id: int | None = None) -> Removable:
    """Put the removal on record and let the year's rows go. `decision` names the decision, with its dnr.

    The record is one act; the rows go after it in short transactions of their own, so that the log can be
    written meanwhile. When that is cut off, `delete_removed_rows` does the rest. Raises `ValidationError`.
    """
    with act(REMOVE, actor_id=actor_id) as done:
        found = removable(year)
        first = Entry.objects.filter(segment_id=year).order_by("seq").values_list("hash", flat=True)[0]
        removal = SegmentRemoval(
            segment_id=year,
            decision=decision,
            decided_on=decided_on,
            actor_id=actor_id,
            count=found.count,
            first_hash=first,
            last_hash=Segment.objects.values_list("head_hash", flat=True).get(year=year),
        )
        removal.full_clean()
        removal.save(force_insert=True)
        done.on("segment", year)
        done.facts.update(count=found.count, last_hash=removal.last_hash, decision=decision)
    return found


def delete_removed_rows() -> int:
    """Delete what remains of the years whose removal is on record. Returns the number of rows; safe to
    repeat.
    """
    deleted = 0
    while rows := _some_removed_rows():
        with transaction.atomic():
            Entry.objects.filter(pk__in=rows).delete()
        deleted += len(rows)
    return deleted


def _some_removed_rows() -> Sequence[int]:
    years = list(SegmentRemoval.objects.values_list("segment_id", flat=True))
    return list(Entry.objects.filter(segment_id__in=years).order_by("pk").values_list("pk", flat=True)[:_BATCH])
