"""The plan as an Excel file: a sheet of activities to work in and one of sections, laid out to be read in again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ledstjarna.plans.content import Part, Row
from ledstjarna.plans.reading import own_layout as layout

_LANGUAGE: Final = "sv-SE"
_LONGEST: Final = 16_000  # code points, of which each is two of the 32,767 units a cell may hold at most
_FORMULA: Final = ("=", "+", "-", "@")
_MIDNIGHT: Final = datetime(2000, 1, 1)  # noqa: DTZ001 (openpyxl takes it for UTC)
_NOT_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the sheet of activities: which section it stands in, and the activity."""

    number: int
    part: Part
    row: Row


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the sheet of activities. What is added goes to the right: the reader takes only the first ones."""

    name: str
    width: int
    value: Callable[[_Line], str | int]


def _answered(line: _Line) -> str:
    return "\n".join(f"{finding.year}: {finding.heading}" for finding in line.row.findings)


_COLUMNS: Final = (
    _Column(layout.NUMBER, 9, lambda line: line.number),
    _Column(layout.SECTION, 28, lambda line: line.part.heading),
    _Column(layout.FOUR[0], 52, lambda line: line.row.activity),
    _Column(layout.FOUR[1], 30, lambda line: line.row.responsible),
    _Column(layout.FOUR[2], 22, lambda line: line.row.schedule),
    _Column(layout.FOUR[3], 30, lambda line: line.row.follow_up),
    _Column("Svarar på slutsatsen", 40, _answered),
)
_SECTION_COLUMNS: Final = ((layout.NUMBER, 9), (layout.HEADING, 44), (layout.LEVEL, 7), (layout.TEXT, 100))


def plan_xlsx(title: str, parts: Iterable[Part]) -> bytes:
    """A workbook that gives the same sections, levels, texts and cells when it is read in; the same plan gives the
    same bytes. No cell is a formula, whatever it begins with.
    """
    parts = tuple(parts)
    book = Workbook()
    activities, sections = book.worksheets[0], book.create_sheet(layout.SECTIONS)
    activities.title = layout.ACTIVITIES
    _fill(activities, [(column.name, column.width) for column in _COLUMNS], _activity_rows(parts))
    _fill(sections, _SECTION_COLUMNS, _section_rows(parts))
    properties = book.properties
    properties.title, properties.language, properties.creator = _written(title), _LANGUAGE, ""
    properties.created = _MIDNIGHT
    saved = BytesIO()
    book.save(saved)
    return _without_times(saved)


def _activity_rows(parts: Sequence[Part]) -> Iterator[list[str | int]]:
    for number, part in enumerate(parts, start=1):
        for row in part.activities:
            yield [column.value(_Line(number, part, row)) for column in _COLUMNS]


def _section_rows(parts: Sequence[Part]) -> Iterator[list[str | int]]:
    for number, part in enumerate(parts, start=1):
        first, *more = _pieces(part.text)
        yield [number, part.heading, part.level, first]
        for piece in more:
            yield [number, "", "", piece]


def _pieces(text: str) -> list[str]:
    """The text in pieces that a cell has room for, cut between paragraphs where there are any."""
    pieces = []
    while len(text) > _LONGEST:
        end = text.rfind("\n\n", 0, _LONGEST - 2) + 2
        end = end if end > 1 else _LONGEST
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text]


def _fill(sheet: Worksheet, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str | int]]) -> None:
    for place, (name, width) in enumerate(columns, start=1):
        _set(sheet.cell(1, place), name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for at, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            if value != "":
                _set(sheet.cell(at, place), value)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _set(cell: Cell | MergedCell, value: str | int) -> Cell:
    """Write a value as it is: a text is a text and stays one when somebody goes on writing in the cell."""
    assert isinstance(cell, Cell)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if isinstance(value, int):
        cell.value = value
        return cell
    cell.value = _written(value)
    cell.data_type = "s"
    if value.startswith(_FORMULA):
        cell.quotePrefix = True
    return cell


def _written(text: str) -> str:
    """The text without what XML has no room for, and such that Excel shows it as it is."""
    return layout.CODED.sub(layout.CODE_OF_UNDERSCORE, _NOT_XML.sub("", text))


def _without_times(saved: BytesIO) -> bytes:
    """The archive with every entry dated 1980-01-01, the earliest a zip file can tell, and no time of saving."""
    fixed = BytesIO()
    with ZipFile(saved) as source, ZipFile(fixed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + f"{_MIDNIGHT.isoformat()}Z".encode(), content)
            target.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return fixed.getvalue()
