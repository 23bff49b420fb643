"""Prepares the XML of a DOCX body so that python-docx sees all of its text, and only that."""

from collections.abc import Mapping
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from .wording import one_line

COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What stands around text without being text: content controls, tracked insertions, fields, smart tags.
AROUND = ("sdtContent", "sdt", "ins", "moveTo", "fldSimple", "smartTag", "customXml", "dir", "bdo")
REMOVED = ("del", "moveFrom", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def simplify(body: Any) -> None:
    """Dissolve what stands around text, drop deleted text, put a text box's paragraphs after its own."""
    for element in list(body.iter(COMPATIBILITY + "Fallback", *(qn(f"w:{tag}") for tag in REMOVED))):
        element.getparent().remove(element)
    for box in list(body.iter(qn("w:txbxContent"))):
        paragraph = next(box.iterancestors(qn("w:p")))
        for child in reversed(list(box)):
            paragraph.addnext(child)
    for element in list(body.iter(*(qn(f"w:{tag}") for tag in AROUND))):
        parent = element.getparent()
        place = parent.index(element)
        parent[place : place + 1] = list(element)


def footnotes(document: Any) -> dict[str, str]:
    """The footnotes' texts by their id in the file."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES and not relation.is_external:
            notes = parse_xml(relation.target_part.blob).iter(qn("w:footnote"))
            return {note.get(qn("w:id")): _text(note) for note in notes}
    return {}


def number_notes(element: Any, notes: Mapping[str, str], first: int) -> list[str]:
    """Write each footnote's number where it is referred to; returns the notes, numbered from `first`."""
    found: list[str] = []
    for reference in list(element.iter(qn("w:footnoteReference"))):
        number = str(first + len(found)).translate(SUPERSCRIPT)
        mark = OxmlElement("w:t")
        mark.text = number
        reference.getparent().replace(reference, mark)
        found.append(f"{number} {notes.get(reference.get(qn('w:id')), '')}".strip())
    return found


def _text(note: Any) -> str:
    paragraphs = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in note.iter(qn("w:p")))
    return one_line(" ".join(paragraphs))
