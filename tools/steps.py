"""Steps of the set-up: each is done once, and again only when what it was made of has changed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
LEFT_OUT = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")


class Stop(Exception):
    """The set-up cannot go on; the message is one sentence for the person at the terminal."""


def step(label: str, made_of: Iterable[Path | str], act: Callable[[], None], makes: Sequence[Path] = ()) -> None:
    """Do `act` unless its stamp says that `made_of` (files and texts) is unchanged and `makes` exists."""
    stamp = STAMPS / label.replace(" ", "-")
    state = _digest(made_of)
    if stamp.exists() and stamp.read_text() == state and all(path.exists() for path in makes):
        return
    stamp.unlink(missing_ok=True)
    print(f"{label} …", end=" ", flush=True)
    began = time.monotonic()
    act()
    print(f"{time.monotonic() - began:.1f} s", flush=True)
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(state)


def _digest(made_of: Iterable[Path | str]) -> str:
    total = hashlib.sha256()
    for part in made_of:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        total.update(f"{part if isinstance(part, str) else part.name}\n{len(content)}\n".encode() + content)
    return total.hexdigest()


def environment(**extra: str) -> dict[str, str]:
    """This process's environment, without what leads Python elsewhere or lets it compile all code at every start, and
    with the folder of useradd.
    """
    kept = {key: value for key, value in os.environ.items() if key not in LEFT_OUT}
    kept["PATH"] = os.pathsep.join([kept.get("PATH", "/usr/bin:/bin"), "/usr/sbin", "/sbin"])
    return kept | extra


def run(command: Sequence[str | Path], **extra: str) -> None:
    """Run in the root folder; what the command prints is shown only when it fails. Raises Stop then."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment(**extra),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        sys.stdout.write("\n" + done.stdout)
        raise Stop(f"`{' '.join(str(part) for part in command[:6])}` failed; what it said stands above.")


def found(*names: str) -> str | None:
    """The full path of the first of these commands that the machine has."""
    return next((path for name in names if (path := shutil.which(name))), None)
