"""A file of answers weighed against a round: what it would change and every cell that is wrong, nothing written.

What a blank cell says is that the file knows nothing of it. What stands in a cell is never repeated in a reason.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.utils import get_column_letter

from ledstjarna.accounts.models import Unit
from ledstjarna.surveys import columns, grids
from ledstjarna.surveys.definition import Kind, applies
from ledstjarna.surveys.given import BLANK, Given, given_by_invitation, in_words
from ledstjarna.surveys.models import Invitation, Question, Round
from ledstjarna.surveys.values import Reader, Wrong, headcount
from ledstjarna.texts.guard import PROFILES, check_text
from ledstjarna.texts.swedish import fold
from ledstjarna.texts.tables import Unreadable

_LONGEST_HEADING: Final = 60
_NUMBERED: Final = re.compile(r"^\d{1,3}\.\s+")
_UNIT: Final = (columns.CODE, columns.NAME)


@dataclass(frozen=True, slots=True)
class Fault:
    """A wrong cell: where it is, why it cannot be taken in, and the unit that its row is of, when that is known.

    `letter` is the column's in a spreadsheet.
    """

    row: int
    column: str
    reason: str
    unit: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What a row would write over: the question in its words, and the answer before and after."""

    unit: str
    wording: str
    before: str
    after: str


@dataclass(slots=True)
class UnitRow:
    """What a row of the file says of one unit; `wrong` are the questions whose cells could not be read."""

    number: int
    invitation: Invitation
    given: dict[str, Given] = field(default_factory=dict)
    headcount: int | None = None
    wrong: set[str] = field(default_factory=set)
    unit_name: str = ""


