import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from ledstjarna.accounts import services
from ledstjarna.accounts.models import PasswordTries, User
from ledstjarna.accounts.signin import tries
from ledstjarna.accounts.signin.adapters import reseal_secrets
from ledstjarna.accounts.tests.town import START, Town, person
from ledstjarna.audit.models import Entry
from ledstjarna.texts import keys
from ledstjarna.walls.permission import REGISTRY, Permission
from ledstjarna.walls.roles import Role

SECRET = "glada grisar grymtar gott"
LOGIN = "/konto/logga-in/"


@pytest.fixture(autouse=True)
def _settings(settings: Settings) -> None:
    settings.LOGIN_REDIRECT_URL = "accounts:me"
    settings.SECURE_SSL_REDIRECT = False
    settings.DEMO = False


@pytest.fixture
def alice(town: Town) -> User:
    return services.user_add(
        actor_id=None,
        name="Alice",
        email="alice@example.se",
        role=Role.ADMINISTRATOR,
        unit=town.city,
        valid_from=START,
        password=SECRET,
    )


def sign_in(client: Client, email: str = "alice@example.se", password: str = SECRET, **more: str) -> Any:
    return client.post(LOGIN, {"login": email, "password": password, **more})


def rows(action: str) -> list[tuple[str, dict[str, Any], list[int]]]:
    return list(Entry.objects.filter(action=action).order_by("pk").values_list("outcome", "facts", "ids"))


def test_the_right_password_lets_in_and_is_logged(client: Client, alice: User) -> None:
    assert sign_in(client, "ALICE@example.se").headers["Location"] == "/konto/"
    assert "Alice" in client.get("/konto/").content.decode()
    assert rows("sign_in") == [("done", {"methods": ["password"]}, [alice.pk])]


@pytest.mark.parametrize(
    ("email", "why"), [("alice@example.se", "wrong_password"), ("bob@example.se", "unknown_address")]
)
def test_a_wrong_password_and_an_unknown_address_answer_alike(
    client: Client, alice: User, email: str, why: str
) -> None:
    page = sign_in(client, email, "fel lösenord")
    assert "E-postadressen eller lösenordet stämmer inte." in page.content.decode()
    ((outcome, facts, ids),) = rows("sign_in")
    assert (outcome, facts) == ("failed", {"why": why})
    assert ids == ([alice.pk] if why == "wrong_password" else [])
    assert "example.se" not in str(Entry.objects.filter(action="sign_in").values())


@pytest.mark.parametrize("email", ["alice@example.se", "bob@example.se"])
def test_the_sixth_try_in_a_minute_is_held_back_even_with_the_right_password(
    client: Client, alice: User, email: str
) -> None:
    for _ in range(5):
        assert sign_in(client, email, "fel lösenord").status_code == 200
    page = sign_in(client, email)
    assert page.status_code == 429
    assert "Vänta en minut" in page.content.decode()
    assert rows("sign_in")[-1][:2] == ("refused", {"why": "too_many_tries"})
    assert not client.session.get("_auth_user_id")


def test_after_a_minute_one_may_try_again(client: Client, alice: User) -> None:
    for _ in range(5):
        sign_in(client, password="fel lösenord")
    row = PasswordTries.objects.get()
    row.times = [at - 61 for at in row.times]
    row.save()
    assert sign_in(client).status_code == 302


def test_tries_are_forgotten_and_hold_no_address(client: Client, alice: User) -> None:
    sign_in(client, "bob@example.se")
    assert "bob" not in str(list(PasswordTries.objects.values()))
    PasswordTries.objects.update(last=timezone.now() - timedelta(hours=2))
    assert tries.take("charlie@example.se")
    assert PasswordTries.objects.count() == 1


def test_a_closed_account_is_not_let_in_and_is_thrown_out(client: Client, alice: User) -> None:
    sign_in(client)
    person("Bob", Role.ADMINISTRATOR, alice.assignments.get().unit)
    services.user_deactivate(actor_id=None, user=alice)
    assert client.get("/konto/").headers["Location"].startswith(LOGIN)
    assert sign_in(client).status_code == 200
    assert rows("sign_in")[-1][:2] == ("failed", {"why": "closed_account"})


def test_signing_in_speaks_the_persons_language(client: Client, alice: User) -> None:
    services.user_language(user=alice, language="en")
    assert sign_in(client).cookies["django_language"].value == "en"


