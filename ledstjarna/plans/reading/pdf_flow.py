"""From the lines of a PDF to headings, paragraphs, list items and footnotes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from . import outline
from .hyphens import Vocabulary
from .pdf_words import SUPERSCRIPT, Line
from .places import Place
from .wording import as_item, ends_sentence, is_contents_line

HEADING_SIZE = 1.1  # times the body's
NOTE_SIZE = 0.93
LINE_GAP = 1.2  # times the usual distance between lines: a new paragraph
ENOUGH_LINES = 12
USUAL_LEADING = 1.3
LONGEST_HEADING = 200  # characters
LONGEST_BOLD_HEADING = 120
NUMBERED_HEADING = re.compile(r"\d{1,2}(\.\d{1,2}){1,3}\.?\s+[A-ZÅÄÖ].{0,80}")
NUMBERED_ITEM = re.compile(r"(\d{1,2}[.)]|[a-zåäö]\))\s")
NOTE = re.compile(r"([\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s?(?=\S)")


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in the document, in points."""

    size: float
    bold: bool
    leading: float  # distance between lines in times their size
    left: float
    right: float


def measure(lines: Sequence[Line], page_width: float) -> Measures:
    """The commonest size and weight by characters, and where lines of that kind begin and end.

    Few lines do not tell where a full line ends; then the margins are taken to be equal.
    """
    counted: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        counted[line.size, line.bold] += len(line.text)
    size, bold = counted.most_common(1)[0][0]
    body = [line for line in lines if line.size == size and line.bold == bold]
    steps = [(b.top - a.top) / size for a, b in pairwise(body) if a.page == b.page and 0 < b.top - a.top < 2 * size]
    left, right = min(line.x0 for line in body), max(line.x1 for line in body)
    if len(body) < ENOUGH_LINES:
        right = max(right, page_width - left)
    return Measures(size, bold, median(steps) if steps else USUAL_LEADING, left, right)


def split_notes(lines: list[Line], measures: Measures) -> tuple[list[Line], list[list[Line]]]:
    """The page's lines without its footnotes, and those: small, numbered lines at the foot of the page."""
    first = len(lines)
    while first and lines[first - 1].size < NOTE_SIZE * measures.size:
        first -= 1
    notes: list[list[Line]] = []
    for line in lines[first:]:
        if NOTE.match(line.text):
            notes.append([line])
        elif notes:
            notes[-1].append(line)
        else:
            return lines, []
    return lines[:first], notes


def refers(group: list[Line], note: list[Line]) -> bool:
    """True when the text of the note's page bears its number, raised or right after a word."""
    found = NOTE.match(note[0].text)
    number = found[1] if found else ""
    mark = re.compile(rf"[^\s\d]({number}|{number.translate(SUPERSCRIPT)})(?!\w)")
    return any(line.page == note[0].page and mark.search(line.text) for line in group)


def note_of(note: list[Line], vocabulary: Vocabulary) -> outline.Note:
    """The footnote with its number raised."""
    text = vocabulary.joined(line.text for line in note)
    place = Place(page=note[0].page + 1)
    return outline.Note(NOTE.sub(lambda found: f"{found[1].translate(SUPERSCRIPT)} ", text, count=1), place)


def paragraphs(lines: Sequence[Line], measures: Measures) -> Iterator[list[Line]]:
    """The lines by paragraph, heading or item."""
    group: list[Line] = []
    for line in lines:
        if group and not _continues(group, line, measures):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def block_of(group: list[Line], measures: Measures, vocabulary: Vocabulary) -> outline.Block | None:
    """What the lines are, or None for a line of a table of contents."""
    first = group[0]
    text = vocabulary.joined(line.text for line in group)
    if not text or is_contents_line(text):
        return None
    size, place = first.size / measures.size, Place(page=first.page + 1)
    bold = all(line.bold for line in group) and not measures.bold
    if size >= HEADING_SIZE and len(text) <= (LONGEST_BOLD_HEADING if text.endswith(".") else LONGEST_HEADING):
        return outline.Heading(text, size=size, bold=bold, place=place)
    if _item_text(first):
        rest = (line.text for line in group[1:])
        return outline.Item(vocabulary.joined([_item_text(first), *rest]), place)
    if NUMBERED_HEADING.fullmatch(text) and not text.endswith((".", ",", ";")):
        return outline.Heading(text, size=size, bold=bold, place=place)
    if bold and len(text) <= LONGEST_BOLD_HEADING and not text.endswith((".", ",", ";")):
        return outline.Heading(text, size=size, bold=bold, place=place)
    if NUMBERED_ITEM.match(text):
        return outline.Item(text, place)
    return outline.Paragraph(text, place)


def _continues(group: list[Line], line: Line, measures: Measures) -> bool:
    above = group[-1]
    if abs(above.size - line.size) > 0.6 or _item_text(line):
        return False
    if _item_text(group[0]) and line.x0 <= group[0].x0 + 2:
        return False
    early = _ended_early(above, line, measures)
    ended = ends_sentence(above.text)
    large = line.size >= HEADING_SIZE * measures.size
    if above.page != line.page:
        return not large and not (early and ended) and above.bold == line.bold
    if line.top - above.top > LINE_GAP * measures.leading * line.size:
        return False
    if not early:
        return True
    new = large or ended or above.bold != line.bold or bool(NUMBERED_ITEM.match(line.text))
    return not new and line.x0 <= above.x0 + line.size


def _ended_early(above: Line, line: Line, measures: Measures) -> bool:
    """True when the next line's first word had found room: the author broke the line, not the layout."""
    centred = above.x0 - measures.left > 10 and abs((above.x0 - measures.left) - (measures.right - above.x1)) < 4
    room = (measures.right - above.x1) * (2 if centred else 1)
    return room > line.words[0].x1 - line.words[0].x0 + 0.4 * line.size


def _item_text(line: Line) -> str:
    """The text after the list marker, else ""."""
    words = line.words
    if len(words) > 1 and words[0].text == "o" and words[1].x0 - words[0].x1 > line.size / 2:
        return " ".join(word.text for word in words[1:])  # Word's second marker is a letter
    return as_item(line.text).removeprefix("- ")
