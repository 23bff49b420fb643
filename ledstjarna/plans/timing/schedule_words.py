"""Says back in plain words what was read of a schedule, with every date that was made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .model import MAX_SLOTS, Kind, Schedule, Slot
from .rule_words import rule_in_words
from .span_words import day_in_words, impossible_in_words, span_in_words, when_in_words

FEW = 6  # occurrences that are told one by one


def schedule_in_words(schedule: Schedule, *, today: date | None = None) -> str:
    """Sentences such as "En gång i månaden, 12 tillfällen under 2019."; "" for an empty cell.

    With `today` the next occurrence of what recurs is named.
    """
    sentences = [sentence for sentence in SAID[schedule.kind](schedule) if sentence]
    coming = next((slot for slot in schedule.slots if today and slot.end >= today), None)
    if coming and schedule.kind is Kind.RECURRING:
        sentences.append(_("Nästa gång: %(span)s.") % {"span": span_in_words(coming)})
    if schedule.when and schedule.kind not in {Kind.EVENT, Kind.ON_DEMAND}:
        sentences.append(_("I planen står också: %(words)s.") % {"words": schedule.when})
    if schedule.rest and schedule.kind is not Kind.UNREAD:
        sentences.append(_("Det här kunde inte läsas: %(words)s.") % {"words": schedule.rest})
    return " ".join([*sentences, *impossible_in_words(schedule.impossible)])


def _holds(schedule: Schedule) -> str:
    """The span that it holds in, with a space before, or ""."""
    start, end = schedule.start, schedule.end
    if start and end:
        return f" {when_in_words(Slot(start, end))}"
    if start:
        return " " + _("från och med den %(day)s") % {"day": day_in_words(start)}
    return " " + _("till och med den %(day)s") % {"day": day_in_words(end)} if end else ""


def _told(schedule: Schedule) -> str:
    """The occurrences one by one, how many in brackets where several are in one span; "" for too many or just all."""
    counted = Counter(schedule.slots)
    is_all = all((slot.start, slot.end) == (schedule.start, schedule.end) for slot in counted)
    if is_all or len(counted) > FEW:
        return ""
    return ", ".join(f"{span_in_words(slot)} ({n})" if n > 1 else span_in_words(slot) for slot, n in counted.items())


def _number(slots: Sequence[Slot]) -> str:
    count = len(slots)
    if count == MAX_SLOTS:
        return _("minst %(count)d tillfällen") % {"count": count}
    return ngettext("%(count)d tillfälle", "%(count)d tillfällen", count) % {"count": count}


def _recurring(schedule: Schedule) -> Iterator[str]:
    assert schedule.rule
    rule = capfirst(rule_in_words(schedule.rule))
    if not schedule.slots:
        yield f"{rule}."
        return
    told = _told(schedule)
    number = f"{rule}, {_number(schedule.slots)}{_holds(schedule)}"
    yield f"{number}: {told}." if told else f"{number}."


def _times(schedule: Schedule) -> Iterator[str]:
    if not schedule.slots:
        yield _("Flera tillfällen%(span)s. Hur många framgår inte.") % {"span": _holds(schedule)}
        return
    told = _told(schedule)
    yield f"{_number(schedule.slots)}: {told}." if told else f"{_number(schedule.slots)}{_holds(schedule)}."


def _within(schedule: Schedule) -> Iterator[str]:
    yield f"{capfirst(_holds(schedule).strip())}."


def _ongoing(schedule: Schedule) -> Iterator[str]:
    yield _("Löpande%(span)s.") % {"span": _holds(schedule)}


def _deadline(schedule: Schedule) -> Iterator[str]:
    for slot in schedule.slots:
        day = day_in_words(slot.end)
        if slot.start == slot.end:
            yield _("Klart senast den %(day)s.") % {"day": day}
        else:
            yield _("Klart %(span)s, senast den %(day)s.") % {"span": when_in_words(slot), "day": day}


def _from(schedule: Schedule) -> Iterator[str]:
    yield _("Börjar %(span)s.") % {"span": when_in_words(schedule.slots[0])}
    if schedule.end:
        yield _("Pågår till och med den %(day)s.") % {"day": day_in_words(schedule.end)}


def _event(schedule: Schedule) -> Iterator[str]:
    yield f"{capfirst(schedule.when)}{_holds(schedule)}."
    if schedule.kind is Kind.EVENT:
        yield _("Planen ger inget datum.")


def _unread(_schedule: Schedule) -> Iterator[str]:
    yield _("Tiden gick inte att läsa ut.")


def _empty(_schedule: Schedule) -> Iterator[str]:
    yield ""


SAID: Mapping[Kind, Callable[[Schedule], Iterator[str]]] = {
    Kind.RECURRING: _recurring,
    Kind.TIMES: _times,
    Kind.WITHIN: _within,
    Kind.ONGOING: _ongoing,
    Kind.DEADLINE: _deadline,
    Kind.FROM: _from,
    Kind.EVENT: _event,
    Kind.ON_DEMAND: _event,
    Kind.UNREAD: _unread,
    Kind.EMPTY: _empty,
}
