"""From the characters of a PDF page to words and lines."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

SPACE = 0.18  # ems between characters that part words
BACKWARDS = 0.3  # ems back: kerning moves a character less than this
SAME_LINE = 0.5  # of the lower one's height
EDGE = 0.6  # points from a column's left edge
BOLD = ("bold", "black", "heavy", "semibold", "demi")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Box = tuple[float, float, float, float]  # x0, top, x1, bottom, points from the page's upper left


@dataclass(slots=True)
class Word:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    mark: int | None

    def add(self, char: dict[str, Any]) -> None:
        raised = char["size"] < 0.8 * self.size and char["bottom"] < self.bottom - 0.1 * self.size
        self.text += char["text"].translate(SUPERSCRIPT) if raised else char["text"]
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


def words_of(chars: Iterable[dict[str, Any]], cells: Sequence[Box]) -> list[Word]:
    """Words in the order the file draws them.

    That order keeps a word whole that runs out of its table cell into the next one's text; `cells` tells where
    such a word ends when the next one begins without a gap.
    """
    words: list[Word] = []
    open_word: Word | None = None
    for char in chars:
        if not char["upright"] or not char["text"].strip():
            open_word = None
            continue
        if open_word is None or _parts(open_word, char) or _enters_cell(open_word, char, cells):
            open_word = Word(
                "", char["x0"], char["x1"], char["top"], char["bottom"],
                round(char["size"], 1), _is_bold(char), char.get("mcid"),
            )  # fmt: skip
            words.append(open_word)
        open_word.add(char)
    return words


def _parts(word: Word, char: dict[str, Any]) -> bool:
    em = max(word.size, char["size"])
    gap = char["x0"] - word.x1
    overlap = min(word.bottom, char["bottom"]) - max(word.top, char["top"])
    return gap > SPACE * em or gap < -BACKWARDS * em or overlap < SAME_LINE * min(word.size, char["size"])


def _enters_cell(word: Word, char: dict[str, Any], cells: Sequence[Box]) -> bool:
    """True when the character is the first of another cell although it stands close to the word."""
    here = next(
        (cell for cell in cells if within(cell, char["x0"], char["top"], char["x1"], char["bottom"])), None
    )
    if here is None or within(here, word.x0, word.top, word.x0 + 1, word.bottom):
        return False
    mark = char.get("mcid")
    if mark is not None and word.mark is not None:
        return bool(mark != word.mark)
    return bool(char["x0"] - here[0] < EDGE)


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
