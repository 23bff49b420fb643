"""Opens a DOCX file: our own is read by its styles and marks, any other by its looks too."""

from io import BytesIO

from docx import Document

from .docx_reader import read_other
from .docx_tree import simplify
from .model import PlanText
from .own_docx import is_own, read_own


def read_docx(data: bytes) -> PlanText:
    """The plan in a sound package. Raises Unreadable, or what the parsers raise on a damaged file."""
    document = Document(BytesIO(data))
    simplify(document.element.body)
    return read_own(document) if is_own(document) else read_other(document)
