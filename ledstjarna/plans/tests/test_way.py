"""Where a plan stands, which steps lead on from there, and how its page says it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledstjarna.accounts.tests.town import unit
from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.models import Outcome, Partner, Plan, StepKind, Template
from ledstjarna.plans.printing import Decision
from ledstjarna.plans.states import ALLOWED, Standing, outcomes, settled
from ledstjarna.plans.tests.world import DAY, World, browser
from ledstjarna.plans.way import course, draft_way, standing, standings, version_way
from ledstjarna.ui.errors import Conflict

pytestmark = pytest.mark.slow

MINUTES = Decision("Kommunstyrelsen", DAY, "§ 5", "KS 2026/9")


def taken_up(world: World, plan: Plan, outcome: Outcome, remarks: list[str] | None = None, board: bool = False) -> None:
    """Another body decides about the plan's latest version: the culture board, or the executive board."""
    asks = outcome is not Outcome.APPROVED
    version = course(plan).base
    services.version_take_up(
        plan=plan,
        number=version.number if version else 0,
        decision=MINUTES,
        outcome=outcome,
        remarks=(["Skriv hur skolan nås."] if asks else []) if remarks is None else remarks,
        board=world.culture if board else None,
        actor_id=None,
    )


def joint(world: World, plan: Plan) -> Plan:
    """The culture board shares the plan."""
    Partner.objects.create(plan=plan, board=world.culture)
    return plan


def conditions(world: World) -> Plan:
    plan = world.decided().plan
    taken_up(world, plan, Outcome.CONDITIONS)
    return plan


def approved(world: World) -> Plan:
    plan = world.decided().plan
    taken_up(world, plan, Outcome.APPROVED)
    return plan


def referred_back(world: World) -> Plan:
    plan = world.decided().plan
    taken_up(world, plan, Outcome.REFERRED_BACK)
    return plan


def replaced(world: World) -> Plan:
    plan = world.decided(world.plan(year=2025)).plan
    world.decided(world.plan(year=2026))
    return plan


STANDS: dict[Standing, Callable[[World], Plan]] = {
    Standing.DRAFT: lambda world: world.plan(),
    Standing.AWAITS_BOARDS: lambda world: world.decided(joint(world, world.plan())).plan,
    Standing.DECIDED: lambda world: world.decided().plan,
    Standing.CONDITIONS: conditions,
    Standing.APPROVED: approved,
    Standing.REFERRED_BACK: referred_back,
    Standing.REPLACED: replaced,
}
POLICE = (Outcome.AGREED, Outcome.REMARKS)
BOARDS = (Outcome.APPROVED, Outcome.CONDITIONS, Outcome.REFERRED_BACK)
KINDS = {StepKind.POLICE: POLICE, StepKind.COMMITTEE: BOARDS, StepKind.BOARD: BOARDS, StepKind.EXECUTIVE: BOARDS}
PAIRS = [(found, kind, end) for found, kind in product(STANDS, KINDS) for end in KINDS[kind]]


def take(world: World, plan: Plan, kind: StepKind, end: Outcome, *, on_draft: bool) -> None:
    """The act that a step of that kind is."""
    asks = ["Skriv hur skolan nås."] if end is not Outcome.APPROVED else []
    seen = fingerprint(plan, draft_parts(plan))
    if kind == StepKind.POLICE:
        services.consultation_record(plan=plan, held_on=DAY, body="Kommunpolisen", outcome=end, actor_id=None)
    elif kind == StepKind.COMMITTEE:
        services.committee_record(plan=plan, decision=MINUTES, outcome=end, actor_id=None)
    elif kind == StepKind.BOARD and on_draft and end is Outcome.REFERRED_BACK:
        services.draft_refer_back(plan=plan, decision=MINUTES, remarks=asks, seen=seen, actor_id=None)
    elif kind == StepKind.BOARD and on_draft and end is Outcome.APPROVED:
        services.version_decide(plan=plan, decision=MINUTES, seen=seen, without_police="Brådskar.", actor_id=None)
    else:
        taken_up(world, plan, end, board=kind == StepKind.BOARD)


@pytest.mark.parametrize(("found", "kind", "end"), PAIRS)
def test_a_step_is_taken_where_the_chain_allows_it_and_nowhere_else(
    world: World, found: Standing, kind: StepKind, end: Outcome
) -> None:
    plan = STANDS[found](world)
    plan.refresh_from_db()
    assert standing(plan) is found
    steps, versions = plan.steps.count(), plan.versions.count()
    # Replaced is what a later plan has made of it; what was decided about it can still come in.
    here = Standing.DECIDED if found is Standing.REPLACED else found
    if end in outcomes(here, kind):
        take(world, plan, kind, end, on_draft=found is Standing.DRAFT)
        after = settled(ALLOWED[here, kind][end], boards_left=False, executive=True)
        now = course(Plan.objects.get(pk=plan.pk))
        assert (now.standing_of_version if found is Standing.REPLACED else now.standing) is after
        assert plan.steps.count() + plan.versions.count() == steps + versions + 1
    else:
        with pytest.raises((services.NoDraft, ValidationError, Conflict)):
            take(world, plan, kind, end, on_draft=found is Standing.DRAFT)
        assert (plan.steps.count(), plan.versions.count()) == (steps, versions)


