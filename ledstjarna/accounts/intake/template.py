"""The templates an administrator fills in, with one example row each."""

from __future__ import annotations

import csv
import io

from openpyxl import Workbook
from openpyxl.styles import Font

from ledstjarna.accounts.intake import layout

EXAMPLES: dict[str, list[list[str]]] = {
    "enheter": [
        ["100", "Exempelstad", "kommun", "", "2020-01-01", "", ""],
        ["110", "Socialnämnden", "nämnd", "100", "2020-01-01", "", ""],
        ["111", "Socialförvaltningen", "förvaltning", "110", "2020-01-01", "", ""],
        ["112", "Mottagningsenheten", "enhet", "111", "2020-01-01", "2025-12-31", ""],
        ["113", "Enheten för tidiga insatser", "enhet", "111", "2026-01-01", "", "112"],
    ],
    "roller": [
        ["113", "enhetschef", "alice@example.se", "Alice Andersson", "", "nej", "2026-01-01", ""],
        ["110", "lokal samordnare", "bob@example.se", "Bob Berg", "", "ja", "2026-01-01", "2026-06-30"],
        ["110", "registrator", "", "", "Nämndsekretariatet", "nej", "2026-01-01", ""],
    ],
}
COLUMNS = {"enheter": layout.UNITS, "roller": layout.ROLES}


def headings(name: str) -> list[str]:
    """The template's headings, in order."""
    return [names[0] for names in COLUMNS[name].values()]


def as_csv(name: str) -> bytes:
    """One sheet as CSV that Swedish Excel opens: semicolons, UTF-8 with its mark."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerows([headings(name), *EXAMPLES[name]])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx() -> bytes:
    """Both sheets in one workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in EXAMPLES.items():
        page = book.create_sheet(name.capitalize())
        for row in (headings(name), *rows):
            page.append(row)
        for cell in page[1]:
            cell.font = Font(bold=True)
        for column in page.columns:
            page.column_dimensions[column[0].column_letter].width = 24
        page.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
