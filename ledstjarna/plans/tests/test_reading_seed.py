"""The real plan of 2019, read where the shared folder lies beside the checkout."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.table import Table

from ledstjarna.plans.reading import PlanText, read_plan
from tests.shared import shared_dir

SEED = (shared_dir() or Path()) / "seed"
pytestmark = pytest.mark.shared

LEVELS = {"Heading 1": 1, "Heading 2": 2}


def read(name: str) -> PlanText:
    return read_plan((SEED / name).read_bytes(), filename=name)


def cells(plan: PlanText) -> list[list[str]]:
    rows = (activity for section in plan.sections for activity in section.activities)
    return [[row.activity, row.responsible, row.schedule, row.follow_up] for row in rows]


def cells_as_python_docx_reads_them() -> Iterator[list[str]]:
    for table in docx.Document(str(SEED / "handlingsplan-2019.docx")).tables:
        for row in table.rows[1:]:
            if any(cell.text for cell in row.cells):
                yield [cell.text for cell in row.cells]


def test_the_word_document_gives_every_heading_and_cell_as_written() -> None:
    plan = read("handlingsplan-2019.docx")
    document = docx.Document(str(SEED / "handlingsplan-2019.docx"))
    styled = [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    headings = [(LEVELS[style], text) for style, text in styled if style in LEVELS]
    assert plan.title == document.paragraphs[0].text
    assert [(section.level, section.heading) for section in plan.sections] == headings
    assert [len(section.activities) for section in plan.sections if section.activities] == [12, 4, 10]
    assert cells(plan) == list(cells_as_python_docx_reads_them())


def test_the_word_document_gives_all_of_its_text() -> None:
    document = docx.Document(str(SEED / "handlingsplan-2019.docx"))
    read_words = " ".join(f"{section.heading} {section.text}" for section in read("handlingsplan-2019.docx").sections)
    outside_tables = [part for part in document.iter_inner_content() if not isinstance(part, Table)]
    written = " ".join(paragraph.text for paragraph in outside_tables[1:])
    unmarked = [word for word in read_words.split() if word != "-"]
    assert unmarked == [word for word in written.split() if word not in {"-", "\uf0b7"}]


def test_the_pdf_gives_the_same_plan() -> None:
    assert read("handlingsplan-2019.pdf") == read("handlingsplan-2019.docx")
