"""A document as an editable Word file (ECMA-376) with real styles, fields and table headers.

Its type faces are those found on every office computer; Word would swap those of the PDF for something worse.
"""

import io
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Mm

from .labels import LABELS
from .markup import legal
from .model import (
    Block,
    BulletList,
    Document,
    Heading,
    Mark,
    Paragraph,
    Picture,
    Table,
    contents_depth,
    with_sound_levels,
)
from .pictures import to_png
from .word_file import LOCALES, describe, without_times

TEMPLATES = Path(__file__).parent / "templates"
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
KEPT_PARTS = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS}
TEXT_WIDTH = 8844  # twentieths of a point: A4 less the margins
OPEN, CLOSE = '<w:t xml:space="preserve">', "</w:t>"
LINE_BREAK, TAB = f"{CLOSE}<w:br/>{OPEN}", f"{CLOSE}<w:tab/>{OPEN}"
CONTENTS_START = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText>TOC \\o "1-{depth}" \\h \\u</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
CONTENTS_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:br w:type="page"/></w:r>'


def to_docx(document: Document) -> bytes:
    """The document as DOCX; the same document gives the same bytes.

    Characters that XML 1.0 forbids are left out. Pictures are PNG; raises FileNotFoundError as `to_pdf` for them.
    """
    file = docx.Document(io.BytesIO(blank(document.language)))
    file.element.body[:0] = _elements(_body(document))
    _fill_pictures(file, [block for block in document.blocks if isinstance(block, Picture)])
    section = file.sections[0]
    section.first_page_header.part.element[:] = _elements(_header(document, ""))
    section.header.part.element[:] = _elements(_header(document, document.short_title))
    describe(
        file.core_properties,
        title=document.title,
        subject=document.subtitle,
        author=document.author,
        language=document.language,
        date=document.date,
    )
    saved = io.BytesIO()
    file.save(saved)
    return without_times(saved)


@cache
def blank(language: str) -> bytes:
    """An empty A4 file with our styles in the place of python-docx's own, and two headers to fill."""
    file = docx.Document()
    for element, name in (
        (file.styles.element, "word-styles.xml"),
        (file.part.numbering_part.element, "word-numbering.xml"),
        (file.settings.element, "word-settings.xml"),
    ):
        xml = (TEMPLATES / name).read_text(encoding="utf-8").replace("sv-SE", LOCALES[language])
        element[:] = list(parse_xml(xml.encode()))
    _drop_relations(file.part.rels, KEPT_PARTS)
    _drop_relations(file.part.package.rels, {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES})
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(27)
    section.top_margin, section.bottom_margin = Mm(32), Mm(26)
    section.header_distance = Mm(15)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    saved = io.BytesIO()
    file.save(saved)
    return saved.getvalue()


def _drop_relations(relations: Any, kept: set[str]) -> None:
    for key in [key for key, relation in relations.items() if relation.reltype not in kept]:
        del relations[key]


def _elements(xml: str) -> list[Any]:
    return list(parse_xml(f"<w:body {NAMESPACE}>{xml}</w:body>"))


