"""The type faces that Typst sets, and what becomes of characters that they lack."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import typst
from django.conf import settings
from fontTools.ttLib import TTFont

# Signs that our type faces lack and that Typst's own DejaVu Sans Mono has.
BORROWED = "→←↔⇒≤≥≠≈□■▪●○✓✗☐☑☒"
MISSING = "□"
WORD_BULLETS = "\uf0b7\uf0a7\uf0d8"  # private signs of the Symbol and Wingdings faces, left by texts from Word
LONG_WORD = re.compile(r"\S{40,}")
WORD_PIECE = re.compile(r"\S{20}(?=\S)")


def fonts() -> typst.Fonts:
    """The type faces of FONTS_DIR and no others."""
    return _fonts(Path(settings.FONTS_DIR))


def printable(text: str) -> str:
    """The text as it can be set: characters that no type face has become □, long words may be broken.

    Raises FileNotFoundError when FONTS_DIR lacks the fonts that tools/fonts.py makes.
    """
    return LONG_WORD.sub(lambda word: WORD_PIECE.sub("\\g<0>\u200b", word.group()), drawable(text))


def drawable(text: str) -> str:
    """As `printable`, but words stay whole: for text that stands in the code of a drawing."""
    known = _known(Path(settings.FONTS_DIR))
    text = unicodedata.normalize("NFC", "\n".join(text.splitlines()).replace("\t", " "))
    if not known.issuperset(text.replace("\n", "")):
        text = "".join(sign if sign in known or sign == "\n" else _stand_in(sign) for sign in text)
    return text


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


def _stand_in(sign: str) -> str:
    """Control and format characters and variation selectors are dropped, all but bullets leave a box."""
    if sign in WORD_BULLETS:
        return "•"
    invisible = unicodedata.category(sign) in ("Cc", "Cf", "Cs") or "\ufe00" <= sign <= "\ufe0f"
    return "" if invisible else MISSING
