"""Case: a large municipality's plans over ten years, and the plan of 2019 on its way in.

Usage as a module: python -m tools.bench_plans, in the environment of a prepared data folder that it fills. Prints the
keys of what it filled as JSON: {"year", "plan", "board", "period"}.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from tools.bench_frame import Bench, Row
from tools.server import prepare, serving, settings
from tools.steps import ROOT
from tools.timing import Figure, side_by_side
from tools.visitor import Visitor

BOARDS, YEARS, ACTIVITIES = 40, 10, 60
PAGES = (
    ("all boards' plans", "/planer/"),
    ("the city, with clocks and remarks", "/uppfoljning/staden/"),
    ("boards × periods", "/uppfoljning/staden/{year}/"),
    ("responsibility map", "/planer/ansvar/"),
    ("one plan's draft, logged", "/planer/{plan}/utkast/"),
    ("a board in a period", "/uppfoljning/{board}/{period}/"),
)


def plans(bench: Bench) -> Iterator[Row]:
    """40 boards' plans of ten years, 60 activities each, read by the central coordinator (the draft by its own)."""
    with tempfile.TemporaryDirectory(prefix="ledstjarna-plans-", ignore_cleanup_errors=True) as name:
        env = settings(Path(name), DJANGO_SETTINGS_MODULE="ledstjarna.config.settings")
        prepare(env)
        done = subprocess.run([sys.executable, "-m", __name__], env=env, cwd=ROOT, check=True, stdout=subprocess.PIPE)
        filled = json.loads(done.stdout)
        with serving(env) as address:
            central, local = (Visitor(address).enter(role) for role in ("central samordnare", "lokal samordnare"))
            bare = Visitor(bench.bare)
            for what, path in PAGES:
                visitor, at = local if "utkast" in path else central, path.format(**filled)
                ours, theirs = side_by_side(partial(visitor.page, at), partial(bare.page, "/"), times=40, warm=4)
                yield Row(f"{BOARDS} boards: {what}", ours, theirs, "ms")
        for what, figure in json.loads(_alone(env)).items():
            yield Row(what, Figure(*figure), None, "ms")


