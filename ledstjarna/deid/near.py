"""Where it is worth looking: stretches of a text around digits or certain words.

Most rules need a digit or a word such as "född" close by. Looking only there keeps the guard fast on plain prose.
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

Stretch = tuple[int, int]
Looked = TypeVar("Looked")
_DIGITS = re.compile(r"[0-9]+")
_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST_WORD = 80
_GROUP_GAP = 20


def _whole_words(text: str, start: int, end: int) -> Stretch:
    """A stretch grown to blanks (a normalised text has two kinds), so that no word is cut in two."""
    low, high = max(0, start - _LONGEST_WORD), min(len(text), end + _LONGEST_WORD)
    blank = max(text.rfind(" ", low, start), text.rfind("\n", low, start))
    ends = [place for place in (text.find(" ", end, high), text.find("\n", end, high)) if place >= 0]
    return (blank + 1 if blank >= 0 else low), min(ends, default=high)


def around(text: str, places: Iterable[Stretch], before: int, after: int) -> list[Stretch]:
    """Stretches, apart and in order, from `before` characters before each place to `after` behind it."""
    found: list[Stretch] = []
    for start, end in places:
        low, high = _whole_words(text, max(0, start - before), min(len(text), end + after))
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


class _Reading(threading.local):
    """What has been looked up in the views that are being read in this thread, for as long as the reading lasts."""

    found: dict[tuple[object, str], object] | None = None


_reading = _Reading()


@contextmanager
def reading() -> Iterator[None]:
    """While it lasts, what several rules ask of a text is looked up once; then it is forgotten."""
    _reading.found = {}
    try:
        yield
    finally:
        _reading.found = None


def once(look: Callable[[str], Looked]) -> Callable[[str], Looked]:
    """A look at a text that is not repeated within a reading."""

    @functools.wraps(look)
    def asked(text: str) -> Looked:
        found = _reading.found
        if found is None:
            return look(text)
        key = (look, text)
        if key not in found:
            found[key] = look(text)
        return cast(Looked, found[key])

    return asked


@once
def digit_places(text: str) -> list[Stretch]:
    """Places of the rows of digits in a normalised text."""
    return [match.span() for match in _DIGITS.finditer(text)]


@once
def _digit_groups(text: str) -> list[Stretch]:
    """Rows of digits, those together that every stretch around one of them would reach."""
    found: list[Stretch] = []
    for start, end in digit_places(text):
        if found and start - found[-1][1] <= _GROUP_GAP:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def digits(text: str, before: int, after: int) -> list[Stretch]:
    """Stretches around every digit of a normalised text; the two reaches are more than 20 together."""
    return around(text, _digit_groups(text), before, after)


@once
def every_word(text: str) -> list[tuple[str, Stretch]]:
    """Each word in lower case with its place."""
    return [(match[0].lower(), match.span()) for match in _WORDS.finditer(text)]


@once
def _lower(text: str) -> str:
    return text.lower()


def holds(text: str, *pieces: str) -> bool:
    """Whether any of the pieces, in lower case, stands anywhere in a text: quicker than a pattern of them."""
    low = _lower(text)
    return any(piece in low for piece in pieces)


class Words:
    """Words to look for: `exact` ones, and those that start or end in a certain way.

    All are given in lower case with blanks between; stems and ends have two letters at least.
    """

    def __init__(self, exact: str = "", *, stems: str = "", ends: str = "") -> None:
        self.exact, self.stems, self.ends = frozenset(exact.split()), tuple(stems.split()), tuple(ends.split())
        for start in {word[:2] for word in (*self.exact, *self.stems)}:
            _BY_START.setdefault(start, []).append(self)
        for end in {word[-2:] for word in self.ends}:
            _BY_END.setdefault(end, []).append(self)

    def places(self, text: str) -> list[Stretch]:
        """Where they stand in a normalised text."""
        return _places(text).get(self, [])


_BY_START: dict[str, list[Words]] = {}
_BY_END: dict[str, list[Words]] = {}


@once
def _places(text: str) -> dict[Words, list[Stretch]]:
    """The places of all words that any rule looks for. Two letters tell most words apart from all of these."""
    found: dict[Words, list[Stretch]] = {}
    for word, at in every_word(text):
        for some in _BY_START.get(word[:2], ()):
            if word in some.exact or word.startswith(some.stems):
                found.setdefault(some, []).append(at)
        for some in _BY_END.get(word[-2:], ()):
            if word.endswith(some.ends) and found.setdefault(some, [])[-1:] != [at]:
                found[some].append(at)
    return found


def matches(pattern: re.Pattern[str], text: str, stretches: Iterable[Stretch]) -> Iterator[re.Match[str]]:
    """Matches of a pattern inside the stretches."""
    for start, end in stretches:
        yield from pattern.finditer(text, start, end)


def led(pattern: re.Pattern[str], text: str, places: Iterable[Stretch]) -> Iterator[re.Match[str]]:
    """Matches of a pattern that start where one of the places does."""
    for start, _ in places:
        if match := pattern.match(text, start):
            yield match
