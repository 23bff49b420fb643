"""The real product as a process of its own, on its own data folder: for browser tests and `make bench`."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ledstjarna.config.supervisor import answers
from tools.steps import ROOT, environment

COMMAND = [sys.executable, "-P", "-m", "ledstjarna.config.cli"]
SUPERVISOR = [sys.executable, "-P", "-m", "ledstjarna.config.supervisor"]


def settings(data: Path, **extra: str) -> dict[str, str]:
    """The environment of a product that keeps all in `data`, in demo mode and on SQLite unless told else."""
    own = {"LEDSTJARNA_DATA": str(data), "LEDSTJARNA_DEMO": "1", "DATABASE_URL": "", "PYTHONPATH": str(ROOT)}
    inherited = ("LEDSTJARNA_", "DJANGO_")  # pytest leaves its own settings module in the environment
    clean = {key: value for key, value in environment().items() if not key.startswith(inherited)}
    return clean | own | {"PYTHONUNBUFFERED": "1"} | extra


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processes_on(data: Path) -> list[int]:
    """The processes that work on this data folder."""
    mark = f"LEDSTJARNA_DATA={data}\0".encode()
    found = []
    for place in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # it ended meanwhile, or is somebody else's
            if mark in place.read_bytes():
                found.append(int(place.parent.name))
    return found


def command(env: dict[str, str], *arguments: str) -> str:
    """Run one of the product's commands and return what it prints. Raises CalledProcessError."""
    done = subprocess.run([*COMMAND, *arguments], env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def prepare(env: dict[str, str]) -> None:
    """Make everything ready to be served."""
    command(env, "collectstatic", "--noinput", "--verbosity", "0")
    command(env, "prepare")


@contextmanager
def serving(env: dict[str, str]) -> Iterator[str]:
    """Serve a prepared data folder; yields the address once the first page has answered."""
    with program(SUPERVISOR, env, free_port()) as address:
        yield address


@contextmanager
def program(arguments: list[str], env: dict[str, str], port: int) -> Iterator[str]:
    """Run a server that is told its port by PORT or by `arguments`; yields its address once a page has answered.

    Raises RuntimeError with what it printed when it ends before that.
    """
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(arguments, env=env | {"PORT": str(port)}, stdout=said, stderr=subprocess.STDOUT) as server,
    ):
        try:
            while not answers(port):
                if server.poll() is not None:
                    said.seek(0)
                    raise RuntimeError(f"the server did not start:\n{said.read()}")
                time.sleep(0.02)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


@contextmanager
def product(data: Path, **extra: str) -> Iterator[str]:
    """A product from nothing to its first page, demo municipality included; yields its address."""
    env = settings(data, **extra)
    prepare(env)
    with serving(env) as address:
        yield address
