"""Reads a plan from an Excel file. openpyxl gives the cells; formulas are never worked out, only what they gave."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from .cells import text_of
from .headers import Cell, Row
from .model import PlanText, Reason, Unreadable
from .places import Place, Remark, RowNote
from .sheets import Sheet, plan_of
from .xlsx_markup import SheetMarkup

MAX_SHEETS = 40
MAX_ROWS = 20_000  # that hold something
MAX_BLANK = 1_100_000  # rows, empty ones too: what Excel has room for on one sheet
MAX_COLUMNS = 60


def read_xlsx(data: bytes) -> PlanText:
    """The plan in a sound package. Raises Unreadable, or what the parser raises on a damaged file."""
    book: Any = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    if len(book.worksheets) > MAX_SHEETS:
        raise Unreadable(Reason.TOO_COMPLEX)
    several = len(book.worksheets) > 1
    left = iter(range(MAX_BLANK))
    with zipfile.ZipFile(BytesIO(data)) as package:
        sheets = [
            _sheet(sheet, number if several else 0, SheetMarkup(package.read(sheet._worksheet_path)), left)
            for number, sheet in enumerate(book.worksheets, start=1)
        ]
    return plan_of(sheets, property_title=book.properties.title or "")


def _sheet(sheet: Any, number: int, markup: SheetMarkup, left: Iterator[int]) -> Sheet:
    """The sheet's rows that hold something, as wide as the widest; `left` counts down the rows of the whole book."""
    sheet.reset_dimensions()
    rows: dict[int, list[str]] = {}
    notes: list[RowNote] = []
    for at, cells in enumerate(sheet.iter_rows(), start=1):
        if next(left, None) is None or len(rows) > MAX_ROWS:
            raise Unreadable(Reason.TOO_COMPLEX)
        if at in markup.without_value or any(cell.data_type == "e" for cell in cells):
            notes.append(RowNote(Place(sheet=number, row=at), Remark.FORMULA))
        texts = [text_of(cell) for cell in cells[:MAX_COLUMNS]]
        if any(map(str.strip, texts)):
            rows[at] = texts
    width = max((n for texts in rows.values() for n, text in enumerate(texts, start=1) if text.strip()), default=0)
    grid = {at: [Cell(text) for text in (*texts, *[""] * width)[:width]] for at, texts in rows.items()}
    for area in markup.merged:
        _merge(grid, area)
    found = [Row(cells, Place(sheet=number, row=at)) for at, cells in grid.items()]
    return Sheet(str(sheet.title), found, sheet.sheet_state != "visible", notes)


def _merge(grid: dict[int, list[Cell]], area: tuple[int, int, int, int]) -> None:
    """Put the area's first cell in all its places."""
    left, top, right, bottom = area
    cell = grid[top][left - 1] if top in grid and left <= len(grid[top]) else Cell("")
    rows = range(top, bottom + 1) if bottom - top < len(grid) else [at for at in grid if top <= at <= bottom]
    for cells in (grid[at] for at in rows if at in grid):
        for place in range(left - 1, min(right, len(cells))):
            cells[place] = cell
