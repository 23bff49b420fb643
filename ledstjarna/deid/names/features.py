"""What the model is told of each token: its shape, its ends, its lists, and its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ledstjarna.deid.names.lists import BOTH, FAMILY, GIVEN, ORGANISATION, PLACE, ROLE, WORD
from ledstjarna.deid.names.tokens import Token

_FLAGS = ((GIVEN, "g"), (FAMILY, "f"), (WORD, "w"), (PLACE, "p"), (ORGANISATION, "o"), (ROLE, "r"), (BOTH, "b"))
_AROUND = (-2, -1, 1, 2)
Flags = Callable[[str], int]


def shape_of(token: Token) -> str:
    """Aa, aa, AA, A, 0, mixed or the sign itself."""
    word = token.text
    if word.isdigit():
        return "0"
    if not word[0].isalpha():
        return word
    if len(word) == 1:
        return "A" if word.isupper() else "a"
    if word.isupper():
        return "AA"
    if word.islower():
        return "aa"
    return "Aa" if word[0].isupper() and word[1:].islower() else "aA"


def _letters(flags: int) -> str:
    return "".join(letter for flag, letter in _FLAGS if flags & flag)


def features(tokens: Sequence[Token], flags_of: Flags) -> list[list[str]]:
    """A list of features for each token. `flags_of` is `lists.flags_of`, or in training one that forgets some names."""
    low = [token.text.lower() for token in tokens]
    shapes = [shape_of(token) for token in tokens]
    lists = [_letters(flags_of(token.text)) if token.text[0].isalpha() else "-" for token in tokens]
    capitals = sum(shape in {"Aa", "AA", "aA"} for shape in shapes)
    words = sum(token.text[0].isalpha() for token in tokens)
    case = "none" if not capitals else "all" if capitals > 0.6 * words else "some"
    found = []
    last = len(tokens)
    for place, token in enumerate(tokens):
        word, shape, lexicon = low[place], shapes[place], lists[place]
        start = "first" if token.first else "in"
        row = [
            "w=" + word, "s=" + shape, "l=" + lexicon, "c=" + case, f"ls={lexicon}|{shape}|{start}|{case}",
            f"ss={shape}|{start}", "p2=" + word[:2], "p3=" + word[:3], "e2=" + word[-2:], "e3=" + word[-3:],
            "e4=" + word[-4:],
        ]  # fmt: skip
        for step in _AROUND:
            other = place + step
            if 0 <= other < last:
                row += (f"{step}w={low[other]}", f"{step}l={lists[other]}|{shapes[other]}")
            else:
                row.append(f"{step}=edge")
        if place:
            row += (f"-1w|l={low[place - 1]}|{lexicon}|{shape}", f"-1l|l={lists[place - 1]}|{lexicon}")
        if place + 1 < last:
            row.append(f"+1w|l={low[place + 1]}|{lexicon}|{shape}")
        if place > 1:
            row.append(f"-2-1={low[place - 2]}|{low[place - 1]}")
        found.append(row)
    return found
