"""A document as PDF: archival (PDF/A-2a, ISO 19005-2) and accessible (PDF/UA-1, ISO 14289-1) at once."""

import dataclasses
import datetime
import json
from pathlib import Path
from typing import Any

import typst

from . import faces
from .labels import LABELS
from .model import Document, as_data, contents_depth, with_sound_levels

TEMPLATE = Path(__file__).parent / "templates" / "document.typ"


def to_pdf(document: Document) -> bytes:
    """The document as PDF; the same document gives the same bytes.

    Characters that no type face has are printed as □. Raises FileNotFoundError when FONTS_DIR lacks the
    fonts that tools/fonts.py makes.
    """
    data = _printed(_data(document))
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=faces.fonts(),
        sys_inputs={"document": json.dumps(data)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.datetime.combine(document.date, datetime.time(), datetime.UTC),
    )


def _data(document: Document) -> dict[str, Any]:
    blocks = with_sound_levels(document.blocks)
    return as_data(dataclasses.replace(document, blocks=blocks)) | {
        "date": (document.date.year, document.date.month, document.date.day),
        "short_title": document.short_title,
        "status": document.status.upper(),
        "labels": LABELS[document.language],
        "contents": contents_depth(blocks),
    }


def _printed(value: Any) -> Any:
    """The data with every text in it made printable; in the code of a picture, signs alone."""
    if isinstance(value, str):
        return faces.printable(value)
    if isinstance(value, dict):
        return {key: faces.drawable(item) if key == "svg" else _printed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printed(item) for item in value]
    return value
