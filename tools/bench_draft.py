"""Case: the figures of a board's draft, against raw SQL that counts the same.

Usage as a module: python -m tools.bench_draft SIZE…, in the environment of a prepared data folder that it fills. Prints
for each size, in rising order, a line of JSON: [size, seconds to fill, p50 and p95 of the draft, those of the SQL].
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from tools.bench_frame import Bench, Row
from tools.server import command, settings
from tools.steps import ROOT
from tools.timing import Figure, side_by_side

SIZES = (10_000, 100_000)
LARGEST = 1_000_000  # takes minutes to fill
YEARS = 2
STATUSES = ("closed",) * 7 + ("confirmed", "received", "opinion")

REPORTS = """
    SELECT year, environment, kind, COUNT(*) FROM reports_report
    WHERE board_id = %s AND year IN (%s, %s) AND status IN ('confirmed', 'closed') GROUP BY year, environment, kind"""
SHARES = """
    SELECT r.year, q.key, q.kind, a.value, COUNT(*), SUM(a.number), SUM(a.number * i.headcount),
        SUM(CASE WHEN a.number IS NOT NULL THEN i.headcount END)
    FROM surveys_round r JOIN surveys_question q ON q.round_id = r.id JOIN surveys_answer a ON a.question_id = q.id
        JOIN surveys_invitation i ON i.id = a.invitation_id
    WHERE r.board_id = %s AND r.year IN (%s, %s) AND r.opened_at IS NOT NULL
    GROUP BY r.id, q.id, r.year, q.key, q.kind, a.value"""
SEVERAL = """
    SELECT r.year, q.key, COUNT(DISTINCT a.invitation_id)
    FROM surveys_round r JOIN surveys_question q ON q.round_id = r.id JOIN surveys_answer a ON a.question_id = q.id
    WHERE r.board_id = %s AND r.year IN (%s, %s) AND r.opened_at IS NOT NULL AND q.kind = 'many'
    GROUP BY r.id, q.id, r.year, q.key"""


def draft(bench: Bench) -> Iterator[Row]:
    """All reports lie in one board's two years that the draft counts, and so do the demo's two rounds of the survey.

    The SQL is three statements on the same connection, one of the reports grouped by year, environment and kind and two
    of the survey; their rows are fetched and no more. Both are seen to count the same.
    """
    cold = os.environ.get("BENCH_COLD") == "1"
    sizes = (*SIZES, LARGEST) if cold else SIZES
    with tempfile.TemporaryDirectory(prefix="ledstjarna-draft-", ignore_cleanup_errors=True) as name:
        env = settings(Path(name), DJANGO_SETTINGS_MODULE="ledstjarna.config.settings")
        command(env, "prepare")
        run = [sys.executable, "-m", __name__, *map(str, sizes)]
        done = subprocess.run(run, env=env, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    for size, seconds, ours, raw in map(json.loads, done.stdout.splitlines()):
        yield Row(f"draft, {size:,} reports, against raw SQL", Figure(*ours), Figure(*raw), "ms", "ratio < 1.5")
        yield Row("  filled in", Figure(seconds), None, "s")
    if not cold:
        print(f"draft, {LARGEST:,} reports: not run (BENCH_COLD=1 runs it)")


def main() -> None:
    """Fill to each size and measure."""
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from ledstjarna.accounts.models import Unit
    from ledstjarna.situation import selectors

    board, today = Unit.objects.get(code="SOC"), timezone.localdate()
    asked = [board.pk, today.year - 1, today.year]

    def ours() -> Any:
        return selectors.draft(board.pk, today.year)

    def raw() -> list[list[tuple[Any, ...]]]:
        found = []
        with connection.cursor() as cursor:
            for statement in (REPORTS, SHARES, SEVERAL):
                cursor.execute(statement, asked)
                found.append(cursor.fetchall())
        return found

    there = 0
    for size in map(int, sys.argv[1:]):
        began = time.perf_counter()
        fill(board, range(there, size), today)
        there, seconds = size, time.perf_counter() - began
        check(ours(), raw(), today.year)
        figures = side_by_side(ours, raw, times=100)
        print(json.dumps([size, seconds, *([taken.p50, taken.p95] for taken in figures)]), flush=True)


def fill(board: Any, numbers: range, today: date) -> None:
    """Reports spread evenly over two years, environments, kinds and standings, their texts removed by age."""
    from django.db import connection

    from ledstjarna.reports.lists import Environment, Feedback, Kind, Place, Span
    from ledstjarna.reports.models import Report

    cases = list(product(range(YEARS), Environment, Kind, STATUSES))
    batch = 5_000
    for first in range(numbers.start, numbers.stop, batch):
        rows = []
        for number in range(first, min(first + batch, numbers.stop)):
            # A step without a common factor with the number of cases goes through all of them in mixed order.
            back, environment, kind, status = cases[number * 7_919 % len(cases)]
            day = date(today.year - back, 1 + number % 12, 1)
            rows.append(
                Report(
                    board=board, unit=board, happened=day, span=Span.MONTH, year=day.year, kind=kind, status=status,
                    environment=environment, place=Place.OTHER, received_on=day, code_hash=f"{number:064x}",
                    feedback=Feedback.COUNTED if status == "closed" else "",
                )
            )  # fmt: skip
        Report.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def check(draft: Any, rows: list[list[tuple[Any, ...]]], year: int) -> None:
    """Raises RuntimeError unless both counted the same."""
    reports, shares, several = rows
    cells = {(environment, kind): number for when, environment, kind, number in reports if when == year}
    counted = {tuple(figure.code.split(".")[-2:]): figure.now.number for figure in draft.crossings if figure.now.number}
    survey = _survey([row[1:] for row in shares if row[0] == year], {key: of for at, key, of in several if at == year})
    told = {one.code: (one.now.number, one.now.of) for one in draft.shares if one.now and one.now.number}
    if counted != cells or draft.total.now.number != sum(cells.values()) or told != survey or not survey:
        raise RuntimeError("the draft and the SQL do not count the same")


def _survey(rows: list[tuple[Any, ...]], several: dict[str, int]) -> dict[str, tuple[int, int | None]]:
    """The figures above nought that the rows come to, by code."""
    answered: Counter[str] = Counter()
    for key, _kind, _value, units, *_sums in rows:
        answered[key] += units
    found: dict[str, tuple[int, int | None]] = {}
    for key, kind, value, units, total, weighted, heads in rows:
        code, of = f"survey.{key}", several.get(key, answered[key])
        if kind == "number" and total:
            found[code] = (int(total), None)
        elif kind == "share" and heads:
            found[code] = (int(float(weighted) / heads + 0.5), 100)
        elif kind == "yes_no" and value == "yes":
            found[code] = (units, of)
        elif kind in {"one", "many", "scale"} and value not in {"unknown", "none"}:
            found[f"{code}.{value}"] = (units, of)
            if kind == "scale" and value in {"4", "5"}:
                found[f"{code}.high"] = (found.get(f"{code}.high", (0, 0))[0] + units, of)
    return found


if __name__ == "__main__":
    main()
