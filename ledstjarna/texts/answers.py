"""What a writer says of words that may be a name: a fixed answer, kept with the text and sealed with it.

A soft mark is a possible name. The writer rewrites it, or says in one tap what it is instead. The answer hangs on the
words, not on their place, so that it holds while the text around them changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledstjarna import deid
from ledstjarna.texts.swedish import fold

_KEY_SIGNS: Final = 16
# Begins a stored text that has answers: no text may hold it.
_WITH_ANSWERS: Final = "\x00"


class Answer(TextChoices):
    """What words that look like a name are instead."""

    PLACE = "place", _("en plats")
    ORGANISATION = "organisation", _("en organisation")
    OFFICE = "office", _("en offentlig företrädare")
    WORD = "word", _("ett vanligt ord")
    ROLE = "role", _("en roll")


class Answered(str):
    """A text with the answers to its soft marks: key of the words → code of `Answer`."""

    answers: dict[str, str]

    def __new__(cls, text: str, answers: Mapping[str, str]) -> Answered:
        """The answers that are none of `Answer` are left out."""
        made = super().__new__(cls, text)
        made.answers = {key: said for key, said in answers.items() if said in Answer.values}
        return made

    def strip(self, chars: str | None = None, /) -> Answered:
        return Answered(super().strip(chars), self.answers)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a text that the guard holds, at [start, end). A hard one can only be rewritten; `answer` is what the
    writer has said of a soft one, empty so far.
    """

    start: int
    end: int
    words: str
    label: deid.Label
    key: str
    answer: str = ""

    @property
    def hard(self) -> bool:
        return self.label in deid.HARD

    @property
    def settled(self) -> bool:
        return bool(self.answer) and not self.hard

    @property
    def said(self) -> str | Promise:
        """The answer in words."""
        return Answer(self.answer).label if self.answer else ""


def key_of(words: str) -> str:
    """What an answer hangs on: the same for all ways to write the words in small and large letters."""
    return hashlib.sha256(fold(words).encode("utf-8", "replace")).hexdigest()[:_KEY_SIGNS]


def answers_of(text: str) -> dict[str, str]:
    """The answers that a text carries; none for a plain one."""
    return text.answers if isinstance(text, Answered) else {}


def marks(text: str, labels: frozenset[deid.Label], own: deid.Own) -> list[Mark]:
    """What the guard holds of a text, with the answers that the text carries."""
    said = answers_of(text)
    return [
        Mark(found.start, found.end, words, found.label, key, "" if found.label in deid.HARD else said.get(key, ""))
        for found in deid.find(text, labels=labels, own=own)
        for words in (text[found.start : found.end],)
        for key in (key_of(words),)
    ]


def packed(text: str) -> str:
    """The text and its answers as one string, to be sealed. A text without answers is itself."""
    answers = answers_of(text)
    return _WITH_ANSWERS + json.dumps([str(text), answers], ensure_ascii=False) if answers else str(text)


def unpacked(kept: str) -> str:
    """What `packed` was given."""
    if not kept.startswith(_WITH_ANSWERS):
        return kept
    text, answers = json.loads(kept[1:])
    return Answered(text, answers)
