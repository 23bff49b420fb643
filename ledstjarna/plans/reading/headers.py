"""Tells an activity table by its header: which column is which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from .places import NOWHERE, Place


@dataclass(eq=False, slots=True)
class Cell:
    """A cell. Where cells are merged, the same object stands in each place."""

    text: str


@dataclass(slots=True)
class Row:
    """The cells of a row and where in the file it stands."""

    cells: list[Cell]
    place: Place = NOWHERE

    @property
    def texts(self) -> list[str]:
        """The texts, that of a sideways merged cell in its first place only."""
        cells = self.cells
        return [cell.text if i == 0 or cell is not cells[i - 1] else "" for i, cell in enumerate(cells)]


class Column(StrEnum):
    ACTIVITY = "activity"
    RESPONSIBLE = "responsible"
    SCHEDULE = "schedule"
    FOLLOW_UP = "follow_up"
    SECTION = "section"
    UNREAD = "unread"
    MORE_ACTIVITY = "more_activity"
    MORE_FOLLOW_UP = "more_follow_up"


FOUR = (Column.ACTIVITY, Column.RESPONSIBLE, Column.SCHEDULE, Column.FOLLOW_UP)
# Columns beside the four are kept, with their header, in the one they say most about.
HOME = {Column.MORE_ACTIVITY: Column.ACTIVITY, Column.MORE_FOLLOW_UP: Column.FOLLOW_UP}
MAX_HEADER_LENGTH = 60
PATTERNS = (
    (
        Column.UNREAD,
        r"(?:(?:avsnitt|rad|akt\w*|löp)?\s?(?:nr|nummer|id|#))$|status(?!\w|.*(?:uppfölj|utvärd|komm|resul))",
    ),
    (Column.FOLLOW_UP, r"(?:status.*)?(?:uppföljning|utvärdering)|följs? upp|hur följs|återrapport|redovisning"),
    (Column.MORE_FOLLOW_UP, r"indikator|resultat|kommentar|mått|mätetal|nyckeltal|måluppfyll|status"),
    (Column.RESPONSIBLE, r"ansvar|huvudansvar|ägare|vem\b|utförare|funktion$"),
    (Column.SECTION, r"avsnitt|rubrik|kapitel|\w*område\b"),
    (
        Column.SCHEDULE,
        r"tidplan|tidsplan|tid\b|tidpunkt|tidsram|tidsperiod|när\b|start|slut|klart?\b|deadline|datum|period|senast",
    ),
    (Column.ACTIVITY, r"aktivitet|delaktivitet|åtgärd|insats|vad\b"),
)


@dataclass(frozen=True, slots=True)
class Header:
    """What each column of a table holds, and its name. `height` is how many rows the header takes."""

    columns: tuple[Column, ...]
    names: tuple[str, ...]
    height: int

    def label(self, place: int) -> str:
        """The name to write before a text of the column; "" where the column says it all."""
        column, name = self.columns[place], self.names[place]
        of_same = {n for c, n in zip(self.columns, self.names, strict=True) if c is column}
        return name if column in HOME or len(of_same) > 1 else ""


def is_header(cells: Sequence[Cell]) -> bool:
    """True when the row names an activity table's columns: activity and either responsible or two more."""
    known = {column_of(cell.text) for cell in cells} & set(FOUR)
    return Column.ACTIVITY in known and (Column.RESPONSIBLE in known or len(known) >= 3)


def header_at(rows: Sequence[Row], place: int) -> Header | None:
    """The header that begins in the row, or None.

    Cells merged downwards or sideways make it two rows high; then the upper name decides where it is one of the four.
    """
    upper = rows[place].cells
    lower = rows[place + 1].cells if place + 1 < len(rows) else []
    if not _is_second(upper, lower):
        texts = [cell.text for cell in upper]
        return _header([column_of(text) for text in texts], texts, 1) if is_header(upper) else None
    pairs = list(zip(upper, lower, strict=False))
    names = [below.text or above.text for above, below in pairs]
    above_says = [column_of(above.text) for above, _ in pairs]
    columns = [above if above in FOUR else column_of(name) for above, name in zip(above_says, names, strict=True)]
    found = set(columns) & set(FOUR)
    sound = Column.ACTIVITY in found and (Column.RESPONSIBLE in found or len(found) >= 3)
    return _header(columns, names, 2) if sound else None


def repeats(row: Row, header: Row) -> bool:
    """True when the row is the header row once more."""
    return _squeezed(row) == _squeezed(header)


def is_other_header(row: Row) -> bool:
    """True when a row inside a table can only be a new header: every cell names a column."""
    columns = [column_of(text) for text in row.texts if text]
    return is_header(row.cells) and len(set(columns)) >= 3 and Column.MORE_ACTIVITY not in columns


def column_of(header: str) -> Column:
    """What a column with the header holds. A name that a narrow column broke is known too."""
    name = re.sub(r"[^\w# ]+", " ", header.casefold()).strip()
    if not name:
        return Column.UNREAD
    if len(name) <= MAX_HEADER_LENGTH:
        for written in (name, name.replace(" ", "")):
            for column, pattern in PATTERNS:
                if re.match(pattern, written):
                    return column
    return Column.MORE_ACTIVITY


def _header(columns: list[Column], names: list[str], height: int) -> Header:
    return Header(tuple(columns), tuple(name.replace("\n", " ").rstrip(" :") for name in names), height)


def _is_second(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """True when the lower row is the second half of a header: it shares merged cells, or only divides wide ones."""
    if not lower or len(lower) != len(upper) or all(a is b for a, b in zip(upper, lower, strict=True)):
        return False
    if any(a is b and a.text for a, b in zip(upper, lower, strict=True)):
        return len(set(map(id, lower))) > 1
    wide = {id(a) for a, b in pairwise(upper) if a is b and a.text}
    under = [id(a) in wide for a, b in zip(upper, lower, strict=True) if b.text]
    return bool(under) and all(under) and len(set(map(id, upper))) > 1


def _squeezed(row: Row) -> list[str]:
    return ["".join(text.casefold().split()) for text in row.texts]
