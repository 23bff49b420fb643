"""The columns of a file of answers: what is known of the unit, and then one for each question, under its key.

The file has one set of words, in whatever language its reader reads, so that what was given out can be taken in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import override

from ledstjarna.surveys.definition import COUNTED, UNKNOWN, Kind
from ledstjarna.surveys.models import Question

ANSWERS: Final = "Svar"
CODEBOOK: Final = "Kodbok"
CHOICES: Final = "Val"

# None of them can be a question's key, which has neither blanks nor å, ä and ö.
CODE: Final = "enhetens kod"
NAME: Final = "enhetens namn"
STATE: Final = "läge"
HEADS: Final = "antal medarbetare"
WAY: Final = "svaren kom"
DAY: Final = "besvarad den"

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    CODE: ("enhetskod", "kod", "unit", "unit_code"),
    NAME: ("enhet", "enhetsnamn", "namn", "name", "unit_name"),
    HEADS: ("antal anställda", "medarbetare", "headcount"),
    STATE: ("status",),
    WAY: ("way",),
    DAY: ("answered_on",),
}

NAMES: Final = {alias: name for name, words in ALIASES.items() for alias in (*words, name)}
"""What each heading about the unit is called in the files."""

STATES: Final = {"sent": "skickat", "begun": "påbörjat", "none": "inget svar"}

MEANINGS: Final = {
    CODE: "Enhetens kod i organisationen. Det är den som enheten känns igen på.",
    NAME: "Enhetens namn. Det räcker när koden saknas och bara en enhet heter så.",
    STATE: "Skickat när enheten är klar, påbörjat när den har sparat svar, annars inget svar.",
    HEADS: "Hur många som arbetar på enheten. Andelar av medarbetarna vägs med det.",
    WAY: "Av enheten själv, av samordnaren för enheten eller ur en fil.",
    DAY: "Dagen då enheten sa att den var klar.",
}

HEADINGS: Final = (
    "kolumn",
    "fråga",
    "slags svar",
    "gäller",
    "avsnitt",
    "ställs om",
    "svar",
    "version",
    "serie",
    "jämförbar",
    "skäl",
)
_COMPARABLE: Final = {True: "ja", False: "nej", None: ""}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the codebook tells of one column."""

    column: str
    wording: str
    kind: str = ""
    kind_words: str = ""
    subject: str = ""
    subject_words: str = ""
    section: str = ""
    condition: tuple[str, tuple[str, ...]] | None = None
    codes: tuple[tuple[str, str], ...] = ()
    version: int | None = None
    series: int | None = None
    comparable: bool | None = None
    reason: str = ""

    @property
    def cells(self) -> list[str | int]:
        """A row of the codebook as a table, under `HEADINGS`."""
        return [
            self.column,
            self.wording,
            self.kind_words,
            self.subject_words,
            self.section,
            f"{self.condition[0]}: {' | '.join(self.condition[1])}" if self.condition else "",
            "; ".join(f"{code} = {label}" for code, label in self.codes),
            self.version or "",
            self.series or "",
            _COMPARABLE[self.comparable],
            self.reason,
        ]

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "key": self.column,
            "wording": self.wording,
            "kind": self.kind,
            "subject": self.subject,
            "section": self.section,
            "condition": {"key": self.condition[0], "any_of": list(self.condition[1])} if self.condition else None,
            "codes": [{"code": code, "label": label} for code, label in self.codes],
            "version": self.version,
            "series": self.series,
            "comparable": self.comparable,
            "reason": self.reason,
        }


def unit_entries() -> list[Entry]:
    """What the codebook tells of the columns about the unit."""
    return [Entry(column, meaning) for column, meaning in MEANINGS.items()]


def question_entries(questions: list[Question]) -> list[Entry]:
    """What the codebook tells of each question's column, in Swedish as the questions are."""
    with override("sv"):
        return [_entry(one) for one in questions]


def _entry(question: Question) -> Entry:
    asked = question.definition
    codes = tuple((code, str(label)) for code, label in asked.choices)
    condition = asked.condition
    return Entry(
        column=asked.key,
        wording=asked.wording,
        kind=asked.kind.value,
        kind_words=str(asked.kind.label) + (", med semikolon emellan" if asked.kind == Kind.MANY else ""),
        subject=asked.subject.value,
        subject_words=str(asked.subject.label),
        section=asked.section,
        condition=(condition.key, condition.any_of) if condition else None,
        codes=((UNKNOWN, "Vet inte"),) if asked.kind in COUNTED else codes,
        version=question.version,
        series=question.series,
        comparable=question.comparable,
        reason=question.changed,
    )
