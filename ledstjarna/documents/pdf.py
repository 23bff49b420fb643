"""A document as PDF: archival (PDF/A-2a, ISO 19005-2) and accessible (PDF/UA-1, ISO 14289-1) at once."""

import dataclasses
import datetime
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from fontTools.ttLib import TTFont

from .labels import LABELS
from .model import Block, Document, Mark, Table, as_data, contents_depth, with_sound_levels

TEMPLATE = Path(__file__).parent / "templates" / "document.typ"
# Signs that our type faces lack and that Typst's own DejaVu Sans Mono has.
BORROWED = "→←↔⇒≤≥≠≈□■▪●○✓✗☐☑☒"
MISSING = "□"
WORD_BULLETS = "\uf0b7\uf0a7\uf0d8"  # private signs of the Symbol and Wingdings faces, left by texts from Word
LONG_WORD = re.compile(r"\S{40,}")
WORD_PIECE = re.compile(r"\S{20}(?=\S)")


def to_pdf(document: Document) -> bytes:
    """The document as PDF; the same document gives the same bytes.

    Characters that no type face has are printed as □. Raises FileNotFoundError when FONTS_DIR lacks the
    fonts that tools/fonts.py makes.
    """
    folder = Path(settings.FONTS_DIR)
    data = _printed(_data(document), _known(folder))
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(folder),
        sys_inputs={"document": json.dumps(data)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.datetime.combine(document.date, datetime.time(), datetime.UTC),
    )


def _data(document: Document) -> dict[str, Any]:
    blocks = tuple(_seen(with_sound_levels(document.blocks)))
    return as_data(dataclasses.replace(document, blocks=blocks)) | {
        "date": (document.date.year, document.date.month, document.date.day),
        "short_title": document.short_title,
        "status": document.status.upper(),
        "labels": LABELS[document.language],
        "contents": contents_depth(blocks),
    }


def _seen(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without marks, a table's asides as the last line of their cells."""
    for block in blocks:
        if isinstance(block, Table) and block.asides:
            pairs = zip(block.rows, block.asides, strict=True)
            rows = tuple(("\n".join(filter(None, (first, aside))), *others) for (first, *others), aside in pairs)
            yield dataclasses.replace(block, rows=rows, asides=())
        elif not isinstance(block, Mark):
            yield block


@cache
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


@cache
def _known(folder: Path) -> frozenset[str]:
    """The characters that can be printed. Private ones are left out: PDF/A-2a forbids them (6.2.11.7.3)."""
    files = sorted(folder.glob("*.ttf"))
    if not files:
        raise FileNotFoundError(f"no fonts in {folder}: run tools/fonts.py")
    signs = set(BORROWED)
    for file in files:
        with TTFont(file, lazy=True) as font:
            signs.update(map(chr, font.getBestCmap()))
    return frozenset(sign for sign in signs if unicodedata.category(sign) not in ("Cc", "Co") and sign != "\ufeff")


def _printed(value: Any, known: frozenset[str]) -> Any:
    """The data with every text in it made printable."""
    if isinstance(value, str):
        return _printable(value, known)
    if isinstance(value, dict):
        return {key: _printed(item, known) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printed(item, known) for item in value]
    return value


def _printable(text: str, known: frozenset[str]) -> str:
    text = unicodedata.normalize("NFC", "\n".join(text.splitlines()).replace("\t", " "))
    if not known.issuperset(text.replace("\n", "")):
        text = "".join(sign if sign in known or sign == "\n" else _stand_in(sign) for sign in text)
    return LONG_WORD.sub(lambda word: WORD_PIECE.sub("\\g<0>\u200b", word.group()), text)


def _stand_in(sign: str) -> str:
    """Control and format characters and variation selectors are dropped, all but bullets leave a box."""
    if sign in WORD_BULLETS:
        return "•"
    invisible = unicodedata.category(sign) in ("Cc", "Cf", "Cs") or "\ufe00" <= sign <= "\ufe0f"
    return "" if invisible else MISSING
