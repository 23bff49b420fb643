"""What a cell of a file says in answer to a question, or the sentence on why it says nothing."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from ledstjarna.surveys.definition import COUNTED, LONGEST_TEXT, NO, UNKNOWN, YES, Definition, Kind
from ledstjarna.surveys.given import Given, chosen, number_from
from ledstjarna.surveys.models.answers import LARGEST_UNIT
from ledstjarna.texts.guard import PROFILES, check_text, tidy
from ledstjarna.texts.swedish import fold

_FINE: Final = re.compile(r"\d{1,3}[.,]\d{5,}")
_SHOWN: Final = 8
_SHORT: Final = {YES: ("j",), NO: ("n",)}


class Wrong(Exception):
    """The cell cannot be taken in; the message is the reason and never what stands in the cell."""


class Reader:
    """Reads the cells of one question's column: codes or the words of the answers, numbers, or own words."""

    def __init__(self, question: Definition) -> None:
        self.question = question
        self._codes = _by_words(question)
        self._known: dict[str, Given] = {}

    def read(self, cell: str) -> Given:
        """The answer in a cell that is not empty. Raises `Wrong`."""
        if self.question.kind == Kind.TEXT:
            return _text(cell)
        if cell not in self._known:
            try:
                self._known[cell] = self._read(cell)
            except ValidationError as fault:
                raise Wrong(" ".join(fault.messages)) from None
        return self._known[cell]

    def _read(self, cell: str) -> Given:
        code = self._codes.get(fold(cell))
        if code:
            return chosen(self.question, [code])
        if self.question.kind in COUNTED:
            return number_from(self.question, _percent(cell) if self.question.kind == Kind.SHARE else cell)
        if self.question.kind == Kind.MANY:
            return chosen(self.question, self._several(cell))
        raise Wrong(self._not_among())

    def _several(self, cell: str) -> list[str]:
        found: list[str] = []
        for part in filter(None, map(fold, re.split(r"[;|]", cell))):
            words = [part] if part in self._codes else re.split(r"[\s,]+", part)
            for word in filter(None, words):
                if word not in self._codes:
                    raise Wrong(self._not_among())
                found.append(self._codes[word])
        if not found:
            raise Wrong(self._not_among())
        return found

    def _not_among(self) -> str:
        labels = [str(label) for _code, label in self.question.choices]
        shown = ", ".join(labels[:_SHOWN]) + (" …" if len(labels) > _SHOWN else "")
        if self.question.kind == Kind.MANY:
            return _("Det svaret finns inte att välja. Skilj flera svar åt med semikolon. Välj bland: %s.") % shown
        return _("Det svaret finns inte att välja. Välj bland: %s.") % shown


def _by_words(question: Definition) -> dict[str, str]:
    """The code of each way to write a choice; a code itself goes before a label that looks like it."""
    found: dict[str, str] = {}
    choices = list(question.choices)
    if question.kind in COUNTED:
        with override("sv"):
            found[fold(_("Vet inte"))] = UNKNOWN
        return found | {UNKNOWN: UNKNOWN}
    with override("sv"):
        found |= {fold(str(label)): code for code, label in choices}
    if question.kind == Kind.YES_NO:
        found |= {word: code for code, words in _SHORT.items() for word in words}
    return found | {fold(code): code for code, _label in choices}


def _percent(cell: str) -> str:
    """The cell of a share. What a spreadsheet has divided has more decimals than anybody would write."""
    if not _FINE.fullmatch(cell) or cell.startswith("0"):
        return cell
    return f"{Decimal(cell.replace(',', '.')).quantize(Decimal('0.01'), ROUND_HALF_UP)}"


def _text(cell: str) -> Given:
    words = tidy(cell)
    try:
        return Given(text=check_text(words, PROFILES["person"], LONGEST_TEXT))
    except ValidationError as fault:
        raise Wrong(" ".join(fault.messages)) from None


def headcount(cell: str) -> int:
    """How many work at the unit. Raises `Wrong`."""
    digits = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))", "", cell)
    if not re.fullmatch(r"[0-9]{1,9}", digits) or not 1 <= int(digits) <= LARGEST_UNIT:
        raise Wrong(_("Skriv hur många medarbetarna är med siffror, mellan 1 och 20 000."))
    return int(digits)
