"""Reads a workbook that this product wrote, also after somebody has gone on writing in it: texts stay as they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .headers import Row
from .model import ActivityText, PlanText, SectionText
from .own_layout import FOUR, HEADING, LEVEL, NUMBER, SECTION, TEXT
from .places import Place, Remark, RowNote

HEADER_WITHIN = 10  # rows: somebody may have written a title above
Rows = Sequence[Row]
Texts = dict[str, str]


@dataclass(slots=True)
class _Section:
    heading: str
    where: Place
    level: int = 1
    text: str = ""
    activities: list[ActivityText] = field(default_factory=list)

    def finished(self) -> SectionText:
        return SectionText(self.heading, self.level, self.text, tuple(self.activities), where=self.where)


def is_own(sheets: Sequence[Rows]) -> bool:
    """True when a sheet has the columns of ours."""
    return any(_from_header(rows, FOUR[0]) or _from_header(rows, TEXT) for rows in sheets)


def read_own(sheets: Sequence[Rows], *, title: str, notes: Sequence[RowNote]) -> PlanText:
    """The sections in the order of their sheet, each with the activities that bear its number.

    A row without a number belongs to the section of its heading, or else to that of the row above; a heading that no
    section has makes a new one, last.
    """
    book = _Book()
    for rows in sheets:
        book.read_sections(_from_header(rows, TEXT))
    for rows in sheets:
        book.read_activities(_from_header(rows, FOUR[0]))
    return PlanText(title, tuple(section.finished() for section in book.sections.values()), (*notes, *book.notes))


class _Book:
    def __init__(self) -> None:
        self.sections: dict[str, _Section] = {}
        self.current = ""
        self.notes: list[RowNote] = []

    def read_sections(self, rows: Rows) -> None:
        for where, row in _by_column(rows):
            number, heading, level, text = _number(row[NUMBER]), row[HEADING], row[LEVEL].strip(), row[TEXT]
            if not heading and not level and (number or self.current) in self.sections:
                self.sections[number or self.current].text += text
                continue
            self._begin(number if number not in self.sections else "", heading, where)
            self.sections[self.current].text = text
            if re.fullmatch("[1-4]", level):
                self.sections[self.current].level = int(level)
            elif level:
                self.notes.append(RowNote(where, Remark.LEVEL))

    def read_activities(self, rows: Rows) -> None:
        self.current = ""
        for where, row in _by_column(rows):
            if any(row[name].strip() for name in FOUR):
                self._find(_number(row[NUMBER]), row[SECTION], where)
                activity = ActivityText(*(row[name] for name in FOUR), where=where)
                self.sections[self.current].activities.append(activity)

    def _find(self, number: str, heading: str, where: Place) -> None:
        """Go to the section of an activity."""
        if number in self.sections:
            self.current = number
        elif number or not (self.current or heading):
            self._begin(number, heading, where)
        elif heading and (not self.current or self.sections[self.current].heading != heading):
            known = (key for key, section in self.sections.items() if section.heading == heading)
            self.current = next(known, "")
            if not self.current:
                self._begin("", heading, where)

    def _begin(self, number: str, heading: str, where: Place) -> None:
        self.current = number or f"{where.sheet}:{where.row}"
        self.sections[self.current] = _Section(heading, where)


def _from_header(rows: Rows, column: str) -> Rows:
    """The rows from the one that names the column and the sections' numbers; none when no row does."""
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        if {NUMBER, column} <= {text.strip() for text in row.texts}:
            return rows[place:]
    return []


def _by_column(rows: Rows) -> Iterator[tuple[Place, Texts]]:
    """The rows that hold something, by the names in the first."""
    names = [text.strip() for text in rows[0].texts] if rows else []
    none = dict.fromkeys((NUMBER, SECTION, *FOUR, HEADING, LEVEL, TEXT), "")
    for row in rows[1:]:
        texts = none | dict(zip(names, row.texts, strict=False))
        if any(map(str.strip, texts.values())):
            yield row.place, texts


def _number(text: str) -> str:
    return text.strip().removesuffix(",0")
