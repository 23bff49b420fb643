"""Which reader a file needs, told by its content."""

from collections.abc import Callable

from .model import PlanText, Reason, Unreadable

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
OLE_STREAMS = (
    ("EncryptedPackage", Reason.PASSWORD),
    ("WordDocument", Reason.LEGACY_WORD),
    ("Workbook", Reason.LEGACY_EXCEL),
)
PDF_HEADER_WITHIN = 1024  # readers accept junk before "%PDF-" this far


def reader_for(data: bytes) -> Callable[[bytes], PlanText]:
    """The function that reads these bytes. Raises Unreadable for every other kind of file.

    The readers are imported when needed: a DOCX need not wait for the PDF library to load.
    """
    if data.startswith(OLE):
        raise Unreadable(ole_reason(data))
    if data.startswith(b"PK"):
        return _office_reader(data)
    if b"%PDF-" in data[:PDF_HEADER_WITHIN]:
        from .pdf_reader import read_pdf

        return read_pdf
    from .csv_file import read_csv

    return read_csv


def _office_reader(data: bytes) -> Callable[[bytes], PlanText]:
    from .package import Kind, kind_of

    if kind_of(data) is Kind.WORD:
        from .docx_file import read_docx

        return read_docx
    from .xlsx_file import read_xlsx

    return read_xlsx


def ole_reason(data: bytes) -> Reason:
    """What an OLE file is, by its streams: an encrypted DOCX or XLSX holds EncryptedPackage."""
    for stream, reason in OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return reason
    return Reason.UNKNOWN_FORMAT