def test_one_changes_the_language_one_reads_in(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert client.post("/konto/sprak/", {"language": "en"}).cookies["django_language"].value == "en"
    client.post("/konto/sprak/", {"language": "de"})
    alice.refresh_from_db()
    assert alice.language == "en"


def test_the_old_password_is_counted_when_it_is_changed(client: Client, alice: User) -> None:
    client.force_login(alice)
    new = "nya glada grisar grymtar"
    sent = {"oldpassword": "fel lösenord", "password1": new, "password2": new}
    for _ in range(5):
        assert client.post("/konto/losenord/", sent).status_code == 200
    assert client.post("/konto/losenord/", sent | {"oldpassword": SECRET}).status_code == 429
    PasswordTries.objects.all().delete()
    assert client.post("/konto/losenord/", sent | {"oldpassword": SECRET}).status_code == 302
    alice.refresh_from_db()
    assert alice.check_password(new)


def test_a_forgotten_password_is_reset_by_mail(client: Client, alice: User) -> None:
    alice.set_unusable_password()
    alice.save()
    client.post("/konto/glomt/", {"email": "Alice@example.se"})
    (letter,) = mail.outbox
    assert letter.to == ["alice@example.se"]
    link = re.search(r"https?://[^/]+(/\S+)", str(letter.body))
    assert link is not None
    page = client.get(link[1], follow=True)
    action = page.request["PATH_INFO"]
    assert client.post(action, {"password1": "kort", "password2": "kort"}).status_code == 200
    assert client.post(action, {"password1": SECRET, "password2": SECRET}).status_code == 302
    assert sign_in(client).status_code == 302
    assert "gäller inte" in client.get(link[1], follow=True).content.decode()


def test_an_unknown_address_gets_no_mail_and_the_same_answer(client: Client, alice: User) -> None:
    known = client.post("/konto/glomt/", {"email": "alice@example.se"})
    unknown = client.post("/konto/glomt/", {"email": "bob@example.se"})
    assert known.headers["Location"] == unknown.headers["Location"]
    assert len(mail.outbox) == 1


def test_a_changed_address_no_longer_resets_the_password(client: Client, alice: User) -> None:
    client.post("/konto/glomt/", {"email": "alice@example.se"})
    services.user_change(actor_id=None, user=alice, name="Alice", email="ny@example.se")
    client.post("/konto/glomt/", {"email": "alice@example.se"})
    assert len(mail.outbox) == 1
    client.post("/konto/glomt/", {"email": "ny@example.se"})
    assert mail.outbox[1].to == ["ny@example.se"]


def with_app(client: Client, user: User) -> tuple[str, list[str]]:
    """Sign in and connect an app through the pages; its secret and the spare codes."""
    sign_in(client)
    asked = client.get("/konto/sakerhet/app/")
    client.post(asked.headers["Location"], {"password": SECRET})
    page = client.get("/konto/sakerhet/app/")
    secret = page.context["form"].secret
    assert client.post("/konto/sakerhet/app/", {"code": code(secret)}).status_code == 302
    spare = client.get("/konto/sakerhet/reservkoder/").context["unused_codes"]
    client.post("/konto/logga-ut/")
    return secret, spare


def code(secret: str, later: int = 0) -> str:
    counter = list(totp.yield_hotp_counters_from_time())[1] + later
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


def test_a_code_from_the_app_is_the_second_step(client: Client, alice: User) -> None:
    secret, _spare = with_app(client, alice)
    assert sign_in(client).headers["Location"] == "/konto/logga-in/kod/"
    assert not client.session.get("_auth_user_id")
    assert "Koden stämmer inte." in client.post("/konto/logga-in/kod/", {"code": "000000"}).content.decode()
    assert rows("second_factor")[-1] == ("failed", {"why": "wrong_code"}, [alice.pk])
    assert client.post("/konto/logga-in/kod/", {"code": code(secret, 1)}).status_code == 302
    assert rows("sign_in")[-1] == ("done", {"methods": ["password", "totp"]}, [alice.pk])


def test_codes_are_counted_too(client: Client, alice: User) -> None:
    secret, _spare = with_app(client, alice)
    PasswordTries.objects.all().delete()
    sign_in(client)
    for _ in range(5):
        client.post("/konto/logga-in/kod/", {"code": "000000"})
    page = client.post("/konto/logga-in/kod/", {"code": code(secret, 1)})
    assert page.status_code == 429
    assert rows("second_factor")[-1][:2] == ("refused", {"why": "too_many_tries"})


def test_a_spare_code_is_used_once(client: Client, alice: User) -> None:
    _secret, spare = with_app(client, alice)
    for status in (302, 200):
        sign_in(client)
        assert client.post("/konto/logga-in/kod/", {"code": spare[0]}).status_code == status
        client.post("/konto/logga-ut/")


def test_secrets_are_sealed_and_follow_a_new_key(
    client: Client, alice: User, settings: Settings, tmp_path: Any
) -> None:
    settings.KEYS_DIR = tmp_path
    secret, _spare = with_app(client, alice)
    before = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in before
    old = keys.newest()
    keys.add()
    assert (reseal_secrets(), reseal_secrets()) == (2, 0)
    keys.destroy(old)
    sign_in(client)
    assert client.post("/konto/logga-in/kod/", {"code": code(secret, 1)}).status_code == 302


def test_an_administrator_takes_away_a_lost_second_step(client: Client, alice: User) -> None:
    with_app(client, alice)
    services.second_factor_remove(actor_id=None, user=alice)
    assert sign_in(client).headers["Location"] == "/konto/"


def test_the_page_for_a_new_key_is_there_and_refuses_nonsense(client: Client, alice: User) -> None:
    sign_in(client)
    client.post("/konto/bekrafta/", {"password": SECRET})
    page = client.get("/konto/sakerhet/nycklar/ny/").content.decode()
    assert "webauthn.js" in page
    for credential in ("", "null", "[]", '{"id": 1}', "{", '{"rawId": "x", "response": {}}', '"x"'):
        answer = client.post("/konto/sakerhet/nycklar/ny/", {"credential": credential, "name": "Min"})
        assert answer.status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("credential", ["", "null", "[]", "7", '{"response": null}', '{"response": {"userHandle": 5}}'])
def test_a_nonsense_key_does_not_sign_in(client: Client, alice: User, credential: str) -> None:
    answer = client.post("/konto/logga-in/nyckel/", {"credential": credential})
    assert answer.headers["Location"] == LOGIN
    assert not client.session.get("_auth_user_id")


@pytest.fixture
def protected() -> Any:
    permission = Permission("test:protected", "Skyddat", frozenset({Role.ADMINISTRATOR}), protected=True)
    yield permission
    del REGISTRY[permission.code]


def test_protected_matter_takes_a_second_step(
    client: Client, alice: User, protected: Permission, settings: Settings
) -> None:
    client.force_login(alice)
    assert client.get("/organisation/").headers["Location"] == reverse("mfa_index")
    assert "andra inloggningssteg" in client.get(reverse("mfa_index")).content.decode()
    settings.DEMO = True
    assert client.get("/organisation/").status_code == 200
    settings.DEMO = False
    Authenticator.objects.create(user=alice, type="totp", data={})
    assert client.get("/organisation/").status_code == 200


def test_the_demo_signs_in_with_one_click(client: Client, alice: User, settings: Settings) -> None:
    settings.DEMO = True
    User.objects.filter(pk=alice.pk).update(demo=True)
    door = f"/konto/logga-in/demo/{alice.pk}/"
    assert door in client.get(LOGIN).content.decode()
    assert client.get(door).status_code == 405
    assert client.post(door).status_code == 302
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_outside_the_demo_there_is_no_such_door(client: Client, alice: User, town: Town) -> None:
    User.objects.filter(pk=alice.pk).update(demo=True)
    door = f"/konto/logga-in/demo/{alice.pk}/"
    assert door not in client.get(LOGIN).content.decode()
    assert client.post(door).status_code == 404


def test_only_the_demos_own_accounts_are_opened(client: Client, alice: User, settings: Settings) -> None:
    settings.DEMO = True
    assert client.post(f"/konto/logga-in/demo/{alice.pk}/").status_code == 404


@pytest.mark.parametrize("text", ["x" * 100_000, "a\0b", "\ud800", "\u202eabc"])
@pytest.mark.parametrize("field", ["login", "password"])
def test_strange_texts_are_answered_with_a_sentence(client: Client, alice: User, field: str, text: str) -> None:
    sent = {"login": "alice@example.se", "password": SECRET} | {field: text.encode("utf-8", "surrogatepass")}
    assert client.post(LOGIN, sent).status_code in (200, 413)
    assert not client.session.get("_auth_user_id")


def test_a_session_from_before_the_second_step_ends_when_it_comes(client: Client, alice: User) -> None:
    thief = Client()
    sign_in(thief)
    assert thief.get("/konto/").status_code == 200
    sign_in(client)
    asked = client.get("/konto/sakerhet/app/")
    client.post(asked.headers["Location"], {"password": SECRET})
    secret = client.get("/konto/sakerhet/app/").context["form"].secret
    client.post("/konto/sakerhet/app/", {"code": code(secret)})
    assert client.get("/konto/").status_code == 200
    assert thief.get("/konto/").headers["Location"].startswith(LOGIN)
    assert rows("second_factor_add") == [("done", {}, [alice.pk])]


def test_a_session_ends_when_the_administrator_takes_the_second_step_away(client: Client, alice: User) -> None:
    client.force_login(alice)
    services.second_factor_remove(actor_id=None, user=alice)
    assert client.get("/konto/").headers["Location"].startswith(LOGIN)


LETTERS = ("alice@example.se", "Alice@Example.SE", " alice@example.se ", "alice@example.se")


def test_a_mailbox_is_not_filled_with_letters_about_the_password(client: Client, alice: User) -> None:
    answers = [client.post("/konto/glomt/", {"email": address}).status_code for address in LETTERS]
    assert answers == [302, 302, 429, 429]
    assert len(mail.outbox) == 2
