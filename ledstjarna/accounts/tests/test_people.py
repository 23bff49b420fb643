from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ledstjarna.accounts import selectors, services
from ledstjarna.accounts.models import Assignment, User
from ledstjarna.accounts.permissions import EDIT_UNITS, PEOPLE, SEE_UNITS, SEE_VACANCIES
from ledstjarna.accounts.tests.town import START, Town, person
from ledstjarna.walls.roles import Role


def test_a_person_comes_with_a_first_role_and_no_password(town: Town) -> None:
    bob = person("Bob", Role.STAFF, town.homeless, "  Bob@Example.SE ")
    assert bob.email == "bob@example.se"
    assert not bob.has_usable_password()
    assert bob.assignments.get().unit == town.homeless


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Bob", "bob@example.se"),
        ("", "charlie@example.se"),
        ("Charlie", "charlie"),
        ("Char\0lie", "c@example.se"),
    ],
)
def test_a_person_that_cannot_be_is_not_stored(town: Town, name: str, email: str) -> None:
    person("Bob", Role.STAFF, town.homeless)
    with pytest.raises(ValidationError):
        person(name, Role.STAFF, town.library, email)
    assert User.objects.count() == 1
    assert Assignment.objects.count() == 1


def test_the_same_role_is_not_held_twice_at_once(town: Town) -> None:
    bob = person("Bob", Role.UNIT_MANAGER, town.homeless)
    with pytest.raises(ValidationError) as error:
        services.assignment_add(
            actor_id=None, role=Role.UNIT_MANAGER, unit=town.homeless, user=bob, valid_from=date(2026, 1, 1)
        )
    assert "valid_from" in error.value.message_dict


def test_the_same_role_is_held_again_after_a_break(town: Town) -> None:
    bob = person("Bob", Role.UNIT_MANAGER, town.homeless)
    services.assignment_end(actor_id=None, assignment=bob.assignments.get(), last_day=date(2024, 12, 31))
    services.assignment_add(
        actor_id=None, role=Role.UNIT_MANAGER, unit=town.homeless, user=bob, valid_from=date(2025, 1, 1)
    )
    assert bob.assignments.count() == 2


@pytest.mark.parametrize("start", [date(2019, 12, 31), date(2027, 1, 1)])
def test_a_role_lies_within_the_units_dates(town: Town, start: date) -> None:
    services.unit_close(actor_id=None, unit=town.homeless, last_day=date(2026, 12, 31))
    town.homeless.refresh_from_db()
    with pytest.raises(ValidationError):
        person("Bob", Role.STAFF, town.homeless, start=start)


def test_a_role_is_for_a_person_or_a_function(town: Town) -> None:
    bob = person("Bob", Role.STAFF, town.homeless)
    for user, function in ((None, ""), (bob, "Registrator")):
        with pytest.raises(ValidationError):
            services.assignment_add(
                actor_id=None,
                role=Role.REGISTRAR,
                unit=town.social,
                valid_from=START,
                user=user,
                function=function,
            )


def test_a_role_does_not_end_before_it_began(town: Town) -> None:
    bob = person("Bob", Role.STAFF, town.homeless)
    with pytest.raises(ValidationError) as error:
        services.assignment_end(actor_id=None, assignment=bob.assignments.get(), last_day=date(2019, 12, 31))
    assert "last_day" in error.value.message_dict


def test_a_closed_account_holds_no_role_and_gets_none(town: Town) -> None:
    bob = person("Bob", Role.STAFF, town.homeless)
    tomorrow = timezone.localdate() + timedelta(days=1)
    services.assignment_add(actor_id=None, role=Role.RECEIVER, unit=town.homeless, user=bob, valid_from=tomorrow)
    bob = services.user_deactivate(actor_id=None, user=bob)
    assert bob.holdings == ()
    assert bob.assignments.get().role == Role.STAFF
    with pytest.raises(ValidationError):
        services.assignment_add(actor_id=None, role=Role.RECEIVER, unit=town.homeless, user=bob, valid_from=tomorrow)


def test_a_role_reaches_down_and_never_across(town: Town) -> None:
    bob = person("Bob", Role.ADMINISTRATOR, town.social)
    assert bob.boards(PEOPLE) == {town.social.pk}
    assert bob.units(PEOPLE) == {u.pk for u in (town.social, town.social_office, town.homeless, town.treatment)}
    assert bob.units(SEE_VACANCIES) == bob.units(PEOPLE)
    assert len(bob.units(SEE_UNITS)) == 7


