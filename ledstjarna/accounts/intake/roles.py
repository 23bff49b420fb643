"""The rows of a sheet of roles, weighed against the people and the organisation."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from ledstjarna.accounts import rules
from ledstjarna.accounts.intake import cells, layout
from ledstjarna.accounts.intake.findings import Change, Findings, Row, until
from ledstjarna.accounts.intake.plan import Holding, Person, Plan
from ledstjarna.texts.swedish import fold
from ledstjarna.walls.roles import Role


def check_roles(table: layout.Table, plan: Plan, findings: Findings) -> None:
    """Lay each row over the plan: the person first, then the role."""
    taken: dict[tuple[str, str, str, str, date], int] = {}
    named: dict[str, str] = {}
    had, ended = plan.has_administrator(), None
    for number, row_cells in table.rows:
        row = Row(table, number, row_cells, findings)
        name = row.take("name", lambda cell: cells.text(cell, 200), "")
        holding = _holding(row)
        if not row.fine:
            continue
        key = (holding.unit, holding.role, holding.email, fold(holding.function), holding.valid_from)
        if key in taken:
            row.fault("role", _("Samma roll står redan på rad %(row)d.") % {"row": taken[key]})
            continue
        taken[key] = number
        _check_place(row, holding, plan)
        if holding.email:
            _check_person(row, holding.email, name, plan, named)
        if row.fine:
            _lay(row, holding, plan)
        if holding.role == Role.ADMINISTRATOR and holding.valid_to:
            ended = row
    if ended and had and not plan.has_administrator():
        ended.fault("last_day", rules.LAST_ADMINISTRATOR)


def _holding(row: Row) -> Holding:
    end = row.take("last_day", cells.day, None)
    start = row.take("valid_from", lambda cell: cells.day(cells.needed(cell, 40)), None)
    holding = Holding(
        unit=row.take("unit", lambda cell: cells.needed(cell, 40), ""),
        role=row.take("role", cells.role, Role.STAFF),
        email=row.take("email", cells.email, ""),
        function=row.take("function", lambda cell: cells.text(cell, 200), ""),
        deputy=row.take("deputy", cells.yes, False),
        valid_from=start or date.min,
        valid_to=end + timedelta(days=1) if end else None,
    )
    if row.fine and bool(holding.email) == bool(holding.function):
        row.fault("email", _("Ange antingen en persons e-post eller en funktion."))
    if row.fine and holding.valid_to and holding.valid_to <= holding.valid_from:
        row.fault("last_day", _("Slutdagen ligger före startdagen."))
    return holding


def _check_place(row: Row, holding: Holding, plan: Plan) -> None:
    place = plan.places.get(holding.unit)
    if place is None:
        row.fault("unit", _("Enheten ”%(code)s” finns inte.") % {"code": holding.unit})
        return
    if not plan.reaches(holding.unit):
        row.fault("unit", _("Du kan bara ge roller i den del av organisationen som du sköter."))
    for name, reason in rules.within(holding, place).items():
        row.fault({"valid_to": "last_day"}.get(name, name), reason)


def _check_person(row: Row, email: str, name: str, plan: Plan, named: dict[str, str]) -> None:
    person = plan.people.get(email)
    if name and fold(named.setdefault(email, name)) != fold(name):
        row.fault("name", _("Personen heter %(name)s på en tidigare rad.") % {"name": named[email]})
        return
    if person is None:
        if not name:
            row.fault("name", _("Det finns inget konto med adressen. Ange personens namn så skapas ett."))
            return
        plan.people[email] = Person(email, name, changed=True)
        row.findings.changes.append(Change("add", "person", f"{name} ({email})"))
    elif not person.active:
        row.fault("email", _("Kontot är stängt. Öppna det innan du ger en roll."))
    elif name and name != person.name and person.pk and plan.reach is None:
        note = _("hette %(name)s") % {"name": person.name}
        row.findings.changes.append(Change("change", "person", f"{name} ({email})", note))
        person.name, person.changed = name, True


def _lay(row: Row, holding: Holding, plan: Plan) -> None:
    key = (holding.unit, holding.role, holding.email, fold(holding.function))
    others = plan.holdings.get(key, [])
    stored = next((other for other in others if other.valid_from == holding.valid_from), None)
    if any(rules.overlap(holding, other) for other in others if other is not stored):
        row.fault("valid_from", _("Rollen innehas redan under en del av den tiden."))
        return
    if plan.own and holding.email == plan.own and (stored is None or rules.prolongs(holding.valid_to, stored.valid_to)):
        row.fault("email", rules.OWN_ROLE)
        return
    who = holding.function or plan.people[holding.email].name
    label = f"{Role(holding.role).label}, {who}, {plan.places[holding.unit].name}"
    if stored is None:
        holding.changed = True
        plan.hold(holding)
        row.findings.changes.append(Change("add", "role", label))
    elif (stored.valid_to, stored.deputy) != (holding.valid_to, holding.deputy):
        closing = holding.valid_to is not None and stored.valid_to is None
        stored.valid_to, stored.deputy, stored.changed = holding.valid_to, holding.deputy, True
        row.findings.changes.append(Change("close" if closing else "change", "role", label, until(holding.valid_to)))
