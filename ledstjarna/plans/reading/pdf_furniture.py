"""What stands on every page without being the document: running headers and footers, page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from .columns import Cell, is_header
from .pdf_words import Line

OUTERMOST = 4  # lines at the top and at the bottom of a page
SHARE = 3  # repeated on one page in three: running
GRID = 4.0  # points: lines closer in height than this are at the same height
MARGIN = 0.12  # of the page's height
PAGE_NUMBER = re.compile(
    r"(?:(?:sida|sidan|sid\.?|s\.?|page|p\.?)\s*)?[-–]?\s*\d{1,4}\s*[-–]?\s*"
    r"(?:\(\d{1,4}\)|(?:/|av|of|\()\s*\d{1,4}\)?)?",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The pages' lines without page numbers and what is repeated at one height on several pages."""
    seen = Counter(key for lines in pages for key in {_key(line) for line in _outer(lines)})
    often = max(2, len(pages) // SHARE)
    running = {key for key, times in seen.items() if times >= often}
    kept = []
    for lines, height in zip(pages, heights, strict=True):
        outer = {id(line) for line in _outer(lines) if _key(line) in running or _is_page_number(line, height)}
        kept.append([line for line in lines if id(line) not in outer])
    return kept


def _outer(lines: list[Line]) -> Iterator[Line]:
    """The outermost lines; never the header row of a table that goes on."""
    for line in {id(line): line for line in (*lines[:OUTERMOST], *lines[-OUTERMOST:])}.values():
        if not is_header([Cell(word.text) for word in line.words]):
            yield line


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.bottom / GRID)


def _is_page_number(line: Line, height: float) -> bool:
    at_edge = line.bottom < MARGIN * height or line.top > (1 - MARGIN) * height
    return at_edge and PAGE_NUMBER.fullmatch(line.text) is not None
