"""Reads a plan from a CSV file: which encoding and which separator it has, its own content tells."""

import csv
import re
from io import StringIO
from itertools import islice

from .headers import Cell, Column, Row, header_at
from .model import PlanText, Reason, Unreadable
from .places import Place
from .sheets import HEADER_WITHIN, Sheet, plan_of

SEPARATORS = ";\t,"
MAX_ROWS = 20_000
MAX_CELL = 200_000  # characters
BINARY = re.compile("[\x00-\x08\x0e-\x1f]")
SAID = re.compile(r"sep=(.)\r?\n")  # Excel's own first line


def read_csv(data: bytes) -> PlanText:
    """The plan in a CSV file. Raises Unreadable, or csv.Error on a damaged file."""
    text = decoded(data)
    csv.field_size_limit(MAX_CELL)
    said = SAID.match(text)
    found = said[1] if said else max(SEPARATORS, key=lambda separator: _fits(text, separator))
    rows = _rows(text[said.end() if said else 0 :], found, MAX_ROWS + 1)
    if len(rows) > MAX_ROWS:
        raise Unreadable(Reason.TOO_COMPLEX)
    if max((len(row.cells) for row in rows), default=0) < 2:
        raise Unreadable(Reason.UNKNOWN_FORMAT)
    return plan_of([Sheet("", rows)])


def decoded(data: bytes) -> str:
    """The text in UTF-8, UTF-16 or Windows-1252. Raises Unreadable when it is none."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not BINARY.search(text):
            return text.removeprefix("\ufeff")
    raise Unreadable(Reason.UNKNOWN_FORMAT)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    zeros = data.count(0)
    if zeros > len(data) // 4:  # without its mark, UTF-16 shows by every second byte
        return ("utf-16-le",) if data[1::2].count(0) > zeros // 2 else ("utf-16-be",)
    return "utf-8", "cp1252"


def _fits(text: str, separator: str) -> tuple[int, int]:
    """How many columns of a header the separator gives, and how many cells."""
    rows = _rows(text, separator, HEADER_WITHIN)
    headers = (header_at(rows, place) for place in range(len(rows)))
    known = (len(set(header.columns) - {Column.MORE_ACTIVITY, Column.UNREAD}) for header in headers if header)
    return max(known, default=0), sum(len(row.cells) for row in rows)


def _rows(text: str, separator: str, most: int) -> list[Row]:
    """The rows that hold something, numbered as a spreadsheet shows them."""
    numbered = enumerate(csv.reader(StringIO(text, newline=""), delimiter=separator), start=1)
    filled = ((number, row) for number, row in numbered if any(map(str.strip, row)))
    return [Row([Cell(cell) for cell in row], Place(row=number)) for number, row in islice(filled, most)]
