"""A report whose sender got an answer is there, once, however often the server is killed meanwhile."""

from __future__ import annotations

import os
import re
import select
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from functools import partial
from http.client import HTTPException
from pathlib import Path
from threading import Condition, Event
from uuid import uuid4

import psycopg
import pytest

from tools.server import SUPERVISOR, command, free_port, prepare, processes_on, program, settings
from tools.visitor import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.database]

CLIENTS = 4
LIMIT = 60.0  # seconds for one start, one answer or one death
CODE = re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b")
REPORT = {"when": "0", "kind": "symbol", "place": "school", "environment": "unclear", "urgent": "no"}
# Filed reports that the log knows of: those that wait, and those that were sealed if the run went past midnight.
COUNT = (
    "from ledstjarna.audit.models import Entry, Nameless; from ledstjarna.reports.models import Report; "
    "sealed = sum(row.facts['count'] for row in Entry.objects.filter(action='report.file')); "
    "print(Report.objects.count(), Nameless.objects.filter(action='report.file').count() + sealed)"
)


class Crowd:
    """Clients that file one report after the other. `codes` are the receipts they have got."""

    def __init__(self, address: str, reports: int) -> None:
        self.address = address
        self.numbers = iter(range(reports))
        self.codes: list[str] = []
        self.at_work = CLIENTS
        self.gone_on = Condition()
        self.server_up = Event()

    def work(self) -> None:
        """File until there is nothing left to file."""
        try:
            with closing(Visitor(self.address)) as visitor:
                self._file_all(visitor)
        finally:
            with self.gone_on:
                self.at_work -= 1
                self.gone_on.notify_all()

    def wait_for(self, receipts: int) -> None:
        """Until so many have been got, or a client has given up."""
        with self.gone_on:
            there = self.gone_on.wait_for(lambda: len(self.codes) >= receipts or self.at_work < CLIENTS, LIMIT)
        assert there

    def _file_all(self, visitor: Visitor) -> None:
        self._until_answered(visitor, partial(visitor.enter, "medarbetare"))
        self._until_answered(visitor, partial(visitor.page, "/rapport/ny/"))
        for number in self.numbers:
            form = REPORT | {"description": f"Klistermärke nummer {number} vid entrén.", "once": str(uuid4())}
            self._until_answered(visitor, partial(visitor.send, "/rapport/ny/", **form))
            self._until_answered(visitor, partial(visitor.page, "/rapport/kvitto/"))
            with self.gone_on:
                self.codes += CODE.findall(visitor.text)[:1]  # it stands in a hidden field too
                self.gone_on.notify_all()

    def _until_answered(self, visitor: Visitor, ask: Callable[[], object]) -> None:
        """Ask the same again when the answer was lost; any other answer than the right one is an error."""
        last = time.monotonic() + LIMIT
        while True:
            assert self.server_up.wait(LIMIT)
            try:
                ask()
            except (OSError, HTTPException):
                visitor.close()
                assert time.monotonic() < last
            else:
                return


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A product of its own, on the database that the tests run on."""
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        yield settings(tmp_path)
        return
    name = f"kills_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield settings(tmp_path, DATABASE_URL=f"{server.rpartition('/')[0]}/{name}")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def kill_all(env: dict[str, str]) -> None:
    """Let nothing of the product get a word in: supervisor, web server, its workers, job worker and timer."""
    numbers = sorted(processes_on(Path(env["LEDSTJARNA_DATA"])), reverse=True)  # children before their parents
    processes = [os.pidfd_open(number) for number in numbers]
    assert len(processes) >= 6
    for process in processes:
        with suppress(ProcessLookupError):  # it died with another
            signal.pidfd_send_signal(process, signal.SIGKILL)
    for process in processes:
        assert select.select([process], [], [], LIMIT)[0]
        os.close(process)


def counted(env: dict[str, str]) -> list[int]:
    return [int(number) for number in command(env, "shell", "--no-imports", "--command", COUNT).split()]


def _answer(reader: Visitor, number: int, code: str) -> int:
    reader.headers = {"X-Forwarded-For": f"10.0.{number // 250}.{number % 250}"}
    return reader.post("/rapport/svar/", code=code).status


@pytest.mark.parametrize(("reports", "kills"), [(100, 4), pytest.param(1_000, 50, marks=pytest.mark.deep)])
def test_no_answered_report_is_lost_or_doubled_when_the_server_is_killed(
    env: dict[str, str], reports: int, kills: int
) -> None:
    prepare(env)
    before = counted(env)
    port = free_port()
    crowd = Crowd(f"http://127.0.0.1:{port}", reports)
    with ThreadPoolExecutor(CLIENTS) as pool:
        clients: list[Future[None]] = []
        for life in range(1, kills + 1):
            with program(SUPERVISOR, env, port):
                crowd.server_up.set()
                clients = clients or [pool.submit(crowd.work) for _ in range(CLIENTS)]
                crowd.wait_for(life * reports // (kills + 1))
                crowd.server_up.clear()
                kill_all(env)
        behind_a_proxy = env | {"LEDSTJARNA_PROXIES": "1"}  # each code from an address of its own
        with program(SUPERVISOR, behind_a_proxy, port) as address, closing(Visitor(address)) as reader:
            crowd.server_up.set()
            for client in clients:
                client.result(LIMIT)
            reader.enter("medarbetare").page("/rapport/svar/")
            answers = [_answer(reader, number, code) for number, code in enumerate(crowd.codes)]
    assert len(set(crowd.codes)) == len(crowd.codes) == reports
    assert answers == [200] * reports
    assert counted(env) == [number + reports for number in before]
    assert command(env, "audit", "verify").startswith("Kedjan håller")
