"""Five codes a minute from one address, counted before they are read and by one count for every process."""

from __future__ import annotations

import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from ledstjarna.audit.models import Nameless
from ledstjarna.operations.timer import DUTIES
from ledstjarna.reports import selectors, tries
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import World, browser
from tests.house import ROOT

HERE, THERE = "192.0.2.1", "192.0.2.2"


def asked(address: str = HERE, **headers: str) -> HttpRequest:
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": address, **headers}
    return request


def taken(number: int, address: str = HERE) -> list[bool]:
    return [tries.take(asked(address)) for _try in range(number)]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds since the machine started; the test moves the hands."""
    now = [1_000.0]
    monkeypatch.setattr("ledstjarna.reports.tries.time.monotonic", lambda: now[0])
    return now


def test_five_are_let_through_and_the_sixth_is_not_and_another_address_is_unhurt() -> None:
    assert taken(7) == [True] * 5 + [False] * 2
    assert taken(5, THERE) == [True] * 5


def test_a_minute_later_there_is_room_again(clock: list[float]) -> None:
    for at in (0, 10, 20, 30, 40):
        clock[0] = 1_000.0 + at
        assert tries.take(asked())
    clock[0] = 1_059.0
    assert not tries.take(asked())
    clock[0] = 1_060.5
    assert taken(2) == [True, False]


def test_a_clock_that_began_anew_holds_nobody_back(clock: list[float]) -> None:
    taken(5)
    clock[0] = 5.0
    assert tries.take(asked())


def test_the_file_holds_no_address_and_another_salt_each_time(clock: list[float]) -> None:
    taken(1)
    first = tries.place().read_bytes()
    assert HERE.encode() not in first and len(first) == 32 + 24
    clock[0] += 61
    taken(1)
    second = tries.place().read_bytes()
    assert len(second) == len(first) and not set(zip(*[iter(first)] * 16, strict=False)) & set(
        zip(*[iter(second)] * 16, strict=False)
    )
    assert stat.S_IMODE(tries.place().stat().st_mode) == 0o600


def test_a_right_code_is_no_try(clock: list[float]) -> None:
    for _times in range(9):
        assert tries.take(asked())
        tries.give_back(asked())
    assert taken(6) == [True] * 5 + [False]


def test_the_timer_leaves_nothing_of_tries_that_are_a_minute_old(clock: list[float]) -> None:
    taken(3)
    clock[0] += 30
    taken(1, THERE)
    clock[0] += 31
    tries.forget()
    assert tries.place().stat().st_size == 32 + 24
    clock[0] += 30
    DUTIES["reports.tries"].run()
    assert tries.place().read_bytes() == b""


def test_a_flood_from_many_addresses_is_bounded_and_shuts_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "MOST", 20)
    for number in range(60):
        assert tries.take(asked(f"198.51.100.{number}"))
    assert tries.place().stat().st_size == 32 + 20 * 24
    assert tries.take(asked(HERE))


def test_all_addresses_of_one_ipv6_network_are_one_machine() -> None:
    assert [tries.take(asked(f"2001:db8::{number}")) for number in range(1, 7)] == [True] * 5 + [False]
    assert tries.take(asked("2001:db8:1::1"))


def test_an_address_behind_a_trusted_proxy_is_the_one_the_proxy_tells(settings: Settings) -> None:
    settings.PROXIES = 1
    told = [tries.take(asked("10.0.0.1", HTTP_X_FORWARDED_FOR=f"1.1.1.{number}, {HERE}")) for number in range(6)]
    assert told == [True] * 5 + [False]
    assert tries.take(asked("10.0.0.1", HTTP_X_FORWARDED_FOR=f"{HERE}, {THERE}"))


@pytest.mark.parametrize("kept", [b"", b"x", b"x" * 40, os.urandom(500)])
def test_a_damaged_file_is_begun_anew(kept: bytes) -> None:
    tries.place().write_bytes(kept)
    assert taken(6) == [True] * 5 + [False]


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("kept")
    tries.place().symlink_to(other)
    with pytest.raises(OSError):
        tries.take(asked())
    assert other.read_text() == "kept"


PROCESS = """
import sys
from django.conf import settings
settings.configure(MEMORY_DIR=sys.argv[1], DATA_DIR=sys.argv[2], SECRET_KEY=sys.argv[3], PROXIES=0)
from django.http import HttpRequest
from ledstjarna.reports import tries
request = HttpRequest()
request.META = {"REMOTE_ADDR": "192.0.2.1"}
print("ready", flush=True)
sys.stdin.readline()
print(sum(tries.take(request) for _try in range(20)))
"""


def test_two_processes_let_five_through_between_them(settings: Settings) -> None:
    told = [str(settings.MEMORY_DIR), str(settings.DATA_DIR), settings.SECRET_KEY]
    command = [sys.executable, "-c", PROCESS, *told]
    workers = [Popen(command, stdin=PIPE, stdout=PIPE, text=True, cwd=ROOT) for _worker in range(2)]
    for worker in workers:
        assert worker.stdout and worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin
        worker.stdin.write("\n")
        worker.stdin.flush()
    assert sum(int(worker.communicate()[0]) for worker in workers) == tries.LIMIT
    assert not tries.take(asked())


def test_threads_let_five_through_between_them() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _number: tries.take(asked()), range(40))) == tries.LIMIT


def code(client: Client, written: str, address: str = HERE) -> tuple[int, str]:
    answer = client.post(reverse("reports:outcome"), {"code": written}, REMOTE_ADDR=address)
    return answer.status_code, page_of(answer)


def test_the_sixth_code_is_held_back_unread_with_a_clear_sentence(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, client = world.filed().code, browser(world.alice)
    for number in range(5):
        assert code(client, f"0000-0000-0000-000{number}")[0] == 422
    monkeypatch.setattr(selectors, "by_code", lambda _code: pytest.fail("the code was read"))
    for _try in range(3):
        status, page = code(client, right)
        assert status == 429 and "Vänta en minut" in page and 'id="id_code_error"' in page
    monkeypatch.undo()
    assert code(client, right, THERE)[0] == 200
    counted = Nameless.objects.filter(action="report.outcome.read")
    assert (counted.count(), counted.filter(outcome="done").count()) == (6, 1)


def test_whoever_is_held_back_is_told_for_how_long(world: World) -> None:
    client = browser(world.alice)
    for _try in range(6):
        answer = client.post(reverse("reports:outcome"), {"code": "hej"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_neither_a_right_code_is_a_try_nor_what_follows_one(world: World) -> None:
    """A town hall is one address on the net: many look after their reports there."""
    right, client = world.filed().code, browser(world.alice)
    key = ""
    for _look in range(8):
        status, page = code(client, right)
        key = page.partition('name="key" value="')[2].partition('"')[0]
        assert status == 200
    for _try in range(5):
        assert code(client, "0000-0000-0000-0000")[0] == 422
    assert code(client, right)[0] == 429
    answer = client.post(reverse("reports:outcome"), {"key": key, "act": "contact", "contact": "Ring växeln"})
    assert answer.status_code == 200
