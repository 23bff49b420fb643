"""From the bytes of a CSV or XLSX file to rows of text, or one sentence on why not."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import load_workbook

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_UNPACKED: Final = 100 * 1024 * 1024
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 40

Cells = tuple[str, ...]


class Unreadable(Exception):
    """The file as a whole cannot be taken in; the message is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: the headings' row number and the rows below with theirs. Empty rows are left out."""

    name: str
    headings: Cells
    rows: list[tuple[int, Cells]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How wide a table and how large an unpacked workbook may be; what is beyond the columns is not read.

    `percents` writes what a workbook shows as per cent as it is shown: 75 % and not 0.75.
    """

    columns: int = MAX_COLUMNS
    unpacked: int = MAX_UNPACKED
    percents: bool = False


USUAL: Final = Limits()


def read(data: bytes, limits: Limits = USUAL) -> list[Sheet]:
    """The tables of a file. Raises `Unreadable`."""
    if len(data) > MAX_BYTES:
        raise Unreadable(_("Filen är större än 20 MB. Dela upp den."))
    if not data.strip():
        raise Unreadable(_("Filen är tom."))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_("Filen är skyddad med lösenord eller av äldre slag. Spara den som .xlsx utan lösenord."))
    sheets = list(_xlsx(data, limits) if data.startswith(b"PK") else _csv(data, limits))
    if not any(sheet.rows for sheet in sheets):
        raise Unreadable(_("Filen har inga rader under rubrikerna."))
    return [sheet for sheet in sheets if sheet.rows]


def _csv(data: bytes, limits: Limits) -> Iterator[Sheet]:
    text = _decoded(data)
    first = text.lstrip().partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from _sheet("", enumerate(reader, start=1), limits.columns)
    except csv.Error as error:
        raise Unreadable(_("Filen går inte att läsa som en tabell.")) from error


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(_("Filen är varken en Excelfil (.xlsx) eller en textfil med kolumner (.csv)."))


def _xlsx(data: bytes, limits: Limits) -> Iterator[Sheet]:
    broken = Unreadable(_("Filen är skadad eller ingen Excelfil. Spara om den som .xlsx och försök igen."))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise broken from error
    if len(entries) > 1000 or sum(entry.file_size for entry in entries) > limits.unpacked:
        raise Unreadable(_("Filen blir orimligt stor när den packas upp. Den läses inte."))
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise Unreadable(_("Filen innehåller makron. Spara den som .xlsx utan makron."))
    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
        sheets = [_sheet(str(page.title), _pages_rows(page, limits), limits.columns) for page in book.worksheets[:10]]
        for sheet in sheets:
            yield from sheet
    except Unreadable:
        raise
    except Exception as error:  # a crafted workbook can make the library fail in any way
        raise broken from error


def _pages_rows(page: Any, limits: Limits) -> Iterator[tuple[int, list[object]]]:
    page.reset_dimensions()
    found = page.iter_rows(max_col=limits.columns, values_only=not limits.percents)
    for number, row in enumerate(found, start=1):
        if number > 2 * MAX_ROWS:
            raise Unreadable(_("Filen har fler än 100 000 rader. Dela upp den."))
        yield number, [_shown(cell) for cell in row] if limits.percents else list(row)


def _shown(cell: Any) -> object:
    """The value of a cell, a number of per cent as it is shown."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in str(cell.number_format):
        return f"{round(value * 100, 4):g} %"
    return value


def _sheet(name: str, numbered: Iterable[tuple[int, list[Any]]], columns: int) -> Iterator[Sheet]:
    headings: Cells | None = None
    rows: list[tuple[int, Cells]] = []
    for number, row in numbered:
        cells = tuple(_text(value) for value in row[:columns])
        if not any(cells):
            continue
        if headings is None:
            headings = cells
            continue
        rows.append((number, cells))
        if len(rows) > MAX_ROWS:
            raise Unreadable(_("Filen har fler än 100 000 rader. Dela upp den."))
    if headings is not None:
        yield Sheet(name, headings, rows)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
