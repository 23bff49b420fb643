"""Makes Word templates for the tests."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx

from ledstjarna.plans.tests.plan_files import saved
from ledstjarna.plans.word_template.starter import starter


def with_words(*words: str) -> bytes:
    """The example template with more paragraphs in it."""
    document = docx.Document(BytesIO(starter()))
    for text in words:
        document.add_paragraph(text)
    return saved(document)


def without(words: str) -> bytes:
    """The example template less everything that holds the words."""
    document = docx.Document(BytesIO(starter()))
    for paragraph in list(paragraphs_of(document)):
        if words in paragraph.text:
            paragraph.text = paragraph.text.replace(words, "")
    return saved(document)


def letterhead() -> bytes:
    """A template that somebody wrote in an empty document of Word's own."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Norrvik {{ status }}"
    document.sections[0].footer.paragraphs[0].text = "Org.nr 212000-0142"
    document.add_paragraph("{{ titel }}", style="Title")
    for words, style in (
        ("{%p for a in avsnitt %}", None),
        ("{%p if a.nivå == 1 %}", None),
        ("{{ a.rubrik }}", "Heading 1"),
        ("{%p elif a.nivå == 2 %}", None),
        ("{{ a.rubrik }}", "Heading 2"),
        ("{%p elif a.nivå == 3 %}", None),
        ("{{ a.rubrik }}", "Heading 3"),
        ("{%p else %}", None),
        ("{{ a.rubrik }}", "Heading 4"),
        ("{%p endif %}", None),
        ("{%p for t in a.text %}", None),
        ("{%p if t.slag == 'punkt' %}", None),
        ("{{ t.text }}", "List Bullet"),
        ("{%p else %}", None),
        ("{{ t.text }}", None),
        ("{%p endif %}", None),
        ("{%p endfor %}", None),
        ("{%p if a.aktiviteter %}", None),
    ):
        document.add_paragraph(words, style=style)
    table = document.add_table(4, 4)
    rows = (
        ("Aktivitet", "Ansvarig", "Tidplan", "Uppföljning"),
        ("{%tr for r in a.aktiviteter %}", "", "", ""),
        ("{{ r.aktivitet }}", "{{ r.ansvarig }}", "{{ r.tidplan }}", "{{ r.uppföljning }}"),
        ("{%tr endfor %}", "", "", ""),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    return saved(document)


def paragraphs_of(document: Any) -> Any:
    """All paragraphs, those in tables and headers too."""
    yield from document.paragraphs
    yield from (p for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs)
    for section in document.sections:
        yield from (*section.header.paragraphs, *section.first_page_header.paragraphs)


def text_of(data: bytes) -> str:
    """All that stands in a document, a paragraph a line."""
    return "\n".join(paragraph.text for paragraph in paragraphs_of(docx.Document(BytesIO(data))))
