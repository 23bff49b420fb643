"""Looks into a zip before anything unpacks it: bombs, macros, passwords, and whether it is Word's or Excel's."""

import zipfile
from enum import StrEnum
from io import BytesIO
from xml.parsers import expat

from .why import Unsafe, Why

MAX_ENTRIES = 3_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_XML = 32 * 1024 * 1024
MAX_RATIO = 200
RATIO_COUNTS_FROM = 4 * 1024 * 1024  # a small entry may be as even as it likes
OFFICE = b"application/vnd.openxmlformats-officedocument."
IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp", ".bin", ".odttf", ".ttf")


class Kind(StrEnum):
    WORD = "wordprocessingml.document.main+xml"
    EXCEL = "spreadsheetml.sheet.main+xml"


def kind_of(data: bytes) -> Kind:
    """What the zip is. Raises Unsafe unless it is a Word document or an Excel workbook and safe to unpack."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            _check_sizes(entries)
            kind = _kind(package)
            for entry in entries:
                if not entry.filename.lower().endswith(IMAGES):
                    _check_markup(package.read(entry), entry.filename)
            return kind
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Unsafe(Why.DAMAGED) from error


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    """The sizes are the declared ones; zipfile never unpacks more than an entry declares."""
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Unsafe(Why.BOMB)
    if sum(e.file_size for e in entries if not e.filename.lower().endswith(IMAGES)) > MAX_XML:
        raise Unsafe(Why.BOMB)
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Unsafe(Why.PASSWORD)
        if entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise Unsafe(Why.BOMB)


def _kind(package: zipfile.ZipFile) -> Kind:
    names = {name.lower() for name in package.namelist()}
    if "[content_types].xml" not in names:
        raise Unsafe(Why.UNKNOWN_FORMAT)
    types = package.read("[Content_Types].xml")
    if b"sheet.binary" in types:
        raise Unsafe(Why.LEGACY_EXCEL)
    if b"macroEnabled" in types or any(name.endswith("vbaproject.bin") for name in names):
        raise Unsafe(Why.MACROS)
    for kind in Kind:
        if OFFICE + kind.encode() in types:
            return kind
    raise Unsafe(Why.UNKNOWN_FORMAT)


def _check_markup(content: bytes, name: str) -> None:
    """Refuse a document type declaration in any encoding: Office writes none, every entity bomb needs one."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        if name.lower().endswith((".xml", ".rels")):
            raise Unsafe(Why.DAMAGED) from error


def _refuse(*_: object) -> None:
    raise Unsafe(Why.BOMB)
