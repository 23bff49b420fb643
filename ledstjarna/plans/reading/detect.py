"""Which reader a file needs, told by its content."""

from collections.abc import Callable

from ledstjarna.documents.uploads.ole import OLE, ole_why
from ledstjarna.documents.uploads.why import Unsafe

from .model import PlanText

PDF_HEADER_WITHIN = 1024  # readers accept junk before "%PDF-" this far


def reader_for(data: bytes) -> Callable[[bytes], PlanText]:
    """The function that reads these bytes. Raises Unsafe for every other kind of file.

    The readers are imported when needed: a DOCX need not wait for the PDF library to load.
    """
    if data.startswith(OLE):
        raise Unsafe(ole_why(data))
    if data.startswith(b"PK"):
        return _office_reader(data)
    if b"%PDF-" in data[:PDF_HEADER_WITHIN]:
        from .pdf_reader import read_pdf

        return read_pdf
    from .csv_file import read_csv

    return read_csv


def _office_reader(data: bytes) -> Callable[[bytes], PlanText]:
    from ledstjarna.documents.uploads.package import Kind, kind_of

    if kind_of(data) is Kind.WORD:
        from .docx_file import read_docx

        return read_docx
    from .xlsx_file import read_xlsx

    return read_xlsx
