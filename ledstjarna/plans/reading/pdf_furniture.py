"""What stands on every page without being the document: running headers and footers, page numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import dropwhile

from .headers import Cell, is_header
from .pdf_words import Line

OUTERMOST = 4  # lines at the top and at the bottom of a page
RUNNING = 3  # a text at one place on one page in three is running
NUMBERED = 2  # one with a number that grows with the pages is so on every second
GRID = 4.0  # points: lines closer than this are at the same place
MARGIN = 0.12  # of the page's height
COUNTED = re.compile(r"^\d{1,4}\b|\b\d{1,4}(?=\s*(?:\(\d+\)|(?:/|av|of)\s*\d+)?$)")
PAGE_NUMBER = re.compile(
    r"(?:(?:sida|sidan|sid\.?|s\.?|page|p\.?)\s*)?[-–]?\s*\d{1,4}\s*[-–]?\s*"
    r"(?:\(\d{1,4}\)|(?:/|av|of|\()\s*\d{1,4}\)?)?",
    re.IGNORECASE,
)


def without_furniture(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The pages' lines without page numbers and what is repeated at one place on several pages."""
    seen = Counter(key for lines in pages for key in {key for line in _outer(lines) for key in _keys(line)})
    running = {key for key, times in seen.items() if times >= max(2, len(pages) // _rarest(key))}
    kept = []
    for lines, height in zip(pages, heights, strict=True):

        def is_furniture(line: Line, height: float = height) -> bool:
            return not running.isdisjoint(_keys(line)) or _is_page_number(line, height)

        below_head = list(dropwhile(is_furniture, lines))
        kept.append(list(dropwhile(is_furniture, reversed(below_head)))[::-1])
    return kept


def _rarest(key: tuple[str, int]) -> int:
    return NUMBERED if "#" in key[0] else RUNNING


def _outer(lines: list[Line]) -> list[Line]:
    """The outermost lines; never the header row of a table that goes on."""
    outermost = {id(line): line for line in (*lines[:OUTERMOST], *lines[-OUTERMOST:])}.values()
    return [line for line in outermost if not is_header([Cell(word.text) for word in line.words])]


def _keys(line: Line) -> set[tuple[str, int]]:
    """The text and height, as they are and with a number that grows with the pages taken for one."""
    texts = {line.text, COUNTED.sub(lambda m: f"#{int(m[0]) - line.page}", line.text)}
    return {(text, round(line.bottom / GRID)) for text in texts}


def _is_page_number(line: Line, height: float) -> bool:
    at_edge = line.bottom < MARGIN * height or line.top > (1 - MARGIN) * height
    return at_edge and PAGE_NUMBER.fullmatch(line.text) is not None
