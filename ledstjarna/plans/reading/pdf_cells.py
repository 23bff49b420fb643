"""The tables of a PDF before their lines are put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .headers import Cell, Row
from .hyphens import Fragment, Vocabulary
from .pdf_words import Box, Line
from .places import NOWHERE, Place, RowNote

OVER = 1.0  # points that a character may reach over its column's side
SPARE = 0.3  # ems that a layout may leave free on a full line


@dataclass(eq=False, slots=True)
class RawCell:
    """A cell's lines, not yet put together, and the right side of its column."""

    lines: list[Line] = field(default_factory=list)
    right: float = float("inf")

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    def fragments(self, limits: dict[float, tuple[float, float]]) -> list[Fragment]:
        """Its lines, with what the column's limits say of their ends."""
        left, right = limits.get(self.right, (0.0, float("inf")))
        found = []
        for line, below in pairwise(self.lines):
            last, first = line.words[-1], below.words[0]
            full = right - line.x1 < first.initial + SPARE * line.size
            found.append(Fragment(line.text, full, last.x1 - last.x0 + first.x1 - first.x0 > right - left))
        return [*found, *(Fragment(line.text) for line in self.lines[-1:])]


@dataclass(slots=True)
class RawRow:
    cells: list[RawCell]
    place: Place = NOWHERE

    @property
    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]


@dataclass(slots=True)
class RawTable:
    """A table of a page, or of several; `page` is the last one, counted from 0."""

    box: Box
    rows: list[RawRow]
    page: int
    notes: list[RowNote] = field(default_factory=list)

    def number(self, table: int) -> None:
        """Say where its rows stand: the page's table of that number."""
        for number, row in enumerate(self.rows, start=1):
            row.place = Place(page=self.page + 1, table=table, row=number)

    @property
    def cells(self) -> list[RawCell]:
        """Every cell once."""
        return list({id(cell): cell for row in self.rows for cell in row.cells}.values())

    def fragments(self) -> dict[int, list[Fragment]]:
        """The cells' lines by the cells' identity."""
        limits = _limits(self.cells)
        return {id(cell): cell.fragments(limits) for cell in self.cells}

    def finished(self, vocabulary: Vocabulary) -> list[Row]:
        cells = {at: Cell(vocabulary.joined_items(lines)) for at, lines in self.fragments().items()}
        return [Row([cells[id(cell)] for cell in row.cells], row.place) for row in self.rows]


def _limits(cells: Sequence[RawCell]) -> dict[float, tuple[float, float]]:
    """Where the text of each column begins and ends, by its right side.

    A column that text runs out of is left out: what is too long for it was not cut.
    """
    columns: dict[float, list[Line]] = {}
    for cell in cells:
        columns.setdefault(cell.right, []).extend(cell.lines)
    reach = {
        right: (min(line.x0 for line in lines), max(line.x1 for line in lines))
        for right, lines in columns.items()
        if lines
    }
    return {right: limits for right, limits in reach.items() if limits[1] <= right + OVER}
