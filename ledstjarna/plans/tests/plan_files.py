"""Makes plan files for the tests: the same parts as DOCX and, in several layouts, as PDF.

A part is ("title", text), ("h1" to "h3", text), ("text", text), ("item", text), ("note", text, footnote) or
("table", header, rows).
"""

import csv
import json
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO, StringIO
from typing import Any

import docx
import typst
from openpyxl import Workbook

HEADER = ("Aktivitet", "Ansvarig", "Tidplan", "Uppföljning")
ROWS = (
    ("Ordna en träff för föreningar.", "Samordnaren", "Våren 2030", "Tertialrapport 1"),
    ("Utbilda nya medarbetare", "Enhetschefer i Norrby-Söderby", "Löpande", ""),
)
PARTS = (
    ("title", "Plan mot våldsbejakande extremism i Exempelstad"),
    ("h1", "Bakgrund"),
    ("text", "Kommunen arbetar förebyggande tillsammans med polisen."),
    ("item", "en rutin vid oro"),
    ("item", "en samordnare"),
    ("h2", "Aktiviteter"),
    ("table", HEADER, ROWS),
    ("h1", "Beslut"),
    ("text", "Nämnden beslutar om planen varje år."),
)

TYPST = """
#let plan = json(bytes(sys.inputs.plan))
#set document(title: "Mall", date: none)
#set text(lang: "sv")
#{
  // LAYOUT
  for (kind, ..rest) in plan {
    if kind == "title" { text(size: 22pt, weight: "bold", rest.at(0)); parbreak() }
    else if kind.starts-with("h") { heading(level: int(kind.slice(1)), rest.at(0)) }
    else if kind == "text" { par(rest.at(0)) }
    else if kind == "item" { list.item(rest.at(0)) }
    else if kind == "note" { par[#rest.at(0)#footnote(rest.at(1))] }
    else { plan-table(..rest) }
  }
}
"""
RULED = """
let plan-table(header, rows) = table(
  columns: (2fr, 1.3fr, 1fr, 1.2fr).slice(0, header.len()),
  table.header(..header.map(strong)), ..rows.flatten())
"""
LAYOUTS: Mapping[str, str] = {
    "ruled": 'set page(numbering: "1")' + RULED,
    "hyphenated": """
        set page(paper: "a4", margin: 2cm, header: [Exempelstad #h(1fr) Dnr 2030/17],
          footer: context [Sida #counter(page).display() (#counter(page).final().at(0))])
        set text(size: 10pt, hyphenate: true)
        set par(justify: true)"""
    + RULED,
    "no repeated header": """
        set page(paper: "a5", flipped: true)
        let plan-table(header, rows) = table(columns: (1fr,) * header.len(),
          ..header.map(strong), ..rows.flatten())""",
    "only horizontal rules": """
        set page(numbering: "1 / 1")
        let plan-table(header, rows) = table(columns: (1fr,) * header.len(), stroke: (x: none, y: 0.5pt),
          table.header(..header.map(strong)), ..rows.flatten())""",
    "without rules": """
        let plan-table(header, rows) = table(columns: (1fr,) * header.len(), stroke: none, inset: 6pt,
          table.header(..header.map(strong)), ..rows.flatten())""",
    "shaded": """
        set text(font: "New Computer Modern")
        let plan-table(header, rows) = table(columns: (1fr,) * header.len(), stroke: none,
          fill: (x, y) => if calc.odd(y) { luma(220) } else { luma(245) },
          table.header(..header.map(strong)), ..rows.flatten())""",
    "too narrow": """
        set text(font: "DejaVu Sans Mono", size: 9pt)
        set par(linebreaks: "simple")
        // A word that is wider than its column begins a line and is cut where the line is full, as Word does.
        let cut(words) = layout(size => words.enumerate().map(((place, word)) => {
          let wide = measure(word).width > size.width
          if place > 0 { if wide { linebreak() } else [ ] }
          if wide { word.clusters().join(sym.zws) } else { word }
        }).join())
        let plan-table(header, rows) = table(columns: (6fr,) + (2cm,) * (header.len() - 1),
          ..(..header, ..rows.flatten()).map(cell => cut(cell.split(" "))))""",
    "numbered": 'set heading(numbering: "1.1")' + RULED,
    "unspaced": "set par(spacing: 0.65em, leading: 0.65em)" + RULED,
}


def pdf_plan(parts: Iterable[Any] = PARTS, layout: str = "ruled", more: str = "") -> bytes:
    """The parts as a PDF in one of LAYOUTS, with `more` Typst rules."""
    source = TYPST.replace("// LAYOUT", f"{LAYOUTS[layout]}\n{more}")
    made = typst.compile(source.encode(), sys_inputs={"plan": json.dumps(list(parts))})
    assert isinstance(made, bytes)
    return made


STYLES = {
    "title": "Title",
    "h1": "Heading 1",
    "h2": "Heading 2",
    "h3": "Heading 3",
    "text": None,
    "item": "List Bullet",
}


def docx_document(parts: Iterable[Any]) -> Any:
    """The parts as a python-docx document, for a test to change before it is saved."""
    document = docx.Document()
    for kind, *rest in parts:
        if kind == "table":
            add_table(document, [rest[0], *rest[1]])
        else:
            document.add_paragraph(rest[0], style=STYLES[kind])
    return document


def add_table(document: Any, rows: Iterable[Iterable[str]]) -> Any:
    grid = [list(row) for row in rows]
    table = document.add_table(len(grid), len(grid[0]))
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    return table


def saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx_plan(parts: Iterable[Any] = PARTS) -> bytes:
    return saved(docx_document(parts))


def workbook(*sheets: Iterable[Iterable[Any]]) -> Any:
    """The sheets' rows as an openpyxl workbook, for a test to change before it is saved."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    return book


def xlsx_plan(*sheets: Iterable[Iterable[Any]]) -> bytes:
    """The sheets, or one with the usual activities."""
    return saved(workbook(*(sheets or ([HEADER, *ROWS],))))


def csv_plan(
    rows: Iterable[Iterable[str]] = (HEADER, *ROWS), separator: str = ";", encoding: str = "utf-8-sig"
) -> bytes:
    stream = StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue().encode(encoding)


def rezipped(data: bytes, changes: Mapping[str, bytes]) -> bytes:
    """The package with the named entries replaced or added."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            new.writestr(name, content)
    return stream.getvalue()


def entry(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read(name)
