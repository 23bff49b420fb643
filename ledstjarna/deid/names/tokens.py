"""A text as words, numbers and signs, each with its place and its shape."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|\n|[^\w\s]|_")
_ENDS = frozenset(".!?\n:•")


class Token(NamedTuple):
    """text[start:end], also in lower case; `shape`: Aa, aa, AA, A, a, aA for words, 0 for digits, or the sign itself.

    `glued`: nothing stands between it and the token before; `first`: it begins a sentence.
    """

    text: str
    low: str
    shape: str
    start: int
    end: int
    glued: bool
    first: bool

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter."""
        return self.text[0].isalpha()


def shape_of(word: str) -> str:
    """How a token is written: see `Token`."""
    if not word[0].isalpha():
        return "0" if word.isdigit() else word
    if word.islower():
        return "aa" if len(word) > 1 else "a"
    if word.isupper():
        return "AA" if len(word) > 1 else "A"
    if len(word) == 1:
        return "a"
    return "Aa" if word[0].isupper() and word[1:].islower() else "aA"


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text in order. A line, a sentence and what follows a colon or a bullet begin anew."""
    found: list[Token] = []
    first, last = True, -1
    for match in _TOKEN.finditer(text):
        word = match[0]
        start, end = match.span()
        found.append(Token(word, word.lower(), shape_of(word), start, end, start == last, first))
        last = end
        if word[0].isalnum():
            first = False
        elif word in _ENDS:
            first = True
    return found
