"""Run the checks and tests, two at a time, and say what ran and how long it took.

Usage: python3 -m tools.test all|quick|deep. The last line is `N passed, N failed`; the exit code is 1 when
anything failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools.browser import chromium
from tools.setup import setup
from tools.steps import PYTHON, ROOT, Stop, environment

BIN = PYTHON.parent
LIMITS = {"all": 3600, "quick": 300, "deep": 4 * 3600}  # seconds for one run
GUARD = "ledstjarna/deid"
MATRIX = "tests/matrix"  # who is let in is the same on both databases
PRODUCTION = {"LEDSTJARNA_DEMO": "0", "LEDSTJARNA_HTTPS": "1", "DATABASE_URL": ""}
PYTEST = [str(PYTHON), "-m", "pytest", "-q"]


@dataclass(frozen=True)
class Run:
    """One command; `pytest` runs count their tests, the others count as one."""

    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)

    @property
    def is_pytest(self) -> bool:
        return self.command[: len(PYTEST)] == PYTEST


@dataclass(frozen=True)
class Result:
    name: str
    passed: int
    failed: int
    seconds: float
    output: str


CHECKS = [
    Run("types", [f"{BIN}/mypy", "ledstjarna", "tests", "tools", "conftest.py"]),
    Run("lint", [f"{BIN}/ruff", "check"]),
    Run("format", [f"{BIN}/ruff", "format", "--check"]),
    Run("English", [str(PYTHON), "tools/messages.py", "check"]),
    Run("import contracts", [f"{BIN}/lint-imports"]),
    Run("migrations", [f"{BIN}/ledstjarna", "makemigrations", "--check", "--dry-run"], PRODUCTION),
    Run("deployment", [f"{BIN}/ledstjarna", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
]


def _runs(which: str, postgres_env: dict[str, str]) -> list[Run]:
    sqlite_env = {"TEST_DATABASE_URL": ""}
    if which == "deep":
        deep = [*PYTEST, "-m", "not browser", "--hypothesis-profile", "deep"]
        return [Run("deep on PostgreSQL", deep, postgres_env), Run("deep on SQLite", deep, sqlite_env)]
    if which == "quick":
        quick = [*PYTEST, "-m", "not browser and not deep and not slow", "-n", "2"]
        return [Run("quick units on SQLite", quick, sqlite_env), *CHECKS]
    on_sqlite = [*PYTEST, f"--ignore={GUARD}"]
    on_postgres = [*on_sqlite, f"--ignore={MATRIX}", "-m", "database and not browser and not deep"]
    return [  # the longest first, so that both lanes end at about the same time
        Run("units on SQLite", on_sqlite, sqlite_env),
        Run("units on PostgreSQL", on_postgres, postgres_env),
        Run("browser", [*PYTEST, "-m", "browser"], sqlite_env),
        Run("guard", [*PYTEST, GUARD], sqlite_env),
        *CHECKS,
    ]


def _execute(run: Run, folder: Path, limit: int) -> Result:
    mine = folder / run.name.replace(" ", "-")
    mine.mkdir()
    report = mine / "report.xml"
    command = [*run.command, f"--junitxml={report}"] if run.is_pytest else run.command
    env = environment(**{"LEDSTJARNA_DATA": str(mine / "data"), "TMPDIR": str(mine)} | run.env)
    began = time.monotonic()
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=limit,
        )
        code, output = done.returncode, done.stdout.decode(errors="replace")
    except subprocess.TimeoutExpired as late:
        code, output = 1, (late.stdout or b"").decode(errors="replace") + f"\nStopped after {limit} seconds."
    passed, failed = _counts(report) if run.is_pytest else (0, 0)
    if code and not failed:
        failed = 1
    elif not code and not run.is_pytest:
        passed = 1
    result = Result(run.name, passed, failed, time.monotonic() - began, output)
    print(f"  {'failed' if failed else 'ok':7}{run.name} ({result.seconds:.0f} s)", flush=True)
    return result


def _counts(report: Path) -> tuple[int, int]:
    """Passed and failed of a pytest report; a skipped test counts as failed, for nothing may be skipped."""
    if not report.exists():
        return 0, 0
    suite = next(ET.parse(report).getroot().iter("testsuite"))  # noqa: S314
    failed = sum(int(suite.get(kind, 0)) for kind in ("failures", "errors", "skipped"))
    return int(suite.get("tests", 0)) - failed, failed


@contextmanager
def _postgres(folder: Path) -> Iterator[dict[str, str]]:
    """What leads the tests to a PostgreSQL: TEST_DATABASE_URL's, or one that lives as long as the run."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield {"TEST_DATABASE_URL": given}
        return
    place = folder / "postgres"
    place.mkdir(mode=0o700)
    env = environment(XDG_RUNTIME_DIR=str(place))
    command = [str(PYTHON), "-m", "tools.postgres", str(place)]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin and server.stdout
        url = server.stdout.readline().strip()
        if not url:
            raise Stop("PostgreSQL did not start; the reason stands above.")
        try:
            yield {"TEST_DATABASE_URL": url, "LEDSTJARNA_PG_BIN": server.stdout.readline().strip()}
        finally:
            server.stdin.close()


def _report(results: list[Result], seconds: float) -> bool:
    for result in results:
        if result.failed:
            print(f"\n──── {result.name} ────\n{result.output.rstrip()}")
    print(f"\n  {'what ran':24}{'passed':>8}{'failed':>8}{'seconds':>9}")
    for result in results:
        print(f"  {result.name:24}{result.passed:8}{result.failed:8}{result.seconds:9.1f}")
    passed, failed = sum(r.passed for r in results), sum(r.failed for r in results)
    print(f"  {'all':24}{passed:8}{failed:8}{seconds:9.1f}")
    print(f"{passed} passed, {failed} failed", flush=True)
    return not failed


def _shared_folder() -> str:
    told = subprocess.run(
        [PYTHON, "-c", "from tests.shared import shared_dir; print(shared_dir() or '')"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    return "there: its files are read" if told else "not there: tests on its files are left out"


def main() -> int:
    """Set up, run, report."""
    which = sys.argv[1] if len(sys.argv) > 1 else "all"
    began = time.monotonic()
    try:
        setup(tests=True)
        if which == "all":
            os.environ["CHROMIUM"] = chromium()
            print(f"browser: {os.environ['CHROMIUM']}")
        print(f"shared folder: {_shared_folder()}", flush=True)
        with tempfile.TemporaryDirectory(prefix="ledstjarna-run-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            if which == "quick":
                results = _all(_runs(which, {}), folder, which)
            else:
                with _postgres(folder) as postgres_env:
                    results = _all(_runs(which, postgres_env), folder, which)
    except Stop as problem:
        print(problem, file=sys.stderr)
        print("0 passed, 1 failed")
        return 1
    return 0 if _report(results, time.monotonic() - began) else 1


def _all(runs: list[Run], folder: Path, which: str) -> list[Result]:
    with ThreadPoolExecutor(max_workers=2) as lanes:
        return list(lanes.map(lambda run: _execute(run, folder, LIMITS[which]), runs))


if __name__ == "__main__":
    sys.exit(main())
