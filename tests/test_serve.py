"""The server, its job worker and its timer start together and end together."""

from __future__ import annotations

import contextlib
import http.client
import os
import select
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledstjarna.config.supervisor import programs
from tools.server import SUPERVISOR, command, free_port, processes_on, settings

pytestmark = pytest.mark.slow

LIMIT = 20.0
PLAIN = {"LEDSTJARNA_DEMO": "0", "LEDSTJARNA_HTTPS": "0"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that is ready to be served, by one test after the other."""
    folder = tmp_path_factory.mktemp("served")
    command(settings(folder, **PLAIN), "prepare")
    return folder


@pytest.fixture
def env(folder: Path) -> dict[str, str]:
    return settings(folder, **PLAIN, PORT=str(free_port()), LEDSTJARNA_WORKERS="1")


@pytest.fixture
def server(env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(SUPERVISOR, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline().startswith("Ledstjärna is at")
        yield process
        process.kill()


def _processes_on(env: dict[str, str]) -> list[int]:
    """A descriptor for each process on this data folder; it becomes readable when the process ends."""
    return [os.pidfd_open(number) for number in processes_on(Path(env["LEDSTJARNA_DATA"]))]


def _all_end(processes: list[int]) -> bool:
    ended = [bool(select.select([process], [], [], LIMIT)[0]) for process in processes]
    for process in processes:
        os.close(process)
    return all(ended)


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_and_all_its_children(
    server: subprocess.Popen[str], env: dict[str, str], told: signal.Signals
) -> None:
    processes = _processes_on(env)
    assert len(processes) >= 5  # this parent, the web server, its worker, the job worker, the timer
    server.send_signal(told)
    assert server.wait(LIMIT) == 0
    assert _all_end(processes)


def test_no_child_outlives_a_killed_parent(server: subprocess.Popen[str], env: dict[str, str]) -> None:
    processes = _processes_on(env)
    server.kill()
    assert _all_end(processes)


def test_a_taken_port_is_told_in_one_sentence(env: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(env["PORT"])))
        taken.listen()
        done = subprocess.run(SUPERVISOR, env=env, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {env['PORT']} is taken by another program: try PORT=")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["0", "65536", "åtta", "80 80", "-1"])
def test_a_port_that_is_none_is_told_in_one_sentence(env: dict[str, str], port: str) -> None:
    done = subprocess.run(SUPERVISOR, env=env | {"PORT": port}, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, f"PORT must be a number from 1 to 65535, not “{port}”.\n")


def test_a_network_that_is_none_is_told_in_one_sentence(env: dict[str, str]) -> None:
    done = subprocess.run(SUPERVISOR, env=env | {"LEDSTJARNA_OPEN_FILING": "indoors"}, capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert done.stderr.startswith("LEDSTJARNA_OPEN_FILING must be networks such as 10.0.0.0/8")


def test_the_web_server_keeps_no_log_of_who_asks_for_what() -> None:
    """Not even where the environment asks for one: an address and a time would stand beside a report."""
    command = programs(8000, 2)["web server"]
    assert "--no-access-log" in command and "--access-log" not in command


def test_no_line_is_written_of_a_request(env: dict[str, str]) -> None:
    asking = env | {"GRANIAN_LOG_ACCESS_ENABLED": "true"}
    with subprocess.Popen(
        SUPERVISOR, env=asking, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout and process.stdout.readline().startswith("Ledstjärna is at")
        try:
            with contextlib.closing(
                http.client.HTTPConnection("127.0.0.1", int(env["PORT"]), timeout=LIMIT)
            ) as connection:
                connection.request("GET", "/rapport/svar/", headers={"Referer": "http://intern.example/"})
                assert connection.getresponse().status == 302
        finally:
            process.terminate()
        said = process.stdout.read()
    assert "rapport" not in said and "127.0.0.1" not in said
