"""Reads a plan from PDF: pdfplumber gives characters and rules, the rest is geometry."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby, islice
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.utils.exceptions import PdfminerException

from . import outline, pdf_flow
from .hyphens import Vocabulary
from .model import MAX_PAGES, PlanText, Reason, Unreadable
from .own_layout import CHANGES_HEADING, STAR_HEADING
from .pdf_cells import RawTable
from .pdf_furniture import without_furniture
from .pdf_tables import continue_table, continues, fill, ruled_tables, unruled_tables
from .pdf_words import Line, lines_of, starts_in, words_of

MAX_CHARS_ON_PAGE = 30_000
MOST_UNMAPPED = 0.1
OWN_CREATOR = "Typst"
OWN_ANNEXES = {STAR_HEADING, CHANGES_HEADING}


@dataclass(slots=True)
class Page:
    lines: list[Line]
    tables: list[RawTable]
    rules: list[float]
    width: float
    height: float


def read_pdf(data: bytes) -> PlanText:
    """The plan in a PDF file. Raises Unreadable, or what the parser raises on a damaged file."""
    try:
        with pdfplumber.open(BytesIO(data), unicode_norm="NFC") as pdf:
            if len(list(islice(PDFPage.create_pages(pdf.doc), MAX_PAGES + 1))) > MAX_PAGES:
                raise Unreadable(Reason.TOO_COMPLEX)
            pages = [_read_page(page, number) for number, page in enumerate(pdf.pages)]
            title = _property_title(pdf.metadata.get("Title"))
            own = str(pdf.metadata.get("Creator", "")).startswith(OWN_CREATOR)
    except PdfminerException as error:
        if any(isinstance(arg, PDFPasswordIncorrect | PDFEncryptionError) for arg in error.args):
            raise Unreadable(Reason.PASSWORD) from error
        raise
    _check_text(pages)
    _clear(pages, own)
    return outline.build_plan(list(_blocks(pages)), property_title=title)


def _read_page(page: Any, number: int) -> Page:
    x0, top, x1, bottom = page.bbox
    chars = [c for c in page.chars if x0 <= c["x0"] <= x1 and top <= c["top"] <= bottom]
    if len(chars) > MAX_CHARS_ON_PAGE:
        raise Unreadable(Reason.TOO_COMPLEX)
    grids = ruled_tables(page)
    cells = list(dict.fromkeys(cell for _, grid in grids for row in grid for cell in row if cell))
    words = words_of(chars, cells)
    free = [word for word in words if not any(starts_in(cell, word) for cell in cells)]
    rules = sorted({round(e["top"], 1) for e in page.edges if e["orientation"] == "h"})
    tables = [fill(box, grid, words, number) for box, grid in grids]
    content = Page(lines_of(free, number), tables, rules, float(page.width), float(page.height))
    page.close()
    return content


def _check_text(pages: list[Page]) -> None:
    """Refuse a scanned file, and one whose fonts do not tell which characters they draw."""
    cells = (cell.text for page in pages for table in page.tables for cell in table.cells)
    text = "".join((*(line.text for page in pages for line in page.lines), *cells))
    if not text or text.count("\ufffd") > MOST_UNMAPPED * len(text):
        raise Unreadable(Reason.NO_TEXT)


def _clear(pages: list[Page], own: bool) -> None:
    """Take out what runs on every page and our own annexes, then the tables that have no vertical rules."""
    kept = without_furniture([page.lines for page in pages], [page.height for page in pages])
    for page, lines in zip(pages, kept, strict=True):
        page.lines = lines
    if own:
        _end_at_annex(pages)
    for page in pages:
        lines = page.lines
        for table, taken in unruled_tables(lines, page.rules):
            page.tables.append(table)
            ids = {id(line) for line in taken}
            page.lines = [line for line in page.lines if id(line) not in ids]
        for number, table in enumerate(sorted(page.tables, key=lambda table: table.box[1]), start=1):
            table.number(number)


def _end_at_annex(pages: list[Page]) -> None:
    """Take out what follows the plan's own text in a paper of ours, its drawings and tables with it."""
    where = next(
        ((n, line.top) for n, page in enumerate(pages) for line in page.lines if line.text in OWN_ANNEXES), None
    )
    if where is None:
        return
    last, end = where
    for number, page in enumerate(pages[last:], start=last):
        end = end if number == last else 0.0
        page.lines = [line for line in page.lines if line.top < end]
        page.tables = [table for table in page.tables if table.box[1] < end]
        page.rules = [rule for rule in page.rules if rule < end]


def _blocks(pages: list[Page]) -> Iterator[outline.Block]:
    in_tables = [line for page in pages for table in page.tables for cell in table.cells for line in cell.lines]
    in_text = [line for page in pages for line in page.lines]
    if not in_text and not in_tables:
        return
    cells = [fragments for page in pages for table in page.tables for fragments in table.fragments().values()]
    vocabulary = Vocabulary((line.text for line in (*in_text, *in_tables)), cells)
    measures = pdf_flow.measure(in_text or in_tables, pages[0].width)
    for is_table, run in groupby(_parts(pages, measures), key=lambda part: isinstance(part, RawTable)):
        if is_table:
            for table in _whole_tables(run):
                yield outline.Table(table.finished(vocabulary), notes=table.notes)
        else:
            yield from _text_blocks(list(run), measures, vocabulary)


def _parts(pages: list[Page], measures: pdf_flow.Measures) -> Iterator[Any]:
    """Lines, footnotes (lists of lines) and tables in reading order.

    A page's footnotes come before the next text: they do not part a table that goes on over the page.
    """
    waiting: list[list[Line]] = []
    for page in pages:
        lines, notes = pdf_flow.split_notes(page.lines, measures)
        placed = [(line.top, line) for line in lines] + [(table.box[1], table) for table in page.tables]
        for _, part in sorted(placed, key=lambda pair: pair[0]):
            if isinstance(part, Line):
                yield from waiting
                waiting = []
            yield part
        waiting += notes
    yield from waiting


def _whole_tables(parts: Iterator[RawTable]) -> Iterator[RawTable]:
    whole: RawTable | None = None
    last_page = 0
    for part in parts:
        if whole and part.page > last_page and continues(whole, part):
            continue_table(whole, part)
        else:
            if whole:
                yield whole
            whole = part
        last_page = part.page
    if whole:
        yield whole


def _text_blocks(parts: list[Any], measures: pdf_flow.Measures, vocabulary: Vocabulary) -> Iterator[outline.Block]:
    lines = [part for part in parts if isinstance(part, Line)]
    notes = [part for part in parts if isinstance(part, list)]
    for group in pdf_flow.paragraphs(lines, measures):
        yield from _notes([note for note in notes if note[0].page < group[0].page], notes, vocabulary)
        if block := pdf_flow.block_of(group, measures, vocabulary):
            yield block
        yield from _notes([note for note in notes if pdf_flow.refers(group, note)], notes, vocabulary)
    yield from _notes(list(notes), notes, vocabulary)


def _notes(due: list[list[Line]], notes: list[list[Line]], vocabulary: Vocabulary) -> Iterator[outline.Block]:
    """The notes that are due, taken out of those that wait."""
    for note in due:
        notes.remove(note)
        yield pdf_flow.note_of(note, vocabulary)


def _property_title(value: Any) -> str:
    """The document's title property without what Word puts around a file name."""
    text = value if isinstance(value, str) else ""
    return re.sub(r"^Microsoft Word - |\.docx?$", "", text.strip())
