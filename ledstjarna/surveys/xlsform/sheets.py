"""The sheets of a form as the child tells of them, and the faults found in their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .layout import CHOICES, PARTED, REFERENCE, SETTINGS, SURVEY
from .model import RowFault

MOST_FAULTS: Final = 300
ENOUGH: Final = 3_000
SWEDISH: Final = frozenset({"sv", "swedish", "svenska"})
Columns = tuple[str, ...]


class Faults:
    """What is wrong with a form, gathered over all its sheets."""

    def __init__(self) -> None:
        self._found: list[RowFault] = []

    @property
    def count(self) -> int:
        """How many there are so far."""
        return len(self._found)

    @property
    def enough(self) -> bool:
        """Whether to stop looking: nobody mends so many rows before trying again."""
        return len(self._found) > ENOUGH

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, sheet: Sheet | str, row: int, column: Columns | str, sentence: str | Promise) -> None:
        """Tell of a row; a column of a sheet is named as the file heads it."""
        header = column if isinstance(column, str) else sheet.header(*column) if isinstance(sheet, Sheet) else column[0]
        name = sheet.name if isinstance(sheet, Sheet) else sheet
        self._found.append(RowFault(name, row, header, str(sentence)))

    def told(self) -> tuple[RowFault, ...]:
        """All in the file's order, each once. Of countless ones the first are told, and that there are more."""
        order = (SURVEY, CHOICES, SETTINGS)
        found = sorted(
            dict.fromkeys(self._found),
            key=lambda fault: (order.index(fault.sheet) if fault.sheet in order else len(order), fault.row),
        )
        if len(found) > MOST_FAULTS:
            more = RowFault("", 0, "", _("Filen har fler fel än så. Rätta de här och läs in filen igen."))
            return (*found[:MOST_FAULTS], more)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the file, and its texts by place."""

    number: int
    texts: Mapping[int, str]


class Sheet:
    """A sheet, its columns found by the names that pyxform gives them: `("bind", "relevant")`, `("label", "sv")`."""

    def __init__(self, name: str, data: Mapping[str, Any], *, language: str = "") -> None:
        self.name = name
        self.headers = {int(place): str(header) for place, header in data.get("headers", {}).items()}
        self.meant: set[int] = set()
        self.columns: dict[int, Columns] = {}
        for place, (meant, tokens) in data.get("columns", {}).items():
            self.columns[int(place)] = tuple(tokens)
            if meant:
                self.meant.add(int(place))
        self.rows = [
            Row(int(number), {int(place): text for place, text in texts.items()})
            for number, texts in data.get("rows", {}).items()
        ]
        self.worked_out = [(int(row), int(place)) for row, place in data.get("worked_out", ())]
        self._language = language

    def has(self, *column: str) -> bool:
        """Whether there is such a column, in any language."""
        return any(tokens[: len(column)] == column for tokens in self.columns.values())

    def header(self, *column: str) -> str:
        """A column's name as the file has it; its own name when the file has none."""
        places = self._places(column) or (self._in_languages(column[0]) if len(column) == 1 else [])
        return self.headers[places[0]] if places else column[-1]

    def text(self, row: Row, *column: str) -> str:
        """What a row says in a column."""
        return next((row.texts[place] for place in self._places(column) if place in row.texts), "")

    def words(self, row: Row, column: str) -> str:
        """What a row says to people: in Swedish, else in the form's own language, else in its first."""
        found = next((row.texts[place] for place in self._in_languages(column) if place in row.texts), "")
        return found.replace(PARTED, REFERENCE)

    def refers(self, row: Row, column: str) -> bool:
        """Whether the words fetch another question's answer."""
        return any(REFERENCE in row.texts.get(place, "") for place in self._in_languages(column))

    def unread(self, row: Row, read: frozenset[str | Columns]) -> Iterator[str]:
        """The headers of what a row says in columns that mean something in XLSForm and are not among `read`."""
        for place in row.texts:
            tokens = self.columns.get(place, ())
            if place in self.meant and tokens[0] not in read and tokens[:2] not in read:
                yield self.headers[place]

    def doubled(self) -> Iterator[str]:
        """The headers of columns that stand twice."""
        seen = set()
        for place, tokens in self.columns.items():
            if place in self.meant and tokens in seen:
                yield self.headers[place]
            seen.add(tokens)

    def _places(self, column: Columns) -> list[int]:
        return [place for place, tokens in self.columns.items() if tokens == column]

    def _in_languages(self, column: str) -> list[int]:
        places = [place for place, tokens in self.columns.items() if tokens[0] == column and len(tokens) < 3]
        return sorted(places, key=lambda place: self._rank(self.columns[place]))

    def _rank(self, tokens: Columns) -> int:
        """The sooner the lower; columns of one rank keep the file's order."""
        language = tokens[1] if len(tokens) > 1 else self._language
        if is_swedish(language):
            return 0
        if len(tokens) == 1 or (self._language and language.casefold() == self._language.casefold()):
            return 1
        return 2


def is_swedish(language: str) -> bool:
    """ "Swedish (sv)", "Svenska", "sv"."""
    return not SWEDISH.isdisjoint(language.casefold().replace("(", " ").replace(")", " ").split())
