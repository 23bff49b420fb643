"""Whatever the bytes, the reading answers with a plan or a reason."""

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText

from ledstjarna.plans.reading import ActivityText, PlanText, Reason
from ledstjarna.plans.reading.child import answer
from ledstjarna.plans.reading.wording import lines, one_line

from .plan_files import HEADER, csv_plan, docx_plan, entry, pdf_plan, rezipped, saved, workbook, xlsx_plan

SLOW = settings(max_examples=40, deadline=None)


@cache
def files() -> tuple[bytes, ...]:
    return docx_plan(), pdf_plan(), xlsx_plan(), csv_plan()


def is_an_answer(result: dict[str, object]) -> bool:
    if "reason" in result:
        return result["reason"] in set(Reason)
    return PlanText.from_json(result).as_json(reading=True) == result


@SLOW
@given(st.data(), st.integers(0, 3))
def test_a_file_with_flipped_bits_gives_an_answer(data: st.DataObject, which: int) -> None:
    content = bytearray(files()[which])
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[place] ^= 1 << data.draw(st.integers(0, 7))
    assert is_an_answer(answer(bytes(content)))


@SLOW
@given(st.floats(0, 1), st.integers(0, 3))
def test_a_file_cut_off_gives_an_answer(share: float, which: int) -> None:
    content = files()[which]
    assert is_an_answer(answer(content[: int(share * len(content))]))


INSIDE = (
    (0, "word/document.xml"),
    (0, "word/styles.xml"),
    (0, "word/_rels/document.xml.rels"),
    (2, "xl/worksheets/sheet1.xml"),
    (2, "xl/styles.xml"),
    (2, "xl/workbook.xml"),
    (2, "xl/_rels/workbook.xml.rels"),
)


@SLOW
@given(st.data(), st.sampled_from(INSIDE))
def test_a_file_with_flipped_bits_inside_its_zip_gives_an_answer(data: st.DataObject, place: tuple[int, str]) -> None:
    which, name = place
    content = bytearray(entry(files()[which], name))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=3)):
        content[at] ^= 1 << data.draw(st.integers(0, 7))
    assert is_an_answer(answer(rezipped(files()[which], {name: bytes(content)})))


@SLOW
@given(st.binary(max_size=2000), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n"]))
def test_any_bytes_give_an_answer(content: bytes, start: bytes) -> None:
    assert is_an_answer(answer(start + content))


@given(st.text(alphabet=st.characters(), max_size=200))
def test_a_cleaned_text_has_nothing_that_a_database_refuses(text: str) -> None:
    for cleaned in (one_line(text), lines(text)):
        assert "\x00" not in cleaned
        cleaned.encode()
    assert one_line(one_line(text)) == one_line(text)


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=12).filter(
    lambda text: text == one_line(text) == lines(text)
)


@SLOW
@given(st.lists(st.tuples(CELL.filter(bool), CELL, CELL, CELL), min_size=1, max_size=4))
def test_the_cells_of_any_activity_table_come_back_as_written(rows: list[tuple[str, ...]]) -> None:
    for data in (
        docx_plan([("h1", "Aktiviteter"), ("table", HEADER, rows)]),
        xlsx_plan([HEADER, *(map(as_text, row) for row in rows)]),
        csv_plan([HEADER, *rows]),
    ):
        sections = PlanText.from_json(answer(data)).sections
        assert [row for section in sections for row in section.activities] == [ActivityText(*row) for row in rows]


GRID = st.lists(
    st.lists(st.sampled_from(["", "x", "Kunskap", *HEADER, "Nr", "Status", "Område"]), max_size=6), max_size=8
)
AREA = st.tuples(st.integers(1, 8), st.integers(1, 6), st.integers(0, 3), st.integers(0, 3))


@SLOW
@given(GRID, st.lists(AREA, max_size=4), st.sampled_from([";", ",", "\t"]))
def test_any_grid_with_merged_cells_gives_an_answer(
    grid: list[list[str]], areas: list[tuple[int, int, int, int]], separator: str
) -> None:
    book = workbook([HEADER, *grid])
    for row, column, down, right in areas:
        book.worksheets[0].merge_cells(None, row, column, row + down, column + right)
    assert is_an_answer(answer(saved(book)))
    assert is_an_answer(answer(csv_plan([HEADER, *grid], separator)))


def as_text(text: str) -> Any:
    """A text for openpyxl that it takes for no formula."""
    return CellRichText(text) if text.startswith("=") else text
