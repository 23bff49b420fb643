"""What a read form is, and why a file could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledstjarna.surveys.definition import Definition

MAX_BYTES: Final = 2 * 1024 * 1024
MAX_ROWS: Final = 5_000


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row cannot be read. `row` is numbered as in the file, 0 for a whole sheet; `column` is its header there."""

    sheet: str
    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file asks. It has no questions when it has faults: a questionnaire is taken in whole or not at all."""

    definitions: tuple[Definition, ...]
    title: str
    faults: tuple[RowFault, ...] = ()


class Reason(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN_FORMAT = "unknown_format"
    CSV = "csv"
    LEGACY_EXCEL = "legacy_excel"
    PASSWORD = "password"  # noqa: S105
    MACROS = "macros"
    BOMB = "bomb"
    DAMAGED = "damaged"
    TOO_COMPLEX = "too_complex"
    TOO_MANY_ROWS = "too_many_rows"
    NO_SURVEY = "no_survey"
    NO_QUESTIONS = "no_questions"


MESSAGES: Final[Mapping[Reason, str | Promise]] = {
    Reason.EMPTY: _("Filen är tom. Välj en annan fil."),
    Reason.TOO_LARGE: _("Filen är större än 2 MB. Ta bort bilder och blad som inte hör till enkäten och försök igen."),
    Reason.UNKNOWN_FORMAT: _("Filen är ingen Excelfil. Spara enkäten som Excelfil (.xlsx) och försök igen."),
    Reason.CSV: _(
        "Filen är en textfil med kolumner (.csv). Spara enkäten som Excelfil (.xlsx) med bladen survey och choices "
        "och försök igen."
    ),
    Reason.LEGACY_EXCEL: _(
        "Filen har ett av Excels äldre format (.xls eller .xlsb). "
        "Öppna den i Excel, spara den som .xlsx och försök igen."
    ),
    Reason.PASSWORD: _("Filen är skyddad med lösenord. Ta bort lösenordet och försök igen."),
    Reason.MACROS: _("Filen innehåller makron. Spara den som en vanlig Excelfil (.xlsx) och försök igen."),
    Reason.BOMB: _(
        "Filen är uppbyggd på ett sätt som kan skada systemet och öppnas därför inte. "
        "Spara en ny kopia av enkäten och försök igen."
    ),
    Reason.DAMAGED: _(
        "Filen är skadad och går inte att läsa. Öppna den där den skrevs, spara en ny kopia och försök igen."
    ),
    Reason.TOO_COMPLEX: _("Filen är för stor för att läsas. Ta bort det som inte hör till enkäten och försök igen."),
    Reason.TOO_MANY_ROWS: _("Filen har fler än 5 000 rader på ett blad. Så lång är ingen enkät för chefer."),
    Reason.NO_SURVEY: _("Filen saknar bladet survey, där frågorna ska stå."),
    Reason.NO_QUESTIONS: _("Bladet survey har inga frågor."),
}


class Unreadable(Exception):
    """The file cannot be read as a form; `sentence` says what is wrong and what the user can do."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason

    @property
    def sentence(self) -> str:
        """The words in the language active when they are asked for."""
        return str(MESSAGES[self.reason])
