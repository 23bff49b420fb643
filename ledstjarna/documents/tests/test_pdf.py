import io
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st
from pytest_django import Settings

from ledstjarna.documents.drawings.star import star_svg
from ledstjarna.documents.drawings.wheel import wheel_svg
from ledstjarna.documents.faces import BORROWED
from ledstjarna.documents.model import BulletList, Document, Heading, Paragraph, Picture, Table
from ledstjarna.documents.pdf import to_pdf

from .figures import star, wheel
from .plan import HEADER, ROWS, plan

pytestmark = pytest.mark.slow

MARKUP = r"#eval(1) $x$ *fet* _kursiv_ @ref <label> \ ` ~ // /* [a] = -- https://a.se 'x' \"y\""


def pages(document: Document) -> list[str]:
    with pdfplumber.open(io.BytesIO(to_pdf(document))) as file:
        return [page.extract_text() for page in file.pages]


def words(document: Document) -> str:
    return " ".join(" ".join(pages(document)).split())


def structure(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == kind]


def test_every_heading_and_cell_is_printed_in_order() -> None:
    with pdfplumber.open(io.BytesIO(to_pdf(plan()))) as file:
        (page,) = file.pages
        signs = "".join(char["text"] for char in page.chars if not char["text"].isspace())
    place = 0
    cells = [cell for row in (HEADER, *ROWS) for cell in row]
    for text in ["Bakgrund", "Planenvisar", "lyssna", "stödja", "Aktiviteter", "Nämndensaktiviteter", *cells]:
        # A word may be hyphenated in its cell; the tests' cells are short enough not to be.
        place = signs.index("".join(text.split()), place) + 1


def test_the_first_page_tells_who_and_when() -> None:
    (first,) = pages(plan(status="Utkast", checksum="ab" * 32))
    for text in (
        "Stjärnviks kommun · Socialnämnden",
        "UTKAST",
        "Sida 1 av 1",
        "Diarienummer 2026/118",
        "ab" * 32,
    ):
        assert text in first


def test_a_decided_document_bears_no_draft_mark_and_english_has_its_own_words() -> None:
    text = words(plan(language="en", checksum="ab" * 32))
    assert "UTKAST" not in text
    assert "Page 1 of 1" in text
    assert "Checksum (SHA-256)" in text


def test_a_long_table_repeats_its_header_and_keeps_rows_whole() -> None:
    rows = tuple((f"Aktivitet {number} " + "ord " * 60 + f"slut {number}.", "Alice", "", "") for number in range(30))
    printed = pages(plan(blocks=(Table("", HEADER, rows, (5, 3, 2, 2)),)))
    assert len(printed) > 3
    for page in printed:
        assert "Ansvarig Tidplan Uppföljning" in page
    for number in range(30):
        assert any(f"Aktivitet {number} " in page and f"slut {number}." in page for page in printed)


def test_many_headings_bring_linked_contents_and_a_running_header() -> None:
    blocks = tuple(block for number in range(8) for block in (Heading(f"Del {number}"), Paragraph("ord " * 400)))
    pdf = pikepdf.open(io.BytesIO(to_pdf(plan(blocks=blocks))))
    assert len(structure(pdf, "/TOCI")) == 8
    assert len(structure(pdf, "/Link")) == 8
    printed = pages(plan(blocks=blocks))
    assert "Innehåll" in printed[0]
    assert f"Handlingsplan 2026 Sida 2 av {len(printed)}" in printed[1]


def test_the_file_is_tagged_titled_and_in_swedish() -> None:
    pdf = pikepdf.open(io.BytesIO(to_pdf(plan())))
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "sv"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "Handlingsplan 2026"
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
    scopes = [cell.A[0].Scope for cell in structure(pdf, "/TH")]
    assert scopes == ["/Column"] * 4
    assert len(structure(pdf, "/TD")) == 12  # an empty cell too
    for kind, count in (("/Title", 1), ("/H1", 1), ("/H2", 1), ("/LI", 2), ("/Table", 1), ("/Caption", 1)):
        assert len(structure(pdf, kind)) == count, kind


