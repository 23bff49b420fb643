"""What every Word file of ours says of itself, and how it is packed, whoever laid it out."""

import datetime
import io
import zipfile
from typing import Any

from .markup import legal

LOCALES = {"sv": "sv-SE", "en": "en-GB"}
PROPERTY_LENGTH = 255  # the most that python-docx lets a document property hold


def describe(properties: Any, *, title: str, subject: str, author: str, language: str, date: datetime.date) -> None:
    """Fill in a file's properties; nothing of whoever made its template stays in them."""
    texts = {
        "title": title,
        "subject": subject,
        "author": author,
        "language": LOCALES[language],
        "comments": "",
        "last_modified_by": "",
    }
    for name, text in texts.items():
        setattr(properties, name, legal(text)[:PROPERTY_LENGTH])
    midnight = datetime.datetime.combine(date, datetime.time(), datetime.UTC)
    properties.created = properties.modified = midnight


def without_times(saved: io.BytesIO) -> bytes:
    """The archive with every entry dated 1980-01-01, the earliest a zip file can tell."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
