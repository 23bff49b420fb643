"""What a DOCX paragraph is and looks like, through its chain of styles."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from docx.text.paragraph import Paragraph

BODY_TEXT_LEVEL = 9  # the outline level that says "no heading"
HEADING_NAME = re.compile(r"(?:heading|rubrik)\s*([1-9])\b", re.IGNORECASE)
CONTENTS_NAME = re.compile(r"(?:toc|innehåll) ?\d|toc heading|innehållsförteckning|table of figures", re.IGNORECASE)
LIST_NAME = re.compile(r"list (?:bullet|number)|punktlista|numrerad lista", re.IGNORECASE)
DEFAULT_SIZE = 11.0  # points


class Style:
    """A paragraph style with what it inherits."""

    def __init__(self, style: Any) -> None:
        self.chain = list(_chain(style))
        self.names = [s.name or "" for s in self.chain]

    @cached_property
    def level(self) -> int:
        """1 to 9 for a heading, 0 for anything else."""
        for style, name in zip(self.chain, self.names, strict=True):
            outline = style.element.xpath("./w:pPr/w:outlineLvl/@w:val")
            if outline:
                return _level(outline[0])
            if found := HEADING_NAME.match(name):
                return int(found[1])
        return 0

    @cached_property
    def is_list(self) -> bool:
        numbered = any(style.element.xpath("./w:pPr/w:numPr") for style in self.chain)
        return numbered or any(LIST_NAME.match(name) for name in self.names)

    @cached_property
    def is_title(self) -> bool:
        return "Title" in self.names

    @cached_property
    def is_contents(self) -> bool:
        return any(CONTENTS_NAME.match(name) for name in self.names)

    @cached_property
    def bold(self) -> bool:
        return bool(next((s.font.bold for s in self.chain if s.font.bold is not None), False))

    @cached_property
    def size(self) -> float | None:
        return next((s.font.size.pt for s in self.chain if s.font.size), None)


class Looks:
    """Answers about paragraphs of one document; knows which size and weight its running text has."""

    def __init__(self, document: Any) -> None:
        self.styles: dict[str | None, Style] = {}
        default = document.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:sz/@w:val")
        self.default_size = int(default[0]) / 2 if default else DEFAULT_SIZE
        self.body_size = DEFAULT_SIZE
        self.body_is_bold = False

    def learn(self, paragraphs: Iterable[Paragraph]) -> None:
        """Take the commonest size and weight, by characters, as those of running text."""
        counted: Counter[tuple[float, bool]] = Counter()
        for paragraph in paragraphs:
            if not self.style(paragraph).level:
                counted[self.size(paragraph), self.is_bold(paragraph)] += len(paragraph.text)
        if counted:
            self.body_size, self.body_is_bold = counted.most_common(1)[0][0]

    def style(self, paragraph: Paragraph) -> Style:
        key = paragraph._p.style
        if key not in self.styles:
            self.styles[key] = Style(paragraph.style)
        return self.styles[key]

    def level(self, paragraph: Paragraph) -> int:
        own = paragraph._p.xpath("./w:pPr/w:outlineLvl/@w:val")
        return _level(own[0]) if own else self.style(paragraph).level

    def is_item(self, paragraph: Paragraph) -> bool:
        own = paragraph._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")
        return own[0] != "0" if own else self.style(paragraph).is_list

    def is_bold(self, paragraph: Paragraph) -> bool:
        """True when every visible run is bold."""
        runs = [run for run in _runs(paragraph) if run.text.strip()]
        inherited = self.style(paragraph).bold
        return bool(runs) and all(inherited if run.bold is None else run.bold for run in runs)

    def size(self, paragraph: Paragraph) -> float:
        """The smallest size of a visible run, in points."""
        inherited = self.style(paragraph).size or self.default_size
        sizes = (run.font.size for run in _runs(paragraph) if run.text.strip())
        return min((size.pt if size else inherited for size in sizes), default=inherited)


def _runs(paragraph: Paragraph) -> Iterator[Any]:
    for part in paragraph.iter_inner_content():
        yield from getattr(part, "runs", [part])


def _chain(style: Any) -> Iterator[Any]:
    seen = set()
    while style is not None and style.style_id not in seen:
        seen.add(style.style_id)
        yield style
        style = style.base_style


def _level(value: str) -> int:
    level = int(value) if value.isdigit() else BODY_TEXT_LEVEL
    return level + 1 if level < BODY_TEXT_LEVEL else 0


def grid_of(table: Any) -> list[list[Any]]:
    """The `w:tc` elements by row and column; a merged cell's first element stands in all its places."""
    rows: list[list[Any]] = []
    above: dict[int, Any] = {}
    for row in table._tbl.tr_lst:
        cells: list[Any] = [None] * row.grid_before
        for tc in row.tc_lst:
            shown = above.get(len(cells), tc) if tc.vMerge == "continue" else tc
            cells.extend([shown] * min(tc.grid_span, 63))  # Word's own limit
        above = dict(enumerate(cells))
        rows.append(cells)
    return rows
