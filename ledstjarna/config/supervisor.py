"""One parent for the web server, the job worker and the timer: starts them, restarts them and ends them together.

It knows nothing of Django, so it starts at once and stays small. `ledstjarna serve` and `make run` become it.
PORT and LEDSTJARNA_WORKERS come from the environment.
"""

from __future__ import annotations

import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

from ledstjarna.config.networks import open_networks, trusted_proxies

HOST = "127.0.0.1"
SHORT_LIFE = 10.0  # seconds; a program that ends sooner than this is broken and not started again
START_LIMIT = 60.0  # seconds to the first page
END_LIMIT = 15.0  # seconds the programs get to end by themselves
PDEATHSIG = 1  # prctl(2)


@dataclass(slots=True)
class Program:
    """A command with the process that runs it."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes]
    since: float


def programs(port: int, workers: int) -> dict[str, list[str]]:
    """Name → command of everything that runs beside each other. SQLite and PostgreSQL alike."""
    command = [sys.executable, "-P", "-m", "ledstjarna.config.cli"]
    server = [
        sys.executable,
        "-P",
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        HOST,
        "--port",
        str(port),
    ]
    server += ["--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    server += ["--no-access-log"]  # who asks for which page is in no log, whatever the environment says
    server += [
        "--respawn-failed-workers",
        "--workers-kill-timeout",
        "10",
        "ledstjarna.config.wsgi:application",
    ]
    return {
        "web server": server,
        "job worker": [*command, "db_worker", "--queue-name", "*", "--verbosity", "0"],
        "timer": [*command, "timer"],
    }


def main() -> int:
    """Serve until told to stop; the exit code is 0 after Ctrl+C or SIGTERM and 1 when something broke."""
    try:
        port = _number("PORT", 8000, 1, 65535)
        workers = _number("LEDSTJARNA_WORKERS", 2, 1, 64)
        open_networks()
        trusted_proxies()
        _ensure_free(port)
    except ValueError as problem:
        print(problem, file=sys.stderr)
        return 1
    asked = _Asked()
    running = [_start(name, command) for name, command in programs(port, workers).items()]
    try:
        problem_met = _watch(running, asked, port)
    finally:
        _end(running)
    if problem_met:
        print(problem_met, file=sys.stderr)
    return 1 if problem_met else 0


class _Asked:
    """Remembers that a signal asked for the end."""

    def __init__(self) -> None:
        self.to_stop = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)

    def _stop(self, *_: object) -> None:
        self.to_stop = True


def _number(name: str, default: int, least: int, most: int) -> int:
    text = os.environ.get(name) or str(default)
    if not (text.isascii() and text.isdecimal() and least <= int(text) <= most):
        raise ValueError(f"{name} must be a number from {least} to {most}, not “{text}”.")
    return int(text)


def _ensure_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise ValueError(f"Port {port} needs an administrator's rights: choose one above 1023.") from None
        except OSError:
            raise ValueError(
                f"Port {port} is taken by another program: try PORT={port % 65535 + 1} make run."
            ) from None


def _start(name: str, command: list[str]) -> Program:
    # Own session: Ctrl+C in the terminal reaches this parent alone, which then ends them in order.
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_die_with_parent)
    return Program(name, command, process, time.monotonic())


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGTERM)


def _watch(running: list[Program], asked: _Asked, port: int) -> str:
    """Return when asked to stop (empty text) or when something is broken (a sentence)."""
    announced, started = False, time.monotonic()
    while not asked.to_stop:
        for place, program in enumerate(running):
            if program.process.poll() is None:
                continue
            if time.monotonic() - program.since < SHORT_LIFE:
                return f"The {program.name} ended with code {program.process.returncode}."
            _sweep(program)
            running[place] = _start(program.name, program.command)
        if not announced and answers(port):
            announced = True
            print(f"Ledstjärna is at http://{HOST}:{port} (Ctrl+C stops it)", flush=True)
        if not announced and time.monotonic() - started > START_LIMIT:
            return f"No page within {START_LIMIT:.0f} seconds."
        time.sleep(0.1 if not announced else 0.5)
    return ""


def answers(port: int) -> bool:
    """Whether a page comes, be it a redirect or a refusal."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _end(running: list[Program]) -> None:
    for program in running:
        program.process.terminate()
    deadline = time.monotonic() + END_LIMIT
    for program in running:
        try:
            program.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            program.process.kill()
        _sweep(program)


def _sweep(program: Program) -> None:
    """End whatever a program left behind in its session."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(program.process.pid, signal.SIGKILL)
    program.process.wait()


if __name__ == "__main__":
    sys.exit(main())
