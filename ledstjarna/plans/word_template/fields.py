"""The fields of a template, each with its name, what it means and where its value comes from.

The page that lists them, the example and the data handed to a template are all made of `FIELDS`, out of the printed
document alone: a template can show nothing that the paper does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledstjarna.documents.markup import legal
from ledstjarna.documents.model import Block, BulletList, Document, Heading, Mark, Paragraph, Table
from ledstjarna.plans.reading.own_layout import ANNEX_MARK, SECTION_MARKED


@dataclass(frozen=True, slots=True)
class Field:
    """`of` takes the value out of its source: the document, or what the list it stands in holds.

    `each` are the fields of a list's entries, `word` what the example calls an entry; none for a text, a number or a
    list of texts.
    """

    name: str
    meaning: str | Promise
    of: Callable[[Any], Any]
    each: tuple[Field, ...] = ()
    word: str = ""

    def value(self, source: Any) -> Any:
        """Plain data: texts, numbers, lists and dicts of them."""
        found = self.of(source)
        return [values(self.each, entry) for entry in found] if self.each else _plain(found)


@dataclass(frozen=True, slots=True)
class Printed:
    """A section as it is printed."""

    level: int
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, an item of a list, a heading or a table, whichever `kind` says."""

    kind: str
    text: str = ""
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of an activity table with what stands below its first cell."""

    cells: tuple[str, ...]
    aside: str


def values(fields: Sequence[Field], source: Any) -> dict[str, Any]:
    """The fields' values by name."""
    return {field.name: field.value(source) for field in fields}