def test_drawings_are_figures_with_words_and_with_text_in_the_documents_own_faces() -> None:
    drawn = (star_svg(star(), standalone=True), wheel_svg(wheel(), standalone=True))
    blocks = (Picture(drawn[0], "Sex områden"), Picture(drawn[1], "Tolv månader", 156))
    file = to_pdf(plan(blocks=blocks))
    pdf = pikepdf.open(io.BytesIO(file))
    assert [str(figure.Alt) for figure in structure(pdf, "/Figure")] == ["Sex områden", "Tolv månader"]
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    faces = {str(font.BaseFont).split("+")[1] for page in pdf.pages for font in page.Resources.Font.values()}
    assert {face.split("-")[0] for face in faces} == {"SourceSans3", "SourceSerif4"}
    printed = words(plan(blocks=blocks))
    for text in ("Våldsbejakande", "Utanförskap", "12", "Enkät", "tillfällen i månaden"):
        assert text in printed
    with pdfplumber.open(io.BytesIO(file)) as pages:
        assert all(char["x0"] > 70 and char["x1"] < page.width - 70 for page in pages.pages for char in page.chars)
    assert to_pdf(plan(blocks=blocks)) == file


def test_every_type_face_is_embedded() -> None:
    pdf = pikepdf.open(io.BytesIO(to_pdf(plan())))
    faces = [font for page in pdf.pages for font in page.Resources.Font.values()]
    families = {str(face.BaseFont).split("+")[1].split("-")[0] for face in faces}
    assert families == {"SourceSans3", "SourceSerif4"}
    for face in faces:
        descriptor = face.DescendantFonts[0].FontDescriptor
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_pdf(plan()) == to_pdf(plan())
    assert to_pdf(plan()) != to_pdf(plan(subtitle="En annan"))


def test_markup_is_printed_as_it_was_written() -> None:
    blocks = (
        Heading(MARKUP),
        Paragraph(MARKUP),
        BulletList((MARKUP,)),
        Table(MARKUP, (MARKUP,), ((MARKUP,),), (1,)),
    )
    text = words(plan(title=MARKUP, subtitle=MARKUP, facts=((MARKUP, MARKUP),), blocks=blocks))
    assert text.count("#eval(1) $x$ *fet* _kursiv_ @ref <label>") >= 6


def test_bullets_pasted_from_word_stay_bullets() -> None:
    assert "• En punkt" in words(plan(blocks=(Paragraph("\uf0b7 En punkt"),)))


def test_letters_of_europe_and_borrowed_signs_are_printed_and_others_leave_a_box() -> None:
    europe = "Åäö Łódź Čapek Dvořák Şahin Ğ İ ð ß Ελλάδα Київ"
    text = words(plan(blocks=(Paragraph(f"{europe} {BORROWED} 😀 سلام \ue000 slut"),)))
    assert f"{europe} {BORROWED} □ □□□□ □ slut" in text


@pytest.mark.parametrize(
    "block",
    [
        Paragraph("ord " * 25_000),
        Paragraph("x" * 100_000),
        BulletList(("punkt " * 2_000,) * 3),
        Table("", HEADER, (("lång text " * 500, "y" * 5_000, "", "rad\n" * 300),), (5, 3, 2, 2)),
    ],
    ids=["paragraph", "one word", "list", "cells"],
)
def test_nothing_is_too_long_to_print_within_the_margins(block: Paragraph | BulletList | Table) -> None:
    with pdfplumber.open(io.BytesIO(to_pdf(plan(blocks=(block,))))) as file:
        for page in file.pages:
            assert max(char["x1"] for char in page.chars) < page.width - 70
            assert max(char["bottom"] for char in page.chars) < page.height - 60


def test_missing_fonts_are_named(settings: Settings, tmp_path: Path) -> None:
    settings.FONTS_DIR = tmp_path
    with pytest.raises(FileNotFoundError, match=r"tools/fonts\.py"):
        to_pdf(plan())


@runs(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None), max_size=200), st.text(max_size=60))
def test_any_text_at_all_can_be_printed(text: str, other: str) -> None:
    blocks = (
        Heading(other, 3),
        Paragraph(text),
        BulletList((text, other)),
        Table(other, (other, text), ((text, other),), (1, 9)),
        Picture(star_svg(star(3, (text, other, text)), standalone=True), f"Figur {text}"),
    )
    document = plan(title=other, subtitle=text, facts=((other, text),), status=other, checksum=other, blocks=blocks)
    assert to_pdf(document).startswith(b"%PDF-")


@pytest.mark.parametrize("text", ["\ufeffA", "A\ufeffB", "A\ufeff"])
def test_a_byte_order_mark_that_was_stored_once_does_not_stop_the_printing(text: str) -> None:
    blocks = (Heading(text), Paragraph(text), BulletList((text,)))
    assert to_pdf(plan(title=text, blocks=blocks)).startswith(b"%PDF")
