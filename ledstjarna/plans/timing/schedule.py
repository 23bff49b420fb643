"""Reads a cell of the column Tidplan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from . import recurrence
from .counting import counted
from .grammar import PATTERNS
from .model import MAX_LENGTH, MAX_SLOTS, Kind, Schedule, Slot, Unit
from .parts import Plan
from .placing import placed
from .reading import EITHER, REFUSED, cleaned, sentences, without_asides
from .said import Said, cut, merged


def read_schedule(text: str, *, year: int, until: int | None = None) -> Schedule:
    """What the words say of when, in a plan for `year` through `until`.

    What recurs without a span fills those years, and a date without a year is in the first of them. What cannot be
    read is of kind UNREAD with its words in `rest`, and so is a text longer than the column holds. Never raises.
    """
    plan = Plan(year, max(year, until or year))
    if len(text) > MAX_LENGTH:
        return Schedule(Kind.UNREAD, rest=text)
    whole = cleaned(text)
    if not any(sign.isalnum() for sign in whole):
        return Schedule(Kind.EMPTY)
    read = sentences(whole, PATTERNS, plan)
    kept, asides = without_asides(read)
    if not kept:
        kept, asides = read, []
    said = Said(placed([part for sentence in kept for part in sentence.parts], plan), plan)
    unread = [*(words for sentence in kept for words in sentence.unread), *said.in_doubt, *asides]
    schedule = None if _is_unsure(said, unread) else next((found for kind in KINDS if (found := kind(said))), None)
    if schedule is None:
        return Schedule(Kind.UNREAD, impossible=said.impossible, rest=whole)
    rest = " … ".join([*unread, *said.spans_outside(schedule)])
    return replace(schedule, when=said.when, impossible=said.impossible, rest=rest)


def _is_unsure(said: Said, unread: Sequence[str]) -> bool:
    """Words left can turn a date around, and a date before the plan is something else's ("planen från 2018")."""
    if said.contradicts or (said.is_past and (unread or said.when)):
        return True
    if len(said.spans) > 1 and any(EITHER.search(words) for words in unread):
        return True
    return any(REFUSED.search(words) for words in unread)


def _recurring(said: Said) -> Schedule | None:
    if not said.rules:
        return None
    rule, window = said.rules[0], said.window()
    if window is None:
        return Schedule(Kind.RECURRING, rule=rule)
    spans = said.spans or (said.deadlines if rule.unit is Unit.YEAR else [])
    if spans and recurrence.named(rule, spans):
        kept = [slot for slot in spans if (slot.start.year - spans[0].start.year) % rule.step == 0]
        slots = sorted(kept * rule.times if len(spans) == 1 else kept)
    else:
        pieces = cut(merged(said.spans), window) or [window]
        slots = [slot for piece in pieces for slot in recurrence.occurrences(rule, piece)]
    slots = cut(slots, window)[:MAX_SLOTS]
    return Schedule(Kind.RECURRING, window.start, window.end, tuple(slots), rule)


def _times(said: Said) -> Schedule | None:
    window = said.window()
    if not said.counted and (len(merged(said.spans)) < 2 or said.ongoing or said.begin or said.end):
        return None
    slots = cut(counted(said.parts, window), window) if window else []
    return Schedule(Kind.TIMES, *_ends(window), slots=tuple(slots[:MAX_SLOTS]))


def _ongoing(said: Said) -> Schedule | None:
    return Schedule(Kind.ONGOING, *said.bounds()) if said.ongoing else None


def _from_one_to_another(said: Said) -> Schedule | None:
    if not said.begin or not said.end:
        return None
    slot = Slot(said.begin.start, said.end.end)
    return Schedule(Kind.WITHIN, slot.start, slot.end, (slot,))


def _deadline(said: Said) -> Schedule | None:
    return Schedule(Kind.DEADLINE, *said.bounds(), slots=tuple(said.deadlines)) if said.deadlines else None


def _from(said: Said) -> Schedule | None:
    if not said.begin:
        return None
    end = said.stated.end if said.stated and said.stated.end >= said.begin.end else None
    return Schedule(Kind.FROM, said.begin.start, end, (said.begin,))


def _on_demand(said: Said) -> Schedule | None:
    return Schedule(Kind.ON_DEMAND, *said.bounds()) if said.on_demand else None


def _within(said: Said) -> Schedule | None:
    window = said.window()
    if window is None or not (said.inside or said.end):
        return None
    return Schedule(Kind.WITHIN, window.start, window.end, (window,))


def _event(said: Said) -> Schedule | None:
    return Schedule(Kind.EVENT) if said.when else None


def _ends(slot: Slot | None) -> tuple[date | None, date | None]:
    return (slot.start, slot.end) if slot else (None, None)


KINDS: tuple[Callable[[Said], Schedule | None], ...] = (
    _recurring,
    _times,
    _ongoing,
    _from_one_to_another,
    _deadline,
    _from,
    _on_demand,
    _within,
    _event,
)
