"""Builds the plan from the blocks that a reader found, the same way for every format."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .columns import Cell, Group, as_items, read_activities
from .model import ActivityText, PlanText, Reason, SectionText, Unreadable
from .wording import INLINE_MARKER, number_depth, one_line

DEEPEST = 4
LARGER = 1.2  # times the body's size: a line so large before the first heading is the title
CONTENTS = re.compile(r"innehåll(sförteckning)?$", re.IGNORECASE)


@dataclass(slots=True)
class Title:
    text: str


@dataclass(slots=True)
class Heading:
    """`level` where a style says it; else 0, and the looks tell: `size` in times the body's, and `bold`."""

    text: str
    level: int = 0
    size: float = 1.0
    bold: bool = False

    @property
    def looks(self) -> tuple[float, bool]:
        return (round(self.size, 2), self.bold)

    @property
    def weight(self) -> tuple[float, ...]:
        """Orders headings from the least to the most prominent."""
        return (1, 10 - self.level, 0) if self.level else (0, *self.looks)


@dataclass(slots=True)
class Paragraph:
    text: str


@dataclass(slots=True)
class Item:
    text: str


@dataclass(slots=True)
class Note:
    """A footnote: kept at the end of its section."""

    text: str


@dataclass(slots=True)
class Table:
    rows: Sequence[Sequence[Cell]]


Block = Title | Heading | Paragraph | Item | Note | Table


@dataclass(slots=True)
class _Section:
    heading: str
    level: int
    blocks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    activities: list[ActivityText] = field(default_factory=list)

    def finished(self) -> SectionText:
        return SectionText(self.heading, self.level, _joined([*self.blocks, *self.notes]), tuple(self.activities))


def build_plan(blocks: Sequence[Block], *, property_title: str) -> PlanText:
    """Title, sections and activities from the blocks in reading order.

    The title is what is styled as one; else a first heading more prominent than all others; else the
    document's title property; else "". Raises Unreadable (NOT_A_PLAN) when there is neither heading nor
    activity table.
    """
    title, blocks = _split_title(blocks)
    _set_levels([block for block in blocks if isinstance(block, Heading)])
    sections = [_Section("", 1)]
    for block in blocks:
        _add(sections, block)
    kept = [section.finished() for section in sections if not _is_empty(section)]
    if not any(section.heading or section.activities for section in kept):
        raise Unreadable(Reason.NOT_A_PLAN)
    return PlanText(title or one_line(property_title), tuple(kept))


def _split_title(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    titles = [block for block in blocks if isinstance(block, Title)]
    if titles:
        # A title of several paragraphs comes in one piece; a later one (on a back cover, say) is text.
        first = blocks.index(titles[0])
        last = first
        while last + 1 < len(blocks) and isinstance(blocks[last + 1], Title):
            last += 1
        rest = [*blocks[:first], *blocks[last + 1 :]]
        title = " ".join(block.text for block in titles[: last - first + 1])
        return title, [Paragraph(b.text) if isinstance(b, Title) else b for b in rest]
    headings = [block for block in blocks if isinstance(block, Heading)]
    if len(headings) > 1 and _stands_out(headings[0], headings[1:]):
        return headings[0].text, [block for block in blocks if block is not headings[0]]
    return "", list(blocks)


def _stands_out(first: Heading, others: list[Heading]) -> bool:
    if first.level == 0 and any(other.level for other in others):
        return first.size >= LARGER and all(other.looks < first.looks for other in others if not other.level)
    return all(other.weight < first.weight for other in others)


def _set_levels(headings: list[Heading]) -> None:
    """Levels by style; where only the looks tell, by number ("1.2 Ansvar"), else by rank of looks."""
    styled = [heading.level for heading in headings if heading.level]
    shift = min(styled, default=1) - 1
    plain = [heading for heading in headings if not heading.level]
    ranked = sorted({heading.looks for heading in plain}, reverse=True)
    depths: dict[tuple[float, bool], Counter[int]] = {looks: Counter() for looks in ranked}
    for heading in plain:
        if depth := number_depth(heading.text):
            depths[heading.looks][depth] += 1
    above = 0
    for heading in headings:
        if heading.level:
            above = heading.level - shift
            heading.level = min(above, DEEPEST)
            continue
        usual = next((depth for depth, _ in depths[heading.looks].most_common(1)), 0)
        rank = ranked.index(heading.looks) + 1
        heading.level = min(number_depth(heading.text) or usual or above + rank, DEEPEST)


def _add(sections: list[_Section], block: Block) -> None:
    current = sections[-1]
    match block:
        case Heading():
            sections.append(_Section(block.text, block.level))
        case Paragraph() | Item():
            # Symbols inside a paragraph are list items that lost their line breaks on an earlier way.
            first, *items = INLINE_MARKER.split(block.text)
            current.blocks.append(first if isinstance(block, Paragraph) else f"- {first}")
            current.blocks.extend(f"- {item}" for item in items)
        case Note():
            current.notes.append(block.text)
        case Table():
            entries = read_activities(block.rows)
            if entries is None:
                current.blocks.extend(as_items(block.rows))
            else:
                _add_activities(sections, entries)


def _add_activities(sections: list[_Section], entries: Iterable[Group | ActivityText]) -> None:
    level = min(sections[-1].level + 1, DEEPEST)
    for entry in entries:
        if isinstance(entry, Group):
            sections.append(_Section(entry.text, level))
        else:
            sections[-1].activities.append(entry)


def _is_empty(section: _Section) -> bool:
    bare = not (section.blocks or section.notes or section.activities)
    return bare and (not section.heading or bool(CONTENTS.match(section.heading)))


def _joined(pieces: list[str]) -> str:
    text = ""
    previous = ""
    for piece in pieces:
        together = previous.startswith("- ") and piece.startswith("- ")
        text += ("\n" if together else "\n\n" if text else "") + piece
        previous = piece
    return text
