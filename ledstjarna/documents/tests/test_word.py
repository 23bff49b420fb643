import io
import re
import zipfile

import docx
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from ledstjarna.documents.drawings.star import star_svg
from ledstjarna.documents.drawings.wheel import wheel_svg
from ledstjarna.documents.model import BulletList, Document, Heading, Paragraph, Picture, Table
from ledstjarna.documents.word import to_docx

from .figures import star, wheel
from .plan import HEADER, ROWS, plan


def opened(document: Document) -> WordFile:
    return docx.Document(io.BytesIO(to_docx(document)))


def part(document: Document, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(to_docx(document))).read(name).decode()


def test_the_table_reads_back_as_it_was() -> None:
    (table,) = opened(plan()).tables
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [HEADER, *ROWS]


def test_the_texts_stand_in_real_styles() -> None:
    file = opened(plan(checksum="ab" * 32))
    paragraphs = [(item.style and item.style.name, item.text) for item in file.paragraphs]
    assert paragraphs[:5] == [
        ("Masthead", "Stjärnviks kommun · Socialnämnden"),
        ("Title", "Handlingsplan 2026"),
        ("Subtitle", "Så arbetar nämnden"),
        ("Facts", "Diarienummer\t2026/118"),
        ("Facts", "Fastställd\t2026-05-21 § 14"),
    ]
    assert paragraphs[5:11] == [
        ("Heading 1", "Bakgrund"),
        ("Body Text", "Planen visar vem som gör vad.\nDen gäller ett år."),
        ("List Bullet", "lyssna"),
        ("List Bullet", "stödja"),
        ("Heading 2", "Aktiviteter"),
        ("Caption", "Nämndens aktiviteter"),
    ]
    assert "ab" * 32 in paragraphs[-1][1]


def test_drawings_are_images_with_words_where_they_belong() -> None:
    blocks = (
        Heading("Stjärnan"),
        Picture(star_svg(star(), standalone=True), "Sex områden"),
        Paragraph("Så ser året ut."),
        Picture(wheel_svg(wheel(), standalone=True), "Tolv <månader>", 156),
    )
    file = opened(plan(blocks=blocks))
    shapes = file.inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == ["Sex områden", "Tolv <månader>"]
    assert [shape.width for shape in shapes] == [Mm(110), Mm(156)]
    assert len({shape._inline.docPr.id for shape in shapes}) == 2
    styles = [item.style and item.style.name for item in file.paragraphs]
    assert styles[-4:] == ["Heading 1", "Picture", "Body Text", "Picture"]
    image = next(found for found in file.part.package.image_parts)
    assert image.content_type == "image/png"
    assert to_docx(plan(blocks=blocks)) == to_docx(plan(blocks=blocks))


def test_the_header_row_is_flagged_and_no_row_is_split() -> None:
    (table,) = opened(plan()).tables
    marks = [[mark.tag for mark in row._tr.trPr] for row in table.rows]
    assert marks == [[qn("w:cantSplit"), qn("w:tblHeader")]] + [[qn("w:cantSplit")]] * 3
    assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"


def test_the_file_is_described_and_speaks_its_language() -> None:
    properties = opened(plan()).core_properties
    assert (properties.title, properties.language) == ("Handlingsplan 2026", "sv-SE")
    assert properties.author == "Socialnämnden, Stjärnviks kommun"
    assert 'w:lang w:val="sv-SE"' in part(plan(), "word/styles.xml")
    assert 'w:lang w:val="en-GB"' in part(plan(language="en"), "word/styles.xml")


def test_pages_are_numbered_and_a_draft_says_so_on_every_page() -> None:
    section = opened(plan(status="Utkast")).sections[0]
    for header in (section.first_page_header, section.header):
        assert "Utkast" in header.paragraphs[0].text
        assert re.findall(r'w:instr="(\w+)"', header.part.blob.decode()) == ["PAGE", "NUMPAGES"]
    assert section.header.paragraphs[0].text.startswith("Handlingsplan 2026")
    assert "Utkast" not in opened(plan()).sections[0].header.paragraphs[0].text


def test_contents_link_to_every_heading() -> None:
    xml = part(plan(blocks=tuple(Heading(f"Del {number}") for number in range(8))), "word/document.xml")
    anchors = re.findall(r'w:anchor="(\w+)"', xml)
    assert len(anchors) == 8
    assert anchors == re.findall(r'<w:bookmarkStart [^>]*w:name="(\w+)"', xml)
    assert [re.findall(r'fldCharType="(\w+)"', xml)] == [["begin", "separate", "end"]]


def test_the_same_document_gives_the_same_bytes_whenever_it_is_made() -> None:
    assert to_docx(plan()) == to_docx(plan())
    times = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(to_docx(plan()))).infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}


@runs(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None), max_size=200), st.text(max_size=300))
def test_any_text_at_all_can_be_written(text: str, other: str) -> None:
    blocks = (
        Heading(other, 3),
        Paragraph(text),
        BulletList((text, other)),
        Table(other, (other, text), ((text, other),), (1, 9)),
    )
    document = plan(title=other, subtitle=text, facts=((other, text),), status=other, checksum=other, blocks=blocks)
    (table,) = opened(document).tables
    assert len(table.rows) == 2
