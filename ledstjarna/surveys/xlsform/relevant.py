"""The conditions that can be read: one earlier question, and one or several of its answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

TERM: Final = re.compile(
    r"""\s*(?:
        \$\{(?P<key>[^{}\s]+)\}\s*=\s*(?:'(?P<a>[^']*)'|"(?P<b>[^"]*)"|(?P<c>\d+))
      | selected\(\s*\$\{(?P<of>[^{}\s]+)\}\s*,\s*(?:'(?P<d>[^']*)'|"(?P<e>[^"]*)")\s*\)
    )\s*""",
    re.VERBOSE,
)
OR: Final = re.compile(r"or(?=[\s$])")
CURLED: Final = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True, slots=True)
class Relevant:
    """The names as the form has them. `selected`: asked with the function for questions with several answers."""

    name: str
    codes: tuple[str, ...]
    selected: bool


def relevant_of(words: str) -> Relevant | None:
    """What a simple condition says: terms about one question joined by `or`. None for every other expression."""
    words = words.translate(CURLED)
    names, codes, forms = set(), [], set()
    at = 0
    while True:
        found = TERM.match(words, at)
        if found is None:
            return None
        forms.add(found["of"] is not None)
        names.add(found["of"] or found["key"])
        codes.append(next(text for text in found.group("a", "b", "c", "d", "e") if text is not None))
        at = found.end()
        if at == len(words):
            break
        between = OR.match(words, at)
        if between is None:
            return None
        at = between.end()
    if len(names) > 1 or len(forms) > 1:
        return None
    return Relevant(names.pop(), tuple(codes), forms.pop())


BOUND: Final = re.compile(r"\s*(?:\.\s*(?P<sign>>=|<=)\s*(?P<number>\d{1,9})|(?P<first>\d{1,9})\s*<=\s*\.)\s*")
AND: Final = re.compile(r"and(?=[\s.\d])")


def bounds_of(words: str) -> tuple[int | None, int | None] | None:
    """The lowest and the highest that a constraint allows, ". >= 0 and . <= 100"; None for another expression."""
    low = high = None
    at = 0
    while True:
        found = BOUND.match(words, at)
        if found is None:
            return None
        number = int(found["number"] or found["first"])
        if found["sign"] == "<=":
            if high is not None:
                return None
            high = number
        elif low is not None:
            return None
        else:
            low = number
        at = found.end()
        if at == len(words):
            return low, high
        between = AND.match(words, at)
        if between is None:
            return None
        at = between.end()
