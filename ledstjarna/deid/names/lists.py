"""Lists of names, places, organisations and ordinary words: the project's own files and the locales of Faker.

A word's flags say on which lists it stands, also without a final s, which may be a genitive. All is in lower case.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"
GIVEN, FAMILY, WORD, PLACE, ORGANISATION, ROLE, BOTH = 1, 2, 4, 8, 16, 32, 64
NAME: Final = GIVEN | FAMILY
KNOWN: Final = WORD | PLACE | ORGANISATION | ROLE

_LEAST: Final = 3


def read(name: str) -> list[str]:
    """The words of a file of data."""
    return (DATA / name).read_text(encoding="utf-8").split()


# Of words of two letters only these are names.
_SHORT: Final = frozenset(read("rules_two_letters.txt"))
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

# Two-part surnames after nature, and those after a father: too many for a list.
_FIRST_PARTS = read("rules_surname_first.txt")
_LAST_PARTS = read("rules_surname_last.txt")


def _any(parts: Iterable[str]) -> str:
    return "|".join(sorted(set(parts), key=len, reverse=True))


_TWO_PARTS = re.compile(rf"(?:{_any(_FIRST_PARTS)})[es]?(?:{_any(_LAST_PARTS)})")
_FATHERS = re.compile(
    r"[^\W\d_]{2,}(?:sson|sen|sdotter|sdottir|oğlu|oglu|ović|ovic|ević|evic|eska|ovska|ovski|wski|wska|shvili|yan|ian|idis|"
    r"opoulos|adze|escu)"
)


def _words(*patterns: str) -> set[str]:
    """The single words of all entries; of a double name each part."""
    files = [path for pattern in patterns for path in DATA.glob(pattern)]
    return _parts(line for path in files for line in path.read_text(encoding="utf-8").splitlines())


def _parts(entries: Iterable[str]) -> set[str]:
    return {word for line in entries for word in _WORD.findall(line.lower()) if len(word) >= _LEAST or word in _SHORT}


def _of_faker(kind: str) -> set[str]:
    """Names of the locales in Latin script that are met in Sweden (Faker, MIT)."""
    found: set[str] = set()
    for locale in read("faker_locales.txt"):
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for name in dir(provider):
            if name.startswith(kind) and isinstance(value := getattr(provider, name), (list, tuple, dict)):
                found |= _parts(entry for entry in value if isinstance(entry, str))
    return found


@functools.cache
def table() -> dict[str, int]:
    """Lower-case word → flags."""
    flags: dict[str, int] = {}
    for flag, words in (
        (GIVEN, _of_faker("first_name") | _words("given_*.txt") | _words("diminutives.txt")),
        (FAMILY, _of_faker("last_name") | _words("family_*.txt")),
        (WORD, _words("ordinary*.txt")),
        (PLACE, _words("places.txt")),
        (ORGANISATION, _words("organisations.txt") | _words("capitalised_words.txt")),
        (ROLE, _words("roles.txt")),
        (BOTH, _words("both_word_and_name.txt")),
    ):
        for word in words:
            flags[word] = flags.get(word, 0) | flag
    for word, said in flags.items():
        if said & BOTH:
            flags[word] = said | WORD | GIVEN
    return flags


# Endings of inflected and derived words, longest first.
_ENDINGS = sorted(read("rules_inflections.txt"), key=len, reverse=True)
_STEM: Final = 3
_LONGEST: Final = 60  # letters of a word that is looked at
_TAIL: Final = 4


def _inflected(low: str, every: dict[str, int]) -> bool:
    """Whether a word is an ordinary one, or an ordinary one with another ending."""
    if every.get(low, 0) & (WORD | ROLE):
        return True
    for ending in _ENDINGS:
        stem = low.removesuffix(ending)
        if stem != low and len(stem) >= _STEM:
            for base in (stem, stem + "a", stem + "e", stem + "en", stem + "et", stem + "ar"):
                if every.get(base, 0) & (WORD | ROLE):
                    return True
    return False


def _compound(low: str, every: dict[str, int]) -> bool:
    """Whether a word is put together of two ordinary ones, with or without an s between."""
    for place in range(_STEM, len(low) - _TAIL + 1):
        left, right = low[:place], low[place:]
        if not _inflected(right, every):
            continue
        for first in (left, left + "a", left + "e", left.removesuffix("s")):
            if len(first) >= _STEM and every.get(first, 0) & (WORD | ROLE | PLACE | ORGANISATION):
                return True
    return False


_kept: dict[str, int] = {}
_MOST_KEPT: Final = 50_000


def flags_of(word: str) -> int:
    """On which lists a word stands, whatever its letters' size; a final s may be a genitive, names more readily so.

    Only words that are on a list or made of ordinary ones are kept for the next time, never what one alone has written.
    """
    low = word.lower()
    said = _kept.get(low)
    if said is None:
        said = _flags(low)
        if (said & WORD or low in table()) and len(_kept) < _MOST_KEPT:
            _kept[low] = said
    return said


def is_kept(low: str) -> bool:
    """Whether a word in lower case is one that may be kept for the next time, and has been met."""
    return low in _kept


def is_known_word(word: str, *, listed: bool = False) -> bool:
    """Whether a single word is an ordinary one, a role, a place or a body: in any form or made of such, or, when
    `listed`, as it stands on a list, with or without an s.
    """
    low = word.lower()
    said = table().get(low, 0) | table().get(low.removesuffix("s"), 0) if listed else flags_of(word)
    return bool(said & KNOWN)


def is_given_name(word: str) -> bool:
    """Whether a single word is somebody's first name, whatever else it is."""
    return bool(flags_of(word) & GIVEN)


def _flags(low: str) -> int:
    if len(low) > _LONGEST:
        return 0
    every = table()
    said = every.get(low, 0)
    if low.endswith("s") and len(low) > _LEAST:
        bare = every.get(low[:-1], 0)
        said |= bare if not said & KNOWN else bare & NAME & ~BOTH
    if not said & NAME:
        stem = low[:-1] if low.endswith("s") else low
        if _FATHERS.fullmatch(stem) or (not said & KNOWN and _TWO_PARTS.fullmatch(stem)):
            said |= FAMILY
    if not said and len(low) >= _TAIL and (_inflected(low, every) or _compound(low, every)):
        said = WORD
    return said
