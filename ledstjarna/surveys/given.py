"""What is given in answer to one question, whichever way it comes in, and how it is read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ledstjarna.surveys.definition import COUNTED, LARGEST, NONE, UNKNOWN, Definition, Kind
from ledstjarna.surveys.models import Answer, Question

_CENTS: Final = Decimal("0.01")
_NUMBER: Final = re.compile(r"(\d{1,9})(?:[.,](\d{1,4}))?")
_CHUNK: Final = 2_000
_OF_ONE: Final = re.compile(r"0?[.,]\d*[1-9]\d*")
_PART: Final = re.compile(r"(\d{1,6})\s*(?:av|of|/)\s*(\d{1,6})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Given:
    """Codes in the order of the question's choices, a number, or words; nothing at all is a blank."""

    codes: tuple[str, ...] = ()
    number: Decimal | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.codes or self.number is not None or self.text)

    @property
    def token(self) -> str:
        """Tells one answer from another without saying what it is; empty for a blank."""
        if not self:
            return ""
        number = "" if self.number is None else f"{self.number:.2f}"
        said = "\x00".join((*self.codes, number, self.text))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


BLANK: Final = Given()


def chosen(question: Definition, codes: Iterable[str]) -> Given:
    """Codes as an answer to the question. Raises ValidationError when they cannot be chosen, or not together."""
    wanted = set(codes)
    sound = tuple(code for code, _label in question.choices if code in wanted)
    if question.kind in COUNTED:
        sound = (UNKNOWN,) if wanted == {UNKNOWN} else ()
    if len(sound) != len(wanted):
        raise ValidationError(_("Det svaret finns inte att välja."), code="choice")
    if question.kind != Kind.MANY and len(sound) > 1:
        raise ValidationError(_("Välj ett svar."), code="one")
    if NONE in sound and len(sound) > 1:
        raise ValidationError(_("Inget av detta går inte ihop med de andra svaren."), code="none")
    return Given(sound)


def number_from(question: Definition, words: str) -> Given:
    """A number as people write it: 12, 1 200, 66,7, and for a share also 75 % or 9 av 12. Raises ValidationError."""
    text = re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))", "", words.strip())
    if not text:
        return BLANK
    if question.kind == Kind.SHARE:
        return Given(number=_share(text))
    found = _NUMBER.fullmatch(text)
    if not found or (found.group(2) and int(found.group(2))):
        raise ValidationError(_("Skriv ett helt tal, till exempel 0, 3 eller 12."), code="number")
    number = Decimal(found.group(1))
    if number > LARGEST:
        raise ValidationError(_("Talet är för stort. Skriv högst en miljon."), code="large")
    return Given(number=number)


def _share(text: str) -> Decimal:
    wrong = ValidationError(_("Skriv en andel mellan 0 och 100, till exempel 75, eller 9 av 12."), code="share")
    if part := _PART.fullmatch(text):
        some, whole = int(part.group(1)), int(part.group(2))
        if not whole or some > whole:
            raise wrong
        return (Decimal(some) * 100 / whole).quantize(_CENTS, ROUND_HALF_UP)
    if _OF_ONE.fullmatch(text):
        words = _("Menas till exempel 60 % eller 0,6 %? Skriv talet med procenttecken.")
        raise ValidationError(words, code="part")
    found = _NUMBER.fullmatch(re.sub(r"\s*(?:%|procent|percent)$", "", text, flags=re.IGNORECASE))
    if not found:
        raise wrong
    number = Decimal(f"{found.group(1)}.{found.group(2) or 0}").quantize(_CENTS, ROUND_HALF_UP)
    if number > 100:
        raise wrong
    return number


def given_of(question: Definition, rows: Sequence[Answer]) -> Given:
    """What the rows of one unit's answer to the question say."""
    return _given(_order(question), [(row.value, row.number, str(row.text)) for row in rows])


def _given(order: Mapping[str, int], rows: Sequence[tuple[str, Decimal | None, str]]) -> Given:
    """A number or words have a single row, several codes one each."""
    codes = sorted((row[0] for row in rows if row[0]), key=lambda code: order.get(code, len(order)))
    return Given(tuple(codes), rows[0][1], rows[0][2])


def given_by_invitation(questions: Sequence[Question]) -> Iterator[tuple[int, dict[str, Given]]]:
    """Each unit's answers to a round's questions by key, under its invitation's number and in the order of those.

    One query, read as it goes; units without answers are not among them.
    """
    kinds = {one.pk: (one.key, _order(one.definition)) for one in questions}
    rows = Answer.objects.filter(question__in=questions).order_by("invitation_id", "question_id")
    read = rows.values_list("invitation_id", "question_id", "value", "number", "text").iterator(_CHUNK)
    for number, answers in groupby(read, key=lambda row: row[0]):
        found: dict[str, Given] = {}
        for pk, parts in groupby(answers, key=lambda row: row[1]):
            key, order = kinds[pk]
            found[key] = _given(order, [(row[2], row[3], str(row[4])) for row in parts])
        yield number, found


def _order(question: Definition) -> dict[str, int]:
    return {code: place for place, (code, _label) in enumerate(question.choices)}


def in_words(question: Definition, given: Given) -> str:
    """An answer as it is read."""
    if given.text:
        return given.text
    if given.number is not None:
        number = f"{given.number.normalize():f}".replace(".", ",")
        return f"{number}\N{NO-BREAK SPACE}%" if question.kind == Kind.SHARE else number
    unknown = {UNKNOWN: str(_("Vet inte"))} if question.kind in COUNTED else {}
    return ", ".join(unknown.get(code) or question.label_of(code) for code in given.codes)
