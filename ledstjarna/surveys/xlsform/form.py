"""Makes a questionnaire of a whole form: its groups become sections, its rows questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from ledstjarna.surveys.definition import Definition, faults

from .layout import CHOICES, SETTINGS, SURVEY
from .lists import Lists
from .model import Reading
from .questions import LABEL, NAME, PASSED_BY, RELEVANT, TYPE, Questions
from .sheets import Columns, Faults, Row, Sheet

OF_GROUPS: Final[frozenset[str | Columns]] = frozenset({"type", "name", "label"}) | PASSED_BY
COLUMN_OF: Final[Mapping[str, Columns | str]] = {
    "key": NAME,
    "wording": LABEL,
    "options": TYPE,
    "condition": RELEVANT,
    "": "",
}


def reading_of(answer: Mapping[str, Any]) -> Reading:
    """What the child's answer asks: questions, or the faults of all rows."""
    found = Faults()
    data = answer["sheets"]
    settings = Sheet(SETTINGS, data.get(SETTINGS, {}))
    title, language = (
        settings.text(settings.rows[0], name) if settings.rows else "" for name in ("title", "default_language")
    )
    survey = Sheet(SURVEY, data[SURVEY], language=language)
    choices = Sheet(CHOICES, data.get(CHOICES, {}), language=language)
    for name in answer["unread"]:
        found.add(name, 0, "", _("Bladet %s läses inte.") % name)
    for sheet in (survey, choices, settings):
        _check_sheet(sheet, found)
    definitions: tuple[Definition, ...] = ()
    if not _lacks(survey, found):
        definitions = _Walk(survey, choices, answer["types"], found).definitions()
    if not found and answer["complaint"]:
        name, row, words = answer["complaint"]
        found.add(name, row, "", _("Filen följer inte XLSForm. pyxform, som läser sådana filer, säger: %s") % words)
    return Reading((), title, found.told()) if found else Reading(definitions, title)


def _check_sheet(sheet: Sheet, found: Faults) -> None:
    for row, place in sheet.worked_out:
        found.add(sheet, row, sheet.headers.get(place, ""), _("Cellen har en formel. Skriv texten i stället."))
    for header in sheet.doubled():
        found.add(sheet, 1, header, _("Kolumnen %s står två gånger.") % header)


def _lacks(survey: Sheet, found: Faults) -> bool:
    missing = [column for column in (TYPE, NAME, LABEL) if not survey.has(*column)]
    for column in missing:
        found.add(survey, 1, column, _("Bladet survey saknar kolumnen %s.") % column[0])
    return bool(missing)


@dataclass
class _Group:
    row: Row
    section: str
    used: bool = False


class _Walk:
    def __init__(self, survey: Sheet, choices: Sheet, types: Mapping[str, Any], found: Faults) -> None:
        self._survey, self._found = survey, found
        self._questions = Questions(survey, Lists(choices, found), types, found)
        self._groups: list[_Group] = []

    def definitions(self) -> tuple[Definition, ...]:
        """All questions that can be read, with the faults of the others told."""
        asked = []
        for row in self._survey.rows:
            command = self._questions.type_of(row)[0]
            if command.startswith("begin_"):
                self._begin(row, command)
            elif command.startswith("end_"):
                self._end(row, command)
            elif self._survey.text(row, *TYPE):
                asked.append((row, self._inside()))
            elif self._survey.text(row, *NAME) or self._survey.words(row, "label"):
                self._add(row, TYPE, _("Raden saknar typ i kolumnen type."))
        for group in self._groups:
            self._add(group.row, TYPE, _("Gruppen slutar aldrig: end_group saknas."))
        self._questions.take_names([row for row, _section in asked])
        if not asked:
            self._found.add(self._survey, 0, "", _("Bladet survey har inga frågor."))
        read = [self._questions.read(row, section) for row, section in asked if not self._found.enough]
        definitions = tuple(question for question in read if question)
        self._check(definitions)
        return definitions

    def _begin(self, row: Row, command: str) -> None:
        section = self._survey.words(row, "label")
        if command != "begin_group":
            self._add(row, TYPE, _("Frågor som upprepas (repeat) läses inte."))
        elif self._groups:
            self._add(row, TYPE, _("En grupp inne i en annan läses inte: enkäten har avsnitt i ett led."))
        if self._survey.text(row, *RELEVANT):
            self._add(row, RELEVANT, _("Villkor på en hel grupp läses inte. Skriv villkoret på varje fråga."))
        for header in self._survey.unread(row, OF_GROUPS | {RELEVANT}):
            self._add(row, header, _("Kolumnen %s läses inte på en grupp.") % header)
        if self._survey.refers(row, "label"):
            self._add(row, LABEL, _("En rubrik kan inte hämta in svaret på en fråga."))
        self._groups.append(_Group(row, section))

    def _end(self, row: Row, command: str) -> None:
        if not self._groups:
            self._add(row, TYPE, _("Gruppen som slutar här har inte börjat: begin_group saknas."))
            return
        group = self._groups.pop()
        if not group.used:
            self._add(group.row, TYPE, _("Gruppen har inga frågor."))
        if self._groups:
            self._groups[-1].used = True

    def _inside(self) -> str:
        if not self._groups:
            return ""
        self._groups[-1].used = True
        return self._groups[-1].section

    def _check(self, definitions: tuple[Definition, ...]) -> None:
        """What the questions' own rules say, each on its row; not what only follows from a row refused already."""
        by_key = {question.key: question for question in definitions}
        for fault in faults(definitions):
            if fault.field == "condition" and by_key[fault.key].condition.key in self._questions.refused:
                continue
            self._found.add(
                self._survey, self._questions.rows.get(fault.key, 0), COLUMN_OF.get(fault.field, ""), fault.sentence
            )

    def _add(self, row: Row, column: Columns | str, sentence: str) -> None:
        self._found.add(self._survey, row.number, column, sentence)
