"""Twenty tries at once over two processes, against a database with real commits."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import close_old_connections, connections
from django.test import Client
from pytest_django import Settings

from ledstjarna.accounts import services
from ledstjarna.accounts.models import Assignment, PasswordTries, User
from ledstjarna.accounts.tests.town import START, Town
from ledstjarna.audit.models import Entry
from ledstjarna.walls.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "glada grisar grymtar gott"
PROCESSES, THREADS = 2, 10
fork = multiprocessing.get_context("fork")


def member(name: str, at: Town) -> User:
    return services.user_add(
        actor_id=None,
        name=name,
        email=f"{name.lower()}@example.se",
        role=Role.STAFF,
        unit=at.homeless,
        valid_from=START,
        password=SECRET,
    )


def sign_in(email: str, password: str) -> int:
    try:
        return Client().post("/konto/logga-in/", {"login": email, "password": password}).status_code
    finally:
        connections.close_all()


def _try_at_once(gate: Any, answers: Any) -> None:
    def one(_number: int) -> int:
        gate.wait(timeout=30)
        return sign_in("alice@example.se", "fel lösenord")

    with ThreadPoolExecutor(THREADS) as pool:
        answers.put(list(pool.map(one, range(THREADS))))


def test_twenty_tries_at_once_check_five_passwords_and_hold_nobody_else_up(settings: Settings) -> None:
    settings.LOGIN_REDIRECT_URL = "accounts:me"
    settings.PASSWORD_HASHERS = ["ledstjarna.accounts.signin.hashing.PasswordHasher"]
    town = Town()
    alice, bob = member("Alice", town), member("Bob", town)
    assert sign_in("charlie@example.se", SECRET) == 200  # code and templates are loaded, as in a server under way
    began = monotonic()
    assert sign_in("charlie@example.se", SECRET) == 200
    alone = monotonic() - began
    gate, answers = fork.Barrier(PROCESSES * THREADS + 1), fork.Queue()
    crowd = [fork.Process(target=_try_at_once, args=(gate, answers), daemon=True) for _ in range(PROCESSES)]
    for process in crowd:
        process.start()
    gate.wait(timeout=30)
    began = monotonic()
    assert sign_in("bob@example.se", SECRET) == 302
    took = monotonic() - began
    statuses = sorted(status for _ in crowd for status in answers.get(timeout=60))
    for process in crowd:
        process.join(timeout=30)
    assert took < alone * (PROCESSES * THREADS + 1)  # no later than if all had stood in line
    assert statuses == [200] * 5 + [429] * 15
    tried = list(Entry.objects.filter(action="sign_in", ids=[alice.pk]).values_list("outcome", flat=True))
    assert sorted(tried) == ["failed"] * 5 + ["refused"] * 15
    assert Entry.objects.filter(action="sign_in", outcome="done", actor_id=bob.pk).count() == 1
    assert sorted(len(row.times) for row in PasswordTries.objects.all()) == [1, 2, 5]  # Bob, Charlie, Alice


def test_two_who_give_the_same_role_at_once_give_it_once() -> None:
    town = Town()
    charlie = member("Charlie", town)

    def give(_number: int) -> bool:
        close_old_connections()
        try:
            services.assignment_add(
                actor_id=None, role=Role.UNIT_MANAGER, unit=town.homeless, user=charlie, valid_from=START
            )
        except ValidationError:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(give, range(2))) == [False, True]
    assert Assignment.objects.filter(role=Role.UNIT_MANAGER).count() == 1
