"""What a check finds: the changes a file would make and the cells that are wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, TypeVar

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from ledstjarna.accounts.intake import cells, layout
from ledstjarna.texts.tables import Cells

T = TypeVar("T")

WORDS: Final = {
    "unit_add": ngettext_lazy("ny enhet", "nya enheter"),
    "unit_change": ngettext_lazy("enhet ändras", "enheter ändras"),
    "unit_close": ngettext_lazy("enhet stängs", "enheter stängs"),
    "person_add": ngettext_lazy("nytt konto", "nya konton"),
    "person_change": ngettext_lazy("person ändras", "personer ändras"),
    "role_add": ngettext_lazy("ny roll", "nya roller"),
    "role_change": ngettext_lazy("roll ändras", "roller ändras"),
    "role_close": ngettext_lazy("roll avslutas", "roller avslutas"),
}


def until(valid_to: date | None) -> str:
    """The end of a period in words; `valid_to` is the day after the last."""
    if valid_to is None:
        return _("tills vidare")
    return _("till och med %(day)s") % {"day": date_format(valid_to - timedelta(days=1), "j F Y")}


@dataclass(frozen=True, slots=True)
class Fault:
    """A wrong cell: where it is and why it cannot be taken in."""

    sheet: str
    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing the file would do: `what` is add, change or close; `kind` unit, person or role."""

    what: str
    kind: str
    label: str
    note: str = ""


@dataclass(slots=True)
class Findings:
    """Everything a file says, weighed against what is stored."""

    sha256: str
    changes: list[Change] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many of each change, as "unit_add" and so on."""
        return dict(Counter(f"{change.kind}_{change.what}" for change in self.changes))

    def numbers(self) -> list[tuple[int, str]]:
        """How many of each change, in words."""
        return [(count, WORDS[name] % count) for name, count in sorted(self.counts().items())]


class Row:
    """One row under reading: takes cells and keeps the faults."""

    def __init__(self, table: layout.Table, number: int, row: Cells, findings: Findings) -> None:
        self.table, self.number, self.cells, self.findings = table, number, row, findings
        self.fine = True

    def take(self, name: str, parse: Callable[[str], T], otherwise: T) -> T:
        """A parsed cell, or `otherwise` and a fault."""
        try:
            return parse(self.table.cell(self.cells, name))
        except cells.Wrong as wrong:
            self.fault(name, str(wrong))
            return otherwise

    def fault(self, name: str, reason: str | Promise) -> None:
        """Keep a fault at a column of this row."""
        self.fine = False
        self.findings.faults.append(Fault(self.table.name, self.number, self.table.heading(name), str(reason)))
