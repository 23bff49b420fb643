"""Names of persons in a normalised text: lists and a trained model, whichever finds one, and rules for what is around.

Recall comes first: what looks like a name and is nothing else that is known is marked. The writer answers in one tap.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ledstjarna.deid.labels import Label, Own, Span
from ledstjarna.deid.names.cues import find_by_cues
from ledstjarna.deid.names.lists import DATA, KNOWN, NAME, ORGANISATION, PLACE, ROLE, WORD, flags_of, read
from ledstjarna.deid.names.model import likelihoods
from ledstjarna.deid.names.tokens import Token, tokens_of

# How likely the model must find a token, by what the lists say of it.
LISTED_SMALL: Final = 0.003
TWOFOLD: Final = 0.02
TWOFOLD_FIRST: Final = 0.03
TWOFOLD_SMALL: Final = 0.3
UNKNOWN: Final = 0.03
UNKNOWN_FIRST: Final = 0.12
UNKNOWN_SMALL: Final = 0.12
ORDINARY: Final = 0.8
ORGANISED: Final = 0.7

_ACRONYM: Final = 5
_BETWEEN = re.compile(r"[ ]?[-–'’]?[ ]?|, |(?<=(?<!\w)\w)\. ?")
# What follows a person's name that a place is named after.
_PLACE_AFTER = re.compile(
    r"s? (?:gata|gatan|torg|torget|plats|väg|vägen|kyrka|kyrkan|minne|park|parken|backe|gränd|skola|skolan|gymnasium|"
    r"gymnasiet|församling|kapell|port|allé|bro|hamn|sjukhus|universitet|stiftelse|pris)(?!\w)"
)
_PIECES = re.compile(r"(?<![\w-])[^\W\d_]{1,5}(?:-[^\W\d_]{1,5}){1,4}(?![\w-])")
_SAINT = re.compile(r"(?<!\w)(?:[Ss]ank?ta?|S:ta?|[Kk]ung|[Dd]rottning) $")
# Words of grammar and forms, whatever lists they stand on.
# Slogans, brands and bodies whose words are names too.
_KNOWN_PHRASES = frozenset((DATA / "known_phrases.txt").read_text(encoding="utf-8").splitlines())
_NEVER = frozenset(read("rules_never.txt"))
_PARTICLES = frozenset(read("rules_particles.txt"))
_PHRASE_WORD = re.compile(r"[^\W_]+")
# Compounds that end so are places, bodies and things.
_ENDINGS = read("rules_place_endings.txt")
_ENDS_KNOWN = re.compile(rf"[^\W\d_]{{3,}}(?:{'|'.join(_ENDINGS)})s?", re.IGNORECASE)


def find_names(text: str, own: Own) -> list[Span]:
    """Spans that are, or may be, names of persons; and the words that the municipality wants marked."""
    tokens = tokens_of(text)
    flags = {token.text: flags_of(token.text) for token in tokens if token.is_word}
    chances = likelihoods(tokens, flags.__getitem__)
    shouted = _shouted(tokens)
    named = [_is_name(token, flags, chance, shouted) for token, chance in zip(tokens, chances, strict=True)]
    _reach_on(text, tokens, named)
    _again(tokens, named)
    spans = [*_joined(text, tokens, named), *find_by_cues(text)]
    known = [*_phrases(text, own.known), *_phrases(text, _KNOWN_PHRASES)]
    kept = [span for span in spans if not any(start <= span[0] and span[1] <= end for start, end in known)]
    return [*kept, *((start, end, Label.PERSON) for start, end in _phrases(text, own.held))]


def _shouted(tokens: Sequence[Token]) -> bool:
    """Whether the text is written in capitals, so that they say nothing."""
    words = [token for token in tokens if len(token.text) > 1 and token.text.isalpha()]
    return sum(token.text.isupper() for token in words) > 0.5 * len(words)


def _is_name(token: Token, lists: Mapping[str, int], chance: float, shouted: bool) -> bool:
    if not token.is_word or len(token.text) == 1 or token.low in _NEVER:
        return False
    flags = lists[token.text]
    small = shouted or token.shape == "aa"
    if flags & NAME and not flags & KNOWN:
        return not small or chance >= LISTED_SMALL
    if flags & NAME:
        return chance >= (TWOFOLD_SMALL if small else TWOFOLD_FIRST if token.first else TWOFOLD)
    if flags & KNOWN:
        return chance >= (ORDINARY if flags & (WORD | ROLE) else ORGANISED)
    if small:
        return chance >= UNKNOWN_SMALL
    if _ENDS_KNOWN.fullmatch(token.text) or (token.shape == "AA" and len(token.text) <= _ACRONYM):
        return chance >= ORDINARY
    return chance >= (UNKNOWN_FIRST if token.first else UNKNOWN)


def _reach_on(text: str, tokens: Sequence[Token], named: list[bool]) -> None:
    """Take along what a name goes on with: particles, initials, and a capital right behind that is no known word."""
    before_a_name = {place - 1 for place, is_name in enumerate(named) if is_name}
    before_a_name |= {place - 1 for place in before_a_name if tokens[place].text == "-"}
    for place in range(1, len(tokens)):
        after = place in before_a_name
        if named[place] or not (after or named[place - 1]):
            continue
        token, before = tokens[place], tokens[place - 1]
        if token.low in _PARTICLES:
            named[place] = after
        elif named[place - 1] and before.text[0].isupper() and token.text[0].isupper() and not token.first:
            named[place] = len(token.text) == 1 or _may_follow(flags_of(token.text))
        elif after and token.shape == "A" and not token.first:
            named[place] = True
    if "-" in text:
        _over_hyphens(text, tokens, named)


def _over_hyphens(text: str, tokens: Sequence[Token], named: list[bool]) -> None:
    # "Mo-ham-med": a name in pieces.
    pieces = [match.span() for match in _PIECES.finditer(text) if flags_of(match[0].replace("-", "")) & NAME]
    if pieces:
        for place, token in enumerate(tokens):
            while pieces and pieces[0][1] <= token.start:
                del pieces[0]
            named[place] = named[place] or (bool(pieces) and pieces[0][0] <= token.start)
    # "Berg-Lindell", "Anna-K": both sides of a hyphen.
    for place in range(1, len(tokens) - 1):
        if tokens[place].text != "-" or named[place - 1] == named[place + 1]:
            continue
        left, right = tokens[place - 1], tokens[place + 1]
        if tokens[place].glued and right.glued and left.text[0].isupper() and right.text[0].isupper():
            named[place - 1] = named[place + 1] = True


def _may_follow(flags: int) -> bool:
    """Whether a capital behind a name may be its next part: a surname may be any word, but hardly a place or a body."""
    return bool(flags & NAME) or not flags & (PLACE | ORGANISATION)


def _again(tokens: Sequence[Token], named: list[bool]) -> None:
    """A word that is a name in one place is one wherever it has a capital."""
    names = {token.text for token, is_name in zip(tokens, named, strict=True) if is_name and token.text[0].isupper()}
    if not names:
        return
    for place, token in enumerate(tokens):
        if token.text in names and len(token.text) > 2:
            named[place] = True


def _joined(text: str, tokens: Sequence[Token], named: Sequence[bool]) -> Iterator[Span]:
    """Neighbours that only a space, hyphen or full stop parts, as one span."""
    start = end = -1
    for token, is_name in zip(tokens, named, strict=True):
        if not is_name:
            continue
        if end >= 0 and _BETWEEN.fullmatch(text, end, token.start):
            end = token.end
            continue
        if end >= 0 and not _names_a_place(text, start, end):
            yield (start, end, Label.PERSON)
        start, end = token.start, token.end
    if end >= 0 and not _names_a_place(text, start, end):
        yield (start, end, Label.PERSON)


def _names_a_place(text: str, start: int, end: int) -> bool:
    """Whether a square, a street or a church bears the name: "Olof Palmes plats", "Sankt Eriks torg"."""
    if not _PLACE_AFTER.match(text, end):
        return False
    return " " in text[start:end] or _SAINT.search(text, max(0, start - 10), start) is not None


@functools.lru_cache(maxsize=4)
def _by_first_word(phrases: frozenset[str]) -> dict[str, list[str]]:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        if word := _PHRASE_WORD.match(phrase):
            found.setdefault(word[0], []).append(phrase)
    return found


def _phrases(text: str, phrases: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where whole words of some phrases (case folded) stand in a text, also in the genitive."""
    if not phrases:
        return
    first = _by_first_word(phrases)
    end = -1
    for word in _PHRASE_WORD.finditer(text):
        start, low = word.start(), word[0].casefold()
        if start < end:
            continue
        for phrase in (*first.get(low, ()), *first.get(low.removesuffix("s"), ())):
            stop = start + len(phrase)
            if text[start:stop].casefold() != phrase:
                continue
            stop += text[stop : stop + 1] in {"s", "S"}
            if stop == len(text) or not (text[stop].isalnum() or text[stop] == "_"):
                yield (start, stop)
                end = stop
                break
