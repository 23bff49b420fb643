from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ledstjarna.accounts import selectors, services
from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.tests.town import START, Town, person, unit
from ledstjarna.audit.models import Entry
from ledstjarna.walls.roles import Role


def fault(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return next(iter(error.value.message_dict))


def test_a_unit_takes_the_board_above_it(town: Town) -> None:
    assert town.social.board == town.social
    assert town.homeless.board == town.social
    assert town.city.board is None


@pytest.mark.parametrize(
    ("kind", "under", "fine"),
    [
        ("board", "K", True),
        ("administration", "SN", True),
        ("unit", "SN", True),
        ("unit", "SF1", True),
        ("unit", "K", False),
        ("administration", "K", False),
        ("administration", "SF", False),
        ("board", "SN", False),
        ("department", "SF1", False),
    ],
)
def test_only_fitting_kinds_nest(town: Town, kind: str, under: str, fine: bool) -> None:
    parent = Unit.objects.get(code=under)
    if fine:
        assert unit("NY", kind, parent).parent == parent
        return
    with pytest.raises(ValidationError) as error:
        unit("NY", kind, parent)
    assert fault(error) == "parent"
    assert not Unit.objects.filter(code="NY").exists()


def test_there_is_one_city(town: Town) -> None:
    with pytest.raises(ValidationError):
        unit("K2", "city", None)


def test_a_unit_lies_within_its_parents_dates(town: Town) -> None:
    with pytest.raises(ValidationError) as error:
        unit("NY", "unit", town.social, start=date(2019, 12, 31))
    assert fault(error) == "valid_from"


def test_a_code_is_used_once(town: Town) -> None:
    with pytest.raises(ValidationError) as error:
        unit("SF1", "unit", town.social)
    assert fault(error) == "code"


def test_an_added_unit_is_a_row_in_the_log(town: Town) -> None:
    entry = Entry.objects.filter(action="unit_add").last()
    assert entry is not None
    assert entry.ids == [town.library.pk]
    assert entry.board_id == town.culture.pk


def test_units_come_in_swedish_order(town: Town) -> None:
    for name in ("zon", "Örebro", "Åsa", "Älta"):
        unit(name, "unit", town.culture, name)
    assert [u.name for u in town.culture.children.exclude(pk=town.library.pk)] == [
        "zon",
        "Åsa",
        "Älta",
        "Örebro",
    ]


def test_a_renamed_unit_is_sorted_anew(town: Town) -> None:
    renamed = services.unit_rename(actor_id=None, unit=town.library, name="  Ängens   bibliotek ", code="KN9")
    assert (renamed.name, renamed.code, renamed.sort_key) == ("Ängens bibliotek", "KN9", "|ngens bibliotek")


def test_a_unit_moves_within_its_board(town: Town) -> None:
    office = unit("AVD", "department", town.social_office)
    assert services.unit_move(actor_id=None, unit=town.homeless, parent=office).parent == office


def test_an_old_unit_moves_under_a_new_one(town: Town) -> None:
    office = unit("AVD", "department", town.social_office, start=date(2026, 1, 1))
    services.unit_move(actor_id=None, unit=town.homeless, parent=office)
    assert services.unit_rename(actor_id=None, unit=town.homeless, name="Ny", code="SF1").parent == office


@pytest.mark.parametrize("target", ["KN", "SF1", "SF11"])
def test_a_unit_moves_neither_to_another_board_nor_under_itself(town: Town, target: str) -> None:
    unit("SF11", "unit", town.homeless)
    with pytest.raises(ValidationError) as error:
        services.unit_move(actor_id=None, unit=town.homeless, parent=Unit.objects.get(code=target))
    assert fault(error) == "parent"


def test_a_closed_unit_ends_its_roles_and_names_its_successor(town: Town) -> None:
    bob = person("Bob", Role.UNIT_MANAGER, town.homeless)
    last = date(2026, 6, 30)
    services.unit_close(actor_id=None, unit=town.homeless, last_day=last, successors=[town.treatment])
    closed = Unit.objects.get(code="SF1")
    assert closed.last_day == last
    assert bob.assignments.get().last_day == last
    assert list(closed.successors.all()) == [town.treatment]
    assert list(town.treatment.predecessors.all()) == [closed]
    assert closed.holds(last)
    assert not Unit.objects.current(date(2026, 7, 1)).filter(code="SF1").exists()


def test_a_unit_with_units_below_is_not_closed(town: Town) -> None:
    with pytest.raises(ValidationError) as error:
        services.unit_close(actor_id=None, unit=town.social_office, last_day=date(2026, 6, 30))
    assert fault(error) == "last_day"
    assert Unit.objects.get(code="SF").valid_to is None


def test_a_successor_exists_the_day_after(town: Town) -> None:
    services.unit_close(actor_id=None, unit=town.treatment, last_day=date(2026, 1, 31))
    gone = Unit.objects.get(code="SF2")
    with pytest.raises(ValidationError) as error:
        services.unit_close(actor_id=None, unit=town.homeless, last_day=date(2026, 6, 30), successors=[gone])
    assert fault(error) == "successors"


def test_the_tree_is_one_query(town: Town, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        (top,) = selectors.tree()
    assert top.unit == town.city
    assert [branch.unit.name for branch in top.below] == ["Kulturnämnden", "Socialnämnden"]


def test_roles_nobody_holds_are_vacancies(town: Town) -> None:
    person("Bob", Role.LOCAL_COORDINATOR, town.social)
    services.assignment_add(
        actor_id=None, role=Role.UNIT_MANAGER, unit=town.library, function="Bibliotekschef", valid_from=START
    )
    charlie = person("Charlie", Role.UNIT_MANAGER, town.homeless)
    services.assignment_end(actor_id=None, assignment=charlie.assignments.get(), last_day=date(2026, 1, 31))
    empty = {(v.unit.code, v.role) for v in selectors.vacancies(date(2026, 2, 1))}
    assert ("SN", Role.LOCAL_COORDINATOR) not in empty
    assert ("SN", Role.REGISTRAR) in empty
    assert ("KN1", Role.UNIT_MANAGER) not in empty
    assert ("SF1", Role.UNIT_MANAGER) in empty
    assert ("SF1", Role.UNIT_MANAGER) not in {(v.unit.code, v.role) for v in selectors.vacancies(date(2026, 1, 31))}
    assert ("K", Role.AUDITOR) in empty
