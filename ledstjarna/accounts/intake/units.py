"""The rows of a sheet of units, weighed against the organisation."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ledstjarna.accounts import rules
from ledstjarna.accounts.intake import cells, layout
from ledstjarna.accounts.intake.findings import Change, Findings, Row, until
from ledstjarna.accounts.intake.plan import Place, Plan
from ledstjarna.accounts.models import UnitKind

Draft = tuple[Row, Place, Place | None]
COLUMN = {"valid_to": "last_day"}


def check_units(table: layout.Table, plan: Plan, findings: Findings) -> None:
    """Lay the rows over the plan, then check each against the whole."""
    drafts: dict[str, Draft] = {}
    spoiled: set[str] = set()
    for number, row_cells in table.rows:
        row = Row(table, number, row_cells, findings)
        place = _place(row)
        if row.fine and place.code in drafts:
            row.fault("code", _("Koden står redan på rad %(row)d.") % {"row": drafts[place.code][0].number})
        if row.fine:
            before = plan.places.get(place.code)
            if before is not None and "succeeds" not in table.places:
                place.succeeds = before.succeeds
            drafts[place.code] = (row, place, before)
        else:
            spoiled.add(place.code)
    plan.places.update({code: place for code, (_row, place, _before) in drafts.items()})
    below: dict[str, list[Place]] = {}
    for place in plan.places.values():
        below.setdefault(place.parent, []).append(place)
    for row, place, before in drafts.values():
        if before is not None:
            place.pk = before.pk
            if before == place:
                continue
        _check_standing(row, place, before, plan, spoiled)
        left = [child for child in below.get(place.code, ()) if child.code not in drafts]
        _check_below(row, place, left, _began_here(place, before))
        _check_roles(row, place, plan)
        _check_succeeds(row, place, plan, spoiled)
        if row.fine:
            place.changed = True
            findings.changes.append(_change(place, before, plan))


def _place(row: Row) -> Place:
    end = row.take("last_day", cells.day, None)
    start = row.take("valid_from", lambda cell: cells.day(cells.needed(cell, 40)), None)
    codes = row.take("succeeds", lambda cell: cells.text(cell, 400), "")
    return Place(
        code=row.take("code", lambda cell: cells.needed(cell, 40), ""),
        name=row.take("name", lambda cell: cells.needed(cell, 200), ""),
        kind=row.take("kind", cells.kind, UnitKind.UNIT),
        parent=row.take("parent", lambda cell: cells.text(cell, 40), ""),
        valid_from=start or date.min,
        valid_to=end + timedelta(days=1) if end else None,
        succeeds=frozenset(codes.replace(",", " ").split()),
    )


def _check_standing(row: Row, place: Place, before: Place | None, plan: Plan, spoiled: set[str]) -> None:
    if before is not None:
        if before.kind != place.kind:
            row.fault("kind", _("En enhet byter inte slag. Stäng den och lägg till en ny."))
        if _other_board(place, before, plan):
            row.fault("parent", _("En enhet byter inte nämnd. Stäng den och lägg till en ny som efterträder den."))
    cities = [other.code for other in plan.places.values() if other.kind == UnitKind.CITY]
    if place.kind == UnitKind.CITY and len(cities) > 1:
        row.fault("kind", _("Kommunen finns redan, med koden %(code)s.") % {"code": min(cities)})
    parent = plan.places.get(place.parent)
    if place.parent and parent is None and place.parent not in spoiled:
        row.fault("parent", _("Det finns ingen enhet ”%(code)s” att ligga under.") % {"code": place.parent})
    elif not place.parent or parent is not None:
        for name, reason in rules.place_faults(place, parent, began_here=_began_here(place, before)).items():
            row.fault(COLUMN.get(name, name), reason)
    if _in_circle(place, plan):
        row.fault("parent", _("Enheten ligger under sig själv."))
    elif row.fine and not (
        plan.reaches(place.code) and (plan.reaches(place.parent) or (before and before.parent == place.parent))
    ):
        row.fault("code", _("Du kan bara ändra i den del av organisationen som du sköter."))


def _began_here(place: Place, before: Place | None) -> bool:
    """Whether the first day is the file's own word, and not that of a unit which has been moved."""
    return before is None or before.valid_from != place.valid_from


def _other_board(place: Place, before: Place, plan: Plan) -> bool:
    if place.kind in (UnitKind.CITY, UnitKind.BOARD):
        return False
    was = plan.board_of(before.parent)
    return was is not None and was != plan.board_of(place.parent)


def _in_circle(place: Place, plan: Plan) -> bool:
    seen = {place.code}
    code = place.parent
    while above := plan.places.get(code):
        if code in seen:
            return True
        seen.add(code)
        code = above.parent
    return False


def _check_below(row: Row, place: Place, below: list[Place], began_here: bool) -> None:
    for child in below:
        for name in rules.within(child, place):
            if name == "valid_from" and not began_here:
                continue
            row.fault(
                COLUMN.get(name, name),
                _("”%(name)s” ligger under och finns dagar då den här inte gör det. Ta med den i filen.")
                % {"name": child.name},
            )


def _check_roles(row: Row, place: Place, plan: Plan) -> None:
    for holding in plan.held_at.get(place.code, ()):
        if holding.valid_from < place.valid_from:
            row.fault("valid_from", _("Det finns roller vid enheten som börjar tidigare."))
            return
        if place.valid_to and holding.valid_from >= place.valid_to:
            row.fault("last_day", _("Det finns roller vid enheten som börjar efter den dagen."))
            return


def _check_succeeds(row: Row, place: Place, plan: Plan, spoiled: set[str]) -> None:
    for code in sorted(place.succeeds - spoiled):
        before = plan.places.get(code)
        if before is None or code == place.code:
            row.fault("succeeds", _("Enheten ”%(code)s” finns inte.") % {"code": code})
        elif before.valid_to is None or not (
            place.valid_from <= before.valid_to and (place.valid_to is None or before.valid_to < place.valid_to)
        ):
            row.fault(
                "succeeds",
                _("”%(code)s” måste ha en sista dag, och den här enheten måste finnas dagen efter.") % {"code": code},
            )


def _change(place: Place, before: Place | None, plan: Plan) -> Change:
    label = f"{place.name} ({place.code})"
    if before is None:
        return Change("add", "unit", label)
    closing = place.valid_to is not None and before.valid_to is None
    notes = []
    if before.name != place.name:
        notes.append(_("hette %(name)s") % {"name": before.name})
    if before.parent != place.parent:
        notes.append(_("flyttas från %(code)s till %(to)s") % {"code": before.parent, "to": place.parent})
    if before.valid_from != place.valid_from:
        notes.append(_("från och med %(day)s") % {"day": date_format(place.valid_from, "j F Y")})
    if before.valid_to != place.valid_to:
        notes.append(until(place.valid_to))
    if before.succeeds != place.succeeds:
        notes.append(_("efterträder %(codes)s") % {"codes": ", ".join(sorted(place.succeeds)) or "–"})
    return Change("close" if closing else "change", "unit", label, ", ".join(notes))
