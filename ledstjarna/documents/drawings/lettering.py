"""Text that fits: how wide it is, where it is broken, how a legend flows. SVG breaks no lines by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.utils.safestring import SafeString

from .pen import Pen, joined, number

# Widths in parts of the type size, somewhat above those of Source Sans 3.
WIDTHS: Final = {
    **dict.fromkeys(" \u00a0", 0.22),
    **dict.fromkeys("',.:;·|!()[]-fijlI", 0.3),
    **dict.fromkeys("/rt", 0.37),
    **dict.fromkeys("sz", 0.44),
    **dict.fromkeys("mwMW%@—…", 0.9),
}
CAPITAL, SMALL, FOREIGN = 0.63, 0.54, 1.0
LATIN: Final = 0x52F  # and Greek and Cyrillic: what the type face has
# Swedish takes one consonant with the vowel to the next line.
SYLLABLE: Final = re.compile(r"(?<=[^\W\d_]{3})(?=[bcdfghjklmnpqrstvxz][aeiouyåäö][^\W\d_])", re.IGNORECASE)
LEGEND_LINE: Final = 22.0
LEGEND_SIZE: Final = 13.0
GAP, APART = 5.0, 16.0


def width(text: str, size: float) -> float:
    """About how wide the text is, rather too much than too little."""
    return size * sum(WIDTHS.get(sign) or _width(sign) for sign in text)


def _width(sign: str) -> float:
    if ord(sign) > LATIN:
        return FOREIGN
    return CAPITAL if sign.isupper() else SMALL


def shortened(text: str, size: float, room: float) -> str:
    """The text, cut with … where there is not room for all of it."""
    if width(text, size) <= room:
        return text
    while text and width(f"{text}…", size) > room:
        text = text[:-1].rstrip()
    return f"{text}…"


def wrapped(text: str, size: float, room: float, lines: int = 2) -> list[str]:
    """The text on at most so many lines, the last one cut where there is more: see `shortened`."""
    found: list[str] = []
    rest = " ".join(text.split())
    while rest and len(found) < lines - 1:
        line, rest = _line(rest, size, room)
        found.append(line)
    return [*found, shortened(rest, size, room)] if rest else found


def _line(text: str, size: float, room: float) -> tuple[str, str]:
    """The first line and what remains: broken at a space, else between syllables, else anywhere."""
    if width(text, size) <= room:
        return text, ""
    spaces = [place for place, sign in enumerate(text) if sign == " " and width(text[:place], size) <= room]
    if spaces:
        return text[: spaces[-1]], text[spaces[-1] + 1 :]
    fitting = [place for place in range(1, len(text)) if width(f"{text[:place]}-", size) <= room] or [1]
    between = [match.start() for match in SYLLABLE.finditer(text, 0, fitting[-1] + 3)]
    place = max((place for place in between if place in fitting), default=fitting[-1])
    return f"{text[:place]}-", text[place:]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a legend: a swatch drawn around (0, 0), its width, and what it means."""

    swatch: SafeString
    wide: float
    words: str

    @property
    def length(self) -> float:
        return self.wide + GAP + width(self.words, LEGEND_SIZE)


def legend(pen: Pen, entries: Iterable[Entry], *, top: float, room: float) -> tuple[SafeString, float]:
    """The entries in lines around x = 0, as many in a line as there is room for, and where they end."""
    lines: list[list[Entry]] = []
    for entry in entries:
        entry = replace(entry, words=shortened(entry.words, LEGEND_SIZE, room - entry.wide - GAP))
        if not lines or _length([*lines[-1], entry]) > room:
            lines.append([])
        lines[-1].append(entry)
    drawn = [_legend_line(pen, line, top + LEGEND_LINE * (place + 0.5)) for place, line in enumerate(lines)]
    return joined(drawn), top + LEGEND_LINE * len(lines)


def _legend_line(pen: Pen, line: list[Entry], y: float) -> SafeString:
    left, drawn = -_length(line) / 2, []
    for entry in line:
        place = f"translate({number(left + entry.wide / 2)} {number(y)})"
        drawn.append(pen.draw("g", entry.swatch, transform=place))
        words = (left + entry.wide + GAP, y)
        drawn.append(pen.write(words, entry.words, size=LEGEND_SIZE, fill="muted", anchor="start"))
        left += entry.length + APART
    return joined(drawn)


def _length(line: list[Entry]) -> float:
    return sum(entry.length for entry in line) + APART * (len(line) - 1)
