"""From the characters of a PDF page to words and lines."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .wording import SYMBOL

SPACE = 0.18  # ems between characters that part words
SEAM = 0.03
BACKWARDS = 0.3  # ems back: kerning moves a character less than this
SAME_LINE = 0.5  # of the lower one's height
EDGE = 0.6  # points from where the column's text begins
UNMAPPED = re.compile(r"\(cid:\d+\)")  # as pdfminer writes it
BOLD = ("bold", "black", "heavy", "semibold", "demi")
# A soft hyphen that is drawn is a hyphen; signs that only let a word be broken are not seen.
PLAIN = str.maketrans("\u00ad\u2010", "--", "\u200b\u2060\ufeff")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Box = tuple[float, float, float, float]  # x0, top, x1, bottom, points from the page's upper left


@dataclass(slots=True)
class Word:
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    mark: int | None
    initial: float  # the width of its first character

    def add(self, char: dict[str, Any]) -> None:
        raised = char["size"] < 0.8 * self.size and char["bottom"] < self.bottom - 0.1 * self.size
        self.text += char["text"].translate(SUPERSCRIPT if raised else PLAIN)
        self.x1 = max(self.x1, char["x1"])


@dataclass(slots=True)
class Line:
    words: list[Word]
    page: int
    size: float = field(init=False)
    bold: bool = field(init=False)

    def __post_init__(self) -> None:
        self.words.sort(key=lambda word: word.x0)
        sizes = Counter[float]()
        for word in self.words:
            sizes[word.size] += len(word.text)
        self.size = sizes.most_common(1)[0][0]
        self.bold = all(word.bold for word in self.words if word.text[:1].isalnum()) and self.words[0].bold

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)


def words_of(chars: Sequence[dict[str, Any]], cells: Sequence[Box]) -> list[Word]:
    """Words in the order the file draws them.

    That order keeps a word whole that runs out of its table cell into the next one's text; `cells` tell where
    such a word ends when the next one begins without a gap.
    """
    words = _split(chars, cells, {})
    if cells:
        words = _split(chars, cells, _text_edges(words, cells))
    for word in words:
        if "(cid:" in word.text:
            word.text = SYMBOL if UNMAPPED.fullmatch(word.text) else UNMAPPED.sub("\ufffd", word.text)
    return words


def _split(chars: Iterable[dict[str, Any]], cells: Sequence[Box], edges: Mapping[float, float]) -> list[Word]:
    words: list[Word] = []
    open_word: Word | None = None
    home: Box | None = None
    for char in chars:
        if not char["upright"] or not char["text"].strip():
            open_word = None
            continue
        place = (char["x0"], char["top"], char["x1"], char["bottom"])
        inside = home is not None and within(home, *place)
        here = home if inside else next((cell for cell in cells if within(cell, *place)), None)
        if open_word and not inside and here and _begins_cell(open_word, char, edges.get(here[0])):
            open_word = None
        if open_word is None or _parts(open_word, char):
            open_word = _begun(char, place)
            home = here
            words.append(open_word)
        open_word.add(char)
    return words


def _begun(char: dict[str, Any], place: Box) -> Word:
    size, width = round(char["size"], 1), char["x1"] - char["x0"]
    return Word("", *place, size=size, bold=_is_bold(char), mark=char.get("mcid"), initial=width)


def _parts(word: Word, char: dict[str, Any]) -> bool:
    em = max(word.size, char["size"])
    gap = char["x0"] - word.x1
    overlap = min(word.bottom, char["bottom"]) - max(word.top, char["top"])
    apart = gap > SPACE * em or gap < -BACKWARDS * em
    if None not in (word.mark, char.get("mcid")) and char["mcid"] != word.mark:
        apart = apart or gap < -SEAM * em  # kerning does not reach from one marked piece into another
    return bool(apart or overlap < SAME_LINE * min(word.size, char["size"]))


def _begins_cell(word: Word, char: dict[str, Any], edge: float | None) -> bool:
    """True when the character begins another cell although it stands close to the word.

    The marks of a tagged file say so; without them, that it stands where that column's text begins.
    """
    mark = char.get("mcid")
    if mark is not None and word.mark is not None:
        return bool(mark != word.mark)
    return edge is not None and abs(char["x0"] - edge) < EDGE


def _text_edges(words: Iterable[Word], cells: Sequence[Box]) -> dict[float, float]:
    """Where the text of a column begins, by the column's left side."""
    starts: dict[float, Counter[float]] = {}
    for word in words:
        for cell in cells:
            if starts_in(cell, word):
                starts.setdefault(cell[0], Counter())[round(word.x0, 1)] += 1
    return {x0: counted.most_common(1)[0][0] for x0, counted in starts.items()}


def within(box: Box, x0: float, top: float, x1: float, bottom: float) -> bool:
    """True when the middle of the second box lies in the first."""
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def starts_in(box: Box, word: Word) -> bool:
    """True when the word begins in the box, however far it runs."""
    return within(box, word.x0, word.top, word.x0 + min(word.size / 4, word.x1 - word.x0), word.bottom)


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """The words by line, from above."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top, word.x0)):
        if rows and _on_line(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(row, page) for row in rows]


def _on_line(row: list[Word], word: Word) -> bool:
    overlap = min(row[0].bottom, word.bottom) - max(row[0].top, word.top)
    return overlap > SAME_LINE * min(row[0].bottom - row[0].top, word.bottom - word.top)


def _is_bold(char: dict[str, Any]) -> bool:
    name = char["fontname"].casefold()
    return any(weight in name for weight in BOLD)
