"""Which reader a file needs, told by its content."""

from collections.abc import Callable

from .model import PlanText, Reason, Unreadable

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PDF_HEADER_WITHIN = 1024  # readers accept junk before "%PDF-" this far


def reader_for(data: bytes) -> Callable[[bytes], PlanText]:
    """The function that reads these bytes. Raises Unreadable for every other kind of file.

    The readers are imported when needed: a DOCX need not wait for the PDF library to load.
    """
    if data.startswith(OLE):
        raise Unreadable(_ole_reason(data))
    if data.startswith(b"PK"):
        from .docx_file import read_docx
        from .package import check_package

        check_package(data)
        return read_docx
    if b"%PDF-" in data[:PDF_HEADER_WITHIN]:
        from .pdf_reader import read_pdf

        return read_pdf
    raise Unreadable(Reason.UNKNOWN_FORMAT)


def _ole_reason(data: bytes) -> Reason:
    """An encrypted DOCX is an OLE file that holds the stream EncryptedPackage; a .doc holds WordDocument."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Reason.PASSWORD
    if "WordDocument".encode("utf-16-le") in data:
        return Reason.LEGACY_WORD
    return Reason.UNKNOWN_FORMAT
