"""The template to start from: the standard layout with fields in the place of texts, made with python-docx."""

from __future__ import annotations

import io
from typing import Any, Final

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips

from ledstjarna.documents.word import TEXT_WIDTH, blank
from ledstjarna.documents.word_file import without_times
from ledstjarna.plans.reading.own_layout import ANNEX_MARK, FOUR

_WIDTHS: Final = (5, 3, 2, 2)
_ROWS: Final = "r.aktivitet", "r.ansvarig", "r.tidplan", "r.uppföljning"


def starter() -> bytes:
    """The example template as DOCX; the same bytes each time."""
    file = docx.Document(io.BytesIO(blank("sv")))
    for header in (file.sections[0].first_page_header, file.sections[0].header):
        header.paragraphs[0].text = "{{ titel }}\t{{ status }}   Sida "
        page = OxmlElement("w:fldSimple")
        page.set(qn("w:instr"), "PAGE")
        header.paragraphs[0]._p.append(page)
    _first_page(file)
    _sections(file)
    _annexes(file)
    _write(file, "{%p if kontrollsumma %}")
    _write(file, "Kontrollsumma (SHA-256): {{ kontrollsumma }}", "Colophon")
    _write(file, "{%p endif %}")
    saved = io.BytesIO()
    file.save(saved)
    return without_times(saved)


def _first_page(file: Any) -> None:
    _write(file, "{{ kommun }} · {{ nämnd }}", "Masthead")
    _write(file, "{{ titel }}", "Title")
    _write(file, "{{ underrubrik }}", "Subtitle")
    _write(file, "{%p for u in uppgifter %}")
    _write(file, "{{ u.namn }}\t{{ u.värde }}", "Facts")
    _write(file, "{%p endfor %}")


def _sections(file: Any) -> None:
    _write(file, "{%p for a in avsnitt %}")
    _write(file, "{%p if a.rubrik %}")
    for level in range(1, 5):
        _write(file, f"{{%p {'elif' if level > 1 else 'if'} a.nivå == {level} %}}")
        _write(file, "{{ a.rubrik }}", f"Heading {level}")
    _write(file, "{%p endif %}")
    _write(file, "{%p endif %}")
    _write(file, "{%p for t in a.text %}")
    _pieces(file, "t", {"punkt": "List Bullet"})
    _write(file, "{%p endfor %}")
    _write(file, "{%p if a.aktiviteter %}")
    _activities(file)
    _write(file, "", "Table End")
    _write(file, "{%p endif %}")
    _write(file, "{%p endfor %}")


def _annexes(file: Any) -> None:
    _write(file, "{%p if bilagor %}")
    _mark(_write(file, "", "Table End"))
    _write(file, "{%p for b in bilagor %}")
    _write(file, "{%p if b.slag == 'tabell' %}")
    _write(file, "{{ b.text }}", "Caption")
    _any_table(file)
    _write(file, "", "Table End")
    _write(file, "{%p else %}")
    _pieces(file, "b", {"rubrik": "Heading 1", "underrubrik": "Heading 2", "punkt": "List Bullet"})
    _write(file, "{%p endif %}")
    _write(file, "{%p endfor %}")
    _write(file, "{%p endif %}")


def _pieces(file: Any, name: str, styles: dict[str, str]) -> None:
    """A paragraph in the style of its kind, running text when it has none of its own."""
    for place, (kind, style) in enumerate(styles.items()):
        _write(file, f"{{%p {'elif' if place else 'if'} {name}.slag == '{kind}' %}}")
        _write(file, f"{{{{ {name}.text }}}}", style)
    _write(file, "{%p else %}")
    _write(file, f"{{{{ {name}.text }}}}", "Body Text")
    _write(file, "{%p endif %}")


def _activities(file: Any) -> None:
    table = _table(file, 4, _WIDTHS)
    for cell, name in zip(table.rows[0].cells, FOUR, strict=True):
        _fill(cell, name)
    _fill(table.rows[1].cells[0], "{%tr for r in a.aktiviteter %}")
    for cell, name in zip(table.rows[2].cells, _ROWS, strict=True):
        _fill(cell, f"{{{{ {name} }}}}")
    first = table.rows[2].cells[0]
    for text, style in (
        ("{%p if r.slutsatser %}", "Table Aside"),
        ("{{ r.slutsatser }}", "Table Aside"),
        ("{%p endif %}", "Table Aside"),
    ):
        first.add_paragraph(text, style)
    _fill(table.rows[3].cells[0], "{%tr endfor %}")


def _any_table(file: Any) -> None:
    """A table with as many columns as it is given."""
    table = _table(file, 3, (1, 1, 1))
    for cell, text in zip(
        table.rows[0].cells, ("{%tc for k in b.kolumner %}", "{{ k }}", "{%tc endfor %}"), strict=True
    ):
        _fill(cell, text)
    _fill(table.rows[1].cells[0], "{%tr for rad in b.rader %}")
    for cell, text in zip(table.rows[2].cells, ("{%tc for c in rad %}", "{{ c }}", "{%tc endfor %}"), strict=True):
        _fill(cell, text)
    _fill(table.rows[3].cells[0], "{%tr endfor %}")


def _table(file: Any, columns: int, widths: tuple[int, ...]) -> Any:
    """Four rows: the header, which is repeated on each page, and one between the two ends of a loop."""
    table = file.add_table(4, columns, style="Plan Table")
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Twips(TEXT_WIDTH * width // sum(widths))
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def _fill(cell: Any, text: str) -> None:
    cell.paragraphs[0].style = "Table Text"
    cell.paragraphs[0].text = text


def _write(file: Any, text: str, style: str = "Body Text") -> Any:
    return file.add_paragraph(text, style=style)


def _mark(paragraph: Any) -> None:
    """Begin a page with the mark by which a paper that is read in again is known to have come to its plan's end."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), "9000")
        if tag.endswith("Start"):
            mark.set(qn("w:name"), ANNEX_MARK)
        paragraph._p.append(mark)
    paragraph.add_run().add_break(WD_BREAK.PAGE)
