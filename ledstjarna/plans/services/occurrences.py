"""The times an activity is to happen: read out of its schedule, ticked off, moved, cancelled, added by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.plans.models import YEARS, Activity, Occurrence, OccurrenceState
from ledstjarna.plans.services.history import GONE
from ledstjarna.plans.timing import Schedule, is_working_day
from ledstjarna.ui.errors import Conflict


def occurrences_follow(read: Iterable[tuple[Activity, Schedule]]) -> None:
    """Let each activity's occurrences be those of its schedule; what somebody has touched stays.

    The caller's act holds the transaction. Two writes at most; fetch the activities with their occurrences.
    """
    gone: list[int] = []
    new: list[Occurrence] = []
    for activity, schedule in read:
        # Two times in one month are two slots that look the same.
        wanted = Counter((slot.start, slot.end) for slot in schedule.slots)
        for occurrence in sorted(activity.occurrences.all(), key=lambda occurrence: not occurrence.touched):
            days = next((days for days in +wanted if _is(occurrence, days)), None)
            if days:
                wanted[days] -= 1
            elif not occurrence.touched:
                gone.append(occurrence.pk)
        new += [Occurrence(activity=activity, start=start, end=end) for start, end in wanted.elements()]
    if gone:
        Occurrence.objects.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_create(new)


def _is(occurrence: Occurrence, days: tuple[date, date]) -> bool:
    """Whether it is that time of the schedule; one that somebody has touched goes by its first day."""
    start, end = days
    if occurrence.touched:
        return not occurrence.own and start == (occurrence.moved_from or occurrence.start)
    return (start, end) == (occurrence.start, occurrence.end)


def occurrence_add(
    *, activity: Activity, start: date, end: date | None = None, actor_id: int | None, once: UUID | None = None
) -> Occurrence:
    """Add a time by hand, on a day or some time until `end`. Raises ValidationError when the days are out of order."""
    with _act("plan.occurrence.add", activity, actor_id, once) as done:
        _check_years(start, end or start)
        occurrence = Occurrence(activity=activity, start=start, end=end or start, own=True)
        occurrence.full_clean(exclude=("activity",))
        occurrence.save()
        done.facts["occurrence"] = occurrence.pk
    return occurrence


def occurrence_set(
    *, occurrence: Occurrence, state: str, note: str = "", actor_id: int | None, once: UUID | None = None
) -> Occurrence:
    """Say that it has happened, is cancelled (why, in the note) or is planned after all."""
    with _act("plan.occurrence.set", occurrence.activity, actor_id, once) as done:
        now = _again(occurrence)
        now.state, now.note = state, note
        if state == OccurrenceState.CANCELLED and not note:
            raise ValidationError({"note": _("Skriv varför tillfället ställs in.")})
        now.full_clean(exclude=("activity",))
        now.save()
        done.facts |= {"occurrence": now.pk, "state": state}
    return now


def occurrence_move(
    *, occurrence: Occurrence, start: date, end: date | None = None, actor_id: int | None, once: UUID | None = None
) -> Occurrence:
    """Move it to a day, or to some time until `end`. Raises ValidationError for a single day that is a day off."""
    with _act("plan.occurrence.move", occurrence.activity, actor_id, once) as done:
        now = _again(occurrence)
        _check_years(start, end or start)
        if end in (None, start) and not is_working_day(start):
            raise ValidationError({"start": _("Det är en helgdag. Välj en vardag.")})
        now.moved_from = now.moved_from or now.start
        now.start, now.end = start, end or start
        now.full_clean(exclude=("activity",))
        now.save()
        done.facts["occurrence"] = now.pk
    return now


def _check_years(start: date, end: date) -> None:
    """Raise `ValidationError` for a day that no plan reaches: pages and the year's wheel could not show it."""
    for name, day in (("start", start), ("end", end)):
        if day.year not in YEARS:
            raise ValidationError({name: _("Ange en dag mellan 2000 och 2100.")})


def _again(occurrence: Occurrence) -> Occurrence:
    """The row as it stands inside the act. Raises `Conflict` when another schedule has swept it away."""
    found = Occurrence.objects.select_for_update().filter(pk=occurrence.pk).first()
    if found is None:
        raise Conflict(str(_("Tillfället finns inte längre. Tidplanen har ändrats.")))
    return found


@contextmanager
def _act(action: str, activity: Activity, actor_id: int | None, once: UUID | None) -> Iterator[audit.Act]:
    plan = activity.plan
    with audit.act(action, actor_id=actor_id, board_id=plan.board_id, once=once) as done:
        done.on("plan", plan.pk)
        done.facts["activity"] = activity.pk
        if not Activity.objects.select_for_update().filter(pk=activity.pk).exists():
            raise Conflict(str(GONE))
        yield done
