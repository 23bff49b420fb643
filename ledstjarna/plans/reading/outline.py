"""Builds the plan from the blocks that a reader found, the same way for every format."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ledstjarna.documents.model import Heading as PrintedHeading
from ledstjarna.documents.model import with_sound_levels

from .columns import HEADER_WITHIN, Activities, Group, as_items, read_activities
from .headers import Row
from .model import ActivityText, PlanText, Reason, SectionText, Unreadable
from .places import NOWHERE, Place, Remark, RowNote
from .wording import INLINE_MARKER, number_depth, one_line

DEEPEST = 4
LARGER = 1.2  # times the body's size: a line so large before the first heading is the title
CONTENTS = re.compile(r"innehåll(sförteckning)?$", re.IGNORECASE)


@dataclass(slots=True)
class Title:
    text: str
    place: Place = NOWHERE


@dataclass(slots=True)
class Heading:
    """`level` where a style says it; else 0, and the looks tell: `size` in times the body's, and `bold`."""

    text: str
    level: int = 0
    size: float = 1.0
    bold: bool = False
    place: Place = NOWHERE

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
    place: Place = NOWHERE


@dataclass(slots=True)
class Item:
    text: str
    place: Place = NOWHERE


@dataclass(slots=True)
class Note:
    """A footnote: kept at the end of its section."""

    text: str
    place: Place = NOWHERE


@dataclass(slots=True)
class Table:
    """Rows with their places. `within` is how far down the header may be; `notes` are what the reader has to say."""

    rows: Sequence[Row]
    within: int = HEADER_WITHIN
    notes: Sequence[RowNote] = ()

    @property
    def place(self) -> Place:
        return self.rows[0].place if self.rows else NOWHERE


@dataclass(slots=True)
class Mark:
    """The beginning of a section whose level is known."""

    level: int


Block = Title | Heading | Paragraph | Item | Note | Table | Mark


@dataclass(slots=True)
class _Section:
    heading: str
    level: int
    place: Place = NOWHERE
    in_table: bool = False
    is_marked: bool = False
    blocks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    activities: list[ActivityText] = field(default_factory=list)

    def finished(self) -> SectionText:
        text = _joined([*self.blocks, *self.notes])
        return SectionText(self.heading, self.level, text, tuple(self.activities), where=self.place)


def build_plan(blocks: Sequence[Block], *, property_title: str, notes: Iterable[RowNote] = ()) -> PlanText:
    """Title, sections and activities from the blocks in reading order.

    The title is what is styled as one; else a first heading more prominent than all others; else the
    document's title property; else "". `notes` come before those of the tables. Raises Unreadable (NOT_A_PLAN)
    when there is neither heading nor activity table.
    """
    title, blocks = _split_title(list(_without_symbols(blocks)))
    _set_levels([block for block in blocks if isinstance(block, Heading)])
    sections = [_Section("", 1)]
    found = [*notes, *_add_all(sections, blocks)]
    kept = [section.finished() for section in sections if not _is_empty(section)]
    if not any(section.heading or section.activities for section in kept):
        raise Unreadable(Reason.NOT_A_PLAN)
    return PlanText(title or one_line(property_title), tuple(kept), tuple(found))


def build_marked(blocks: Sequence[Block], *, title: str) -> PlanText:
    """The sections as marks and headings part them.

    A heading printed at the sound level of its mark is at the mark's; one at another has been changed since.
    """
    marked = [(a, b) for a, b in pairwise(blocks) if isinstance(a, Mark) and isinstance(b, Heading)]
    printed = with_sound_levels(tuple(PrintedHeading(heading.text, mark.level) for mark, heading in marked))
    for (mark, heading), sound in zip(marked, printed, strict=True):
        if isinstance(sound, PrintedHeading) and heading.level == sound.level:
            heading.level = mark.level
    sections = [_Section("", 1)]
    notes = _add_all(sections, blocks)
    kept = (section.finished() for section in sections if section.heading or _holds(section))
    return PlanText(title, tuple(kept), tuple(notes))


def _without_symbols(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with symbols inside a paragraph read as list items that lost their line breaks on an earlier way."""
    for block in blocks:
        if isinstance(block, Paragraph | Item):
            first, *items = INLINE_MARKER.split(block.text)
            yield replace(block, text=first)
            yield from (Item(item, block.place) for item in items)
        else:
            yield block


def _add_all(sections: list[_Section], blocks: Iterable[Block]) -> list[RowNote]:
    """Add the blocks to the sections; what there is to say of their tables."""
    notes: list[RowNote] = []
    above: Activities | None = None
    for block in blocks:
        if isinstance(block, Table):
            above = read_activities(block.rows, within=block.within, above=above)
            notes += _add_table(sections, block, above)
        else:
            above = None
            _add(sections, block)
    return notes


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
        return title, [Paragraph(b.text, b.place) if isinstance(b, Title) else b for b in rest]
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


def _add(sections: list[_Section], block: Title | Heading | Paragraph | Item | Note | Mark) -> None:
    match block:
        case Mark():
            sections.append(_Section("", block.level, is_marked=True))
        case Heading():
            if sections[-1].is_marked and not _holds(sections[-1]):
                sections.pop()
            sections.append(_Section(block.text, min(block.level, DEEPEST), block.place))
        case Paragraph():
            sections[-1].blocks.append(block.text)
        case Item():
            sections[-1].blocks.append(f"- {block.text}")
        case Note():
            sections[-1].notes.append(block.text)
    if sections[-1].place is NOWHERE and not isinstance(block, Mark):
        sections[-1].place = block.place


def _add_table(sections: list[_Section], table: Table, activities: Activities | None) -> list[RowNote]:
    """Add the table to the last section; a heading inside it begins one below the last heading outside tables."""
    if sections[-1].place is NOWHERE:
        sections[-1].place = table.place
    if activities is None:
        items = as_items(table.rows)
        sections[-1].blocks.extend(items)
        return [RowNote(replace(table.place, row=0), Remark.NO_HEADER)] if items else []
    above = next(section for section in reversed(sections) if not section.in_table)
    level = min(above.level + 1, DEEPEST) if above.heading else above.level
    for entry in activities.entries:
        if isinstance(entry, Group):
            sections.append(_Section(entry.text, level, entry.where, in_table=True))
        else:
            sections[-1].activities.append(entry)
    return [*table.notes, *activities.notes]


def _holds(section: _Section) -> bool:
    return bool(section.blocks or section.notes or section.activities)


def _is_empty(section: _Section) -> bool:
    return not _holds(section) and (not section.heading or bool(CONTENTS.match(section.heading)))


def _joined(pieces: list[str]) -> str:
    text = ""
    previous = ""
    for piece in pieces:
        together = previous.startswith("- ") and piece.startswith("- ")
        text += ("\n" if together else "\n\n" if text else "") + piece
        previous = piece
    return text
