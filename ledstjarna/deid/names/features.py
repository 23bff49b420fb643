"""What the model is told of each token: its shape, its ends, its lists, and its neighbours.

Texts of features are bytes, as the model keeps them. Those of a listed word are made once.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from ledstjarna.deid.names.lists import BOTH, FAMILY, GIVEN, ORGANISATION, PLACE, ROLE, WORD, is_kept
from ledstjarna.deid.names.tokens import Token

_FLAGS = ((GIVEN, "g"), (FAMILY, "f"), (WORD, "w"), (PLACE, "p"), (ORGANISATION, "o"), (ROLE, "r"), (BOTH, "b"))
_CAPITALS: Final = frozenset({"Aa", "AA", "aA"})
Flags = Callable[[str], int]


class _Word(NamedTuple):
    """A word's own features, and what its neighbours are told of it: `ahead` is told to the token before it."""

    own: tuple[bytes, ...]
    behind: bytes
    two_behind: bytes
    ahead: bytes
    two_ahead: bytes
    bare: bytes


class _Kind(NamedTuple):
    """The same for the lists that a token is on and its shape."""

    behind: bytes
    two_behind: bytes
    ahead: bytes
    two_ahead: bytes
    behind_lists: bytes
    lists: bytes
    both: bytes


_words: dict[str, _Word] = {}


def _word(low: str) -> _Word:
    if kept := _words.get(low):
        return kept
    parts = (
        ("w=", low), ("p2=", low[:2]), ("p3=", low[:3]), ("e2=", low[-2:]), ("e3=", low[-3:]), ("e4=", low[-4:])
    )  # fmt: skip
    bare = low.encode()
    own = tuple([(name + part).encode() for name, part in parts])
    word = _Word(own, b"-1w=" + bare, b"-2w=" + bare, b"1w=" + bare, b"2w=" + bare, bare)
    if is_kept(low):
        _words[low] = word
    return word


@functools.lru_cache(maxsize=2048)
def _kind(lists: str, shape: str) -> _Kind:
    both = f"{lists}|{shape}".encode()
    name = lists.encode()
    return _Kind(
        b"-1l=" + both, b"-2l=" + both, b"1l=" + both, b"2l=" + both, b"-1l|l=" + name + b"|", name, b"|" + both
    )


@functools.lru_cache(maxsize=4096)
def _told(lists: str, shape: str, first: bool, case: str) -> tuple[bytes, ...]:
    start = "first" if first else "in"
    said = (f"s={shape}", f"l={lists}", f"c={case}", f"ls={lists}|{shape}|{start}|{case}", f"ss={shape}|{start}")
    return tuple([one.encode() for one in said])


@functools.lru_cache(maxsize=256)
def _letters(flags: int) -> str:
    return "".join(letter for flag, letter in _FLAGS if flags & flag)


def _case(tokens: Sequence[Token]) -> str:
    """Whether none, all or some of the words have capitals."""
    capitals = sum(token.shape in _CAPITALS for token in tokens)
    words = sum(token.is_word for token in tokens)
    return "none" if not capitals else "all" if capitals > 0.6 * words else "some"


def features(tokens: Sequence[Token], flags_of: Flags, places: Iterable[int] | None = None) -> list[list[bytes]]:
    """A list of features for each token, or for those at some places.

    `flags_of` is `lists.flags_of`, or in training one that forgets some names.
    """
    case = _case(tokens)
    lists = [_letters(flags_of(token.text)) if token.is_word else "-" for token in tokens]
    words = [_word(token.low) for token in tokens]
    kinds = [_kind(said, token.shape) for said, token in zip(lists, tokens, strict=True)]
    last = len(tokens)
    found = []
    for place in range(last) if places is None else places:
        token, word, kind = tokens[place], words[place], kinds[place]
        row = [*word.own, *_told(lists[place], token.shape, token.first, case)]
        if place:
            w, k = words[place - 1], kinds[place - 1]
            row += (w.behind, k.behind, b"-1w|l=" + w.bare + kind.both, k.behind_lists + kind.lists)
        else:
            row.append(b"-1=edge")
        if place > 1:
            w, k = words[place - 2], kinds[place - 2]
            row += (w.two_behind, k.two_behind, b"-2-1=" + w.bare + b"|" + words[place - 1].bare)
        else:
            row.append(b"-2=edge")
        if place + 1 < last:
            w, k = words[place + 1], kinds[place + 1]
            row += (w.ahead, k.ahead, b"+1w|l=" + w.bare + kind.both)
        else:
            row.append(b"1=edge")
        if place + 2 < last:
            w, k = words[place + 2], kinds[place + 2]
            row += (w.two_ahead, k.two_ahead)
        else:
            row.append(b"2=edge")
        found.append(row)
    return found
