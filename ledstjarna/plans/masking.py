"""A decided version with parts of it covered: where each cover lies and on what ground, never what is below it.

A cover lies over a section, an activity, one of their texts, or over words wherever they stand. Words are found in any
case and across line breaks, dashes and invisible signs, and are covered to the end of the word they are in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ledstjarna.plans.content import Part, Row
from ledstjarna.plans.details import Details
from ledstjarna.plans.models import COLUMNS
from ledstjarna.texts.guard import PROFILES, marks_of

GROUNDS: Final[dict[str, str | Promise]] = {
    "18:8": _("18 kap. 8 § OSL: säkerhets- eller bevakningsåtgärd"),
    "18:13": _("18 kap. 13 § OSL: risk- och sårbarhetsanalys, fredstida kris"),
    "21:3": _("21 kap. 3 § OSL: kontaktuppgift till den som kan bli utsatt"),
    "21:7": _("21 kap. 7 § OSL: personuppgift som skulle behandlas i strid med dataskyddet"),
    "26:1": _("26 kap. 1 § OSL: enskilds personliga förhållanden, socialtjänst"),
    "39:3": _("39 kap. 3 § OSL: anställds personliga förhållanden"),
    "40:7g": _("40 kap. 7 g § OSL: uppgift i en orosanmälan"),
}
"""Chapter and paragraph of the Public Access to Information and Secrecy Act (2009:400), and what it is about."""

SECTION_FIELDS: Final = ("text",)
_UNSEEN: Final = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060"
_INVISIBLE: Final = f"[{_UNSEEN}]*"
_DASHES: Final = "[-\u2010\u2011\u2012\u2013\u2014\u2212]"


class NothingThere(Exception):
    """A cover that would cover nothing: the words are not in the plan, or the place is covered already."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What is to be covered and why: a section or activity by `key`, wholly or one `field` of it; or `words`."""

    ground: str
    key: str = ""
    field: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Covered:
    """One line of the list: the cover's number, where it lies, and the ground."""

    number: int
    where: str
    ground: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What can be handed out. `lines` are texts of the first page in the order they came in."""

    title: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...]
    covers: tuple[Covered, ...]


def cover(title: str, lines: Sequence[str], parts: Iterable[Part], covers: Sequence[Cover]) -> Paper:
    """The title, the first page's lines and the parts with the covers in place, numbered in their order.

    Raises `NothingThere` for a cover that would cover nothing.
    """
    work = _Work(covers)
    title = work.without(title, _now("planens rubrik"))
    lines = tuple(work.without(line, _now("uppgifterna om beslutet")) for line in lines)
    found = tuple(_part(work, place, part) for place, part in enumerate(parts, start=1))
    listed = []
    for number, one in enumerate(covers, start=1):
        if number not in work.places:
            raise NothingThere(number)
        listed.append(Covered(number, "; ".join(work.places[number]), one.ground))
    return Paper(title, lines, found, tuple(listed))


def suggestions(parts: Iterable[Part]) -> list[str]:
    """Words in the plan that may point out a person, such as telephone numbers and addresses, each once."""
    texts = [
        text
        for part in parts
        for text in (part.heading, part.text, *(column for row in part.activities for column in row.columns()))
    ]
    return list(dict.fromkeys(mark.words for mark in marks_of("\n\n".join(texts), PROFILES["person"])))


class _Work:
    """The covers while they are laid out, and where each has been needed, by number."""

    def __init__(self, covers: Sequence[Cover]) -> None:
        self.whole: dict[tuple[str, str], int] = {}
        self.words: list[tuple[int, re.Pattern[str]]] = []
        self.places: dict[int, dict[str, None]] = {}
        for number, one in enumerate(covers, start=1):
            if one.words:
                self.words.append((number, _pattern(one.words)))
            else:
                self.whole.setdefault((one.key, one.field), number)

    def covered(self, key: str, field: str, place: str) -> str:
        """What stands where a section, an activity or one text of it is covered; "" when it is not."""
        number = self.whole.get((key, field))
        if number is None:
            return ""
        self.places.setdefault(number, {})[place] = None
        return _mark(number)

    def without(self, text: str, place: str = "") -> str:
        """The text with the words covered; covers that overlap become one. A place of "" is not told of."""
        if not self.words:
            return text
        text = unicodedata.normalize("NFC", text)
        spans = [
            (match.start(), match.end(), {number}) for number, pattern in self.words for match in pattern.finditer(text)
        ]
        kept, at = [], 0
        for start, end, numbers in _merged(sorted(spans, key=lambda span: span[:2])):
            kept += [text[at:start], _mark(*sorted(numbers))]
            at = end
            for number in numbers if place else ():
                self.places.setdefault(number, {})[place] = None
        return "".join([*kept, text[at:]])


def _part(work: _Work, place: int, part: Part) -> Part:
    name = _now("avsnitt %d") % place
    if mark := work.covered(part.key, "", _now("hela %s") % name):
        return Part(mark, part.level, "", (), "")
    name = work.without(part.heading) or name
    text = work.covered(part.key, "text", _now("texten under %s") % name) or work.without(part.text, name)
    rows = tuple(_row(work, index, row, name) for index, row in enumerate(part.activities, start=1))
    return Part(work.without(part.heading, name), part.level, text, rows, "")


def _row(work: _Work, place: int, row: Row, section: str) -> Row:
    """The activity told by its place in the table, for its own words may be what is covered."""
    name = _now("aktivitet %(place)d under %(section)s") % {"place": place, "section": section}
    if mark := work.covered(row.key, "", _now("hela %s") % name):
        return replace(row, **_BARE | dict.fromkeys(COLUMNS, mark))
    columns = {
        column: work.covered(row.key, column, f"{name}, {LABELS[column]}") or work.without(text, name)
        for column, text in zip(COLUMNS, row.columns(), strict=True)
    }
    hidden = (row.key, "activity") in work.whole
    findings = () if hidden else tuple(replace(one, heading=work.without(one.heading, name)) for one in row.findings)
    return replace(row, **_BARE | columns | {"findings": findings})


_BARE: Final[dict[str, Any]] = {"key": "", "pk": 0, "findings": (), "details": Details.EMPTY}
"""A row less all that is not in its columns."""

LABELS: Final[dict[str, str | Promise]] = {
    "activity": _("aktiviteten"),
    "responsible": _("ansvarig"),
    "schedule": _("tidplan"),
    "follow_up": _("uppföljning"),
}


def _mark(*numbers: int) -> str:
    return _now("[maskat %s]") % ", ".join(map(str, numbers))


def _merged(spans: Iterable[tuple[int, int, set[int]]]) -> list[tuple[int, int, set[int]]]:
    merged: list[tuple[int, int, set[int]]] = []
    for start, end, numbers in spans:
        if merged and start < merged[-1][1]:
            first, last, before = merged[-1]
            merged[-1] = (first, max(last, end), before | numbers)
        else:
            merged.append((start, end, numbers))
    return merged


def _pattern(words: str) -> re.Pattern[str]:
    """Finds the words in any case, with other spaces, dashes or invisible signs in them, to the end of the word."""
    tokens = re.sub(f"[{_UNSEEN}]", "", unicodedata.normalize("NFC", words)).split()
    if not tokens:
        raise NothingThere
    spelled = [
        _INVISIBLE.join(_DASHES if re.match(_DASHES, sign) else re.escape(sign) for sign in token) for token in tokens
    ]
    before = r"(?<!\w)" if re.match(r"\w", tokens[0]) else ""
    after = rf"(?:{_INVISIBLE}\w)*" if re.search(r"\w\Z", tokens[-1]) else ""
    return re.compile(before + rf"{_INVISIBLE}\s+{_INVISIBLE}".join(spelled) + after, re.IGNORECASE)


def _sign(sign: str) -> str:
    return _DASHES if re.match(_DASHES, sign) else re.escape(sign)
