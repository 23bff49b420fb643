"""Reads a plan from a Word document. python-docx answers about styles."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docx.oxml.ns import qn
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from . import outline, wording
from .columns import as_items
from .docx_looks import Looks, grid_of
from .docx_tree import footnotes, number_notes
from .headers import Cell, Row
from .model import PlanText
from .own_layout import ANNEX_MARK
from .places import NOWHERE, Place

MAX_FAKE_LENGTH = 120  # characters: a longer bold paragraph is a bold paragraph
LARGER = 1.15  # times the body's size
NUMBERED = re.compile(r"\d{1,2}(\.\d{1,2}){1,3}\.?\s+[A-ZÅÄÖ]")


def read_other(document: Any) -> PlanText:
    """The plan in a document of somebody else's make. Raises Unreadable."""
    reader = Reader(document)
    return outline.build_plan(list(reader.blocks()), property_title=document.core_properties.title or "")


class Reader:
    """Goes through a document's body and says what each part of it is."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.looks = Looks(document)
        self.looks.learn(document.paragraphs)
        self.notes = footnotes(document)
        self.notes_seen = self.paragraphs = self.tables = 0

    def blocks(self) -> Iterator[outline.Block]:
        for part in self.document.iter_inner_content():
            if any(mark.get(qn("w:name")) == ANNEX_MARK for mark in part._element.iter(qn("w:bookmarkStart"))):
                return
            yield from self.with_notes(part)

    def with_notes(self, part: Paragraph | DocxTable) -> Iterator[outline.Block]:
        """The blocks of a paragraph or a table, its footnotes after it."""
        notes = number_notes(part._element, self.notes, self.notes_seen + 1)
        self.notes_seen += len(notes)
        yield from self._blocks_of(part)
        yield from (outline.Note(note) for note in notes)

    def _blocks_of(self, part: Paragraph | DocxTable) -> Iterator[outline.Block]:
        if isinstance(part, Paragraph):
            yield from self.paragraph(part)
            return
        rows = grid_of(part)
        if max(map(len, rows), default=0) > 1:
            self.tables += 1
            yield outline.Table(self._rows(rows, part, Place(table=self.tables)))
            return
        for tc in (cell for row in rows for cell in row if cell is not None):  # a frame around text
            for inner in _Cell(tc, part).iter_inner_content():
                yield from self._blocks_of(inner)

    def paragraph(self, paragraph: Paragraph) -> Iterator[outline.Block]:
        text = wording.one_line(paragraph.text)
        style = self.looks.style(paragraph)
        if not text or style.is_contents or wording.is_contents_line(text):
            return
        self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        if style.is_title:
            yield outline.Title(text, place)
        elif level := self.looks.level(paragraph):
            yield outline.Heading(text, level=level, place=place)
        elif self.looks.is_item(paragraph):
            yield outline.Item(text, place)
        elif item := wording.as_item(paragraph.text):
            yield outline.Item(item.removeprefix("- "), place)
        else:
            yield self._heading_by_looks(paragraph, text, place) or outline.Paragraph(text, place)

    def _heading_by_looks(self, paragraph: Paragraph, text: str, place: Place) -> outline.Heading | None:
        if len(text) > MAX_FAKE_LENGTH or text.endswith((".", ",", ";")):
            return None
        size = self.looks.size(paragraph) / self.looks.body_size
        bold = self.looks.is_bold(paragraph) and not self.looks.body_is_bold
        if bold or size >= LARGER or NUMBERED.match(text):
            return outline.Heading(text, size=size, bold=bold, place=place)
        return None

    def _rows(self, rows: list[list[Any]], table: DocxTable, place: Place = NOWHERE) -> list[Row]:
        cells: dict[Any, Cell] = {}
        for tc in (cell for row in rows for cell in row):
            if tc not in cells:
                cells[tc] = Cell("" if tc is None else self.cell_text(_Cell(tc, table)))
        return [Row([cells[tc] for tc in row], replace(place, row=n)) for n, row in enumerate(rows, start=1)]

    def cell_text(self, cell: _Cell) -> str:
        texts: list[str] = []
        for part in cell.iter_inner_content():
            if isinstance(part, DocxTable):
                texts += as_items(self._rows(grid_of(part), part))
            elif self.looks.is_item(part) and (text := wording.one_line(part.text)):
                texts.append(f"- {text}")
            else:
                texts.append(wording.lines(part.text))
        return "\n".join(text for text in texts if text)
