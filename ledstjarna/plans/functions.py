"""The functions that plans name as responsible, and which spellings mean the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from ledstjarna.texts.swedish import fold

_BETWEEN: Final = re.compile(
    r"([,;\n]|\boch\b|\bsamt\b|\btillsammans med\b|\bi (?:samverkan|samarbete|samråd) med\b|\bmed stöd av\b)"
)
_WHO: Final = re.compile(
    r"\w*(?:chef|rektor|ledar|samordnar|utredar|handläggar|sekreterar|ansvarig|strateg|kurator|kommunikatör|pedagog|lärar"
    r"|sköters|enhet|avdelning|förvaltning|nämnd|grupp|team|polis|skol|mottagning|center|centrum|stöd|bibliotek|jour)\w*\Z",
    re.IGNORECASE,
)
_ENDINGS: Final = re.compile(r"(?<=.{4})(?:[aeo]rnas?|aren?s?|are|ens|ets|en|et|s|n)\Z")
_IDLE: Final = re.compile(r"de[nt]?|vår|vårt|våra|en|ett|av|i|på|vid|inom|mot|för|hos|till|lokala?|respektive")
_LONGEST = 120
_ALIKE = 0.92
_SHORTEST_ALIKE = 12  # letters; shorter names differ by a letter and mean two things


@lru_cache(maxsize=4_096)  # plans of many boards say the same
def functions_in(responsible: str) -> tuple[str, ...]:
    """The functions that a cell of the column Ansvarig names, as they are written. Sentences are left out."""
    text = " ".join(responsible.split())
    if re.search(r"[.!?] \w", text):
        text = text.partition(". ")[0]
    names: list[str] = []
    for separator, name in _named(text):
        # "Barn och unga" is one name; "rektorn och kuratorn" are two.
        if separator == "och" and names and not (_WHO.match(name.split()[-1]) and not names[-1].endswith("-")):
            names[-1] += f" och {name}"
        else:
            names.append(name)
    return tuple(dict.fromkeys(name for name in names if len(name) <= _LONGEST))


def _named(text: str) -> Iterator[tuple[str, str]]:
    """(what stands before it, name) of each piece of a cell."""
    pieces = ["", *_BETWEEN.split(text)]
    for separator, piece in zip(pieces[::2], pieces[1::2], strict=True):
        if name := piece.strip(" .:–"):
            yield separator, name


@lru_cache(maxsize=4_096)
def key_of(function: str) -> str:
    """The same for spellings that mean one function: without case, form of the word and small words."""
    words = re.findall(r"[a-zåäö0-9]+", fold(function))
    return " ".join(sorted(_ENDINGS.sub("", word) for word in words if not _IDLE.fullmatch(word)))


def spellings(names: Iterable[str]) -> list[tuple[str, ...]]:
    """The functions that are spelt in more than one way, each with its spellings in the order they came."""
    groups: dict[str, dict[str, None]] = {}
    for name in names:
        key = key_of(name)
        if not key:
            continue
        known = key if key in groups else next((other for other in groups if _typo(key, other)), key)
        groups.setdefault(known, {})[name] = None
    found = (tuple(group) for group in groups.values())
    return [group for group in found if len({" ".join(name.split()).casefold() for name in group}) > 1]


def _typo(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST_ALIKE or one.split(" ", 1)[0][:1] != other.split(" ", 1)[0][:1]:
        return False
    match = SequenceMatcher(None, one, other, autojunk=False)
    return match.real_quick_ratio() >= _ALIKE and match.ratio() >= _ALIKE
