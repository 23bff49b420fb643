"""A round's answers as a file, with a codebook that says what each column means; and an empty file to fill in.

One row for each unit that was asked, whether it has answered or not. Rows are read and written one by one.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any, Final

from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ledstjarna.audit.export import harmless
from ledstjarna.surveys import columns
from ledstjarna.surveys.definition import Kind
from ledstjarna.surveys.given import Given, given_by_invitation, in_words
from ledstjarna.surveys.models import Invitation, Question, Round, Way
from ledstjarna.texts.swedish import fold

FORMS: Final = ("csv", "xlsx", "json")
_BOM: Final = "\ufeff"
_QUOTED: Final = re.compile(r"'+[=+\-@\t\r\n]")
_WIDTHS: Final = {columns.CODE: 14, columns.NAME: 34}
_SINGLE: Final = (Kind.YES_NO, Kind.ONE, Kind.SCALE)

Cell = str | int | Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """One asked unit: how it stands, and its answers by question key."""

    code: str
    name: str
    state: str
    headcount: int | None
    way: Way | None
    day: date | None
    given: dict[str, Given]


def rows(found: Round, questions: list[Question]) -> Iterator[Row]:
    """The units that were asked, in the order they were asked in. Two queries."""
    # Both by the number that never changes: a unit that gets a new name meanwhile would part them.
    asked = _asked(found).order_by("pk")
    answers = given_by_invitation(questions)
    upcoming = next(answers, None)
    for row in asked:
        given: dict[str, Given] = {}
        if upcoming and upcoming[0] == row.pk:
            given = upcoming[1]
            upcoming = next(answers, None)
        state = "sent" if row.answered_on else "begun" if row.saved_on else "none"
        way = Way(row.way) if row.saved_on else None
        yield Row(row.unit.code, row.unit.name, state, row.headcount, way, row.answered_on, given)


def table(found: Round, questions: list[Question]) -> Iterator[list[Cell]]:
    """The headings and then a row for each unit, as cells."""
    with override("sv"):
        ways = {way: str(way.label) for way in Way}
    yield [*columns.MEANINGS, *(one.key for one in questions)]
    for row in rows(found, questions):
        yield [
            row.code,
            row.name,
            columns.STATES[row.state],
            row.headcount if row.headcount is not None else "",
            ways[row.way] if row.way else "",
            row.day.isoformat() if row.day else "",
            *(_cell(one, row.given[one.key]) if one.key in row.given else "" for one in questions),
        ]


def _cell(question: Question, given: Given) -> Cell:
    if given.number is not None:
        if question.kind == Kind.SHARE and 0 < given.number < 1:  # 0.5 alone is as often meant as a half
            return in_words(question.definition, given)
        return _number(given.number)
    return given.text or " ".join(given.codes)


def _number(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number.normalize()


def codebook(questions: list[Question]) -> Iterator[list[Cell]]:
    """The codebook as a table, its headings first."""
    yield list(columns.HEADINGS)
    for entry in (*columns.unit_entries(), *columns.question_entries(questions)):
        yield list(entry.cells)


class _Echo:
    """A file that gives back what is written, as `csv` wants a file."""

    def write(self, line: str) -> str:
        return line


def as_csv(cells: Iterable[list[Cell]]) -> Iterator[str]:
    """Lines as they are read: semicolons, a decimal comma and a byte order mark, as Swedish Excel expects."""
    write = csv.writer(_Echo(), delimiter=";").writerow
    yield _BOM
    for row in cells:
        yield write([str(_safe(cell)).replace(".", ",") if isinstance(cell, Decimal) else _safe(cell) for cell in row])


def _safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula, and that `unquoted` gives back as it was."""
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if _QUOTED.match(cell) else harmless(cell)


def unquoted(cell: str) -> str:
    """A cell as it was before it was kept from being a formula."""
    return cell[1:] if _QUOTED.match(cell) else cell


def as_xlsx(found: Round, questions: list[Question]) -> IO[bytes]:
    """A workbook with the answers and the codebook, written row by row to a file."""
    return _book(table(found, questions), questions)


