"""The first administrator gets a password at the terminal."""

from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command

from ledstjarna.accounts.management.commands import changepassword
from ledstjarna.accounts.models import User
from ledstjarna.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> User:
    return User.objects.create(email="alice@exempel.invalid", name="Alice")


def typed(monkeypatch: pytest.MonkeyPatch, *passwords: str) -> None:
    answers: Iterator[str] = iter(passwords)
    monkeypatch.setattr(changepassword, "getpass", lambda _prompt: next(answers))


def test_a_password_typed_twice_is_set_and_logged(monkeypatch: pytest.MonkeyPatch, alice: User) -> None:
    typed(monkeypatch, "fyra gröna båtar", "fyra gröna båtar")
    call_command("changepassword", "Alice@exempel.invalid")
    alice.refresh_from_db()
    assert alice.check_password("fyra gröna båtar")
    assert Entry.objects.get(action="password_set").ids == [alice.pk]


@pytest.mark.parametrize(("first", "second"), [("fyra gröna båtar", "fyra grona batar"), ("kort", "kort")])
def test_a_password_that_differs_or_is_too_weak_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, alice: User, first: str, second: str
) -> None:
    typed(monkeypatch, first, second)
    with pytest.raises(CommandError):
        call_command("changepassword", alice.email)
    alice.refresh_from_db()
    assert alice.password == ""
    assert not Entry.objects.exists()


def test_an_unknown_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="inget konto"):
        call_command("changepassword", "bob@exempel.invalid")
