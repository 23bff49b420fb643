"""Measure the product beside a bare Django view, in one run on one machine. Usage: .venv/bin/python -m tools.bench

A case is a function from a `Bench` to rows; a room's case is added to CASES.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ledstjarna.config.supervisor import programs
from tools.bench_fresh import fresh_folder
from tools.server import command, free_port, processes_on, program, serving, settings
from tools.steps import ROOT
from tools.visitor import Visitor


@dataclass(frozen=True)
class Row:
    """One line of the table. `aim` is the product's own, in the same unit; empty when there is none."""

    what: str
    ours: float
    bare: float | None
    unit: str
    aim: str = ""


@dataclass(frozen=True)
class Bench:
    """Two servers that run side by side: the product with its demo municipality, and the bare view."""

    ours: str
    bare: str
    env: dict[str, str]
    bare_env: dict[str, str]


def second_start(bench: Bench) -> Iterator[Row]:
    """From `make run` in a folder that is set up to the first page, on a database that is filled."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "tools.setup"], env=bench.env, cwd=ROOT, check=True)
    with serving(bench.env):
        ours = time.perf_counter() - began
    began = time.perf_counter()
    with _bare_server(bench.bare_env):
        bare = time.perf_counter() - began
    yield Row("first page of a second start", ours, bare, "s", "< 5")


def memory(bench: Bench) -> Iterator[Row]:
    """Proportional set size after the pages above; a process that shares pages counts its part of them."""
    ours, bare = _memory(bench.env), _memory(bench.bare_env)
    yield Row("memory of a web worker", max(ours["worker"]), max(bare["worker"]), "MB")
    yield Row("memory of all processes", _total(ours), _total(bare), "MB")


def sign_in_page(bench: Bench) -> Iterator[Row]:
    """The page that a stranger meets, against one row read."""
    bare = Visitor(bench.bare).milliseconds("/")
    yield Row("sign-in page", Visitor(bench.ours).milliseconds("/konto/logga-in/"), bare, "ms")


def start_page(bench: Bench) -> Iterator[Row]:
    """The signed-in start page, against one row read."""
    bare = Visitor(bench.bare).milliseconds("/")
    yield Row("start page", Visitor(bench.ours).enter().milliseconds("/"), bare, "ms")


def fresh(bench: Bench) -> Iterator[Row]:
    """From a clean copy of the code to the first page, against Django and the web server alone."""
    for cache, ours, bare in fresh_folder():
        yield Row(f"first page of a fresh folder, {cache} cache", ours, bare, "s")


CASES: list[Callable[[Bench], Iterator[Row]]] = [sign_in_page, start_page, memory, second_start, fresh]


def _memory(env: dict[str, str]) -> dict[str, list[float]]:
    """Megabytes of each process on a data folder; "worker" are the web server's own children."""
    commands = {}
    for number in processes_on(Path(env["LEDSTJARNA_DATA"])):
        parent = int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])
        commands[number] = (parent, b"granian" in Path(f"/proc/{number}/cmdline").read_bytes())
    found: dict[str, list[float]] = {"worker": [], "other": []}
    for number, (parent, serves) in commands.items():
        worker = serves and commands.get(parent, (0, False))[1]
        found["worker" if worker else "other"].append(_pss(number))
    return found


def _total(memory: dict[str, list[float]]) -> float:
    return sum(sum(some) for some in memory.values())


def _pss(number: int) -> float:
    lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


@contextmanager
def _bare_server(env: dict[str, str]) -> Iterator[str]:
    port = free_port()
    arguments = [*programs(port, 2)["web server"][:-1], "tools.bench_baseline:application"]
    with program(arguments, env, port) as address:
        yield address


@contextmanager
def _servers() -> Iterator[Bench]:
    with tempfile.TemporaryDirectory(prefix="ledstjarna-bench-", ignore_cleanup_errors=True) as name:
        env, bare_env = settings(Path(name) / "ours"), settings(Path(name) / "bare")
        command(env, "collectstatic", "--noinput", "--verbosity", "0")
        command(env, "prepare")
        Path(bare_env["LEDSTJARNA_DATA"]).mkdir()
        subprocess.run([sys.executable, "-m", "tools.bench_baseline"], env=bare_env, cwd=ROOT, check=True)
        with serving(env) as ours, _bare_server(bare_env) as bare:
            yield Bench(ours, bare, env, bare_env)


def main() -> None:
    """Run all cases (or those named), one after the other, and print a row as soon as it is measured."""
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, SQLite, median of 200 requests\n")
    print(f"{'':44}{'Ledstjärna':>12}{'bare view':>12}{'ratio':>8}  aim")
    with _servers() as bench:
        for case in CASES:
            if sys.argv[1:] and case.__name__ not in sys.argv[1:]:
                continue
            for row in case(bench):
                bare = f"{row.bare:.1f} {row.unit}" if row.bare is not None else ""
                ratio = f"{row.ours / row.bare:.1f}" if row.bare else ""
                ours = f"{row.ours:.1f} {row.unit}"
                print(f"{row.what:44}{ours:>12}{bare:>12}{ratio:>8}  {row.aim}", flush=True)


if __name__ == "__main__":
    main()