@dataclass(slots=True)
class Findings:
    """What a file says of a round's units, and how it stands to what is stored.

    `fresh` and `changed` are the units' rows that would be written, `same` is how many would not, `empty` how many
    have no answers in the file and none before. `answers` is how many the file has, `stored` what the units have
    answered before, by invitation.
    """

    faults: list[Fault] = field(default_factory=list)
    fresh: list[UnitRow] = field(default_factory=list)
    changed: list[UnitRow] = field(default_factory=list)
    same: int = 0
    empty: int = 0
    answers: int = 0
    stored: dict[int, dict[str, Given]] = field(default_factory=dict, repr=False)

    @property
    def units(self) -> int:
        return len(self.fresh) + len(self.changed) + self.same

    @property
    def seen(self) -> str:
        """Tells what the file would write over from what it would write over once somebody has answered meanwhile."""
        said = sorted(
            f"{row.invitation.pk}:{key}:{given.token}"
            for row in (*self.fresh, *self.changed)
            for key, given in self.stored.get(row.invitation.pk, {}).items()
        )
        return hashlib.sha256("\n".join(said).encode()).hexdigest()

    @property
    def sentence(self) -> str:
        """How many units and answers, and how many of the units are new, changed or the same."""
        parts = [
            ngettext("%d ny", "%d nya", len(self.fresh)) % len(self.fresh),
            ngettext("%d ändras", "%d ändras", len(self.changed)) % len(self.changed),
            ngettext("%d oförändrad", "%d oförändrade", self.same) % self.same,
        ]
        units = ngettext("%d enhet", "%d enheter", self.units) % self.units
        return f"{units}, {_('%d svar') % self.answers}: {', '.join(parts)}"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the file: its place, what stands over it, and what it is of."""

    place: int
    shown: str
    name: str = ""
    question: Question | None = None

    @property
    def letter(self) -> str:
        return get_column_letter(self.place + 1)


class Reading:
    """A file read against the questions and units of an opened round, which stay as they are.

    `weigh` holds it against the answers of the moment. Raises `Unreadable` when the file as a whole cannot be read.
    """

    def __init__(self, found: Round, data: bytes) -> None:
        self.round = found
        self.questions = list(found.questions.all())
        self.faults: list[Fault] = []
        self.grid = grids.read(data)
        self.columns = self._columns()
        self.readers = {one.key: Reader(one.definition) for one in self.questions}
        asked = list(Invitation.objects.filter(round=found).select_related("unit"))
        self.by_code = {fold(one.unit.code): one for one in asked} | {one.unit.code: one for one in asked}
        self.by_name: dict[str, list[Invitation]] = defaultdict(list)
        for one in asked:
            self.by_name[fold(one.unit.name)].append(one)
        self._others: set[str] | None = None
        self.rows = list(self._rows())

    def weigh(self) -> Findings:
        """What the file would change as the answers stand now, and all that is wrong in it. Two queries."""
        findings = Findings([*self.faults])
        findings.stored = dict(given_by_invitation(self.questions))
        now = Invitation.objects.filter(round=self.round).in_bulk()
        for row in self.rows:
            row.invitation = now[row.invitation.pk]
            stored = findings.stored.get(row.invitation.pk, {})
            findings.faults += self._ruled_out(row, stored)
            findings.answers += len(row.given)
            if not row.given and not stored:
                findings.empty += 1
            elif not stored:
                findings.fresh.append(row)
            elif differs(row, stored):
                findings.changed.append(row)
            else:
                findings.same += 1
        findings.faults.sort(key=lambda fault: fault.row)
        return findings

    def _fault(self, row: int, column: _Column, reason: str, unit: str = "") -> None:
        self.faults.append(self._faulty(row, column, reason, unit))

    def _faulty(self, row: int, column: _Column, reason: str, unit: str) -> Fault:
        lettered = self.grid.top and column.shown != column.letter
        return Fault(row, column.shown, reason, unit, column.letter if lettered else "")

    def _columns(self) -> list[_Column]:
        by_key = {one.key: one for one in self.questions}
        by_wording: dict[str, list[Question]] = defaultdict(list)
        for one in self.questions:
            by_wording[fold(one.wording)].append(one)
        found: list[_Column] = []
        taken: set[str] = set()
        for place, heading in enumerate(self.grid.headings):
            folded = fold(heading)
            if folded not in by_wording:
                folded = fold(_NUMBERED.sub("", heading))
            like = by_wording.get(folded, [])
            question = by_key.get(folded) or (like[0] if len(like) == 1 else None)
            name = question.key if question else columns.NAMES.get(folded, "")
            column = _Column(place, heading if name or like else _heading(heading, place), name, question)
            if not name:
                self._unknown(column, heading, several=bool(like))
                continue
            if name in taken:
                self._fault(self.grid.top, column, _("Kolumnen finns redan. Behåll en av dem."))
                continue
            taken.add(name)
            found.append(column)
        if not taken & set(_UNIT):
            raise Unreadable(
                _("Filen saknar en kolumn som säger vilken enhet raden gäller. Kalla den ”%(code)s” eller ”%(name)s”.")
                % {"code": columns.CODE, "name": columns.NAME}
            )
        return found

    def _unknown(self, column: _Column, heading: str, *, several: bool) -> None:
        if several:
            self._fault(self.grid.top, column, _("Flera frågor lyder så. Skriv frågans nyckel i stället."))
        elif heading or any(_at(cells, column.place) for _number, cells in self.grid.rows):
            words = _("Rubriken är varken en frågas nyckel, en frågas ordalydelse eller en kolumn om enheten.")
            self._fault(self.grid.top, column, words)

    def _rows(self) -> Iterator[UnitRow]:
        seen: dict[int, int] = {}
        width = len(self.grid.headings)
        place_of = {one.name: one for one in self.columns}
        for number, cells in self.grid.rows:
            if any(cells[width:]):
                outside = _Column(width, get_column_letter(width + 1))
                self._fault(number, outside, _("Cellen ligger utanför rubrikerna."))
            invitation = self._invitation(number, cells, place_of)
            if invitation is None:
                continue
            if invitation.pk in seen:
                column = next(place_of[name] for name in _UNIT if name in place_of)
                words = _("Enheten står redan på rad %d.") % seen[invitation.pk]
                self._fault(number, column, words, invitation.unit.name)
                continue
            seen[invitation.pk] = number
            yield self._row(number, cells, invitation)

    def _invitation(self, number: int, cells: tuple[str, ...], place_of: Mapping[str, _Column]) -> Invitation | None:
        said = {name: _at(cells, place_of[name].place) for name in _UNIT if name in place_of}
        code, name = (fold(said.get(one, "")) for one in _UNIT)
        named = self.by_name.get(name, [])
        if code:
            found = self.by_code.get(said[columns.CODE]) or self.by_code.get(code)
            if found is None:
                self._fault(number, place_of[columns.CODE], self._nobody(code))
            elif named and found not in named:
                words = _("Koden och namnet hör till olika enheter.")
                self._fault(number, place_of[columns.NAME], words)
                return None
            return found
        if len(named) == 1:
            return named[0]
        if name:
            several = _("Flera enheter heter så. Skriv enhetens kod.")
            self._fault(number, place_of[columns.NAME], several if named else self._nobody(name))
        else:
            column = next(place_of[one] for one in _UNIT if one in place_of)
            self._fault(number, column, _("Raden säger inte vilken enhet den gäller."))
        return None

    def _nobody(self, words: str) -> str:
        if self._others is None:
            known = Unit.objects.filter(board=self.round.board_id).values_list("code", "name")
            self._others = {fold(one) for pair in known for one in pair}
        if words in self._others:
            return _("Enheten är inte med bland dem som den här enkäten går till.")
        return _("Det finns ingen sådan enhet hos nämnden.")

    def _row(self, number: int, cells: tuple[str, ...], invitation: Invitation) -> UnitRow:
        row = UnitRow(number, invitation, unit_name=invitation.unit.name)
        for column in self.columns:
            cell = _at(cells, column.place)
            if not cell or (column.question is None and column.name != columns.HEADS):
                continue
            try:
                if cell == grids.FORMULA:
                    raise Wrong(_("Cellen innehåller en formel. Klistra in värdet i stället."))
                if column.question is None:
                    row.headcount = headcount(cell)
                else:
                    row.given[column.question.key] = self.readers[column.question.key].read(cell)
            except Wrong as wrong:
                row.wrong.add(column.name)
                self._fault(number, column, str(wrong), row.unit_name)
        return row

    def _ruled_out(self, row: UnitRow, stored: Mapping[str, Given]) -> Iterator[Fault]:
        """The answers to questions that the unit's other answers lead past."""
        codes = {key: given.codes for key, given in {**stored, **row.given}.items()}
        column_of = {one.name: one for one in self.columns}
        by_key = {one.key: one.definition for one in self.questions}
        unsure = set(row.wrong)
        for key, asked in by_key.items():  # in order, so that what falls takes what leans on it along
            if applies(asked, codes):
                continue
            codes.pop(key, None)
            above = by_key[asked.condition.key]
            if above.key in unsure:
                unsure.add(key)
            elif key in row.given:
                labels = " / ".join(above.label_of(code) for code in asked.condition.any_of)
                words = _(
                    "Frågan gäller bara den som svarar ”%(answer)s” på ”%(question)s”. "
                    "Ta bort svaret eller rätta det andra."
                )
                words %= {"answer": labels, "question": above.wording}
                yield self._faulty(row.number, column_of[key], words, row.unit_name)


