"""A process of its own for a hostile file, which can then harm nothing but itself."""

import os
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class Struck(Exception):
    """A child met its limit of time or memory, or broke in a way it could not tell of."""


def in_child(module: str, data: bytes, *, seconds: float) -> bytes:
    """What a module of ours answers to the bytes, run in a process of its own for so many seconds at most.

    Raises `Struck`: the child answers every failure it sees; one it could not answer is a limit.
    """
    command = [sys.executable, "-P", "-X", "utf8", "-W", "ignore", "-m", module]
    # Nothing of the server's environment: no settings, no keys.
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.defpath}
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Struck from None
    if done.returncode:
        raise Struck
    return done.stdout


def limit_resources(*, memory: int, seconds: int) -> None:
    """For the child: bound memory and processor time, forbid writing files and core dumps."""
    for kind, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))
