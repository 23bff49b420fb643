"""A text as words, numbers and signs, each with its place."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|\n|[^\w\s]|_")
_ENDS = frozenset(".!?\n:•")


class Token(NamedTuple):
    """text[start:end]; `glued`: nothing stands between it and the token before; `first`: it begins a sentence."""

    text: str
    start: int
    end: int
    glued: bool
    first: bool


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text in order. A line, a sentence and what follows a colon or a bullet begin anew."""
    found: list[Token] = []
    first, end = True, -1
    for match in _TOKEN.finditer(text):
        word = match[0]
        found.append(Token(word, match.start(), match.end(), match.start() == end, first))
        end = match.end()
        if word[0].isalnum():
            first = False
        elif word in _ENDS:
            first = True
    return found
