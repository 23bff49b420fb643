"""What a read plan is, and why a file could not be read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from .places import NOWHERE, Place, RowNote

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MAX_BYTES = 20 * 1024 * 1024
MAX_PAGES = 300
BESIDE = ("findings", "details")


@dataclass(frozen=True, slots=True)
class ActivityText:
    """A row of an activity table. A cell's own lines are kept apart by "\\n"; list items begin with "- ".

    `where` says where in the file it stood and makes no two rows unlike. `beside` is what our own JSON says of it
    besides: {"findings": [...], "details": {...}}, each left out when empty.
    """

    activity: str
    responsible: str
    schedule: str
    follow_up: str
    where: Place = field(default=NOWHERE, compare=False, kw_only=True)
    beside: Mapping[str, Any] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True, slots=True)
class SectionText:
    """A heading with what stands under it.

    `heading` is "" only for what stands before the first heading. `level` is 1 (top) to 4.
    `text` is paragraphs separated by "\\n\\n". One whose lines all begin with "- " is a list, an item a line
    ("- one\\n- two"); no other holds a line break. A table that is no activity table is a list too: a row an
    item, its cells joined by " | ".
    """

    heading: str
    level: int
    text: str
    activities: tuple[ActivityText, ...]
    where: Place = field(default=NOWHERE, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan as it was read, and what its reader should know of the reading."""

    title: str
    sections: tuple[SectionText, ...]
    notes: tuple[RowNote, ...] = field(default=(), compare=False)

    def as_json(self, *, reading: bool = False) -> dict[str, Any]:
        """{"title", "sections": [{"heading", "level", "text", "activities": [{"activity", ...}]}]}.

        With `reading`, each section and activity has its "where" too, and the plan its "notes".
        """
        data: dict[str, Any] = {"title": self.title, "sections": [_as_json(s, reading) for s in self.sections]}
        return {**data, "notes": [note.as_json() for note in self.notes]} if reading else data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "PlanText":
        """The inverse of `as_json`. Raises KeyError, TypeError or ValueError when the shape is another."""
        return cls(
            title=data["title"],
            sections=tuple(
                SectionText(**_placed({**section, "activities": tuple(map(_activity, rows))}))
                for section in data["sections"]
                for rows in (section["activities"],)
            ),
            notes=tuple(map(RowNote.from_json, data.get("notes", ()))),
        )


def _as_json(section: SectionText, reading: bool) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "level": section.level,
        "text": section.text,
        "activities": [
            {
                "activity": row.activity,
                "responsible": row.responsible,
                "schedule": row.schedule,
                "follow_up": row.follow_up,
                **row.beside,
                **({"where": row.where.as_json()} if reading else {}),
            }
            for row in section.activities
        ],
        **({"where": section.where.as_json()} if reading else {}),
    }


def _activity(data: Mapping[str, Any]) -> ActivityText:
    row = _placed(data)
    beside = {name: row.pop(name) for name in BESIDE if name in row}
    return ActivityText(**row, beside=beside)


def _placed(data: Mapping[str, Any]) -> dict[str, Any]:
    return {**data, "where": Place(**data.get("where", {}))}


class Reason(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN_FORMAT = "unknown_format"
    LEGACY_WORD = "legacy_word"
    LEGACY_EXCEL = "legacy_excel"
    PASSWORD = "password"  # noqa: S105
    MACROS = "macros"
    BOMB = "bomb"
    DAMAGED = "damaged"
    TOO_COMPLEX = "too_complex"
    NO_TEXT = "no_text"
    NO_COLUMNS = "no_columns"
    NOT_A_PLAN = "not_a_plan"


MESSAGES: Mapping[Reason, "_StrPromise"] = {
    Reason.EMPTY: _("Filen är tom. Välj en annan fil."),
    Reason.TOO_LARGE: _("Filen är större än 20 MB. Ta bort eller förminska bilderna i den och försök igen."),
    Reason.UNKNOWN_FORMAT: _(
        "Filen är av ett slag som inte kan läsas. Spara planen som Word-dokument (.docx), PDF, Excelfil (.xlsx) "
        "eller textfil med kolumner (.csv) och försök igen."
    ),
    Reason.LEGACY_WORD: _(
        "Filen har Words äldre format (.doc). Öppna den i Word, spara den som .docx och försök igen."
    ),
    Reason.LEGACY_EXCEL: _(
        "Filen har ett av Excels äldre format (.xls eller .xlsb). "
        "Öppna den i Excel, spara den som .xlsx och försök igen."
    ),
    Reason.PASSWORD: _("Filen är skyddad med lösenord. Ta bort lösenordet och försök igen."),
    Reason.MACROS: _(
        "Filen innehåller makron. Spara den som ett vanligt Word-dokument (.docx) eller en vanlig Excelfil (.xlsx) "
        "och försök igen."
    ),
    Reason.BOMB: _(
        "Filen är uppbyggd på ett sätt som kan skada systemet och öppnas därför inte. "
        "Spara en ny kopia av planen och försök igen."
    ),
    Reason.DAMAGED: _(
        "Filen är skadad och går inte att läsa. Öppna den där den skrevs, spara en ny kopia och försök igen."
    ),
    Reason.TOO_COMPLEX: _("Filen är för stor för att läsas. Ta bort bilagor och bilder ur den och försök igen."),
    Reason.NO_TEXT: _(
        "PDF-filen har ingen text som går att läsa. Den är kanske inskannad. "
        "Välj originalet som Word-dokument (.docx) i stället."
    ),
    Reason.NO_COLUMNS: _(
        "Filen har ingen rad med kolumnernas rubriker. Den behöver minst Aktivitet och Ansvarig, "
        "gärna också Tidplan och Uppföljning."
    ),
    Reason.NOT_A_PLAN: _(
        "Filen har varken rubriker eller någon tabell med aktiviteter. "
        "Kontrollera att det är handlingsplanen du har valt."
    ),
}


class Unreadable(Exception):
    """The file cannot be read as a plan; `message` says what is wrong and what the user can do."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason

    @property
    def message(self) -> str:
        """The sentence in the language active when it is asked for."""
        return str(MESSAGES[self.reason])


def title_from_filename(filename: str) -> str:
    """ "plan_2019-slutlig.docx" → "plan 2019-slutlig"; "" when nothing readable is left."""
    stem = re.sub(r"\.(docx|xlsx|pdf|csv)$", "", re.split(r"[/\\]", filename)[-1], flags=re.IGNORECASE)
    return " ".join("".join(c if c.isprintable() and c != "_" else " " for c in stem).split())[:200]
