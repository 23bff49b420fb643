"""Makes plan files for the tests: the same content as DOCX and, in several layouts, as PDF."""

import json
from collections.abc import Iterable, Mapping, Sequence

import typst

HEADER = ("Aktivitet", "Ansvarig", "Tidplan", "Uppföljning")

Part = tuple[str, ...] | tuple[str, Sequence[str], Sequence[Sequence[str]]]

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
    "numbered": 'set heading(numbering: "1.1")' + RULED,
    "unspaced": "set par(spacing: 0.65em, leading: 0.65em)" + RULED,
}


def pdf_plan(parts: Iterable[Part], layout: str) -> bytes:
    """The parts as a PDF in one of LAYOUTS."""
    source = TYPST.replace("// LAYOUT", LAYOUTS[layout])
    made = typst.compile(source.encode(), sys_inputs={"plan": json.dumps(list(parts))})
    assert isinstance(made, bytes)
    return made
