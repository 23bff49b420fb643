"""The demo municipality is whole."""

from datetime import date

import pytest

from ledstjarna.accounts.models import Unit, UnitKind, User
from ledstjarna.accounts.selectors import vacancies
from ledstjarna.walls.roles import Role

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.slow]


def test_the_city_has_its_boards_departments_and_units() -> None:
    kinds = list(Unit.objects.current().values_list("kind", flat=True))
    assert {kind: kinds.count(kind) for kind in UnitKind} == {
        UnitKind.CITY: 1,
        UnitKind.BOARD: 20,
        UnitKind.ADMINISTRATION: 20,
        UnitKind.DEPARTMENT: 4,
        UnitKind.UNIT: 31,
    }


def test_units_that_have_ended_are_kept_for_the_years_when_they_were_there() -> None:
    assert Unit.objects.count() - Unit.objects.current().count() == 5
    assert Unit.objects.current(date(2018, 10, 1)).filter(kind=UnitKind.UNIT).count() == 29


def test_every_role_has_one_account() -> None:
    roles = [role for user in User.objects.filter(demo=True) for role, _unit, _board in user.holdings]
    assert sorted(roles) == sorted(Role)


def test_a_few_places_are_vacant_so_that_it_shows() -> None:
    assert 0 < len(vacancies()) < 8
