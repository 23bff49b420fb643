"""From the bytes of a file of answers to headings and rows of text: CSV, XLSX, or JSON as the export writes it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from ledstjarna.documents.uploads.process import Struck, in_child
from ledstjarna.surveys import columns
from ledstjarna.surveys.definition import NO, YES
from ledstjarna.surveys.exporting import unquoted
from ledstjarna.surveys.workbook import LIMITS
from ledstjarna.texts import tables
from ledstjarna.texts.swedish import fold
from ledstjarna.texts.tables import Cells, Unreadable

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_ROWS: Final = 10_000
_SECONDS: Final = 20
_CHILD: Final = "ledstjarna.surveys.workbook"
FORMULA: Final = "\x00="
"""Stands for a formula, whose value the file does not tell."""
_NEVER: Final = "\x00"
"""Stands for what no cell can hold, and is refused wherever it is put."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The answers as a table: for each row its number in the file.

    `top` is the row of the headings, nought where they have none.
    """

    headings: Cells
    rows: list[tuple[int, Cells]]
    top: int


def read(data: bytes) -> Grid:
    """The table of answers in a file. Raises `Unreadable` when the file as a whole cannot be read."""
    if len(data) > MAX_BYTES:
        raise Unreadable(_("Filen är större än 5 MB. Dela upp den."))
    grid = _json(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else _table(data)
    if len(grid.rows) > MAX_ROWS:
        raise Unreadable(_("Filen har fler än 10 000 rader. Dela upp den."))
    return grid


def _table(data: bytes) -> Grid:
    sheets = _opened(data) if data.startswith(b"PK") else tables.read(data, LIMITS)
    found = next((one for one in sheets if fold(one.name) == fold(columns.ANSWERS)), sheets[0])
    rows = [(number, tuple(map(_plain, cells))) for number, cells in found.rows]
    return Grid(found.headings, rows, top=1)


def _opened(data: bytes) -> list[tables.Sheet]:
    """The tables of a workbook, which is opened in a process of its own: a crafted one is slow, or grows."""
    try:
        answer = json.loads(in_child(_CHILD, data, seconds=_SECONDS))
    except Struck:
        raise Unreadable(_("Filen är för tung att läsa. Spara bara bladet med svaren, eller dela upp filen.")) from None
    if reason := answer.get("reason"):
        raise Unreadable(_(reason))
    return [
        tables.Sheet(name, tuple(headings), [(number, tuple(cells)) for number, cells in rows])
        for name, headings, rows in answer["sheets"]
    ]


def _plain(cell: str) -> str:
    return FORMULA if cell.startswith("=") else unquoted(cell)


def _json(data: bytes) -> Grid:
    broken = Unreadable(_("Filen är ingen JSON-fil med svar. Jämför med en fil som du hämtar härifrån."))
    try:
        # A number stays as it is written, however long it is; one below 1 is per cent, as it was given out.
        found = json.loads(data.decode("utf-8-sig"), parse_float=_float, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise broken from error
    units = found.get("answers") if isinstance(found, dict) else found
    if not isinstance(units, list) or not all(isinstance(one, dict) for one in units):
        raise broken
    if not units:
        raise Unreadable(_("Filen har inga svar."))
    flat = [_flat(one) for one in units]
    headings = list(dict.fromkeys(name for one in flat for name in one))
    if len(headings) > LIMITS.columns:
        raise Unreadable(_("Filen har fler än %d kolumner.") % LIMITS.columns)
    rows = [(number, tuple(one.get(name, "") for name in headings)) for number, one in enumerate(flat, start=1)]
    return Grid(tuple(headings), rows, top=0)


def _float(number: str) -> str:
    return f"{number} %" if 0 < float(number) < 1 else number


def _flat(unit: Mapping[str, Any]) -> dict[str, str]:
    answers = unit.get("answers")
    rest = {name: value for name, value in unit.items() if name != "answers"}
    if isinstance(answers, dict):
        rest |= answers
    elif answers is not None:
        rest["answers"] = answers
    return {str(name).strip(): _words(value) for name, value in rest.items()}


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Sequence) and all(isinstance(one, str) for one in value):
        return " | ".join(value)
    return _NEVER
