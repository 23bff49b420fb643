"""The real product as a process of its own, on its own data folder: for browser tests and `make bench`."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.steps import ROOT, environment

COMMAND = [sys.executable, "-P", "-m", "ledstjarna.config.cli"]
SUPERVISOR = [sys.executable, "-P", "-m", "ledstjarna.config.supervisor"]


def settings(data: Path, **extra: str) -> dict[str, str]:
    """The environment of a product that keeps all in `data`, in demo mode and on SQLite unless told else."""
    own = {"LEDSTJARNA_DATA": str(data), "LEDSTJARNA_DEMO": "1", "DATABASE_URL": "", "PYTHONPATH": str(ROOT)}
    clean = {key: value for key, value in environment().items() if not key.startswith("LEDSTJARNA_")}
    return clean | own | {"PYTHONUNBUFFERED": "1"} | extra


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(env: dict[str, str], *arguments: str) -> str:
    """Run one of the product's commands and return what it prints. Raises CalledProcessError."""
    done = subprocess.run([*COMMAND, *arguments], env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


@contextmanager
def serving(env: dict[str, str]) -> Iterator[str]:
    """Serve a prepared data folder; yields the address once the first page has answered.

    Raises RuntimeError when no page comes.
    """
    port = free_port()
    with subprocess.Popen(
        SUPERVISOR, env=env | {"PORT": str(port)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        assert server.stdout
        said = ""
        try:
            for line in server.stdout:
                said += line
                if line.startswith("Ledstjärna is at"):
                    break
            else:
                raise RuntimeError(f"the server did not start:\n{said}")
            yield f"http://127.0.0.1:{port}"
        finally:
            os.kill(server.pid, signal.SIGTERM)
            server.stdout.read()


@contextmanager
def product(data: Path, **extra: str) -> Iterator[str]:
    """A product from nothing to its first page, demo municipality included; yields its address."""
    env = settings(data, **extra)
    command(env, "collectstatic", "--noinput", "--verbosity", "0")
    command(env, "prepare")
    with serving(env) as address:
        yield address