def as_template(found: Round, questions: list[Question]) -> IO[bytes]:
    """A workbook to fill in, which the intake reads back: a row for each unit, a column for each question under its
    own words, and a list to choose from where there is one answer to give.
    """
    book = Workbook()
    page, choices = book.active, _sheet(book, columns.CHOICES, [])
    assert isinstance(page, Worksheet) and isinstance(choices, Worksheet)
    page.title, page.freeze_panes, choices.sheet_state = columns.ANSWERS, "C2", "hidden"
    units = [(one.unit.code, one.unit.name) for one in _asked(found)]
    headings = [columns.CODE, columns.NAME, columns.HEADS, *_headings(questions)]
    for cells in (headings, *units):
        page.append([_safe(cell) for cell in cells])
    for place, cell in enumerate(page[1], start=1):
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(str(cell.value), 24)
    closed = [(place, one.definition) for place, one in enumerate(questions, start=4) if one.kind in _SINGLE]
    for column, (place, asked) in enumerate(closed, start=1):
        with override("sv"):
            labels = [str(label) for _code, label in asked.choices]
        for row, words in enumerate((headings[place - 1], *labels), start=1):
            choices.cell(row, column, _safe(words))
        letter, own = get_column_letter(column), get_column_letter(place)
        listed = DataValidation("list", f"{columns.CHOICES}!${letter}$2:${letter}${len(labels) + 1}", allow_blank=True)
        listed.add(f"{own}2:{own}{len(units) + 1}")
        page.add_data_validation(listed)
    return _saved(book, questions)


def _headings(questions: list[Question]) -> list[str]:
    """The number and words of each question; its key where they would not tell it from the other columns."""
    taken = Counter([*columns.NAMES, *(one.key for one in questions), *(fold(one.wording) for one in questions)])
    return [
        f"{number}. {one.wording}" if taken[fold(one.wording)] == 1 else one.key
        for number, one in enumerate(questions, start=1)
    ]


def _asked(found: Round) -> QuerySet[Invitation]:
    return Invitation.objects.filter(round=found).select_related("unit")


def _book(answers: Iterable[list[Cell]], questions: list[Question]) -> IO[bytes]:
    book = Workbook(write_only=True)
    page = _sheet(book, columns.ANSWERS, [_WIDTHS.get(one, 16) for one in columns.MEANINGS])
    for row in answers:
        page.append([_safe(cell) for cell in row])
    return _saved(book, questions)


def _saved(book: Workbook, questions: list[Question]) -> IO[bytes]:
    """The workbook with its codebook, as a file."""
    page = _sheet(book, columns.CODEBOOK, [22, 70, 26, 16, 20, 26, 70])
    for row in codebook(questions):
        page.append([_safe(cell) for cell in row])
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    book.save(file)
    file.seek(0)
    return file


def _sheet(book: Workbook, name: str, widths: list[int]) -> Worksheet | WriteOnlyWorksheet:
    sheet: Worksheet | WriteOnlyWorksheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width  # type: ignore[union-attr]
    return sheet


def as_json(found: Round, questions: list[Question]) -> Iterator[str]:
    """One object, {"round", "codebook", "answers"}, a unit at a time."""
    about = {
        "board": found.board.code,
        "board_name": found.board.name,
        "questionnaire": str(found.questionnaire.name),
        "year": found.year,
        "opens": found.opens.isoformat(),
        "closes": found.closes.isoformat(),
        "on_paper": found.on_paper,
    }
    book = [entry.as_json() for entry in columns.question_entries(questions)]
    yield f'{{"round": {_dump(about)},\n"codebook": {_dump(book)},\n"answers": ['
    between = "\n"
    for row in rows(found, questions):
        yield between + _dump(
            {
                "unit": row.code,
                "name": row.name,
                "status": row.state,
                "headcount": row.headcount,
                "way": row.way.value if row.way else None,
                "answered_on": row.day.isoformat() if row.day else None,
                "answers": {one.key: _value(one, row.given[one.key]) for one in questions if one.key in row.given},
            }
        )
        between = ",\n"
    yield "\n]}\n"


def _value(question: Question, given: Given) -> Any:
    if given.number is not None:
        number = _number(given.number)
        return number if isinstance(number, int) else float(number)
    if question.kind == Kind.MANY:
        return list(given.codes)
    return given.text or given.codes[0]


def _dump(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_name(found: Round, what: str, form: str) -> str:
    """A name that says what the file holds."""
    return f"{slugify(f'{what} {found.board.name} {found.year}')}.{form}"
