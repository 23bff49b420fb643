"""A cell from text to parts: cleaned, cut into sentences, taken by the patterns, and what was not taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ledstjarna.plans.reading.wording import one_line

from .binding import Item, Sentence, bound
from .parts import Pattern, Plan, Role

FAR = 20  # years from the plan's; what is farther off is more likely something else than a year
CUT = re.compile(r"(?<=[^\W\d_])(?:-|\u00ad)[ \t]*\r?\n\s*(?!och\b|eller\b|samt\b)(?=[a-zåäöé])")
ITEM = re.compile(r"[\r\n]\s*[-–—•*]\s")
WORD = re.compile(r"\w+(?:[-:’']\w+)*|[^\w\s]")
SENTENCE_ENDS = frozenset(".!;")
# Beside one of these a time may mean the opposite, or be the time of something else.
REFUSED = re.compile(
    r"(?<!\w)(?:inte|ej|aldrig|utom|förutom|undantag\w*|exklusive|exkl|istället|stället|inställ\w*|pausa\w*"
    r"|uppskjut\w*|skjut\w*|utgår|utgick|reviderad\w*|(?:upp)?daterad\w*|fastställd\w*|beslutad\w*|antagen|antogs)(?!\w)",
    re.IGNORECASE,
)
EITHER = re.compile(r"^(?:eller|alternativt)(?!\w)|(?<!\w)(?:eller|alternativt)$", re.IGNORECASE)


def cleaned(text: str) -> str:
    """One line, words cut at the end of a line put together, list items parted by semicolons."""
    whole = text.strip()
    if whole[:1] in "-–—•*":
        whole = ITEM.sub("; ", f"\n{whole}")
    return one_line(CUT.sub("", whole)).strip("; ")


def sentences(text: str, patterns: Sequence[Pattern], plan: Plan) -> list[Sentence]:
    """What a cleaned text says, sentence by sentence. Linear: each word is tried once by each pattern."""
    found: list[list[Item]] = [[]]
    for item in _items(text, patterns, plan):
        if not item.parts and item.text in SENTENCE_ENDS:
            found.append([])
        else:
            found[-1].append(item)
    return [bound(text, items) for items in found if items]


def without_asides(read: Iterable[Sentence]) -> tuple[list[Sentence], list[str]]:
    """The sentences but for those of what is done only when needed ("vid behov hålls fler möten i maj"), and these."""
    kept: list[Sentence] = []
    asides: list[str] = []
    for sentence in read:
        roles = {part.role for part in sentence.parts}
        more = sentence.unread or Role.COUNT in roles
        if Role.ON_DEMAND in roles and more and not roles & {Role.CHECK, Role.PERIOD}:
            asides.append(sentence.text)
        else:
            kept.append(sentence)
    return kept, asides


def _items(text: str, patterns: Sequence[Pattern], plan: Plan) -> Iterator[Item]:
    at = 0
    while word := WORD.search(text, at):
        item = _taken(text, word.start(), patterns, plan) or Item(word.start(), word.end(), word[0])
        yield item
        at = item.end


def _taken(text: str, at: int, patterns: Iterable[Pattern], plan: Plan) -> Item | None:
    if not text[at].isalnum():
        return None
    for pattern, build in patterns:
        if found := pattern.match(text, at):
            parts = tuple(replace(part, text=part.text or found[0]) for part in build(found, plan))
            if parts and all(plan.first - FAR <= year <= plan.last + FAR for part in parts for year in part.years):
                return Item(at, found.end(), found[0], parts)
    return None