def test_a_unit_role_reaches_its_unit_alone(town: Town) -> None:
    bob = person("Bob", Role.LOCAL_COORDINATOR, town.homeless)
    assert bob.units(SEE_VACANCIES) == {town.homeless.pk}
    assert bob.units(PEOPLE) == frozenset()


def test_a_city_administrator_reaches_all(town: Town) -> None:
    alice = town.administrator()
    assert alice.boards(EDIT_UNITS) == {town.social.pk, town.culture.pk}
    assert len(alice.units(EDIT_UNITS)) == 7


def test_an_ended_role_gives_nothing(town: Town) -> None:
    alice = town.administrator()
    person("Bob", Role.ADMINISTRATOR, town.city)
    services.assignment_end(
        actor_id=None,
        assignment=alice.assignments.get(),
        last_day=timezone.localdate() - timedelta(days=1),
    )
    assert not User.objects.get(pk=alice.pk).may(PEOPLE)


def test_a_board_administrator_finds_only_the_own_people(town: Town) -> None:
    bob = person("Bob", Role.ADMINISTRATOR, town.social)
    ake = person("Åke Öst", Role.STAFF, town.homeless, "ake@example.se")
    person("Charlie", Role.STAFF, town.library)
    assert list(selectors.people(bob)) == [bob, ake]
    assert list(selectors.people(bob, search="öst ÅKE")) == [ake]
    assert not selectors.people(bob, search="charlie")


def test_an_account_shared_with_another_board_is_not_ones_own(town: Town) -> None:
    bob = person("Bob", Role.ADMINISTRATOR, town.social)
    charlie = person("Charlie", Role.STAFF, town.homeless)
    assert selectors.looks_after(bob, charlie)
    services.assignment_add(actor_id=None, role=Role.STAFF, unit=town.library, user=charlie, valid_from=START)
    assert not selectors.looks_after(bob, User.objects.get(pk=charlie.pk))
    assert selectors.looks_after(town.administrator(), charlie)


TOMORROW = timezone.localdate() + timedelta(days=1)


def test_an_account_with_a_role_to_come_elsewhere_is_not_looked_after_here(town: Town) -> None:
    alice = person("Alice", Role.ADMINISTRATOR, town.social)
    bob = person("Bob", Role.STAFF, town.homeless)
    services.assignment_end(actor_id=None, assignment=bob.assignments.get(), last_day=date(2025, 12, 31))
    assert selectors.looks_after(alice, bob)
    services.assignment_add(
        actor_id=None, role=Role.LOCAL_COORDINATOR, unit=town.culture, user=bob, valid_from=TOMORROW
    )
    assert not selectors.looks_after(alice, bob)


def test_nobody_gives_a_role_to_oneself(town: Town) -> None:
    alice = town.administrator()
    with pytest.raises(ValidationError, match="dig själv"):
        services.assignment_add(
            actor_id=alice.pk, role=Role.LOCAL_COORDINATOR, unit=town.social, user=alice, valid_from=TOMORROW
        )
    assert alice.assignments.count() == 1


def test_nobody_prolongs_a_role_of_ones_own_but_may_end_it(town: Town) -> None:
    town.administrator()
    bob = person("Bob", Role.ADMINISTRATOR, town.social)
    role = bob.assignments.get()
    services.assignment_end(actor_id=bob.pk, assignment=role, last_day=TOMORROW)
    with pytest.raises(ValidationError, match="dig själv"):
        services.assignment_end(actor_id=bob.pk, assignment=role, last_day=TOMORROW + timedelta(days=1))


def test_the_citys_last_administrator_stays_until_there_is_another(town: Town) -> None:
    alice = town.administrator()
    role = alice.assignments.get()
    with pytest.raises(ValidationError, match="systemförvaltare"):
        services.assignment_end(actor_id=None, assignment=role, last_day=TOMORROW)
    with pytest.raises(ValidationError, match="systemförvaltare"):
        services.user_deactivate(actor_id=None, user=alice)
    alice.refresh_from_db()
    assert alice.is_active and alice.assignments.get().valid_to is None
    person("Bob", Role.ADMINISTRATOR, town.city)
    services.assignment_end(actor_id=None, assignment=role, last_day=TOMORROW)
