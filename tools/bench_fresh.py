"""How long a newcomer waits: a clean copy of the code, `make run`, the first page."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.house import files
from tools.server import free_port, program
from tools.steps import ROOT


def fresh_folder() -> Iterator[tuple[str, float, float]]:
    """("cold" or "warm", seconds, seconds of a bare Django) with package caches that begin empty."""
    with tempfile.TemporaryDirectory(prefix="ledstjarna-fresh-", ignore_cleanup_errors=True) as name:
        for cache in ("cold", "warm"):
            ours = _ours(Path(name), cache)
            yield cache, ours, _bare(Path(name), cache)


def _home(folder: Path, name: str) -> dict[str, str]:
    """An environment like a new user's, whose package caches lie in `folder`."""
    return {"HOME": str(folder / name), "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}


def _ours(folder: Path, cache: str) -> float:
    copy = folder / f"copy-{cache}"
    for path in files():
        target = copy / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    began, port = time.perf_counter(), free_port()
    make = ["make", "--directory", str(copy), f"PYTHON={_system_python()}", f"PORT={port}", "run"]
    with program(make, _home(folder, "ours"), port):
        return time.perf_counter() - began


def _bare(folder: Path, cache: str) -> float:
    """Django and the web server alone, of the same versions, serving an empty project."""
    place, env = folder / f"bare-{cache}", _home(folder, "bare")
    lock = (ROOT / "requirements" / "run.txt").read_text()
    pins = re.findall(r"^((?:django|granian)==\S+)", lock, re.MULTILINE)
    python, port = place / ".venv" / "bin" / "python", free_port()
    began = time.perf_counter()
    for arguments in (
        [_system_python(), "-m", "venv", str(place / ".venv")],
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pins],
        [str(python), "-m", "django", "startproject", "bare", str(place)],
    ):
        subprocess.run(arguments, env=env, check=True)
    server = [str(python), "-m", "granian", "--interface", "wsgi", "--working-dir", str(place), "--port", str(port)]
    with program([*server, "bare.wsgi:application"], env, port):
        return time.perf_counter() - began


def _system_python() -> str:
    """The Python that this virtual environment was made by."""
    return str(Path(sys.base_prefix) / "bin" / "python3")
