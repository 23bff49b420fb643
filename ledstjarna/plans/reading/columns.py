"""The rows of an activity table in the plan's four columns, with the headings that stand inside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .headers import FOUR, HOME, Cell, Column, Header, Row, header_at, is_other_header, repeats
from .model import ActivityText
from .places import NOWHERE, Place, Remark, RowNote

HEADER_WITHIN = 3  # rows
MAX_GROUP_LENGTH = 150
FEW_ALONE = 0.3  # of the rows: where more have nothing but an activity, that is how the plan is written
SPANS = 0.75  # of the columns: a cell merged over so many is a heading

Rows = Sequence[Row]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading inside a table: a row that spans it, or what stands in its column of sections."""

    text: str
    where: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Activities:
    """An activity table: its entries in order, what there is to say of its rows, and the last header in it."""

    entries: list[Group | ActivityText]
    notes: list[RowNote]
    header: Header


def read_activities(rows: Rows, *, within: int = HEADER_WITHIN, above: Activities | None = None) -> Activities | None:
    """The activities of a table whose header is among the first `within` rows, or None when the table is another.

    `above` is the activity table right before it, if any: one as wide and without a header goes on from there.
    Empty rows and repeated header rows are dropped; a row without activity continues the one above; a cell
    merged downwards counts for each of its rows, one merged sideways for its first column; text above the header
    that is one cell is a heading. A table that lies on its side (labels in the first column) is turned.
    """
    for table in (rows, _turned(rows)):
        for place in range(min(within, len(table))):
            if header := header_at(table, place):
                headings = [Group(text, row.place) for row in table[:place] if (text := _sole(row))]
                return _read(header, table[place], table[place + header.height :], headings)
    if above and rows and all(len(row.cells) == len(above.header.columns) for row in rows):
        return _read(above.header, Row([], rows[0].place), rows, notes=[RowNote(_table(rows[0]), Remark.GOES_ON)])
    return None


def _read(
    header: Header, row: Row, rows: Rows, above: Sequence[Group] = (), notes: Sequence[RowNote] = ()
) -> Activities:
    reading = _Reading(header, row)
    reading.read(rows)
    return Activities([*above, *reading.entries()], [*notes, *reading.notes()], reading.header)


