"""Finds the activity table in any table: which column is which, and the rows in the plan's four columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .model import ActivityText


@dataclass(eq=False, slots=True)
class Cell:
    """A cell. Where cells are merged, the same object stands in each place."""

    text: str


Rows = Sequence[Sequence[Cell]]
HEADER_WITHIN = 3  # rows
MAX_HEADER_LENGTH = 60
MAX_GROUP_LENGTH = 150


class Column(StrEnum):
    ACTIVITY = "activity"
    RESPONSIBLE = "responsible"
    SCHEDULE = "schedule"
    FOLLOW_UP = "follow_up"
    NUMBER = "number"
    MORE_ACTIVITY = "more_activity"
    MORE_FOLLOW_UP = "more_follow_up"


FOUR = (Column.ACTIVITY, Column.RESPONSIBLE, Column.SCHEDULE, Column.FOLLOW_UP)
# Columns beside the four are kept, with their header, in the one they say most about.
HOME = {Column.MORE_ACTIVITY: Column.ACTIVITY, Column.MORE_FOLLOW_UP: Column.FOLLOW_UP}
HEADERS = (
    (Column.NUMBER, r"(nr|nummer|id|#)$"),
    (Column.MORE_FOLLOW_UP, r"indikator|status|resultat|kommentar|mått|mätetal|nyckeltal|måluppfyll"),
    (Column.FOLLOW_UP, r"uppföljning|utvärdering|följs? upp|hur följs|återrapport|redovisning"),
    (Column.RESPONSIBLE, r"ansvar|huvudansvar|ägare|vem\b|utförare|funktion$"),
    (
        Column.SCHEDULE,
        r"tidplan|tidsplan|tid\b|tidpunkt|tidsram|tidsperiod|när\b|start|slut|klart?\b|deadline|datum|period|senast",
    ),
    (Column.ACTIVITY, r"aktivitet|delaktivitet|åtgärd|insats|vad\b"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """A row that spans the table: a heading inside it."""

    text: str


def read_activities(rows: Rows) -> list[Group | ActivityText] | None:
    """The rows of an activity table in order, or None when the table is another.

    Empty rows and repeated header rows are dropped; a row without activity continues the one above; a cell
    merged downwards counts for each of its rows, one merged sideways for its first column.
    A table that lies on its side (labels in the first column) is turned.
    """
    for table in (rows, _turned(rows)):
        found = next((i for i, row in enumerate(table[:HEADER_WITHIN]) if is_header(row)), None)
        if found is not None:
            above = [Group(_spanning(row)) for row in table[:found] if _spanning(row)]
            return [*above, *_entries(table[found:])]
    return None


def is_header(row: Sequence[Cell]) -> bool:
    """True when the row names an activity table's columns: activity and either responsible or two more."""
    known = set(_columns(row)) & set(FOUR)
    return Column.ACTIVITY in known and (Column.RESPONSIBLE in known or len(known) >= 3)


def _columns(row: Sequence[Cell]) -> list[Column]:
    columns = [_column(cell.text) for cell in _once(row)]
    return [column if text else Column.NUMBER for column, text in zip(columns, _texts(row), strict=True)]


def _column(header: str) -> Column:
    name = re.sub(r"[^\w# ]+", " ", header.casefold()).strip()
    if len(name) <= MAX_HEADER_LENGTH:
        for column, pattern in HEADERS:
            if re.match(pattern, name):
                return column
    return Column.MORE_ACTIVITY


def _entries(rows: Rows) -> Iterator[Group | ActivityText]:
    columns, names = _columns(rows[0]), _texts(rows[0])
    waiting: ActivityText | None = None
    for row in rows[1:]:
        if is_header(row):
            columns, names = _columns(row), _texts(row)
            continue
        if group := _spanning(row):
            if waiting:
                yield waiting
            waiting = None
            yield Group(group)
            continue
        entry = _activity(_texts(row), columns, names)
        if not any((entry.activity, entry.responsible, entry.schedule, entry.follow_up)):
            continue
        if waiting and not entry.activity:
            waiting = _joined(waiting, entry)
            continue
        if waiting:
            yield waiting
        waiting = entry
    if waiting:
        yield waiting


def _activity(texts: list[str], columns: list[Column], names: list[str]) -> ActivityText:
    kept: dict[Column, list[str]] = {column: [] for column in FOUR}
    for text, column, name in zip(texts, columns, names, strict=False):
        if not text or column is Column.NUMBER:
            continue
        labelled = column in HOME or columns.count(column) > 1
        kept[HOME.get(column, column)].append(f"{name.rstrip(' :')}: {text}" if labelled and name else text)
    return ActivityText(**{column.value: "\n".join(parts) for column, parts in kept.items()})


def _joined(above: ActivityText, below: ActivityText) -> ActivityText:
    pairs = ((getattr(above, c.value), getattr(below, c.value)) for c in FOUR)
    return ActivityText(*("\n".join(part for part in pair if part) for pair in pairs))


def _once(row: Sequence[Cell]) -> list[Cell]:
    """The row with a sideways merged cell kept in its first place only."""
    return [cell if i == 0 or cell is not row[i - 1] else Cell("") for i, cell in enumerate(row)]


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in _once(row)]


def _spanning(row: Sequence[Cell]) -> str:
    """The text of a row that is one merged cell and short enough to be a heading, else ""."""
    text = row[0].text if row else ""
    one = len(row) > 1 and all(cell is row[0] for cell in row)
    return text.replace("\n", " ") if one and len(text) <= MAX_GROUP_LENGTH else ""


def _turned(rows: Rows) -> list[list[Cell]]:
    widest = max((len(row) for row in rows), default=0)
    return [[row[i] if i < len(row) else Cell("") for row in rows] for i in range(widest)]


def as_items(rows: Rows) -> list[str]:
    """Any other table as list items: a row an item, cells joined by " | "."""
    joined = (" | ".join(t.replace("\n", " ") for t in _texts(row) if t) for row in rows)
    return [f"- {row}" for row in joined if row]
