"""Fills the bench's own database: a city's worth of people, and a plan of 26 activities, decided and under revision.

Prints as JSON where things are. Usage: python -m tools.bench_filling, in the environment of the server.
"""

from __future__ import annotations

import json
from datetime import date
from itertools import cycle, islice

import django

django.setup()

from django.utils import timezone  # noqa: E402

from ledstjarna.accounts.models import Assignment, Unit, UnitKind, User  # noqa: E402
from ledstjarna.accounts.selectors import unit_by_code  # noqa: E402
from ledstjarna.plans import services  # noqa: E402
from ledstjarna.plans.content import draft_parts, fingerprint  # noqa: E402
from ledstjarna.plans.interchange import plan_from_file, year_of  # noqa: E402
from ledstjarna.plans.models import Activity, Plan, texts_of  # noqa: E402
from ledstjarna.plans.printing import Decision  # noqa: E402
from ledstjarna.walls.roles import Role  # noqa: E402
from tests.shared import shared_dir  # noqa: E402

PEOPLE = 45_000
ACTIVITIES = 26
SINCE = date(2020, 1, 1)


def fill_people() -> None:
    """Staff at every unit in turn; straight into the tables, for no figure is about adding them."""
    names = (User().called(f"Alice {number:05}", f"alice.{number}@bench.invalid") for number in range(PEOPLE))
    people = User.objects.bulk_create(names, batch_size=2_000)
    units = cycle(Unit.objects.current().filter(kind=UnitKind.UNIT))
    roles = (
        Assignment(user=user, unit=unit, role=Role.STAFF, valid_from=SINCE)
        for user, unit in zip(people, units, strict=False)
    )
    Assignment.objects.bulk_create(roles, batch_size=2_000)


def widen_plan() -> Plan:
    """The demo's draft with activities added up to the number, decided, and revised again."""
    plan = Plan.objects.get(draft_since__isnull=False)
    rows = list(Activity.objects.filter(section__plan=plan).select_related("section"))
    for row in islice(cycle(rows), ACTIVITIES - len(rows)):
        services.activity_add(section=row.section, texts=texts_of(row), actor_id=None)
    for remark in plan.remarks.filter(answer=""):
        services.remark_answer(remark=remark, answer="Mätning.", lock=remark.lock, actor_id=None)
    decision = Decision(plan.board.name, timezone.localdate(), "§ 1", "1/1")
    services.version_decide(
        plan=plan,
        decision=decision,
        seen=fingerprint(plan, draft_parts(plan)),
        without_police="Mätning.",
        actor_id=None,
    )
    return services.plan_revise(plan=plan, actor_id=None)


def seed_plan() -> Plan | None:
    """The plan of 2019 as a draft, where the shared folder is."""
    folder = shared_dir()
    if folder is None:
        return None
    text = plan_from_file((folder / "seed" / "handlingsplan-2019.docx").read_bytes(), filename="plan.docx")
    board = unit_by_code("SOC")
    assert board is not None
    return services.plan_import(board=board, year=year_of(text), text=text, actor_id=None)


def main() -> None:
    """Fill, and print {"plan", "activity", "seed"}: keys of rows, "seed" null without the shared folder."""
    fill_people()
    plan, seed = widen_plan(), seed_plan()
    activity = Activity.objects.filter(section__plan=plan)[0]
    print(json.dumps({"plan": plan.pk, "activity": activity.pk, "seed": seed.pk if seed else None}))


if __name__ == "__main__":
    main()
