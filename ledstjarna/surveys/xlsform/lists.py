"""The lists of answers on the sheet choices, and what a question makes of the one it chooses from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from ledstjarna.surveys.definition import MOST_OPTIONS, NO, NONE, STEPS, UNKNOWN, YES, Kind, Option

from .names import code_of
from .sheets import Faults, Row, Sheet

LIST: Final = ("list name",)
NAME: Final = ("name",)
READ: Final = frozenset({"list name", "name", "label"})
SAID: Final = {
    YES: frozenset({"ja", "yes"}),
    NO: frozenset({"nej", "no"}),
    UNKNOWN: frozenset({"vet inte", "vet ej", "don't know", "do not know"}),
    NONE: frozenset({"inget av detta", "inget av dessa", "inget av ovanstående", "none of these", "none of the above"}),
}
"""How others word what we have as fixed answers; heeded in forms that do not say themselves what kind a question is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer as the form has it, and the code that its name gives."""

    name: str
    code: str
    label: str

    def says(self, code: str) -> bool:
        """Whether it is what we have as this fixed answer, whatever it is called."""
        return self.label.casefold() in SAID[code]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a question offers: its kind, its own answers, and the code kept for each name in the form."""

    kind: Kind
    options: tuple[Option, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)


class Lists:
    """The lists by name. A list is looked into when a question chooses from it, once."""

    def __init__(self, sheet: Sheet, faults: Faults) -> None:
        self._sheet = sheet
        self._faults = faults
        self._rows: dict[str, list[Row]] = {}
        for row in sheet.rows:
            self._rows.setdefault(sheet.text(row, *LIST), []).append(row)
        self._known: dict[str, tuple[Choice, ...] | None] = {}

    def choices(self, name: str) -> tuple[Choice, ...] | None:
        """What can be chosen; None when the list cannot be used, which is then among the faults. KeyError: no list."""
        if name not in self._known:
            self._known[name] = self._looked_into(self._rows[name])
        return self._known[name]

    def _looked_into(self, rows: list[Row]) -> tuple[Choice, ...] | None:
        if len(rows) > MOST_OPTIONS + 1:
            words = _("Listan har fler än %d svar.") % MOST_OPTIONS
            self._faults.add(self._sheet, rows[MOST_OPTIONS].number, LIST, words)
            return None
        choices: dict[str, Choice] = {}
        sound = True
        for row in rows:
            choice = self._choice(row, choices)
            if choice is None:
                sound = False
            else:
                choices[choice.code] = choice
        return tuple(choices.values()) if sound else None

    def _choice(self, row: Row, before: Mapping[str, Choice]) -> Choice | None:
        sheet, add = self._sheet, self._faults.add
        name, label = sheet.text(row, *NAME), sheet.words(row, "label")
        code = code_of(name)
        told = [(header, _("Kolumnen %s läses inte.") % header) for header in sheet.unread(row, READ)]
        if not name:
            told.append((NAME[0], _("Svaret saknar kod i kolumnen name.")))
        elif not code:
            told.append((NAME[0], _("Koden %s behöver bestå av bokstäver (a–z), siffror och understreck.") % name))
        elif code in before:
            told.append((NAME[0], _("Koden %s går inte att skilja från en annan i samma lista.") % name))
        if not label:
            told.append(("label", _("Svaret saknar ord i kolumnen label.")))
        elif sheet.refers(row, "label"):
            told.append(("label", _("Ett svar kan inte hämta in svaret på en fråga.")))
        for column, sentence in told:
            add(sheet, row.number, column if column not in ("name", "label") else (column,), sentence)
        return None if told else Choice(name, code, label)


def one_of(choices: tuple[Choice, ...], kind: Kind | None) -> Chosen:
    """What a question with one answer makes of its list; `kind` is what the form says itself, if it does."""
    unknown = [choice for choice in choices if _is_fixed(choice, UNKNOWN, kind)]
    own = tuple(choice for choice in choices if choice not in unknown)
    codes = {choice.name: choice.code for choice in own} | {choice.name: UNKNOWN for choice in unknown}
    if kind == Kind.YES_NO or kind is None:
        yes_no = {choice.name: code for choice in own for code in (YES, NO) if _is_fixed(choice, code, kind)}
        if len(own) == 2 and set(yes_no.values()) == {YES, NO}:
            return Chosen(Kind.YES_NO, (), codes | yes_no)
    if kind is None:
        kind = Kind.SCALE if tuple(choice.code for choice in own) == STEPS else Kind.ONE
    return Chosen(kind, _options(own), codes)


def several_of(choices: tuple[Choice, ...], kind: Kind | None) -> Chosen:
    """What a question with several answers makes of its list."""
    none = [choice for choice in choices if _is_fixed(choice, NONE, kind)]
    own = tuple(choice for choice in choices if choice not in none)
    codes = {choice.name: choice.code for choice in own} | {choice.name: NONE for choice in none}
    return Chosen(Kind.MANY, _options(own), codes)


def _is_fixed(choice: Choice, code: str, kind: Kind | None) -> bool:
    return choice.code == code if kind else choice.says(code)


def _options(choices: tuple[Choice, ...]) -> tuple[Option, ...]:
    return tuple(Option(choice.code, choice.label) for choice in choices)
