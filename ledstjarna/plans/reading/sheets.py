"""Builds the plan from sheets of rows, whatever file they come from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from . import outline, own_sheets, wording
from .headers import Cell, Row, header_at
from .model import PlanText, Reason, Unreadable
from .places import NOWHERE, Place, Remark, RowNote

HEADER_WITHIN = 40  # rows that hold something
LONGEST_TITLE = 200  # characters


@dataclass(slots=True)
class Sheet:
    """The rows of a sheet that hold something, their texts as written. `notes` are the file reader's own."""

    name: str
    rows: list[Row]
    hidden: bool = False
    notes: list[RowNote] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return Place(sheet=self.rows[0].place.sheet) if self.rows else NOWHERE

    @property
    def remarks(self) -> list[RowNote]:
        """The notes, that on empty rows between the others first."""
        empty = self.rows[-1].place.row - self.rows[0].place.row + 1 - len(self.rows)
        return [*([RowNote(self.place, Remark.EMPTY, (empty,))] if empty else []), *self.notes]


def plan_of(sheets: Sequence[Sheet], *, property_title: str = "") -> PlanText:
    """The plan in a workbook: ours as it was written, any other by its headers.

    What stands above the first header is the title (its first line) or text; of several sheets each is a section.
    Raises Unreadable (NO_COLUMNS) when no sheet has a header of activities.
    """
    shown = [sheet for sheet in sheets if sheet.rows and not sheet.hidden]
    if own_sheets.is_own([sheet.rows for sheet in shown]):
        notes = [note for sheet in shown for note in sheet.remarks]
        return own_sheets.read_own([sheet.rows for sheet in shown], title=property_title, notes=notes)
    notes = [RowNote(sheet.place, Remark.HIDDEN) for sheet in sheets if sheet.rows and sheet.hidden]
    blocks: list[outline.Block] = []
    titled = False
    for sheet in shown:
        rows = _cleaned(sheet.rows)
        header = next((n for n in range(min(HEADER_WITHIN, len(rows))) if header_at(rows, n)), None)
        if len(shown) > 1:
            blocks.append(outline.Heading(wording.one_line(sheet.name), level=1, place=sheet.place))
        above = list(_lines(rows[:header]))
        if header is None:
            notes.append(RowNote(sheet.place, Remark.NO_HEADER))
            blocks += above
            continue
        if above and not titled and isinstance(above[0], outline.Paragraph) and len(above[0].text) <= LONGEST_TITLE:
            above[0] = outline.Title(above[0].text, above[0].place)
        titled = True
        blocks += [*above, outline.Table(rows[header:], within=1, notes=sheet.remarks)]
    if not titled:
        raise Unreadable(Reason.NO_COLUMNS)
    return outline.build_plan(blocks, property_title=property_title, notes=notes)


def _lines(rows: Sequence[Row]) -> Iterator[outline.Block]:
    """Rows that are no table's: a paragraph where one cell is filled, else an item."""
    for row in rows:
        texts = [text.replace("\n", " ") for text in row.texts if text]
        if len(texts) == 1:
            yield outline.Paragraph(texts[0], row.place)
        elif texts:
            yield outline.Item(" | ".join(texts), row.place)


def _cleaned(rows: Sequence[Row]) -> list[Row]:
    """The rows with their texts as they are kept; merged cells stay one."""
    cells = {id(cell): Cell(wording.lines(cell.text)) for row in rows for cell in row.cells}
    return [Row([cells[id(cell)] for cell in row.cells], row.place) for row in rows]
