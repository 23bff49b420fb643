"""Reads a Word file that this product wrote, also after somebody has gone on writing in it: nothing is guessed."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from . import outline
from .docx_reader import Reader
from .model import PlanText
from .own_layout import ANNEX_MARK, SECTION_MARKED
from .places import Place

TABLE_STYLE = "PlanTable"
ASIDE = "Table Aside"
# What stands in the paper around the plan.
AROUND = {"Masthead", "Subtitle", "Facts", "Caption", "Table End", "Colophon"}


def is_own(document: Any) -> bool:
    """True for a document that holds the style of our tables."""
    return any(style.style_id == TABLE_STYLE for style in document.styles)


class OwnReader(Reader):
    """Takes paragraphs for what their styles say, with every space and line as written."""

    def blocks(self) -> Iterator[outline.Block]:
        for element in self.document.element.body:
            marks = [element] if element.tag == qn("w:bookmarkStart") else element.iter(qn("w:bookmarkStart"))
            for mark in marks:
                if mark.get(qn("w:name"), "") == ANNEX_MARK:
                    return
                if found := SECTION_MARKED.fullmatch(mark.get(qn("w:name"), "")):
                    yield outline.Mark(int(found[1]))
            if element.tag == qn("w:p"):
                yield from self.with_notes(Paragraph(element, self.document._body))
            elif element.tag == qn("w:tbl"):
                yield from self.with_notes(DocxTable(element, self.document._body))

    def paragraph(self, paragraph: Paragraph) -> Iterator[outline.Block]:
        text = paragraph.text
        style = self.looks.style(paragraph)
        if not text.strip() or style.is_contents or AROUND.intersection(style.names[:1]):
            return
        self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        if style.is_title:
            yield outline.Title(text, place)
        elif level := self.looks.level(paragraph):
            yield outline.Heading(text, level=level, place=place)
        elif self.looks.is_item(paragraph):
            yield outline.Item(text, place)
        else:
            yield outline.Paragraph(text, place)

    def cell_text(self, cell: _Cell) -> str:
        paragraphs = [part for part in cell.paragraphs if self.looks.style(part).names[:1] != [ASIDE]]
        return "\n".join(f"- {part.text}" if self.looks.is_item(part) else part.text for part in paragraphs)


def read_own(document: Any) -> PlanText:
    """The plan in a document of ours: its sections, levels, texts and cells as they were when it was written.

    Three things are not kept, for the paper does not hold them: blank lines and spaces around the lines of a section's
    text (what a blank line or a list is stays), which sign parted two lines, and signs that XML has no room for.
    """
    blocks = list(OwnReader(document).blocks())
    title = next((block.text for block in blocks if isinstance(block, outline.Title)), "")
    return outline.build_marked([block for block in blocks if not isinstance(block, outline.Title)], title=title)
