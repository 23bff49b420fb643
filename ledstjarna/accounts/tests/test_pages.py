from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts import services
from ledstjarna.accounts.models import Assignment, Unit, User
from ledstjarna.accounts.tests.town import START, Town, person
from ledstjarna.audit.models import Entry
from ledstjarna.walls.roles import Role


@pytest.fixture
def alice(town: Town, client: Client) -> User:
    found = town.administrator()
    client.force_login(found)
    return found


def post(client: Client, door: str, *args: Any, **sent: Any) -> Any:
    return client.post(reverse(f"accounts:{door}", args=args), sent)


def test_a_unit_is_added_renamed_moved_and_closed(client: Client, alice: User, town: Town) -> None:
    new = {
        "kind": "department",
        "name": "Vuxna",
        "code": "SFV",
        "parent": town.social_office.pk,
        "valid_from": "2026-01-01",
    }
    assert post(client, "unit_add", **new).status_code == 302
    added = Unit.objects.get(code="SFV")
    post(client, "unit_rename", town.homeless.pk, name="Hemlöshet", code="SF1")
    post(client, "unit_move", town.homeless.pk, parent=added.pk)
    post(client, "unit_close", town.homeless.pk, last_day="2026-12-31", successors=[town.treatment.pk])
    page = client.get(reverse("accounts:unit", args=[town.homeless.pk])).content.decode()
    assert all(word in page for word in ("Hemlöshet", "Vuxna", "31 december 2026", "Behandlingsenheten"))
    assert list(Entry.objects.filter(actor_id=alice.pk).values_list("action", flat=True)) == [
        "unit_add",
        "unit_rename",
        "unit_move",
        "unit_close",
    ]


def test_a_form_sent_twice_is_stored_once(client: Client, alice: User, town: Town) -> None:
    sent = {
        "kind": "unit",
        "name": "Ny",
        "code": "NY",
        "parent": town.social.pk,
        "valid_from": "2026-01-01",
        "once": uuid4(),
    }
    assert [post(client, "unit_add", **sent).status_code for _ in range(2)] == [302, 302]
    assert Unit.objects.filter(code="NY").count() == 1


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("code", "SF1"),
        ("valid_from", "9999-12-31"),
        ("parent", "999999999999999999999"),
        ("kind", "hylla"),
    ],
)
def test_a_wrong_unit_is_shown_again_and_not_stored(
    client: Client, alice: User, town: Town, field: str, text: str
) -> None:
    sent = {"kind": "unit", "name": "Nya enheten", "code": "NY", "parent": town.social.pk, "valid_from": "2026-01-01"}
    page = post(client, "unit_add", **sent | {field: text})
    assert page.status_code == 200
    assert field in page.context["form"].errors
    assert field == "name" or "Nya enheten" in page.content.decode()
    assert Unit.objects.count() == 7


def test_a_person_is_added_changed_and_closed(client: Client, alice: User, town: Town) -> None:
    sent = {
        "name": "Bob",
        "email": "bob@example.se",
        "role": "staff",
        "unit": town.homeless.pk,
        "valid_from": "2026-01-01",
    }
    assert post(client, "person_add", **sent).status_code == 302
    bob = User.objects.get(email="bob@example.se")
    post(client, "person_change", bob.pk, name="Bob Berg", email="BERG@example.se")
    bob.refresh_from_db()
    assert (bob.name, bob.email) == ("Bob Berg", "berg@example.se")
    post(client, "person_close", bob.pk)
    assert "stängt" in client.get(reverse("accounts:person", args=[bob.pk])).content.decode()
    post(client, "person_open", bob.pk)
    bob.refresh_from_db()
    assert bob.is_active


def test_nobody_closes_the_own_account(client: Client, alice: User) -> None:
    post(client, "person_close", alice.pk)
    alice.refresh_from_db()
    assert alice.is_active


def test_roles_are_given_to_people_and_functions_and_ended(client: Client, alice: User, town: Town) -> None:
    bob = person("Bob", Role.STAFF, town.library)
    day = timezone.localdate().isoformat()
    door = town.homeless.pk
    post(client, "assignment_add", door, role="unit_manager", email="bob@example.se", valid_from=day)
    post(client, "assignment_add", door, role="receiver", function="Jouren", valid_from=day)
    page = client.get(reverse("accounts:unit", args=[door])).content.decode()
    assert "Bob" in page and "Jouren" in page
    role = bob.assignments.get(role="unit_manager")
    post(client, "assignment_end", role.pk, last_day="2027-01-31")
    role.refresh_from_db()
    assert role.last_day == date(2027, 1, 31)


