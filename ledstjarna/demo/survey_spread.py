"""What the units of a round say together, given out among them: the same each time, and not all alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, cycle, islice, repeat
from typing import Final

from ledstjarna.surveys.definition import NO, NONE, UNKNOWN, YES, Definition, Kind, applies
from ledstjarna.surveys.given import BLANK, Given, chosen, number_from

WOBBLE: Final = (-24, 14, 3, 30, -9, -33, 19)
"""How far single units lie from what they say together, in percentage points."""


@dataclass(frozen=True, slots=True)
class Met:
    """What one unit has met: kinds of events, and how many of them each environment had to do with."""

    kinds: tuple[str, ...]
    cases_far_right: int = 0
    cases_islamist: int = 0
    cases_far_left: int = 0
    notified: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What the units of a round say together, by question.

    `one` says how many give each answer; the others do not know. `several` says how many give each of those that were
    asked. `staff` is the share of all staff, and how many units do not know it. `met` are the units that have met
    events. `words` are the own words of as many units; the others leave the question blank.
    """

    one: Mapping[str, Mapping[str, int]]
    several: Mapping[str, Mapping[str, int]]
    staff: Mapping[str, tuple[float, int]]
    met: tuple[Met, ...]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def spread(questions: Sequence[Definition], heads: Mapping[str, int], told: Told) -> dict[str, dict[str, Given]]:
    """By unit, its answers by question. `heads` is how many work at each unit.

    A unit keeps its place from year to year, so that those who know something this year mostly did so last year.
    """
    said: dict[str, dict[str, Given]] = {unit: {} for unit in heads}
    for question in questions:
        asked = [unit for unit in heads if applies(question, {key: one.codes for key, one in said[unit].items()})]
        asked.sort(key=lambda unit: _place(unit, question.condition.key or question.key))
        for unit, given in zip(asked, _given(question, [heads[unit] for unit in asked], told), strict=True):
            if given != BLANK:
                said[unit][question.key] = given
    return said


def _place(unit: str, key: str) -> bytes:
    return sha256(f"{key} {unit}".encode()).digest()


def _given(question: Definition, heads: Sequence[int], told: Told) -> Iterator[Given]:
    """The answers of the units asked, in their order."""
    if question.key == "event_kinds":
        return (chosen(question, met.kinds) for met in told.met)
    if question.kind == Kind.NUMBER:
        return (number_from(question, str(getattr(met, question.key, 0))) for met in told.met)
    if question.kind == Kind.SHARE:
        return _shares(question, heads, *told.staff[question.key])
    if question.kind == Kind.TEXT:
        own = told.words.get(question.key, ())
        return chain((Given(text=words) for words in own), repeat(BLANK, len(heads) - len(own)))
    if question.kind == Kind.MANY:
        return (chosen(question, codes) for codes in _dealt(told.several[question.key], len(heads)))
    counts = told.one[question.key]
    if question.key == "events_met":
        counts = {YES: len(told.met), NO: counts[NO]}
    codes = chain.from_iterable(repeat(code, number) for code, number in counts.items())
    return islice((chosen(question, [code]) for code in chain(codes, repeat(UNKNOWN))), len(heads))


def _dealt(counts: Mapping[str, int], units: int) -> list[set[str]]:
    """Each answer to as many units as give it, from where the one before stopped."""
    none = counts.get(NONE, 0)
    hands: list[set[str]] = [set() for _unit in range(units - none)]
    turns = cycle(hands)
    for code, number in counts.items():
        if code != NONE:
            for hand in islice(turns, number):
                hand.add(code)
    return [*hands, *({NONE} for _unit in range(none))]


def _shares(question: Definition, heads: Sequence[int], aim: float, unknown: int) -> Iterator[Given]:
    """So many of so many at each unit, which all together come as near to the aim as whole people can."""
    known = heads[: len(heads) - unknown]
    parts = [
        min(whole, max(0, round(whole * (aim + off) / 100))) for whole, off in zip(known, cycle(WOBBLE), strict=False)
    ]
    left = round(sum(known) * aim / 100) - sum(parts)
    for place in cycle(range(len(known))):
        if not left:
            break
        step = 1 if left > 0 else -1
        if 0 <= parts[place] + step <= known[place]:
            parts[place] += step
            left -= step
    for part, whole in zip(parts, known, strict=True):
        yield number_from(question, f"{part} av {whole}")
    yield from (Given((UNKNOWN,)) for _unit in range(unknown))