def test_a_plan_of_several_boards_is_decided_when_all_of_them_have(world: World) -> None:
    plan = world.decided(joint(world, world.plan())).plan
    assert standing(plan) is Standing.AWAITS_BOARDS
    taken_up(world, plan, Outcome.APPROVED, board=True)
    assert standing(plan) is Standing.DECIDED
    with pytest.raises(ValidationError):
        taken_up(world, plan, Outcome.APPROVED, board=True)


def test_a_draft_that_the_board_refers_back_stays_a_draft_and_says_so(world: World) -> None:
    plan = world.plan()
    take(world, plan, StepKind.BOARD, Outcome.REFERRED_BACK, on_draft=True)
    assert standing(plan) is Standing.REFERRED_BACK and not plan.versions.exists()
    labels = {step["label"]: step for step in draft_way(course(plan), fingerprint="")}
    assert labels["Utkast"]["state"] == "now" and "återremitterad" in labels["Nämnden"]["note"]


def test_the_city_can_do_without_the_police_and_the_executive_board(world: World) -> None:
    plan = world.plan()
    plan.template = Template.objects.create(year=2026, title="Stadens mall", police=False, executive=False)
    plan.save()
    services.version_decide(plan=plan, decision=MINUTES, seen=fingerprint(plan, draft_parts(plan)), actor_id=None)
    assert standing(plan) is Standing.APPROVED
    assert [step["label"] for step in version_way(course(plan))] == ["Utkast", "Nämnden", "Gäller"]


def test_the_way_tells_each_step_with_day_and_paragraph(world: World) -> None:
    plan = world.plan()
    take(world, plan, StepKind.POLICE, Outcome.AGREED, on_draft=True)
    take(world, plan, StepKind.COMMITTEE, Outcome.APPROVED, on_draft=True)
    take(world, plan, StepKind.BOARD, Outcome.APPROVED, on_draft=True)
    taken_up(world, plan, Outcome.CONDITIONS, ["En.", "Två.", "Tre."])
    page = browser(world.charlie).get(reverse("plans:plan", args=[plan.pk])).content.decode()
    way = page.partition('class="path"')[2].partition("</ol>")[0].replace("\u00a0", " ")
    assert "21 maj, utan erinran" in way and way.count("21 maj § 5") == 3
    assert "godkänd med villkor, 3 synpunkter" in way and way.count('data-state="now"') == 1
    assert way.rpartition("<li")[2].startswith(' data-state="now"') and "Gäller" in way.rpartition("<li")[2]


def test_the_standings_of_many_plans_take_no_more_queries_than_of_few(world: World) -> None:
    plans = [approved(world)]
    with CaptureQueriesContext(connection) as few:
        standings(plans)
    for number in range(4):
        board = unit(f"N{number}", "board", world.city)
        plans.append(world.decided(world.plan(board)).plan)
    with CaptureQueriesContext(connection) as many:
        found = standings(Plan.objects.filter(pk__in=[plan.pk for plan in plans]))
    assert len(many) == len(few) + 1 and set(found.values()) == {Standing.APPROVED, Standing.DECIDED}
    assert standings([]) == {}


def test_a_draft_thrown_away_takes_its_consultations_with_it(world: World) -> None:
    plan = world.decided().plan
    services.plan_revise(plan=plan, actor_id=None)
    plan.refresh_from_db()
    take(world, plan, StepKind.POLICE, Outcome.AGREED, on_draft=True)
    services.draft_discard(plan=plan, actor_id=None)
    services.plan_revise(plan=plan, actor_id=None)
    plan.refresh_from_db()
    assert course(plan).on_draft() == [] and course(plan).police_missing


def test_a_draft_that_the_board_has_dealt_with_is_not_thrown_away_altogether(world: World) -> None:
    plan = world.plan()
    take(world, plan, StepKind.BOARD, Outcome.REFERRED_BACK, on_draft=True)
    answer = browser(world.alice).post(reverse("plans:discard", args=[plan.pk]))
    assert answer.status_code == 409 and Plan.objects.filter(pk=plan.pk).exists()


def test_a_day_to_come_or_before_the_boards_own_is_refused(world: World) -> None:
    plan = world.decided().plan
    for day in (datetime.date(2999, 1, 1), DAY - datetime.timedelta(days=1)):
        decision = Decision("Kommunstyrelsen", day, "§ 5", "KS 1")
        with pytest.raises(ValidationError):
            services.version_take_up(
                plan=plan, number=1, decision=decision, outcome=Outcome.APPROVED, remarks=[], actor_id=None
            )
