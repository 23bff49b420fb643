"""Pin every package with its hashes, for Python 3.11 and later on any machine, and name no registry.

Usage: python3 -m tools.lock [--upgrade]. Without --upgrade, what is pinned stays as long as it still fits.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tools.steps import ROOT, Stop, environment, found, run

FOLDER = ROOT / "requirements"
COMPILE = ("pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--quiet")
SILENT = ("--no-emit-index-url", "--no-header", "--no-annotate")
ADDRESS = re.compile(r"--(?:extra-)?index-url|^\S* @ https?://|\"resolved\"", re.MULTILINE)


def lock(name: str, uv: Path, *more: str) -> None:
    """requirements/NAME.in → NAME.txt. Raises Stop."""
    source, target = FOLDER / f"{name}.in", FOLDER / f"{name}.txt"
    run([uv, *COMPILE, *SILENT, *more, source, "--output-file", target])
    _ensure_silent(target)


def lock_front_end(*more: str) -> None:
    """package.json → package-lock.json, without the addresses (.npmrc sees to that). Raises Stop."""
    npm = found("npm")
    if npm is None:
        raise Stop("npm is needed to lock the front-end packages: run `apt install npm` as root.")
    run([npm, "install" if not more else "update", "--package-lock-only", "--no-audit", "--no-fund"])
    _ensure_silent(ROOT / "package-lock.json")


def _ensure_silent(path: Path) -> None:
    if ADDRESS.search(path.read_text()):
        raise Stop(f"{path.name} names an address; it must hold behind any mirror.")


def main() -> int:
    """Lock everything; exit code 1 and one sentence when that fails."""
    upgrade = [argument for argument in sys.argv[1:] if argument == "--upgrade"]
    try:
        with tempfile.TemporaryDirectory() as folder:
            venv.create(folder, with_pip=True)
            binaries = Path(folder) / "bin"
            run([binaries / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"])
            uv = binaries / "uv"
            lock("run", uv, *upgrade)
            lock("test", uv, *upgrade, "--constraints", str(FOLDER / "run.txt"))
            lock("node", uv, *upgrade)
        lock_front_end(*upgrade)
    except Stop as problem:
        print(problem, file=sys.stderr)
        return 1
    changed = subprocess.run(
        ["git", "diff", "--stat", "--", "requirements", "package-lock.json"],
        cwd=ROOT, env=environment(), capture_output=True, text=True,
    ).stdout  # fmt: skip
    print(changed or "The locks are as they were.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
