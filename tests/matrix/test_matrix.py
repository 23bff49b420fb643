"""What the printed matrix says is what the client gets: role × page × method × own unit / other unit / other board."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.template import loader
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.testing import once_for_the_module
from ledstjarna.ui import errors
from ledstjarna.walls import matrix
from ledstjarna.walls.roles import Role
from tests.matrix.sample import Level, Sample, samples
from tests.matrix.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OPEN = {200, 204, 301, 302, 303, 304, 400, 405, 409, 413, 422, 429}
SHUT = {404, 405}  # a way that a page does not have says nothing about the row
METHODS = ("get", "post")
SAMPLES = samples()
DOORS = {door.name: door for door in matrix.doors()}
TRIED = sorted(name for name, door in DOORS.items() if not door.kwargs or name in SAMPLES)


class Tried:
    """Signed-in clients by user, each request undone after it."""

    def __init__(self) -> None:
        self.world = World()
        self.sessions = {user.pk: _session(user) for user in self.world.holders.values()}
        self.printed = printed()
        self.urls: dict[tuple[str, Any], str] = {}
        self.drawn = False

    def status(self, user: User | None, method: str, url: str, *, drawn: bool = False) -> tuple[int, str]:
        """The status and, of a redirect, where to. A page that is `drawn` already is answered empty."""
        self.drawn = drawn
        client = Client(raise_request_exception=False)
        if user is not None:
            client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: self.sessions[user.pk]})
        with transaction.atomic():
            response = getattr(client, method)(url)
            transaction.set_rollback(True)
        return response.status_code, response.headers.get("Location", "")

    def url(self, name: str, sample: Sample, whose: Unit | User | None) -> str:
        """The door's address for a row of `whose`, made once: every request after it is undone."""
        if (name, whose) not in self.urls:
            kwargs = sample.kwargs(self.world, whose) if DOORS[name].kwargs else {}
            self.urls[name, whose] = reverse(name, kwargs=kwargs)
        return self.urls[name, whose]


def _session(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def printed() -> dict[str, dict[str, Any]]:
    """What the command prints, by door: its permission's row, empty where the door is open."""
    out = io.StringIO()
    call_command("permissions", "--json", stdout=out)
    data = json.loads(out.getvalue())
    by_code = {row["code"]: row for row in data["permissions"]}
    return {door["name"]: by_code.get(door["permission"] or "", {}) for door in data["doors"]}


@pytest.fixture(scope="module")
def tried(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Tried]:
    """One municipality for all doors."""
    yield from once_for_the_module(Tried, django_db_blocker)


@pytest.fixture
def sparing(tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    """A role's page is drawn once by each way in; after that only its status counts. How a refusal looks is the
    business of `ui`. All drawn, the matrix takes thrice the time.
    """
    draw = loader.render_to_string
    monkeypatch.setattr(loader, "render_to_string", lambda *args, **more: "" if tried.drawn else draw(*args, **more))
    monkeypatch.setattr(errors, "page", lambda _request, status, _sentence="": HttpResponse(status=status))


def test_every_door_says_what_it_asks() -> None:
    assert [door.route for door in matrix.doors() if not door.declared] == []


def test_every_door_has_a_name_of_its_own() -> None:
    assert len(DOORS) == len(matrix.doors())
    assert all(DOORS)


def test_every_door_with_an_id_has_a_sample() -> None:
    assert sorted(name for name, door in DOORS.items() if door.kwargs and name not in SAMPLES) == []


def test_every_sample_is_of_a_door() -> None:
    assert sorted(set(SAMPLES) - set(DOORS)) == []


@pytest.mark.usefixtures("sparing")
@pytest.mark.parametrize("name", TRIED)
def test_a_door_opens_for_those_it_says_and_no_one_else(tried: Tried, name: str) -> None:
    asked = tried.printed[name]
    sample = SAMPLES.get(name, Sample(lambda world, unit: {}, Level.NOBODY))
    wrong: list[str] = []
    with transaction.atomic():
        for method in METHODS:
            wrong += _anonymous(tried, name, sample, asked, method)
            for role in Role if asked else ():
                wrong += _as_role(tried, name, sample, asked, method, role)
        transaction.set_rollback(True)
    assert not wrong, "\n".join(wrong)


def _anonymous(tried: Tried, name: str, sample: Sample, asked: dict[str, Any], method: str) -> Iterator[str]:
    person = sample.level is Level.PERSON
    whose: Unit | User = tried.world.holders[Role.STAFF, "unit"] if person else tried.world.own
    status, to = tried.status(None, method, tried.url(name, sample, whose))
    held_out = status == 302 and to.startswith(f"{reverse('account_login')}?next=")
    if held_out != bool(asked) or (not asked and status not in OPEN | sample.also):
        yield f"{method} anonymous → {status} {to}"


def _as_role(tried: Tried, name: str, sample: Sample, asked: dict[str, Any], method: str, role: Role) -> Iterator[str]:
    world = tried.world
    if role not in asked["roles"] or asked["city_only"]:
        user = world.holders[role, "unit"]
        own: Unit | User = user if sample.level is Level.PERSON else world.own
        status, _to = tried.status(user, method, tried.url(name, sample, own))
        if status != 403:
            yield f"{method} {role} without the permission → {status}"
    if role not in asked["roles"]:
        return
    # Where nobody in particular owns the row, the place of the role makes no difference unless the room says so.
    drawn = False
    everywhere = sample.level in (Level.NOBODY, Level.PERSON) and sample.reaches is None and not asked["city_only"]
    for where in ("unit",) if everywhere else ("unit", "board", "city"):
        user = world.holders[role, where]
        if asked["city_only"] and where != "city":
            continue  # tried once below, as one without the permission
        for label, whose, fine in _targets(world, sample, asked, user, where):
            status, _to = tried.status(user, method, tried.url(name, sample, whose), drawn=drawn)
            drawn = drawn or status == 200
            if status not in (OPEN if fine else SHUT | ({403} if whose is None else set())) | sample.also:
                yield f"{method} {role} at {where}, {label} → {status}, expected {'in' if fine else 'out'}"


def _targets(
    world: World, sample: Sample, asked: dict[str, Any], user: User, where: str
) -> Iterator[tuple[str, Unit | User | None, bool]]:
    if sample.level is Level.NOBODY:
        yield "as it is", None, sample.reaches is None or sample.reaches(world, user, world.own)
        return
    if sample.level is Level.PERSON:
        yield "own", user, True
        yield (
            "another's",
            world.holders[Role.ADMINISTRATOR if user.name.startswith("staff") else Role.STAFF, "city"],
            False,
        )
        return
    for label, unit in (("own", world.own), ("other unit", world.other_unit), ("other board", world.foreign)):
        if sample.reaches is not None:
            yield label, unit, sample.reaches(world, user, unit)
        else:
            yield label, unit, asked["everywhere"] or _reached(label, sample.level, where, asked["citywide"])


def _reached(label: str, level: Level, where: str, citywide: bool) -> bool:
    if where == "city":
        return citywide
    if label == "other board":
        return False
    return label == "own" or where == "board" or level is Level.BOARD