def _alone(env: dict[str, str]) -> bytes:
    """What the second half of the filling measures without a web server."""
    run = [sys.executable, "-m", __name__, "alone"]
    return subprocess.run(run, env=env, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout


def main() -> None:
    """Fill, or with "alone" measure what needs no server."""
    import django

    django.setup()
    print(json.dumps(alone() if sys.argv[1:] == ["alone"] else fill()))


def fill() -> dict[str, int]:
    """Plans straight into the tables: no figure is about how they came there."""
    from django.utils import timezone

    from ledstjarna.accounts import services as accounts
    from ledstjarna.accounts.models import Unit, UnitKind
    from ledstjarna.periods.selectors import periods
    from ledstjarna.plans.models import Plan

    today = timezone.localdate()
    city = Unit.objects.get(kind=UnitKind.CITY)
    missing = BOARDS - Unit.objects.filter(kind=UnitKind.BOARD).count()
    since, kind = city.valid_from, UnitKind.BOARD
    for number in range(missing):
        name, code = f"Nämnd {number}", f"BN{number}"
        accounts.unit_add(actor_id=None, kind=kind, name=name, code=code, parent=city, valid_from=since)
    there = set(Plan.objects.values_list("board", "year"))
    for board in Unit.objects.filter(kind=UnitKind.BOARD):
        for year in range(today.year - YEARS + 1, today.year + 1):
            if (board.pk, year) not in there:
                _plan(board, year)
    _reports(today.year)
    draft = Plan.objects.get(board__code="SOC", year=today.year)
    return {
        "year": today.year,
        "plan": draft.pk,
        "board": Unit.objects.get(code="BN0").pk,
        "period": periods([today.year])[0].pk,
    }


def _reports(year: int) -> None:
    """One on each activity of the year's plans, in each of its periods."""
    from django.utils import timezone

    from ledstjarna.followup.models import Report, State
    from ledstjarna.periods.selectors import periods
    from ledstjarna.plans.models import Status
    from ledstjarna.plans.selectors_followup import followed_plans

    there = set(Report.objects.values_list("board", "period", "key"))
    at = timezone.now()
    _insert(
        Report(
            board_id=plan.board_id, period_id=term.pk, key=activity.key, label=activity.activity[:300], text="Går bra.",
            status=Status.UNDER_WAY, state=State.SUBMITTED, saved_at=at, submitted_at=at,
        )
        for plan in followed_plans(year).values()
        for term in periods([year])
        for activity in plan.activities
        if (plan.board_id, term.pk, activity.key) not in there
    )  # fmt: skip


def _insert(rows: Iterable[Any]) -> None:
    """Past the guard, which would read a hundred thousand short texts of our own."""
    from django.db import connection

    rows = list(rows)
    fields = [field for field in rows[0]._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {rows[0]._meta.db_table} ({columns}) VALUES ({marks})", values)  # noqa: S608


def _plan(board: Any, year: int) -> None:
    from ledstjarna.plans.content import Part, Row, checksum, frozen
    from ledstjarna.plans.models import Activity, Plan, Section, Version
    from ledstjarna.plans.understanding import USUAL, understand

    plan = Plan.objects.create(board=board, year=year, title=f"Handlingsplan {year}")
    rows, sections = [], []
    for place in range(6):
        section = Section(plan=plan, position=place, heading=f"Aktiviteter {place}")
        section.save(force_insert=True)
        below = [
            Activity(
                section=section, position=n, activity=f"Aktivitet {place * 10 + n} för nämnden",
                responsible="Lokal samordnare", schedule=f"En gång i kvartalet {year}", follow_up="T1 och VB",
            )
            for n in range(ACTIVITIES // 6)
        ]  # fmt: skip
        for activity in below:
            understand(activity, year, USUAL)
        rows += below
        texts = (Row(a.activity, a.responsible, a.schedule, a.follow_up, str(a.key)) for a in below)
        sections.append(Part(section.heading, 1, "", tuple(texts), str(section.key)))
    _insert(rows)
    day = date(year, 5, 21)
    decision = {"body": board.name, "date": day.isoformat(), "paragraph": "§ 1", "dnr": "1/1"}
    content = frozen(plan, sections, 1, decision)
    Version.objects.create(
        plan=plan, number=1, title=plan.title, body=board.name, decided_on=min(day, date.today() - timedelta(days=1)),  # noqa: DTZ011
        paragraph="§ 1", dnr="1/1", content=content, sha256=checksum(content), pdf=b"%PDF",
    )  # fmt: skip


def alone() -> dict[str, list[float]]:
    """The plan of 2019 read in, and the largest plan printed. {what: [p50, p95]} in milliseconds."""
    from ledstjarna.plans.content import draft_parts
    from ledstjarna.plans.interchange import plan_from_file
    from ledstjarna.plans.models import Plan
    from ledstjarna.plans.printing import plan_pdf
    from tests.shared import shared_dir

    found: dict[str, list[float]] = {}
    if folder := shared_dir():
        data = (folder / "seed" / "handlingsplan-2019.docx").read_bytes()
        taken = side_by_side(partial(plan_from_file, data, filename="plan.docx"), times=20, warm=2)[0]
        found["the plan of 2019 read from DOCX"] = [taken.p50, taken.p95 or 0.0]
    plan = Plan.objects.select_related("board").exclude(board__code="SOC").order_by("-year")[0]
    taken = side_by_side(lambda: plan_pdf(plan, draft_parts(plan)), times=20, warm=2)[0]
    found[f"PDF of a plan of {ACTIVITIES} activities"] = [taken.p50, taken.p95 or 0.0]
    return found


if __name__ == "__main__":
    main()
