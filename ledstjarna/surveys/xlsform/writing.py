"""Writes questions as an XLSForm workbook: the sheets survey, choices and settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from typing import Final

from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ledstjarna.surveys.definition import Definition, Kind

from . import layout

Row = Mapping[str, str]
OURS: Final = tuple(f"{layout.OUR}::{name}" for name in (layout.KIND, layout.SUBJECT, layout.REASON))
COLUMNS: Final[Mapping[str, Mapping[str, int]]] = {
    layout.SURVEY: {
        "type": 28, "name": 24, "label": 60, "hint": 40, "relevant": 36, "constraint": 26,
        **dict.fromkeys(OURS, 20),
    },
    layout.CHOICES: {"list_name": 28, "name": 20, "label": 50},
    layout.SETTINGS: {"form_title": 50, "form_id": 20},
}  # fmt: skip
FORMULA: Final = ("=", "+", "-", "@")


def write(definitions: Sequence[Definition], *, title: str) -> bytes:
    """The questions as XLSForm (.xlsx). `read` gives the same questions back, but for spaces around their texts.

    Fixed words (Ja, Nej, Vet inte) are Swedish, as the questions are. Other tools take the file if the questions have
    no `faults` and none has the key "meta", which XLSForm keeps for itself.
    """
    lists = _Lists()
    with override("sv"):
        survey = list(_survey(definitions, lists))
        choices = list(lists.rows())
    settings = [{"form_title": title or layout.OUR, "form_id": layout.OUR}]
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in ((layout.SURVEY, survey), (layout.CHOICES, choices), (layout.SETTINGS, settings)):
        _fill(book.create_sheet(name), COLUMNS[name], rows)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


class _Lists:
    """The lists of answers, each written once however many questions choose from it."""

    def __init__(self) -> None:
        self._names: dict[tuple[tuple[str, str], ...], str] = {}

    def name_of(self, question: Definition) -> str:
        """The list that a question chooses from."""
        choices = tuple((code, str(label)) for code, label in question.choices)
        own = layout.YES_NO_LIST if question.kind == Kind.YES_NO else f"list_{question.key}"
        if own in self._names.values():
            own = f"{own}_{len(self._names)}"
        return self._names.setdefault(choices, own)

    def rows(self) -> Iterator[Row]:
        """All of them, in the order they were asked for."""
        for choices, name in self._names.items():
            for code, label in choices:
                yield {"list_name": name, "name": code, "label": label}


def _survey(definitions: Sequence[Definition], lists: _Lists) -> Iterator[Row]:
    taken = {question.key for question in definitions}
    by_key: dict[str, Definition] = {}
    for number, (section, questions) in enumerate(groupby(definitions, key=lambda question: question.section), start=1):
        if section:
            name = f"section_{number}"
            while name in taken:
                name += "_"
            yield {"type": "begin_group", "name": name, "label": section}
        for question in questions:
            yield _question(question, by_key, lists)
            by_key[question.key] = question
        if section:
            yield {"type": "end_group"}


def _question(question: Definition, before: Mapping[str, Definition], lists: _Lists) -> Row:
    kind = layout.TYPES[question.kind]
    return {
        "type": f"{kind} {lists.name_of(question)}" if question.choices else kind,
        "name": question.key,
        "label": question.wording,
        "hint": question.help,
        "relevant": _relevant(question, before),
        "constraint": layout.CONSTRAINTS.get(question.kind, ""),
        OURS[0]: question.kind.value,
        OURS[1]: question.subject.value,
        OURS[2]: question.reason,
    }


def _relevant(question: Definition, before: Mapping[str, Definition]) -> str:
    key = question.condition.key
    many = key in before and before[key].kind == Kind.MANY
    form = "selected(${%s}, '%s')" if many else "${%s} = '%s'"
    return " or ".join(form % (key, code) for code in question.condition.any_of)


def _fill(sheet: Worksheet, columns: Mapping[str, int], rows: Sequence[Row]) -> None:
    for place, (name, width) in enumerate(columns.items(), start=1):
        _set(sheet.cell(1, place), name, expression=True).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for at, row in enumerate(rows, start=2):
        for place, name in enumerate(columns, start=1):
            if value := row.get(name, ""):
                _set(sheet.cell(at, place), value, expression=name in ("relevant", "constraint"))
    sheet.freeze_panes = "A2"


def _set(cell: Cell | MergedCell, value: str, *, expression: bool) -> Cell:
    """Write a text as a text, which stays one when somebody goes on writing in the cell."""
    assert isinstance(cell, Cell)
    words = value if expression else value.replace(layout.REFERENCE, layout.PARTED)
    cell.value = layout.CODED.sub(layout.CODE_OF_UNDERSCORE, layout.NOT_XML.sub("", words))
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if value.startswith(FORMULA):
        cell.quotePrefix = True
    return cell
