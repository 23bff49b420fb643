"""The two kinds of sheet and their headings. The first heading of each column is the one in the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from ledstjarna.texts.swedish import fold
from ledstjarna.texts.tables import Cells, Sheet, Unreadable

FROM: Final = ("från och med", "från", "fr.o.m.", "start", "startdatum")
UNTIL: Final = ("till och med", "till", "t.o.m.", "slut", "slutdatum")
UNITS: Final[dict[str, tuple[str, ...]]] = {
    "code": ("kod", "enhetskod", "id"),
    "name": ("namn", "enhetens namn", "enhet"),
    "kind": ("slag", "typ", "enhetstyp", "nivå"),
    "parent": ("överordnad", "överordnad kod", "lyder under", "ligger under"),
    "valid_from": FROM,
    "last_day": UNTIL,
    "succeeds": ("efterträder", "ersätter enhet"),
}
ROLES: Final[dict[str, tuple[str, ...]]] = {
    "unit": ("enhetskod", "kod", "enhet"),
    "role": ("roll", "uppdrag"),
    "email": ("e-post", "person", "epost", "mejl"),
    "name": ("personens namn", "namn"),
    "function": ("funktion",),
    "deputy": ("ersättare",),
    "valid_from": FROM,
    "last_day": UNTIL,
}
NEEDED: Final = {
    "units": ("code", "name", "kind", "parent", "valid_from"),
    "roles": ("unit", "role", "valid_from"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose columns are known: for each field its place and the heading as written."""

    name: str
    kind: str
    places: dict[str, int]
    rows: list[tuple[int, Cells]]

    def heading(self, field: str) -> str:
        """The template's word for a column."""
        return (UNITS if self.kind == "units" else ROLES)[field][0]

    def cell(self, cells: Cells, field: str) -> str:
        """The text of a field's cell; empty when the column or the cell is not there."""
        place = self.places.get(field, MISSING)
        return cells[place] if place < len(cells) else ""


MISSING: Final = 10_000


def tables(sheets: list[Sheet]) -> list[Table]:
    """The sheets that hold units or roles, units first. Raises `Unreadable` when a sheet holds neither."""
    return sorted((_table(sheet) for sheet in sheets), key=lambda table: table.kind == "roles")


def _table(sheet: Sheet) -> Table:
    headings = [fold(heading).rstrip(":*") for heading in sheet.headings]
    kind = "roles" if set(headings) & set(ROLES["role"]) else "units"
    places = {
        field: next(place for name in names for place, h in enumerate(headings) if h == name)
        for field, names in (ROLES if kind == "roles" else UNITS).items()
        if set(names) & set(headings)
    }
    table = Table(sheet.name, kind, places, sheet.rows)
    missing = [table.heading(field) for field in NEEDED[kind] if field not in places]
    if missing:
        where = _("Bladet ”%(name)s”") % {"name": sheet.name} if sheet.name else _("Filen")
        raise Unreadable(
            _("%(where)s saknar kolumnen %(missing)s. Jämför med mallen.")
            % {"where": where, "missing": ", ".join(missing)}
        )
    return table