def context_of(document: Document) -> dict[str, Any]:
    """All that a template is handed: plain data out of the printed document."""
    return values(FIELDS, document)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return legal(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _sections(document: Document) -> Iterator[Printed]:
    level, blocks = 0, list[Block]()
    for block in document.blocks:
        mark = block.name if isinstance(block, Mark) else ""
        found = SECTION_MARKED.fullmatch(mark)
        if (found or mark == ANNEX_MARK) and level:
            yield _section(level, blocks)
        if found:
            level, blocks = int(found[1]), []
        elif mark == ANNEX_MARK:
            return
        else:
            blocks.append(block)
    if level:
        yield _section(level, blocks)


def _section(level: int, blocks: list[Block]) -> Printed:
    first = blocks[0] if blocks else None
    heading = first.text if isinstance(first, Heading) else ""
    return Printed(level, heading, tuple(blocks[1:] if isinstance(first, Heading) else blocks))


def _pieces(blocks: Sequence[Block]) -> Iterator[Piece]:
    for block in blocks:
        match block:
            case Heading():
                yield Piece("rubrik" if block.level == 1 else "underrubrik", block.text)
            case Paragraph():
                yield Piece("stycke", block.text)
            case BulletList():
                yield from (Piece("punkt", item) for item in block.items)
            case Table():
                yield Piece("tabell", block.caption, block)


def _annexes(document: Document) -> list[Piece]:
    marks = [place for place, block in enumerate(document.blocks) if block == Mark(ANNEX_MARK)]
    return list(_pieces(document.blocks[marks[0] :])) if marks else []


def _activities(section: Printed) -> list[Line]:
    tables = (block for block in section.blocks if isinstance(block, Table))
    return [
        Line(row, aside)
        for table in tables
        for row, aside in zip(table.rows, table.asides or [""] * len(table.rows), strict=True)
    ]


def _fact(name: str, label: str, meaning: str | Promise) -> Field:
    """A line of the first page by its label, "" when the paper has none."""
    return Field(name, meaning, lambda document: dict(document.facts).get(label, ""))


_PIECE: Final = (
    Field("slag", _("vad det är: stycke eller punkt"), lambda piece: piece.kind),
    Field("text", _("orden"), lambda piece: piece.text),
)
_ANNEX_PIECE: Final = (
    Field("slag", _("vad det är: rubrik, underrubrik, stycke, punkt eller tabell"), lambda piece: piece.kind),
    Field("text", _("orden; för en tabell det som den heter"), lambda piece: piece.text),
    Field("kolumner", _("en tabells rubrikrad, en text för varje kolumn"), lambda p: p.table.header if p.table else ()),
    Field(
        "rader",
        _("en tabells rader, var och en med en text för varje kolumn"),
        lambda p: p.table.rows if p.table else (),
    ),
)
_ACTIVITY: Final = (
    Field("aktivitet", _("kolumnen Aktivitet"), lambda line: line.cells[0]),
    Field("ansvarig", _("kolumnen Ansvarig"), lambda line: line.cells[1]),
    Field("tidplan", _("kolumnen Tidplan"), lambda line: line.cells[2]),
    Field("uppföljning", _("kolumnen Uppföljning"), lambda line: line.cells[3]),
    Field(
        "slutsatser", _("vilka slutsatser i lägesbilden aktiviteten svarar på, annars tomt"), lambda line: line.aside
    ),
)
_SECTION: Final = (
    Field("rubrik", _("avsnittets rubrik, tom om avsnittet inte har någon"), lambda section: section.heading),
    Field("nivå", _("rubrikens nivå, från 1 till 4"), lambda section: section.level),
    Field(
        "text",
        _("avsnittets text, stycke för stycke"),
        lambda section: [p for p in _pieces(section.blocks) if not p.table],
        _PIECE,
        "t",
    ),
    Field("aktiviteter", _("avsnittets aktiviteter, rad för rad"), _activities, _ACTIVITY, "r"),
)
FIELDS: Final = (
    Field("kommun", _("kommunens namn"), lambda document: document.municipality),
    Field("nämnd", _("nämndens namn"), lambda document: document.authority),
    Field("titel", _("planens rubrik"), lambda document: document.title),
    Field("underrubrik", _("version och beslutsdatum, eller att planen är ett utkast"), lambda d: d.subtitle),
    Field("status", _("Utkast, eller tomt när planen är beslutad"), lambda document: document.status),
    _fact("gäller_från", "Gäller från", _("året planen börjar gälla")),
    _fact("nästa_revidering", "Nästa revidering", _("när planen ska revideras, eller tomt")),
    _fact("gemensam_med", "Gemensam med", _("vilka planen delas med, eller tomt")),
    _fact("beslutat_av", "Beslutat av", _("vem som har beslutat, tomt i ett utkast")),
    _fact("beslutsdatum", "Beslutsdatum", _("dagen för beslutet, tomt i ett utkast")),
    _fact("paragraf", "Paragraf", _("beslutets paragraf, tomt i ett utkast")),
    _fact("diarienummer", "Diarienummer", _("beslutets diarienummer, tomt i ett utkast")),
    Field("kontrollsumma", _("den beslutade versionens kontrollsumma, tomt i ett utkast"), lambda d: d.checksum),
    Field("uppgifter", _("allt på första sidan, rad för rad"), lambda document: document.facts, (
        Field("namn", _("vad uppgiften heter"), lambda fact: fact[0]),
        Field("värde", _("uppgiften"), lambda fact: fact[1]),
    ), "u"),
    Field("avsnitt", _("planens avsnitt i ordning"), lambda document: list(_sections(document)), _SECTION, "a"),
    Field(
        "bilagor",
        _("det som kommer efter planens text: preventionsstjärnans tabell, ändringar och svar på synpunkter"),
        _annexes, _ANNEX_PIECE, "b",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that are used in the same place, with their names as written there; `loop` is the command
    that brings one there."""

    loop: str
    meaning: str | Promise
    rows: tuple[tuple[str, str | Promise], ...]


def groups(
    fields: Sequence[Field] = FIELDS, loop: str = "", meaning: str | Promise = "", word: str = ""
) -> Iterator[Group]:
    """Every field, those of a list's entries in a group of their own after the list."""
    names = [f"{word}.{field.name}" if word else field.name for field in fields]
    yield Group(loop, meaning, tuple((name, field.meaning) for name, field in zip(names, fields, strict=True)))
    for name, field in zip(names, fields, strict=True):
        if field.each:
            stands_in = "tr" if field.each is _ACTIVITY else "p"
            yield from groups(field.each, f"{stands_in} for {field.word} in {name}", field.meaning, field.word)
