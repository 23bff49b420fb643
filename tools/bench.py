"""Measure the product beside a bare Django view, in one run on one machine. Usage: .venv/bin/python -m tools.bench

A case is a function from a `Bench` to rows; a room's case is added to CASES. The names of cases on the command
line choose among them. BENCH_COLD=1 adds the clean copies of the code, which take minutes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ledstjarna.config.supervisor import programs
from tools.bench_draft import draft
from tools.bench_filing import filing
from tools.bench_frame import Bench, Row
from tools.bench_fresh import fresh_folder
from tools.bench_guard import guard
from tools.bench_pages import list_pages, papers, plan_pages, sign_in_page, start_page, write
from tools.bench_plans import plans
from tools.bench_surveys import surveys
from tools.server import free_port, prepare, processes_on, program, serving, settings
from tools.steps import ROOT, STAMPS
from tools.timing import Figure


def second_start(bench: Bench) -> Iterator[Row]:
    """From `make run` in a folder that is set up to the first page, on a database that is filled."""
    if not STAMPS.is_dir() or (ROOT / "node_modules").is_symlink():
        # Set-up would install here, which is not what is measured, and npm empties the folder a link leads to.
        print("first page of a second start: not run (`make bench` sets this folder up before it measures)")
        return
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "tools.setup"], env=bench.env, cwd=ROOT, check=True)
    with serving(bench.env):
        ours = time.perf_counter() - began
    began = time.perf_counter()
    with _bare_server(bench.bare_env):
        bare = time.perf_counter() - began
    yield Row("first page of a second start", Figure(ours), Figure(bare), "s", "< 5")


def memory(bench: Bench) -> Iterator[Row]:
    """After the pages above. Pss counts a share of what processes share, Rss counts it in each of them."""
    ours, bare = _memory(bench.env), _memory(bench.bare_env)
    for kind in ("Pss", "Rss"):
        yield Row(f"memory of a web worker, {kind}", _most(ours, kind), _most(bare, kind), "MB")
    yield Row("memory of all processes, Pss", _total(ours), _total(bare), "MB")


def fresh(bench: Bench) -> Iterator[Row]:
    """From a clean copy of the code to the first page, against Django and the web server alone."""
    if os.environ.get("BENCH_COLD") != "1":
        print("first page of a fresh folder, cold and warm package cache: not run (BENCH_COLD=1 runs it)")
        return
    for cache, ours, bare in fresh_folder():
        yield Row(f"first page of a fresh folder, {cache} cache", Figure(ours), Figure(bare), "s")


CASES: list[Callable[[Bench], Iterator[Row]]] = [
    sign_in_page,
    start_page,
    plan_pages,
    list_pages,
    write,
    guard,
    filing,
    draft,
    papers,
    plans,
    surveys,
    memory,
    second_start,
    fresh,
]


def _memory(env: dict[str, str]) -> list[tuple[bool, dict[str, float]]]:
    """Of each process on a data folder: whether it is a web server's worker, and its megabytes by kind."""
    parents = {}
    for number in processes_on(Path(env["LEDSTJARNA_DATA"])):
        if b"granian" in Path(f"/proc/{number}/cmdline").read_bytes():
            parents[number] = int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])
    numbers = processes_on(Path(env["LEDSTJARNA_DATA"]))
    return [(parents.get(number) in parents, _megabytes(number)) for number in numbers]


def _megabytes(number: int) -> dict[str, float]:
    lines = [line.split() for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()[1:]]
    return {name.rstrip(":"): int(kilobytes) / 1024 for name, kilobytes, *_ in lines}


def _most(found: list[tuple[bool, dict[str, float]]], kind: str) -> Figure:
    return Figure(max(size[kind] for is_worker, size in found if is_worker))


def _total(found: list[tuple[bool, dict[str, float]]]) -> Figure:
    return Figure(sum(size["Pss"] for _, size in found))


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
        env |= {"DJANGO_SETTINGS_MODULE": "ledstjarna.config.settings"}
        prepare(env)
        filled = json.loads(_module("tools.bench_filling", env))
        Path(bare_env["LEDSTJARNA_DATA"]).mkdir()
        _module("tools.bench_baseline", bare_env)
        with serving(env) as ours, _bare_server(bare_env) as bare:
            yield Bench(ours, bare, env, bare_env, filled)


def _module(name: str, env: dict[str, str]) -> bytes:
    """What a module prints when it is run in this environment. Raises CalledProcessError."""
    return subprocess.run([sys.executable, "-m", name], env=env, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout


def main() -> None:
    """Run all cases (or those named), one after the other, and print a row as soon as it is measured."""
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, SQLite, 45,000 people")
    print("Requests take turns with the bare view's; where two values stand they are p50 / p95.\n")
    print(f"{'':40}{'Ledstjärna':>20}{'bare view':>20}{'ratio':>8}  aim")
    with _servers() as bench:
        for case in CASES:
            if not sys.argv[1:] or case.__name__ in sys.argv[1:]:
                for row in case(bench):
                    print(row, flush=True)


if __name__ == "__main__":
    main()
