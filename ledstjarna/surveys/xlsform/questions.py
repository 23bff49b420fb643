"""Makes questions of the rows of the sheet survey, and tells what in them cannot be asked here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledstjarna.surveys.definition import ALWAYS, LARGEST, STEPS, Condition, Definition, Kind, Option, Subject

from . import layout
from .lists import Chosen, Lists, one_of, several_of
from .names import key_of
from .relevant import bounds_of, relevant_of
from .sheets import Columns, Faults, Row, Sheet

TYPE: Final = ("type",)
NAME: Final = ("name",)
LABEL: Final = ("label",)
RELEVANT: Final = ("bind", "relevant")
CONSTRAINT: Final = ("bind", "constraint")
OUR_KIND: Final = (layout.OUR, layout.KIND)
OUR_SUBJECT: Final = (layout.OUR, layout.SUBJECT)
OUR_REASON: Final = (layout.OUR, layout.REASON)

PASSED_BY: Final[frozenset[str | Columns]] = frozenset(
    {("bind", "required"), ("bind", "jr:requiredMsg"), ("bind", "jr:constraintMsg")}
)
"""Nobody has to answer here, and what a limit says is said in our words."""
READ: Final[frozenset[str | Columns]] = PASSED_BY | {"type", "name", "label", "hint", RELEVANT, CONSTRAINT}
KINDS: Final[Mapping[str, frozenset[Kind]]] = {
    "select_one": frozenset({Kind.YES_NO, Kind.ONE, Kind.SCALE}),
    "select_multiple": frozenset({Kind.MANY}),
    "range": frozenset({Kind.SCALE}),
    "integer": frozenset({Kind.NUMBER, Kind.SHARE}),
    "percentage": frozenset({Kind.SHARE}),
    "text": frozenset({Kind.TEXT}),
}
UNREAD_TYPES: Final[Mapping[str, str | Promise]] = {
    "select_from_file": gettext_lazy("Svar som hämtas ur en annan fil läses inte. Skriv dem på bladet choices."),
    "rank": gettext_lazy("Svar som ska ordnas läses inte."),
    "note": gettext_lazy("En text utan fråga (note) läses inte. Skriv den som hjälptext (hint) till en fråga."),
    "calculate": gettext_lazy("Uträkningar läses inte."),
}
RESERVED: Final = "meta"
LONGEST_QUOTED: Final = 60


class Refused(Exception):
    """The row is no question; why is among the faults."""


class Questions:
    """Reads rows one by one; it knows those before, for a condition goes by their answers."""

    def __init__(self, sheet: Sheet, lists: Lists, types: Mapping[str, tuple[str, str, str]], faults: Faults) -> None:
        self._sheet, self._lists, self._types, self._faults = sheet, lists, types, faults
        self.keys: dict[str, str] = {}
        self.rows: dict[str, int] = {}
        self.refused: set[str] = set()
        self._codes: dict[str, Mapping[str, str]] = {}
        self._kinds: dict[str, Kind] = {}

    def type_of(self, row: Row) -> tuple[str, str, str]:
        """The type's command, its list and what stands after."""
        command, of, more = self._types.get(self._sheet.text(row, *TYPE), ("", "", ""))
        return command, of, more

    def take_names(self, rows: list[Row]) -> None:
        """Make keys of all names beforehand, so that a condition on a later question is told as what it is."""
        taken: dict[str, tuple[str, int]] = {}
        for row in rows:
            name = self._sheet.text(row, *NAME)
            key = key_of(name)
            if not name:
                self._add(row, NAME, _("Frågan saknar namn i kolumnen name."))
            elif not key:
                words = _(
                    "Namnet %s kan inte bli en nyckel: högst 40 bokstäver (a–z), siffror och _, först en bokstav."
                )
                self._add(row, NAME, words % _quoted(name))
            elif key == RESERVED:
                self._add(row, NAME, _("Namnet meta är upptaget i XLSForm. Välj ett annat."))
            elif key in taken and taken[key][0] == name:
                self._add(row, NAME, _("Namnet %(name)s har redan frågan på rad %(row)d.")
                          % {"name": _quoted(name), "row": taken[key][1]})  # fmt: skip
            elif key in taken:
                self._add(row, NAME, _("Namnet %(name)s går inte att skilja från namnet på rad %(row)d.")
                          % {"name": _quoted(name), "row": taken[key][1]})  # fmt: skip
            else:
                taken[key] = (name, row.number)
                self.keys[name], self.rows[key] = key, row.number

    def read(self, row: Row, section: str) -> Definition | None:
        """The question on a row; None when it cannot be asked, and why is among the faults."""
        name = self._sheet.text(row, *NAME)
        key = self.keys.get(name, "")
        if key and self.rows[key] != row.number:
            return None
        before = self._faults.count
        try:
            chosen = self._chosen(row)
        except Refused:
            chosen = None
        if chosen and key:
            self._codes[key], self._kinds[key] = chosen.codes, chosen.kind
        definition = self._definition(row, key, section, chosen)
        if definition is None or self._faults.count > before:
            self.refused.add(key)
            return None
        return definition

    def _definition(self, row: Row, key: str, section: str, chosen: Chosen | None) -> Definition | None:
        sheet = self._sheet
        wording = sheet.words(row, "label")
        if not wording:
            self._add(row, LABEL, _("Frågan saknar ord i kolumnen label."))
        for column in ("label", "hint"):
            if sheet.refers(row, column):
                self._add(row, (column,), _("En fråga kan inte hämta in svaret på en annan fråga i sina ord."))
        command = self.type_of(row)[0]
        for header in sheet.unread(row, READ | {"parameters"} if command == "range" else READ):
            self._add(row, header, _("Kolumnen %s läses inte.") % header)
        subject = self._subject(row)
        condition = self._condition(row)
        if not key or chosen is None:
            return None
        return Definition(
            key, wording, chosen.kind, subject, section, sheet.words(row, "hint"), chosen.options, condition,
            sheet.text(row, *OUR_REASON),
        )  # fmt: skip

    def _chosen(self, row: Row) -> Chosen:
        command, of, more = self.type_of(row)
        if command not in KINDS:
            written = self._sheet.text(row, *TYPE)
            words = UNREAD_TYPES.get(command or written)
            readable = _(
                "Typen %s läses inte. Det går att läsa text, integer, select_one, select_multiple och range 1–5."
            )
            raise self._refuse(row, TYPE, words or readable % _quoted(written))
        if more:
            raise self._refuse(
                row, TYPE, _("Ett fritt svar vid sidan av listan (or_other) läses inte. Skriv en egen fråga.")
            )
        kind = self._kind(row, command)
        if command not in ("integer", "percentage") and self._sheet.text(row, *CONSTRAINT):
            raise self._refuse(row, CONSTRAINT, _("Gränser läses bara för antal och andelar."))
        if command == "range":
            return self._range(row)
        if command in ("integer", "percentage"):
            return Chosen(self._counted(row, command, kind))
        if command == "text":
            return Chosen(Kind.TEXT)
        return self._of_list(row, of, command, kind)

    def _kind(self, row: Row, command: str) -> Kind | None:
        written = self._sheet.text(row, *OUR_KIND)
        if not written:
            return None
        if written not in Kind.values or Kind(written) not in KINDS[command]:
            words = _("Slaget %(kind)s går inte ihop med typen %(type)s.")
            raise self._refuse(row, OUR_KIND, words % {"kind": _quoted(written), "type": command})
        return Kind(written)

    def _of_list(self, row: Row, name: str, command: str, kind: Kind | None) -> Chosen:
        try:
            choices = self._lists.choices(name)
        except KeyError:
            raise self._refuse(row, TYPE, _("Listan %s finns inte på bladet choices.") % _quoted(name)) from None
        if choices is None:
            raise Refused
        chosen = one_of(choices, kind) if command == "select_one" else several_of(choices, kind)
        if chosen.kind == Kind.YES_NO and chosen.options:
            raise self._refuse(
                row, TYPE, _("En fråga av slaget yes_no har svaren yes och no, och inga andra än unknown.")
            )
        return chosen

    def _range(self, row: Row) -> Chosen:
        parts = [part.partition("=") for part in self._sheet.text(row, "parameters").replace(",", " ").split()]
        given = {"start": "1", "end": "10", "step": "1"} | {name.strip(): value for name, _is, value in parts}
        of = given.pop("tick_labelset", "")
        if given != {"start": "1", "end": "5", "step": "1"}:
            raise self._refuse(row, ("parameters",), _("Bara skalan från 1 till 5 läses: start=1 end=5 step=1."))
        if not of:
            return Chosen(Kind.SCALE, tuple(Option(step, step) for step in STEPS), {step: step for step in STEPS})
        return self._of_list(row, of, "select_one", Kind.SCALE)

    def _counted(self, row: Row, command: str, kind: Kind | None) -> Kind:
        written = self._sheet.text(row, *CONSTRAINT)
        bounds = bounds_of(written) if written else (None, None)
        if bounds == (0, 100) and kind is None and command == "integer":
            words = _("Gränsen 0–100 kan gälla både ett antal och en andel. Skriv share i kolumnen ledstjarna::kind om "
                      "frågan gäller en andel, eller ta bort gränsen.")  # fmt: skip
            raise self._refuse(row, CONSTRAINT, words)
        kind = Kind.SHARE if command == "percentage" else kind or Kind.NUMBER
        highest = 100 if kind == Kind.SHARE else LARGEST
        if bounds is None or bounds[0] not in (None, 0) or bounds[1] not in (None, highest):
            words = _("Gränsen läses inte. Ett antal är alltid 0–%(largest)d och en andel 0–100.")
            raise self._refuse(row, CONSTRAINT, words % {"largest": LARGEST})
        return kind

    def _subject(self, row: Row) -> Subject:
        written = self._sheet.text(row, *OUR_SUBJECT)
        if written and written not in Subject.values:
            self._add(row, OUR_SUBJECT, _("Skriv unit, manager eller staff: vem svaret handlar om."))
            return Subject.UNIT
        return Subject(written or Subject.UNIT)

    def _condition(self, row: Row) -> Condition:
        written = self._sheet.text(row, *RELEVANT)
        if not written:
            return ALWAYS
        relevant = relevant_of(written)
        if relevant is None:
            words = _(
                "Villkoret läses inte. Skriv det som ${fråga} = 'svar', flera svar på samma fråga med or emellan."
            )
            self._add(row, RELEVANT, words)
            return ALWAYS
        key = self.keys.get(relevant.name, "")
        if not key:
            self._add(row, RELEVANT, _("Villkoret gäller frågan %s, som inte finns.") % _quoted(relevant.name))
            return ALWAYS
        if self._kinds.get(key) == Kind.MANY and not relevant.selected:
            words = _("Frågan %(name)s har flera svar. Skriv villkoret som selected(${%(name)s}, 'svar').")
            self._add(row, RELEVANT, words % {"name": _quoted(relevant.name)})
        codes = self._codes.get(key, {})
        return Condition(key, tuple(codes.get(code, code) for code in relevant.codes))

    def _add(self, row: Row, column: Columns | str, sentence: str | Promise) -> None:
        self._faults.add(self._sheet, row.number, column, sentence)

    def _refuse(self, row: Row, column: Columns | str, sentence: str | Promise) -> Refused:
        self._add(row, column, sentence)
        return Refused()


def _quoted(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTED else words[:LONGEST_QUOTED] + "…"