@pytest.mark.parametrize(
    "sent", [{"email": ""}, {"email": "okand@example.se"}, {"email": "alice@example.se", "function": "Jouren"}]
)
def test_a_role_without_one_clear_holder_is_not_given(
    client: Client, alice: User, town: Town, sent: dict[str, str]
) -> None:
    before = Assignment.objects.count()
    assert (
        post(client, "assignment_add", town.homeless.pk, role="receiver", valid_from="2026-01-01", **sent).status_code
        == 200
    )
    assert Assignment.objects.count() == before


def test_ids_of_another_board_in_a_form_are_refused(client: Client, town: Town) -> None:
    client.force_login(person("Bob", Role.ADMINISTRATOR, town.social))
    sent = {"kind": "unit", "name": "Ny", "code": "NY", "valid_from": "2026-01-01"}
    assert post(client, "unit_add", **sent, parent=town.culture.pk).status_code == 200
    assert post(client, "unit_add", **sent | {"kind": "board"}, parent=town.city.pk).status_code == 200
    assert post(client, "unit_move", town.homeless.pk, parent=town.culture.pk).status_code == 200
    last = {"last_day": "2026-12-31", "successors": [town.library.pk]}
    assert post(client, "unit_close", town.homeless.pk, **last).status_code == 200
    new = {"name": "C", "email": "c@example.se", "role": "administrator", "valid_from": "2026-01-01"}
    for unit in (town.culture, town.city):
        assert post(client, "person_add", **new, unit=unit.pk).status_code == 200
    assert Unit.objects.count() == 7
    assert User.objects.count() == 1


def test_a_shared_account_is_changed_only_from_the_city(client: Client, town: Town) -> None:
    charlie = person("Charlie", Role.STAFF, town.homeless)
    services.assignment_add(actor_id=None, role=Role.STAFF, unit=town.library, user=charlie, valid_from=START)
    client.force_login(person("Bob", Role.ADMINISTRATOR, town.social))
    assert client.get(reverse("accounts:person", args=[charlie.pk])).status_code == 200
    for door in ("person_change", "person_close", "person_open", "factor_remove"):
        assert post(client, door, charlie.pk, name="X", email="x@example.se").status_code == 404


def test_a_list_of_people_takes_as_many_queries_for_sixty_as_for_one(
    client: Client, alice: User, town: Town, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        person(f"Person {number:02}", Role.STAFF, town.homeless, f"p{number}@example.se")
    with django_assert_max_num_queries(12):
        page = client.get(reverse("accounts:people"), {"unit": town.homeless.pk})
    assert "Person 00" in page.content.decode()
    assert "Person 59" not in page.content.decode()
    found = client.get(reverse("accounts:people"), {"q": "person 59"}).content.decode()
    assert "Person 59" in found and "Person 58" not in found


def test_the_vacancies_lead_to_giving_the_role(client: Client, alice: User, town: Town) -> None:
    page = client.get(reverse("accounts:vacancies")).content.decode()
    door = f"{reverse('accounts:assignment_add', args=[town.library.pk])}?roll=unit_manager"
    assert door in page
    assert "selected" in client.get(door).content.decode()


def test_the_auditor_sees_the_permissions(client: Client, town: Town) -> None:
    bob = person("Bob", Role.AUDITOR, town.city)
    Authenticator.objects.create(user=bob, type="totp", data={})
    client.force_login(bob)
    page = client.get(reverse("accounts:permissions")).content.decode()
    assert "accounts:edit_units" in page
    assert "/organisation/" in page


def test_everyone_with_a_role_sees_the_organisation_but_no_staff_list(client: Client, town: Town) -> None:
    person("Charlie Karlsson", Role.STAFF, town.homeless)
    client.force_login(person("Bob", Role.STAFF, town.library))
    page = client.get(reverse("accounts:unit", args=[town.homeless.pk])).content.decode()
    assert "Charlie" not in page
    assert reverse("accounts:unit_rename", args=[town.homeless.pk]) not in page


def test_one_without_any_role_still_reaches_the_own_account(client: Client, town: Town) -> None:
    bob = services.user_deactivate(actor_id=None, user=person("Bob", Role.STAFF, town.library))
    client.force_login(services.user_reactivate(actor_id=None, user=bob))
    assert "ingen roll" in client.get(reverse("accounts:me")).content.decode()
    assert client.get(reverse("accounts:tree")).status_code == 403


@pytest.mark.parametrize(
    ("back", "to"), [("/planer/", "/planer/"), ("https://exempel.invalid/", "/konto/"), ("", "/konto/")]
)
def test_one_stays_where_one_was_when_the_language_changes(client: Client, town: Town, back: str, to: str) -> None:
    client.force_login(town.administrator())
    answer = client.post(reverse("account_language"), {"language": "en", "next": back})
    assert answer["Location"] == to