def differs(row: UnitRow, stored: Mapping[str, Given]) -> bool:
    """Whether the row says anything that is not stored already, or the unit is not done."""
    heads = row.headcount is not None and row.headcount != row.invitation.headcount
    other = any(given != stored.get(key, BLANK) for key, given in row.given.items())
    return heads or other or (bool(row.given) and row.invitation.answered_on is None)


def changes(findings: Findings, questions: list[Question]) -> Iterator[Change]:
    """The answers that the file would write over, unit by unit."""
    for row in findings.changed:
        now, heads = findings.stored[row.invitation.pk], row.invitation.headcount
        if row.headcount and row.headcount != heads:
            yield Change(row.unit_name, _("Antal medarbetare"), str(heads or ""), str(row.headcount))
        for one in questions:
            before, after = now.get(one.key, BLANK), row.given.get(one.key, BLANK)
            if after and after != before:
                yield Change(row.unit_name, one.wording, _in_short(one, before), _in_short(one, after))


def _in_short(question: Question, given: Given) -> str:
    """An answer as the check may show it; own words are read where that is logged."""
    return _("egna ord") if given.text and question.kind == Kind.TEXT else in_words(question.definition, given)


def _at(cells: tuple[str, ...], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _heading(heading: str, place: int) -> str:
    """A heading as it may be shown; the column's letter where it may hold what must not be repeated."""
    try:
        check_text(heading, PROFILES["person"], 10_000)
    except ValidationError:
        return get_column_letter(place + 1)
    return Truncator(heading).chars(_LONGEST_HEADING) if heading else get_column_letter(place + 1)
