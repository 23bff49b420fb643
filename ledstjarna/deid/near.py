"""Where it is worth looking: stretches of a text around digits or certain words.

Most rules need a digit or a word such as "född" close by. Looking only there keeps the guard fast on plain prose.
"""

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

Stretch = tuple[int, int]
_DIGITS = re.compile(r"[0-9]+")
_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST_WORD = 80


def _whole_words(text: str, start: int, end: int) -> Stretch:
    """A stretch grown to blanks, so that no word is cut in two."""
    low, high = max(0, start - _LONGEST_WORD), min(len(text), end + _LONGEST_WORD)
    while start > low and not text[start - 1].isspace():
        start -= 1
    while end < high and not text[end].isspace():
        end += 1
    return start, end


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


def digit_places(text: str) -> list[Stretch]:
    """Places of the rows of digits in a normalised text."""
    return [match.span() for match in _DIGITS.finditer(text)]


def digits(text: str, before: int, after: int) -> list[Stretch]:
    """Stretches around every digit of a normalised text."""
    return around(text, digit_places(text), before, after)


class _Reading(threading.local):
    """The words of the views that are being read in this thread, for as long as the reading lasts."""

    words: dict[str, list[tuple[str, Stretch]]] | None = None


_reading = _Reading()


@contextmanager
def reading() -> Iterator[None]:
    """While it lasts, the words of a text are looked up once for all rules; then they are forgotten."""
    _reading.words = {}
    try:
        yield
    finally:
        _reading.words = None


def _words_of(text: str) -> list[tuple[str, Stretch]]:
    """Each word in lower case with its place."""
    kept = _reading.words
    if kept is not None and text in kept:
        return kept[text]
    found = [(match[0].lower(), match.span()) for match in _WORDS.finditer(text)]
    if kept is not None:
        kept[text] = found
    return found


def words(text: str, exact: frozenset[str], stems: tuple[str, ...] = (), ends: tuple[str, ...] = ()) -> list[Stretch]:
    """Places of the words in a set, and of those that start or end in a certain way; all in lower case."""
    every = _words_of(text)
    if stems and ends:
        return [at for word, at in every if word in exact or word.startswith(stems) or word.endswith(ends)]
    if stems:
        return [at for word, at in every if word in exact or word.startswith(stems)]
    if ends:
        return [at for word, at in every if word in exact or word.endswith(ends)]
    return [at for word, at in every if word in exact]


def matches(pattern: re.Pattern[str], text: str, stretches: Iterable[Stretch]) -> Iterator[re.Match[str]]:
    """Matches of a pattern inside the stretches."""
    for start, end in stretches:
        yield from pattern.finditer(text, start, end)


def led(pattern: re.Pattern[str], text: str, places: Iterable[Stretch]) -> Iterator[re.Match[str]]:
    """Matches of a pattern that start where one of the places does."""
    for start, _ in places:
        if match := pattern.match(text, start):
            yield match
