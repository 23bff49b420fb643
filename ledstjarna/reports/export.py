"""Confirmed reports as a file for a spreadsheet: what may leave is a list, and all else stays.

Never a text, a receipt code, a number, who handled it or what was answered. The rows stand in the order of what they
say, so that their order tells nothing of when they came in.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from ledstjarna.audit.export import harmless
from ledstjarna.reports import terms
from ledstjarna.reports.lists import Handling, Measure, Place, Span
from ledstjarna.reports.models import COUNTED, Report

_CHUNK: Final = 500
_BOM: Final = "\ufeff"


Cell = str | int


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its heading, what it means, how a report fills it, and how many signs wide it is."""

    heading: str | Promise
    meaning: str | Promise
    value: Callable[[Report], Cell]
    width: int = 18


def _when(report: Report) -> str:
    if report.span == Span.MONTH:
        return f"{report.happened:%Y-%m}"
    return f"{report.year}-v{report.happened.isocalendar().week:02}"


def _channel(report: Report) -> str:
    return _now("digital") if report.place == Place.ONLINE else _now("fysisk")


def _listed(codes: Iterable[str], choices: type[Measure] | type[Handling]) -> str:
    return ", ".join(str(choices(code).label) for code in codes if code in choices.values)


def _yes(value: object) -> str:
    return _now("ja") if value else _now("nej")


FIELDS: Final = (
    Field(_("Nämnd"), _("Nämnden som rapporten hör till"), lambda report: report.board.name, 28),
    Field(_("Enhet"), _("Enheten som har rapporterat"), lambda report: report.unit.name, 34),
    Field(_("År"), _("Året som rapporten räknas i; veckor räknas som i ISO 8601"), lambda report: report.year, 8),
    Field(_("När"), _("Månad (2026-03) eller vecka (2026-v12); dagen sparas aldrig"), _when, 12),
    Field(_("Slags händelse"), _("I årets ord, se Listor"), lambda report: report.kind_label, 34),
    Field(_("Miljö"), _("I årets ord, se Listor"), lambda report: report.environment_label, 42),
    Field(_("Plats"), _("Slags plats, aldrig en adress"), lambda report: report.get_place_display()),
    Field(_("Kanal"), _("Digital när platsen är på nätet, annars fysisk"), _channel),
    Field(_("Stadsdel"), _("I årets ord; tom när ingen är angiven"), lambda report: report.district_label),
    Field(_("Riktat mot"), _("Vad händelsen riktades mot, aldrig vem"), lambda report: report.get_target_display()),
    Field(_("Antal inblandade"), _("En, två till fem, fler än fem eller okänt"), lambda r: r.get_involved_display()),
    Field(_("Ålder"), _("Ungefärlig ålder på de inblandade"), lambda report: report.get_age_display()),
    Field(_("Brådskade"), _("Ja när rapporten skickades som brådskande"), lambda report: _yes(report.urgent)),
    Field(_("Enheten hade gjort"), _("Det som redan var gjort"), lambda report: _listed(report.measures, Measure), 36),
    Field(_("Åtgärder"), _("Det som samordnaren har sett till"), lambda r: _listed(r.handled_with, Handling), 36),
    Field(_("Läge"), _("Bekräftad, åtgärdad eller avslutad"), lambda report: report.get_status_display()),
    Field(
        _("Räknas"),
        _("Nej när en annan rapport står för samma händelse"),
        lambda report: _yes(report.same_event_id is None),
    ),
)


def rows(reports: QuerySet[Report]) -> Iterator[list[Cell]]:
    """The cells of each confirmed report, none of which a spreadsheet takes for a formula."""
    found = reports.filter(status__in=COUNTED).select_related("board", "unit").defer("description", "feedback_words")
    found = found.order_by("year", "happened", "unit__sort_key", "kind", "environment", "place", "district", "target")
    lists = terms.known_each(set(found.order_by().values_list("year", flat=True).distinct()))
    reader = found.iterator(chunk_size=_CHUNK)
    while chunk := list(islice(reader, _CHUNK)):
        terms.word(chunk, lists)
        for report in chunk:
            yield [_safe(field.value(report)) for field in FIELDS]


def _safe(cell: Cell) -> Cell:
    return cell if isinstance(cell, int) else harmless(str(cell))


class _Echo:
    """A file that gives back what is written, as `csv` wants a file."""

    def write(self, line: str) -> str:
        return line


def as_csv(reports: QuerySet[Report]) -> Iterator[str]:
    """Lines as they are read: semicolons and a byte order mark, as Swedish Excel expects."""
    write = csv.writer(_Echo(), delimiter=";").writerow
    yield _BOM
    yield write([str(field.heading) for field in FIELDS])
    for row in rows(reports):
        yield write(row)


def as_xlsx(reports: QuerySet[Report]) -> IO[bytes]:
    """A workbook with the rows, and a sheet that says what each column means; written row by row to a file."""
    book = Workbook(write_only=True)
    page = _sheet(book, _now("Rapporter"), [field.width for field in FIELDS])
    page.append([str(field.heading) for field in FIELDS])
    for row in rows(reports):
        page.append(row)
    meaning = _sheet(book, _now("Förklaringar"), [24, 70])
    meaning.append([_now("Kolumn"), _now("Betyder")])
    for field in FIELDS:
        meaning.append([str(field.heading), str(field.meaning)])
    file = TemporaryFile()  # noqa: SIM115 (the response closes it)
    book.save(file)
    file.seek(0)
    return file


def _sheet(book: Workbook, name: str, widths: list[int]) -> WriteOnlyWorksheet:
    sheet = book.create_sheet(name)
    assert isinstance(sheet, WriteOnlyWorksheet)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width  # type: ignore[attr-defined]
    return sheet
