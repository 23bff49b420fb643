"""One document, whatever it is printed as: title, facts and a row of blocks, all plain text."""

import dataclasses
import datetime
import textwrap
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

SHORT_TITLE = 70  # characters that fit in the header of a page
LANGUAGES = ("sv", "en")
PICTURE_WIDTHS = range(20, 157)  # millimetres; 156 lie between the margins
HEADING_LEVELS = range(1, 5)
CONTENTS_FROM = 7  # headings; a shorter document is quicker to leaf through than to look up
CONTENTS_LINES = 32  # that fit below the facts on the first page


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the highest below the document's title. Raises ValueError outside 1–4."""

    text: str
    level: int = 1
    kind: Literal["heading"] = field(default="heading", init=False)

    def __post_init__(self) -> None:
        if self.level not in HEADING_LEVELS:
            raise ValueError(f"heading level {self.level} is not one of 1–4")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a newline in it is a line break."""

    text: str
    kind: Literal["paragraph"] = field(default="paragraph", init=False)


@dataclass(frozen=True)
class BulletList:
    """A list without order; a newline in an item is a line break."""

    items: tuple[str, ...]
    kind: Literal["list"] = field(default="list", init=False)


@dataclass(frozen=True)
class Table:
    """A table whose header row is repeated on every page. `widths` are the columns' relative widths.

    `asides` stand below the first cell of their rows, one a row, apart from its text.
    Raises ValueError when a row or the widths have another number of columns than the header, or the asides
    another number than the rows.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    asides: tuple[str, ...] = ()
    kind: Literal["table"] = field(default="table", init=False)

    def __post_init__(self) -> None:
        columns = len(self.header)
        if not columns or len(self.widths) != columns or any(len(row) != columns for row in self.rows):
            raise ValueError(f"a table with {columns} header cells needs as many widths and cells in each row")
        if min(self.widths) < 1:
            raise ValueError("the width of a column is at least 1")
        if self.asides and len(self.asides) != len(self.rows):
            raise ValueError("a table has an aside for each row or none at all")


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG with fixed colours, its words for those who do not see it, and its width in millimetres.

    Raises ValueError without words or for a width that does not fit between the margins.
    """

    svg: str
    alt: str
    width: int = 110
    kind: Literal["picture"] = field(default="picture", init=False)

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("a picture needs words for those who do not see it")
        if self.width not in PICTURE_WIDTHS:
            raise ValueError(f"a picture is 20–156 mm wide, not {self.width}")


@dataclass(frozen=True)
class Mark:
    """An unseen place before the next block, for programs that read the Word file. The PDF has none.

    `name` is of letters, digits and underscores, 40 at most, and stands once in a document.
    """

    name: str
    kind: Literal["mark"] = field(default="mark", init=False)


Block = Heading | Paragraph | BulletList | Table | Picture | Mark


@dataclass(frozen=True)
class Document:
    """What a board decides on, ready to print.

    `facts` are (label, value) pairs for the first page, `status` a word such as "Utkast" for the header of
    every page (empty when decided), `checksum` the SHA-256 of the frozen version in hex, or empty.
    Raises ValueError for a language without fixed words.
    """

    title: str
    subtitle: str
    municipality: str
    authority: str
    date: datetime.date
    blocks: tuple[Block, ...]
    facts: tuple[tuple[str, str], ...] = ()
    language: str = "sv"
    status: str = ""
    checksum: str = ""

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise ValueError(f"documents are printed in {' or '.join(LANGUAGES)}, not {self.language}")

    @property
    def author(self) -> str:
        """Whose the document is, as its properties tell it."""
        return f"{self.authority}, {self.municipality}"

    @property
    def short_title(self) -> str:
        """The title as it stands in the header of a page."""
        return textwrap.shorten(self.title, SHORT_TITLE, placeholder=" …")


def as_data(document: Document) -> dict[str, Any]:
    """The document as plain JSON data; every block carries its `kind`, the date is ISO 8601."""
    return dataclasses.asdict(document) | {"date": document.date.isoformat()}


def contents_depth(blocks: tuple[Block, ...]) -> int:
    """How many levels of headings a table of contents shows, 0 for none: a first page's worth at most."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    if len(levels) < CONTENTS_FROM:
        return 0
    return 2 if sum(level <= 2 for level in levels) <= CONTENTS_LINES else 1


def with_sound_levels(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with headings that begin at level 1 and skip none (ISO 14289-1, 7.4.2); blank ones go."""
    open_levels: list[int] = []
    sound: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.text.strip():
            while open_levels and open_levels[-1] >= block.level:
                open_levels.pop()
            open_levels.append(block.level)
            sound.append(Heading(block.text, len(open_levels)))
        elif not isinstance(block, Heading):
            sound.append(block)
    return tuple(sound)


def blocks_from_text(text: str) -> tuple[Paragraph | BulletList, ...]:
    """The blocks of a text as people write it in a form.

    A blank line ends a paragraph, lines that begin with "- " are a bullet list, and any other newline is a
    line break.
    """
    blocks: list[Paragraph | BulletList] = []
    for sort, lines in groupby(text.splitlines(), key=_sort):
        if sort == "item":
            blocks.append(BulletList(tuple(line.strip().removeprefix("- ").strip() for line in lines)))
        elif sort == "text":
            blocks.append(Paragraph("\n".join(line.strip() for line in lines)))
    return tuple(blocks)


def _sort(line: str) -> str:
    bare = line.strip()
    return "item" if bare.startswith("- ") else "text" if bare else "blank"
