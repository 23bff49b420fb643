"""Make the TrueType fonts that the PDF printer needs out of the web fonts that npm fetched.

The web fonts come as one WOFF2 file for each script. Typst picks one file for a family and weight, so the
scripts are merged into one font: a name such as Łukasz Öberg is then set in a single face. Run again, it does
nothing unless the web fonts have changed.

Usage: python tools/fonts.py [--source node_modules/@fontsource] [--target var/fonts]
"""

import argparse
import hashlib
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ("latin", "latin-ext", "vietnamese", "greek", "cyrillic", "cyrillic-ext")
FACES = (("source-sans-3", 400), ("source-sans-3", 600), ("source-serif-4", 400), ("source-serif-4", 600))
FAMILIES = {"source-sans-3": "Source Sans 3", "source-serif-4": "Source Serif 4"}
STYLES = {400: "Regular", 600: "SemiBold"}
FONT_DATE = 3_800_000_000  # seconds since 1904; fixed, so that the same web fonts give the same bytes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", type=Path, default=ROOT / "node_modules" / "@fontsource")
    parser.add_argument("--target", type=Path, default=ROOT / "var" / "fonts")
    arguments = parser.parse_args()
    written = make_fonts(arguments.source, arguments.target)
    print(f"fonts: {len(written)} written to {arguments.target}" if written else "fonts: up to date")


def make_fonts(source: Path, target: Path) -> list[Path]:
    """Write one TTF for each face to `target`; return the files written, none when all are up to date.

    Raises FileNotFoundError when `source` lacks a web font.
    """
    target.mkdir(parents=True, exist_ok=True)
    parts = {face: [_web_font(source, *face, script) for script in SCRIPTS] for face in FACES}
    stamp = target / "stamp"
    state = _fingerprint([file for files in parts.values() for file in files])
    fonts = {face: target / f"{face[0]}-{face[1]}.ttf" for face in FACES}
    if all(font.exists() for font in fonts.values()) and stamp.exists() and stamp.read_text() == state:
        return []
    for (family, weight), font in fonts.items():
        _write_merged(parts[family, weight], FAMILIES[family], weight, font)
    stamp.write_text(state)
    return list(fonts.values())


def _web_font(source: Path, family: str, weight: int, script: str) -> Path:
    return source / family / "files" / f"{family}-{script}-{weight}-normal.woff2"


def _fingerprint(files: list[Path]) -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _write_merged(parts: list[Path], family: str, weight: int, target: Path) -> None:
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        plain = []
        for part in parts:
            font = TTFont(part, recalcTimestamp=False)
            font.flavor = None
            plain.append(str(Path(folder) / f"{part.stem}.ttf"))
            font.save(plain[-1])
        merged = Merger().merge(plain)
        merged.recalcTimestamp = False
        merged["head"].created = merged["head"].modified = FONT_DATE
        _name(merged, family, weight)
        finished = Path(folder) / target.name
        merged.save(finished)
        finished.replace(target)


def _name(font: Any, family: str, weight: int) -> None:
    """Name the font after its real weight: the web fonts carry the name of their variable font's default."""
    style = STYLES[weight]
    full = f"{family} {style}"
    names = {
        1: full,
        2: "Regular",
        4: full,
        6: full.replace(" ", "").replace(style, f"-{style}"),
        16: family,
        17: style,
    }
    for name_id, value in names.items():
        font["name"].setName(value, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


if __name__ == "__main__":
    main()
