"""The server, its job worker and its timer start together and end together."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.server import SUPERVISOR, command, free_port, processes_on, settings

pytestmark = pytest.mark.slow

LIMIT = 20.0


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return settings(tmp_path, PORT=str(free_port()), LEDSTJARNA_WORKERS="1")


@pytest.fixture
def server(env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    command(env, "prepare")
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
