"""Writing a checked plan: whole levels and whole tables at a time."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password

from ledstjarna.accounts.intake.plan import Place, Plan
from ledstjarna.accounts.models import Assignment, Succession, Unit, UnitKind, User

BATCH = 1000


def store(plan: Plan) -> None:
    """Write what the plan has changed. Call it inside an act."""
    _units([place for place in plan.places.values() if place.changed], plan)
    _people(plan)
    _roles(plan)


def _units(changed: list[Place], plan: Plan) -> None:
    units = {unit.code: unit for unit in Unit.objects.all()}
    waiting = [place for place in changed if place.pk is None]
    while waiting:
        level = [place for place in waiting if not place.parent or place.parent in units]
        made = Unit.objects.bulk_create([_unit(place, units) for place in level], BATCH)
        units.update({unit.code: unit for unit in made})
        waiting = [place for place in waiting if place.code not in units]
    boards = [units[p.code] for p in changed if p.kind == UnitKind.BOARD and p.pk is None]
    for board in boards:
        board.board = board
    below = [units[p.code] for p in changed if p.kind not in (UnitKind.CITY, UnitKind.BOARD)]
    for unit in below:
        unit.board = units[plan.board_of(unit.code) or ""]
    stored = [place for place in changed if place.pk is not None]
    for place in stored:
        _fill(units[place.code], place, units)
    fields = ["name", "sort_key", "fold_key", "parent", "board", "valid_from", "valid_to"]
    Unit.objects.bulk_update(
        {u.pk: u for u in (*boards, *below, *(units[p.code] for p in stored))}.values(), fields, BATCH
    )
    for place in stored:
        if place.valid_to:
            late = Assignment.objects.filter(unit=units[place.code]).exclude(valid_to__lte=place.valid_to)
            late.update(valid_to=place.valid_to)
    Succession.objects.filter(successor__in=[units[place.code].pk for place in changed]).delete()
    Succession.objects.bulk_create(
        Succession(predecessor=units[code], successor=units[place.code]) for place in changed for code in place.succeeds
    )


def _unit(place: Place, units: dict[str, Unit]) -> Unit:
    return _fill(Unit(kind=place.kind, code=place.code), place, units)


def _fill(unit: Unit, place: Place, units: dict[str, Unit]) -> Unit:
    unit.parent = units[place.parent] if place.parent else None
    unit.valid_from, unit.valid_to = place.valid_from, place.valid_to
    return unit.called(place.name)


def _people(plan: Plan) -> None:
    changed = [person for person in plan.people.values() if person.changed]
    stored = User.objects.in_bulk([person.pk for person in changed if person.pk])
    for person in changed:
        if person.pk:
            stored[person.pk].called(person.name, person.email)
    new = [
        User(password=make_password(None)).called(person.name, person.email) for person in changed if person.pk is None
    ]
    User.objects.bulk_update(stored.values(), ["name", "sort_key", "fold_key"], BATCH)
    for user in User.objects.bulk_create(new, BATCH):
        plan.people[user.email].pk = user.pk


def _roles(plan: Plan) -> None:
    units = dict(Unit.objects.values_list("code", "pk"))
    changed = [holding for held in plan.holdings.values() for holding in held if holding.changed]
    rows = [
        Assignment(
            pk=holding.pk,
            unit_id=units[holding.unit],
            role=holding.role,
            user_id=plan.people[holding.email].pk if holding.email else None,
            function=holding.function,
            deputy=holding.deputy,
            valid_from=holding.valid_from,
            valid_to=holding.valid_to,
        )
        for holding in changed
    ]
    stored = [row for row in rows if row.pk]
    Assignment.objects.bulk_create([row for row in rows if row.pk is None], BATCH)
    Assignment.objects.bulk_update(stored, ["valid_to", "deputy"], BATCH)
