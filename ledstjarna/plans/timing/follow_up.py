"""Reads a cell of the column Uppföljning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from .binding import Sentence
from .grammar import PATTERNS
from .model import MAX_LENGTH, FollowUp, PeriodName, Point
from .parts import Part, Pattern, Plan, Role, always, words
from .period_names import patterns_of
from .placing import placed
from .reading import cleaned, sentences, without_asides

CHECK = (
    r"(?:uppföljning\w*|uppföljs|följ(?:s|as|a|er)(?:\supp)?|upp|utvärder\w*|(?:slut)?redovis\w*"
    r"|(?:åter|slut)?rapporter\w*|avstämning\w*|stäms\sav|avstäms|återkoppl\w*|mätning\w*|mäts)"
)
NO_CHECK = re.compile(
    r"(?:följs|utvärderas|redovisas|rapporteras|görs|sker)\s(?:inte|ej)(?!\w)"
    r"|(?<!\w)ing(?:en|a)\s(?:uppfölj|utvärd)|uppföljning\s(?:saknas|utgår)",
    re.IGNORECASE,
)
BEFORE_WHAT = re.compile(r"^(?:(?:en|ett|om|kring|gällande|avseende)(?:\s|$))+", re.IGNORECASE)
IN_WORDS = {Role.RULE, Role.COUNT, Role.EVENT, Role.ON_DEMAND}


def read_follow_up(text: str, *, year: int, periods: Sequence[PeriodName]) -> FollowUp:
    """What the words say of when it is followed up, and what, in a plan that begins in `year`.

    `periods` are the municipality's own, by code and names. When no time, period or "löpande" is found, `read` is
    False and all is in `rest`. Never raises.
    """
    if len(text) > MAX_LENGTH:
        return FollowUp(rest=text)
    whole = cleaned(text)
    if not any(sign.isalnum() for sign in whole):
        return FollowUp()
    plan = Plan(year, year)
    kept, asides = without_asides(sentences(whole, patterns_with(tuple(periods)), plan))
    parts = placed([part for sentence in kept for part in sentence.parts], plan)
    impossible = _texts(parts, Role.IMPOSSIBLE)
    follow_up = FollowUp(
        points=tuple(dict.fromkeys(point for part in parts for point in _points(part))),
        ongoing=any(part.role is Role.ONGOING for part in parts),
        outside=_texts(parts, Role.OUTSIDE),
        impossible=impossible,
        what=", ".join(_what(kept)),
        rest=" … ".join([*_texts(parts, Role.UNREAD), *asides]),
        read=True,
    )
    found = follow_up.points or follow_up.ongoing or follow_up.outside
    return follow_up if found and not NO_CHECK.search(whole) else FollowUp(impossible=impossible, rest=whole)


def _what(read: Iterable[Sentence]) -> Iterator[str]:
    for sentence in read:
        for run in sentence.unread:
            if what := BEFORE_WHAT.sub("", run):
                yield what


def _points(part: Part) -> Iterator[Point]:
    if part.role is Role.PERIOD:
        yield from (Point(code, year=part.years[0] if part.years else None) for code in part.codes)
    elif part.role in IN_WORDS:
        yield Point(when=part.text)
    else:
        yield from (Point(day=slot.end, when="" if slot.days == 1 else part.text) for slot in part.slots)


def _texts(parts: Sequence[Part], role: Role) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.text for part in parts if part.role is role))


@lru_cache(maxsize=16)
def patterns_with(periods: tuple[PeriodName, ...]) -> tuple[Pattern, ...]:
    return (*patterns_of(periods), (words(CHECK), always(Role.CHECK)), *PATTERNS)