def _run(text: str, style: str = "") -> str:
    """A run of text in a character style; newlines become line breaks."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    words = escape(legal(text)).replace("\t", TAB)
    return f"<w:r>{look}{OPEN}{words.replace(chr(10), LINE_BREAK)}{CLOSE}</w:r>" if words else ""


def _paragraph(style: str, *runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def _field(instruction: str, shown: str) -> str:
    return f'<w:fldSimple w:instr="{instruction}">{_run(shown)}</w:fldSimple>'


def _header(document: Document, title: str) -> str:
    labels = LABELS[document.language]
    status = _run(f" {document.status} ", "Status") + _run("   ") if document.status else ""
    page = _run(f"{labels['page']} ") + _field("PAGE", "1") + _run(f" {labels['of']} ") + _field("NUMPAGES", "1")
    return _paragraph("Header", _run(f"{title}\t"), status, page)


def _body(document: Document) -> str:
    labels = LABELS[document.language]
    sender = _run(document.municipality) + (_run(f" · {document.authority}", "Muted") if document.authority else "")
    parts = [_paragraph("Masthead", sender), _paragraph("Title", _run(document.title))]
    if document.subtitle:
        parts.append(_paragraph("Subtitle", _run(document.subtitle)))
    parts += [_paragraph("Facts", _run(f"{label}\t", "Muted"), _run(value)) for label, value in document.facts]
    blocks = with_sound_levels(document.blocks)
    parts += _contents(blocks, labels["contents"])
    parts += [_block(number, block) for number, block in enumerate(blocks)]
    if document.checksum:
        lines = f"\n{document.checksum}\n{labels['checksum_use']}"
        parts.append(_paragraph("Colophon", _run(labels["checksum"], "Strong"), _run(lines)))
    return "".join(parts)


def _contents(blocks: tuple[Block, ...], label: str) -> list[str]:
    """A table of contents as a field, filled with links: updating it in Word adds page numbers."""
    depth = contents_depth(blocks)
    entries = [
        (block.level, f'<w:hyperlink w:anchor="_Toc{number}" w:history="1">{_run(block.text)}</w:hyperlink>')
        for number, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level <= depth
    ]
    if not entries:
        return []
    gaps = [""] * (len(entries) - 1)
    lines = zip([CONTENTS_START.format(depth=depth), *gaps], entries, [*gaps, CONTENTS_END], strict=True)
    return [
        _paragraph("TOCHeading", _run(label)),
        *(_paragraph(f"TOC{level}", start, link, end) for start, (level, link), end in lines),
    ]


def _block(number: int, block: Block) -> str:
    match block:
        case Heading():
            mark = f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number}"/>'
            return _paragraph(f"Heading{block.level}", mark, _run(block.text), f'<w:bookmarkEnd w:id="{number}"/>')
        case Paragraph():
            return _paragraph("BodyText", _run(block.text))
        case BulletList():
            return "".join(_paragraph("ListBullet", _run(item)) for item in block.items)
        case Table():
            return _table(block)
        case Picture():
            return _paragraph("Picture")
        case Mark():
            name = quoteattr(block.name)
            return f'<w:bookmarkStart w:id="{number}" w:name={name}/><w:bookmarkEnd w:id="{number}"/>'


def _fill_pictures(file: WordFile, pictures: list[Picture]) -> None:
    """Put the pictures into the paragraphs that wait for them, with their words."""
    waiting = [paragraph for paragraph in file.paragraphs if paragraph.style and paragraph.style.style_id == "Picture"]
    for paragraph, picture in zip(waiting, pictures, strict=True):
        shape = paragraph.add_run().add_picture(io.BytesIO(to_png(picture)), width=Mm(picture.width))
        shape._inline.docPr.set("descr", legal(picture.alt))


def _table(table: Table) -> str:
    """The table, its first row flagged as header and repeated on each page, no row split between pages."""
    widths = [TEXT_WIDTH * width // sum(table.widths) for width in table.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    caption = _paragraph("Caption", _run(table.caption)) if table.caption else ""
    title = f"<w:tblCaption w:val={quoteattr(legal(table.caption))}/>" if table.caption else ""
    rows = [_row(table.header, widths, "<w:cantSplit/><w:tblHeader/>")]
    asides = table.asides or [""] * len(table.rows)
    rows += [_row(row, widths, "<w:cantSplit/>", aside) for row, aside in zip(table.rows, asides, strict=True)]
    return (
        f'{caption}<w:tbl><w:tblPr><w:tblStyle w:val="PlanTable"/><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{title}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>{_paragraph('TableEnd')}"
    )


def _row(cells: tuple[str, ...], widths: list[int], properties: str, aside: str = "") -> str:
    texts = [_paragraph("TableText", _run(cell)) for cell in cells]
    if aside:
        texts[0] += _paragraph("TableAside", _run(aside))
    filled = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{text}</w:tc>'
        for text, width in zip(texts, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{filled}</w:tr>"
