"""Looks into a zip before anything unpacks it: bombs, macros, passwords, and whether it is Word's."""

import zipfile
from io import BytesIO
from xml.parsers import expat

from .model import Reason, Unreadable

MAX_ENTRIES = 3_000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_XML = 32 * 1024 * 1024
MAX_RATIO = 200
RATIO_COUNTS_FROM = 4 * 1024 * 1024  # a small entry may be as even as it likes
WORD_TYPES = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
)
IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp", ".bin", ".odttf", ".ttf")


def check_package(data: bytes) -> None:
    """Raise Unreadable unless the bytes are a zip that holds a Word document and is safe to unpack."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            _check_sizes(entries)
            _check_kind(package)
            for entry in entries:
                if not entry.filename.lower().endswith(IMAGES):
                    _check_markup(package.read(entry), entry.filename)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Unreadable(Reason.DAMAGED) from error


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    """The sizes are the declared ones; zipfile never unpacks more than an entry declares."""
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Unreadable(Reason.BOMB)
    if sum(e.file_size for e in entries if not e.filename.lower().endswith(IMAGES)) > MAX_XML:
        raise Unreadable(Reason.BOMB)
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Unreadable(Reason.PASSWORD)
        if entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise Unreadable(Reason.BOMB)


def _check_kind(package: zipfile.ZipFile) -> None:
    names = {name.lower() for name in package.namelist()}
    if "[content_types].xml" not in names:
        raise Unreadable(Reason.UNKNOWN_FORMAT)
    types = package.read("[Content_Types].xml")
    if b"macroEnabled" in types or any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable(Reason.MACROS)
    if not any(word in types for word in WORD_TYPES):
        raise Unreadable(Reason.UNKNOWN_FORMAT)


def _check_markup(content: bytes, name: str) -> None:
    """Refuse a document type declaration in any encoding: Word writes none, every entity bomb needs one."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        if name.lower().endswith((".xml", ".rels")):
            raise Unreadable(Reason.DAMAGED) from error


def _refuse(*_: object) -> None:
    raise Unreadable(Reason.BOMB)
