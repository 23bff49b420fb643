"""What an OLE file is: the box of Word's and Excel's older formats, and of what is encrypted."""

from typing import Final

from .why import Why

OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
STREAMS: Final = (
    ("EncryptedPackage", Why.PASSWORD),
    ("WordDocument", Why.LEGACY_WORD),
    ("Workbook", Why.LEGACY_EXCEL),
)


def ole_why(data: bytes) -> Why:
    """Why an OLE file is refused, by its streams: an encrypted DOCX or XLSX holds EncryptedPackage."""
    for stream, why in STREAMS:
        if stream.encode("utf-16-le") in data:
            return why
    return Why.UNKNOWN_FORMAT
