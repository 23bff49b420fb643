"""Fills one template in with plain data; `docxtpl` under rules of ours."""

import io
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from ledstjarna.documents.word_file import describe, without_times

from . import safety
from .model import Problem, Unfillable
from .sandbox import Closed, unfillable

LONGEST_PLACE: Final = 120  # characters of the paragraph that a fault stands in
IN_TEMPLATE: Final = "<template>"  # the file name of a template that came as a string


class Filling(DocxTemplate):  # type: ignore[misc]
    """A template on its way to be a document."""

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None) -> str:
        """As docxtpl does it; a fault is told with the words of its paragraph."""
        try:
            return str(super().render_xml_part(src_xml, part, context, jinja_env))
        except Exception as error:
            raise unfillable(error, _place(src_xml, error)) from error

    def fix_tables(self, xml: str) -> Any:
        """Refuse what is not well-formed instead of mending it; a cell without a paragraph gets one."""
        etree.fromstring(xml, parser=etree.XMLParser(resolve_entities=False))
        tree = super().fix_tables(xml)
        for cell in tree.iter(qn("w:tc")):
            if not len(cell) or cell[-1].tag != qn("w:p"):
                cell.append(OxmlElement("w:p"))
        return tree

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Nothing: `describe` writes the properties, and a property is no place for a template."""


def filled(template: bytes, context: Mapping[str, Any], properties: Mapping[str, str]) -> tuple[bytes, str]:
    """The document, and all text in it. Raises Unfillable, or what the parsers raise on a damaged file."""
    safety.check(template)
    filling = Filling(io.BytesIO(template))
    filling.render(dict(context), Closed())
    document = filling.docx
    safety.detach(document)
    texts = dict(properties)
    describe(document.core_properties, date=date.fromisoformat(texts.pop("date")), **texts)
    saved = io.BytesIO()
    document.save(saved)
    made = without_times(saved)
    _check_made(made)
    return made, "\n".join(_texts(docx.Document(io.BytesIO(made))))


def _check_made(made: bytes) -> None:
    """What came out is held to the same as what came in, for a template can write any markup."""
    try:
        safety.check(made)
    except Unfillable as fault:
        broken = fault.problem in (Problem.DAMAGED, Problem.NOT_WORD)
        raise Unfillable(Problem.BROKEN) if broken else fault from None


def _texts(document: Any) -> list[str]:
    """Paragraph by paragraph: the body, then headers and footers."""
    parts = [document.element.body]
    for section in document.sections:
        for kind in ("header", "first_page_header", "even_page_header", "footer", "first_page_footer"):
            furniture = getattr(section, kind)
            if not furniture.is_linked_to_previous:
                parts.append(furniture._element)
    return ["".join(text.text or "" for text in p.iter(qn("w:t"))) for part in parts for p in part.iter(qn("w:p"))]


def _place(src_xml: str, error: Exception) -> str:
    """The words of the paragraph in which the fault arose, "" when nobody knows."""
    lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml).splitlines()
    number = getattr(error, "lineno", None) or _line_of(error)
    if not number or number > len(lines):
        return ""
    words = " ".join(re.sub(r"<[^>]+>", " ", lines[number - 1]).split())
    return words if len(words) <= LONGEST_PLACE else f"{words[:LONGEST_PLACE]}…"


def _line_of(error: Exception) -> int:
    """The line of the template that the traceback ends in, as Jinja has written it there."""
    found, step = 0, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == IN_TEMPLATE:
            found = step.tb_lineno
        step = step.tb_next
    return found
