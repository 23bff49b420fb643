"""What a Word file may not hold, be it a template or what came out of one: nothing that runs, nothing that fetches."""

import re
import zipfile
from io import BytesIO
from typing import Any, Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from ledstjarna.documents.uploads.ole import OLE, ole_why
from ledstjarna.documents.uploads.package import Kind, kind_of
from ledstjarna.documents.uploads.why import Unsafe, Why

from .model import Problem, Unfillable

LINK: Final = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
EMBEDDED: Final = ("aFChunk", "attachedToolbars", "control", "frame", "oleObject", "package", "subDocument")
ATTACHED: Final = "attachedTemplate"  # where a file was begun from: known by most, read by Word alone, taken out
FETCHING: Final = re.compile(
    r"\b(DDE|DDEAUTO|DATABASE|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK)\b", re.IGNORECASE
)
WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REASONS: Final = {Why.PASSWORD: Problem.PASSWORD, Why.MACROS: Problem.MACROS, Why.BOMB: Problem.BOMB,
                  Why.DAMAGED: Problem.DAMAGED}  # fmt: skip


def check(data: bytes) -> None:
    """Raises Unfillable unless the file is a Word document that is safe to unpack and to hand on."""
    try:
        if data.startswith(OLE):
            raise Unsafe(ole_why(data))
        if not data.startswith(b"PK") or kind_of(data) is not Kind.WORD:
            raise Unsafe(Why.UNKNOWN_FORMAT)
    except Unsafe as fault:
        raise Unfillable(REASONS.get(fault.why, Problem.NOT_WORD)) from None
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if name.lower().endswith(".rels"):
                for relation in fromstring(package.read(name)):
                    _check_relation(relation)
            elif name.lower().endswith(".xml") and b"nstr" in (content := package.read(name)):
                _check_fields(fromstring(content))


def _check_relation(relation: Element) -> None:
    kind = relation.get("Type", "").rpartition("/")[2]
    target = relation.get("Target", "")
    if kind in EMBEDDED:
        raise Unfillable(Problem.EMBEDDED)
    if relation.get("TargetMode", "").lower() != "external" or kind == ATTACHED:
        return
    if kind != "hyperlink" or not LINK.match(target):
        raise Unfillable(Problem.OUTSIDE, target[:80])


def _check_fields(part: Element) -> None:
    """A field's code may be cut into many runs."""
    codes = "".join(element.text or "" for element in part.iter(f"{WORD}instrText"))
    simple = " ".join(element.get(f"{WORD}instr", "") for element in part.iter(f"{WORD}fldSimple"))
    if found := FETCHING.search(f"{codes} {simple}"):
        raise Unfillable(Problem.FETCHES, found[1])


def detach(document: Any) -> None:
    """Let a file forget which template on somebody's disk it was begun from."""
    settings = document.settings.element
    for element in settings.findall(f"{WORD}{ATTACHED}"):
        settings.remove(element)
    for part in document.part.package.iter_parts():
        for key in [key for key, relation in part.rels.items() if relation.reltype.endswith(f"/{ATTACHED}")]:
            del part.rels[key]
