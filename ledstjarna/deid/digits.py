"""Holds every group of six digits or more that nothing explains, however it is written.

A chain is a row of digit tokens with at most four other signs between them. In a chain the explained tokens
are set aside, then windows of tokens are tried as personal numbers and phones, and what is left is held when
it has six digits or more, or leans on something held. Each token starts one window of at most 15 tokens.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ledstjarna.deid.explained import PLAIN, TIMED, Token, explained, explains_itself, worded
from ledstjarna.deid.identity import is_personal_number, is_phone, label_of, said_before
from ledstjarna.deid.labels import Label, Span

HELD_FROM = 6
_TOKEN = re.compile(r"[0-9]+")
_GAP = re.compile(r"(?:[\W_]){1,4}")
_STOP = re.compile(r"""[\n"'”“’«»]|[.;:!?] """)
_DIALLED = re.compile(r"00?[1-9]")
_LEAN = re.compile(r"[^,\n;!?]{1,3}")


class Chain(NamedTuple):
    """Tokens of `text`; `free[i]` says that nothing has explained or taken token i."""

    text: str
    tokens: list[Token]
    free: list[bool]

    def gap(self, index: int) -> str:
        """What stands between token index - 1 and token index."""
        return self.text[self.tokens[index - 1].end : self.tokens[index].start]

    def digits(self, first: int, last: int) -> str:
        return "".join(self.text[token.start : token.end] for token in self.tokens[first:last])

    def written(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def take(self, first: int, last: int, label: Label) -> Span:
        self.free[first:last] = [False] * (last - first)
        return (self.tokens[first].start, self.tokens[last - 1].end, label)

    def windows(self, first: int, low: int, high: int) -> Iterator[tuple[int, str]]:
        """Ends (exclusive) and digits of windows of free tokens from `first` with low to high digits."""
        digits = ""
        for last in range(first, len(self.tokens)):
            token = self.tokens[last]
            if not self.free[last] or len(digits) + token.end - token.start > high:
                return
            digits += self.text[token.start : token.end]
            if len(digits) >= low:
                yield last + 1, digits


def _chains(text: str) -> Iterator[list[Token]]:
    chain: list[Token] = []
    for match in _TOKEN.finditer(text):
        if chain and not (match.start() - chain[-1].end <= 4 and _GAP.fullmatch(text, chain[-1].end, match.start())):
            yield chain
            chain = []
        chain.append(Token(*match.span()))
    if chain:
        yield chain


def _personal(chain: Chain, first: int) -> int | None:
    said = said_before(chain.text, chain.tokens[first].start)
    ends = [
        last
        for last, digits in chain.windows(first, 10, 12)
        if len(digits) != 11 and is_personal_number(digits, chain.written(first, last), said)
    ]
    return max(ends, default=None)


def _phone(chain: Chain, first: int) -> int | None:
    token = chain.tokens[first]
    plus = "+" in chain.text[max(0, token.start - 2) : token.start]
    if not plus and chain.text[token.start] != "0":
        return None
    if token.end - token.start == 1 and first and chain.free[first - 1] and _LEAN.fullmatch(chain.gap(first)):
        return None  # a zero inside a longer number written digit by digit
    abroad = plus or chain.text.startswith("00", token.start)
    best: tuple[tuple[bool, bool, int], int] | None = None
    broken = False
    for last, digits in chain.windows(first, 1, 15 if abroad else 10):
        broken = broken or (last - first > 1 and _STOP.search(chain.gap(last - 1)) is not None)
        if len(digits) < 8 or not (plus or _DIALLED.match(digits)):
            continue
        number = ("+" if plus else "") + digits
        whole = (not broken, is_phone(number.replace("+460", "+46")), len(digits) if not broken else -last)
        if best is None or whole > best[0]:
            best = (whole, last)
    return best[1] if best else None


def _leftovers(chain: Chain, held: list[Span]) -> Iterator[Span]:
    """What no window took: held when long enough, or when it leans on a held neighbour."""
    edges = {edge for start, end, _ in held for edge in (start, end)}
    first = 0
    count = len(chain.tokens)
    while first < count:
        if not chain.free[first]:
            first += 1
            continue
        last = first + 1
        while last < count and chain.free[last] and not _STOP.search(chain.gap(last)):
            last += 1
        start, end = chain.tokens[first].start, chain.tokens[last - 1].end
        digits = chain.digits(first, last)
        written, said = chain.written(first, last), said_before(chain.text, start)
        if len(digits) >= HELD_FROM and not explains_itself(written, announced=said is not None):
            yield chain.take(first, last, label_of(digits, written, said))
        elif first and chain.tokens[first - 1].end in edges and _LEAN.fullmatch(chain.gap(first)):
            yield (chain.tokens[first - 1].end, end, Label.OTHER_NUMBER)
        elif last < count and chain.tokens[last].start in edges and _LEAN.fullmatch(chain.gap(last)):
            yield (start, chain.tokens[last].start, Label.OTHER_NUMBER)
        first = last


def _resolve(text: str, tokens: list[Token]) -> list[Span]:
    """What is held of one chain."""
    held: list[Span] = []
    chain = Chain(text, tokens, [not timed for timed in explained(text, tokens, TIMED)])
    for index in range(len(tokens)):
        last = _personal(chain, index) if chain.free[index] else None
        if last:
            held.append(chain.take(index, last, Label.PERSONAL_ID))
    for flags in (explained(text, tokens, PLAIN), worded(text, tokens)):
        chain.free[:] = [free and not flag for free, flag in zip(chain.free, flags, strict=True)]
    for index in range(len(tokens)):
        last = _phone(chain, index) if chain.free[index] else None
        if last:
            start, end, label = chain.take(index, last, Label.PHONE)
            held.append((start - text.startswith("+", start - 1), end, label))
    return held + list(_leftovers(chain, held))


def find_numbers(text: str) -> list[Span]:
    """Spans of a normalised text (number words already digits) that hold personal or unexplained numbers."""
    return [
        span
        for tokens in _chains(text)
        if sum(token.end - token.start for token in tokens) >= HELD_FROM
        for span in _resolve(text, tokens)
    ]