class _Reading:
    """Goes down the rows of one table."""

    def __init__(self, header: Header, row: Row) -> None:
        self.header, self.header_row = header, row
        self.by_heading: dict[tuple[int, str], list[ActivityText]] = {(0, ""): []}
        self.places: dict[tuple[int, str], Place] = {}
        self.current = (0, "")
        self.found: list[RowNote] = []
        self.alone: list[RowNote] = []
        self.unread: set[int] = set()
        self.empty = self.repeated = 0

    def read(self, rows: Rows) -> None:
        skip = 0
        for place, row in enumerate(rows):
            if skip:
                skip -= 1
            elif repeats(row, self.header_row):
                self.repeated += 1
                skip = self.header.height - 1
            elif is_other_header(row) and (header := header_at(rows, place)):
                self.header, self.header_row, skip = header, row, header.height - 1
            elif heading := self._heading(row):
                self._begin((len(self.by_heading), heading), row.place)
            else:
                self._row(row)

    def entries(self) -> Iterator[Group | ActivityText]:
        for key, activities in self.by_heading.items():
            if key in self.places:
                yield Group(key[1], self.places[key])
            yield from activities

    def notes(self) -> list[RowNote]:
        """Those of the table as a whole first."""
        table = _table(self.header_row)
        counted = ((Remark.EMPTY, self.empty), (Remark.REPEATED, self.repeated), (Remark.UNREAD, len(self.unread)))
        rows = sum(map(len, self.by_heading.values()))
        alone = self.alone if len(self.alone) <= FEW_ALONE * rows else []
        return [*(RowNote(table, remark, (count,)) for remark, count in counted if count), *self.found, *alone]

    def _begin(self, key: tuple[int, str], place: Place) -> None:
        self.current = key
        if key not in self.by_heading:
            self.by_heading[key], self.places[key] = [], place

    def _heading(self, row: Row) -> str:
        """The text of a row that is a heading: one merged cell, or words where the table has its numbers."""
        if text := _spanning(row):
            return text
        filled = [place for place, text in enumerate(row.texts) if text]
        if filled == [0] and self.header.columns[0] is Column.UNREAD and any(map(str.isalpha, row.cells[0].text)):
            return _short(row.cells[0].text)
        return ""

    def _row(self, row: Row) -> None:
        texts = row.texts
        if not any(texts):
            self.empty += 1
            return
        width = len(self.header.columns)
        while len(texts) > width and not texts[-1]:
            texts.pop()
        if len(texts) != width:
            self.found.append(RowNote(row.place, Remark.CELLS, (len(texts), width)))
        kept: dict[Column, list[str]] = {column: [] for column in (*FOUR, Column.SECTION)}
        for place, text in enumerate(texts[:width]):
            column = self.header.columns[place]
            if text and column is Column.UNREAD:
                self.unread.add(place)
            elif text:
                label = self.header.label(place)
                kept[HOME.get(column, column)].append(f"{label}: {text}" if label else text)
        if heading := " – ".join(kept.pop(Column.SECTION)).replace("\n", " "):
            self._begin((0, heading), row.place)
        columns: dict[str, Any] = {c.value: "\n".join(parts) for c, parts in kept.items()}
        self._keep(ActivityText(**columns, where=row.place), row)

    def _keep(self, entry: ActivityText, row: Row) -> None:
        activities = self.by_heading[self.current]
        others = (entry.responsible, entry.schedule, entry.follow_up)
        if entry.activity:
            activities.append(entry)
            if not any(others) and len(entry.activity) <= MAX_GROUP_LENGTH:
                self.alone.append(RowNote(row.place, Remark.ALONE))
        elif any(others) and activities:
            activities[-1] = _joined(activities[-1], entry)
            self.found.append(RowNote(row.place, Remark.NO_ACTIVITY))
        elif any(others):
            activities.append(entry)


def _joined(above: ActivityText, below: ActivityText) -> ActivityText:
    pairs = ((getattr(above, c.value), getattr(below, c.value)) for c in FOUR)
    return ActivityText(*("\n".join(part for part in pair if part) for pair in pairs), where=above.where)


def _spanning(row: Row) -> str:
    """The text of a row that is one merged cell over the others, what is left of it empty; else ""."""
    filled = {id(cell): cell for cell in row.cells if cell.text}
    if len(filled) != 1:
        return ""
    wide = sum(id(cell) in filled for cell in row.cells)
    return _short(next(iter(filled.values())).text) if wide > 1 and wide >= SPANS * len(row.cells) else ""


def _sole(row: Row) -> str:
    """The text of a row where one cell alone is filled, else ""."""
    texts = [text for text in row.texts if text]
    return _short(texts[0]) if len(texts) == 1 else ""


def _short(text: str) -> str:
    """The text on one line when it is short enough to be a heading."""
    return text.replace("\n", " ") if len(text) <= MAX_GROUP_LENGTH else ""


def _table(row: Row) -> Place:
    return replace(row.place, row=0)


def _turned(rows: Rows) -> list[Row]:
    widest = max((len(row.cells) for row in rows), default=0)
    place = _table(rows[0]) if rows else NOWHERE
    return [Row([row.cells[i] if i < len(row.cells) else Cell("") for row in rows], place) for i in range(widest)]


def as_items(rows: Rows) -> list[str]:
    """Any other table as list items: a row an item, cells joined by " | "."""
    joined = (" | ".join(t.replace("\n", " ") for t in row.texts if t) for row in rows)
    return [f"- {row}" for row in joined if row]
