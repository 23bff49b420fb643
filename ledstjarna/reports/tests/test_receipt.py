"""The receipt: its code rides, sealed, in a cookie of its own, for ten minutes and in one session."""

from __future__ import annotations

import time
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from ledstjarna.accounts.models import User
from ledstjarna.accounts.tests.town import person
from ledstjarna.reports.sealed import RECEIPT, purpose
from ledstjarna.reports.tests.filing import page_of, receipt, send
from ledstjarna.reports.tests.world import World, browser
from ledstjarna.texts import keys
from ledstjarna.texts.keys import Unreadable, decrypt
from ledstjarna.walls.roles import Role


def test_the_receipt_is_gone_without_its_cookie_and_for_someone_else(world: World) -> None:
    client = browser(world.alice)
    page = page_of(client.get(reverse("reports:receipt")))
    assert "visas inte längre" in page and "Om du skickade en rapport har den kommit fram." in page
    send(client)
    code = receipt(client)
    client.force_login(person("Dana", Role.STAFF, world.homeless))
    assert code not in page_of(client.get(reverse("reports:receipt")))


def test_the_code_rides_in_a_short_lived_cookie_of_the_receipt_alone(world: World, settings: Settings) -> None:
    client = browser(world.alice)
    answer = send(client)
    cookie = answer.cookies["kvitto"]
    kept = {name: cookie[name] for name in ("path", "max-age", "httponly", "samesite")}
    assert kept == {"path": reverse("reports:receipt"), "max-age": 600, "httponly": True, "samesite": "Strict"}
    assert bool(cookie["secure"]) is settings.SESSION_COOKIE_SECURE
    code = receipt(client)
    assert code not in answer["Location"] and code.encode() not in answer.content
    page = client.get(reverse("reports:receipt"))
    assert page["Cache-Control"] == answer["Cache-Control"] == "no-store"


def asked_by(client: Client, user: User) -> HttpRequest:
    """A request as the browser sends it."""
    request = HttpRequest()
    request.user, request.session = user, client.session
    return request


def test_the_cookie_tells_nobody_the_code(world: World) -> None:
    client = browser(world.alice)
    value = send(client).cookies["kvitto"].value
    sealed = urlsafe_b64decode(value)
    code = receipt(client)
    for form in (code, code.replace("-", "")):
        assert form not in value and form.encode() not in sealed
    kept = decrypt(sealed, purpose=purpose(asked_by(client, world.alice), RECEIPT)).decode()
    assert kept.partition(" ")[2] == f"{code}.0"
    for other in ("text", purpose(asked_by(browser(world.bob), world.bob), RECEIPT)):
        with pytest.raises(Unreadable):
            decrypt(sealed, purpose=other)


@pytest.mark.parametrize("inside", ["", "x", "!!", "AAAA", urlsafe_b64encode(bytes(40)).decode(), "damaged", "gone"])
def test_a_damaged_receipt_is_a_page_without_a_code(world: World, inside: str) -> None:
    client = browser(world.alice)
    value = send(client).cookies["kvitto"].value
    if inside == "gone":
        for key in keys.ring():
            key.path.unlink()
    client.cookies["kvitto"] = {"gone": value, "damaged": value[:-6] + "AAAAAA"}.get(inside, inside)
    answer = client.get(reverse("reports:receipt"))
    assert answer.status_code == 200 and "visas inte längre" in page_of(answer)


def test_the_receipt_is_shown_for_ten_minutes_and_not_after_signing_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(world.alice)
    value = send(client).cookies["kvitto"].value
    at = time.time()
    for later, there in ((599, True), (601, False), (-2, False)):
        monkeypatch.setattr("ledstjarna.reports.sealed.time.time", lambda later=later: at + later)
        assert ("visas inte längre" in page_of(client.get(reverse("reports:receipt")))) is not there, later
    monkeypatch.undo()
    client.logout()
    client.force_login(world.alice)
    client.cookies["kvitto"] = value
    assert "visas inte längre" in page_of(client.get(reverse("reports:receipt")))
