"""The cells of a form's sheets, as texts. Runs in the child."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from openpyxl import load_workbook

from ledstjarna.documents.uploads.ole import OLE, ole_why
from ledstjarna.documents.uploads.package import Kind, kind_of
from ledstjarna.documents.uploads.why import Unsafe, Why

from .layout import CHOICES, LINE_END, SETTINGS, SURVEY, UNDERSCORE_CODED
from .model import MAX_ROWS, Reason, Unreadable

READ: Final[tuple[str, ...]] = (SURVEY, CHOICES, SETTINGS)
UNREAD: Final = ("external_choices", "entities", "osm")
MAX_SHEETS: Final = 40
MAX_CELLS: Final = 2_000_000  # and empty rows
MAX_CHARACTERS: Final = 1_000_000
MAX_COLUMNS: Final = 100


@dataclass
class Sheet:
    """`headers` by place; `rows` by the file's own number, each its texts by place; `worked_out` holds formulas."""

    name: str
    headers: dict[int, str] = field(default_factory=dict)
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    worked_out: list[tuple[int, int]] = field(default_factory=list)


def sheets_of(data: bytes) -> tuple[dict[str, Sheet], list[str]]:
    """The sheets of a form by name, and the names of those with a meaning in XLSForm that are not read.

    Raises Unsafe, Unreadable, or what openpyxl raises on a damaged file.
    """
    _ensure_workbook(data)
    book: Any = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    if len(book.worksheets) > MAX_SHEETS:
        raise Unreadable(Reason.TOO_COMPLEX)
    left = iter(range(MAX_CELLS))
    found = {str(sheet.title).strip().lower(): sheet for sheet in book.worksheets}
    sheets = {name: _sheet(name, found[name], left) for name in READ if name in found}
    return sheets, [name for name in UNREAD if name in found]


def _ensure_workbook(data: bytes) -> None:
    if data.startswith(OLE):
        raise Unsafe(ole_why(data))
    if not data.startswith(b"PK"):
        raise Unreadable(Reason.CSV) if _is_csv(data) else Unsafe(Why.UNKNOWN_FORMAT)
    if kind_of(data) is not Kind.EXCEL:
        raise Unsafe(Why.UNKNOWN_FORMAT)


def _is_csv(data: bytes) -> bool:
    first = data.removeprefix(b"\xef\xbb\xbf").splitlines()[:1]
    return bool(first) and min(data) >= ord("\t") and any(sign in first[0] for sign in b",;\t")


def _sheet(name: str, source: Any, left: Iterator[int]) -> Sheet:
    sheet = Sheet(name)
    source.reset_dimensions()
    characters = 0
    for at, cells in enumerate(source.iter_rows(), start=1):
        if next(left, None) is None:
            raise Unreadable(Reason.TOO_COMPLEX)
        texts: dict[int, str] = {}
        for place, cell in enumerate(cells):
            if next(left, None) is None:
                raise Unreadable(Reason.TOO_COMPLEX)
            if cell.data_type in ("f", "e") and cell.value is not None:
                sheet.worked_out.append((at, place))
            if text := text_of(cell):
                texts[place] = text
                characters += len(text)
        if not texts:
            continue
        if at > MAX_ROWS:
            raise Unreadable(Reason.TOO_MANY_ROWS)
        if characters > MAX_CHARACTERS or len(texts) > MAX_COLUMNS:
            raise Unreadable(Reason.TOO_COMPLEX)
        if at == 1:
            sheet.headers = {place: " ".join(text.split()) for place, text in texts.items()}
        else:
            sheet.rows[at] = texts
    return sheet


def text_of(cell: Any) -> str:
    """What an openpyxl cell says, without spaces around it. A whole number is written without decimals."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return UNDERSCORE_CODED.sub("_", LINE_END.sub("\n", str(value))).strip()
