"""Which plan applies: this year's until next year's has begun, also when next year's is decided."""

from __future__ import annotations

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.tests.town import unit
from ledstjarna.plans import services
from ledstjarna.plans.chain import chain
from ledstjarna.plans.in_force import decided_by, in_force, to_come
from ledstjarna.plans.models import Occurrence, Version
from ledstjarna.plans.permissions import DRAFT_EDIT
from ledstjarna.plans.responsibility import responsibility_map
from ledstjarna.plans.selectors import current_plans, findings_unanswered, overview
from ledstjarna.plans.selectors_details import overdue_within
from ledstjarna.plans.selectors_followup import followed_plan
from ledstjarna.plans.selectors_standing import standings
from ledstjarna.plans.tests.test_reasons import ROUTINE
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.plans.way import course, version_way

TODAY = timezone.localdate()
THIS, NEXT = TODAY.year, TODAY.year + 1


def both(world: World) -> tuple[Version, Version]:
    """The board has decided this year's plan and the next."""
    return tuple(world.decided(world.plan(year=year), day=TODAY) for year in (THIS, NEXT))  # type: ignore[return-value]


def test_this_years_plan_applies_until_the_next_has_begun(world: World) -> None:
    now, then = both(world)
    assert list(in_force(TODAY)) == [now] and list(to_come(TODAY)) == [then]
    assert list(in_force(datetime.date(NEXT, 1, 1))) == [then] and not to_come(datetime.date(NEXT, 1, 1))
    assert decided_by(world.social.pk) == [now, then]


def test_a_plan_whose_year_has_come_applies_when_it_is_decided_and_not_before(world: World) -> None:
    old = world.decided(world.plan(year=THIS - 1))
    plan = world.plan(year=THIS)
    assert list(in_force(TODAY)) == [old]
    new = world.decided(plan)
    assert list(in_force(TODAY)) == [new]
    services.plan_revise(plan=plan, actor_id=None)
    assert list(in_force(TODAY)) == [new]
    newer = world.decided(plan)
    assert list(in_force(TODAY)) == [newer]


def test_every_page_says_the_same_of_what_applies(world: World) -> None:
    now, then = both(world)
    row = overview(world.alice)[0]
    assert row.version == now and [version for version, _standing in row.to_come] == [then] and row.earlier == []
    assert [(plan.pk, plan.to_come) for plan in current_plans(world.charlie)] == [
        (now.plan_id, 0),
        (then.plan_id, NEXT),
    ]
    assert standings(TODAY)[world.social.pk].plan_pk == now.plan_id
    assert {duty.plan_pk for function in responsibility_map().functions for duty in function.leads} == {now.plan_id}
    followed = followed_plan(world.social.pk, THIS), followed_plan(world.social.pk, NEXT)
    assert [plan.pk if plan else None for plan in followed] == [now.plan_id, then.plan_id]


def test_the_way_of_a_plan_to_come_says_from_when_and_the_one_before_it_applies(world: World) -> None:
    now, then = both(world)
    assert version_way(course(now.plan))[-1]["label"] == "Gäller"
    last = version_way(course(then.plan))[-1]
    assert (last["label"], last["state"], last["note"]) == ("Kommer att gälla", "todo", f"från {NEXT}")


def test_the_list_shows_the_plan_to_come_beside_the_one_that_applies(world: World) -> None:
    now, then = both(world)
    page = browser(world.charlie).get(reverse("plans:list")).text
    assert f"Kommer att gälla från {NEXT}:" in page and page.index(f"/planer/{now.plan_id}/") < page.index("Kommer att")
    start = browser(world.charlie).get(reverse("home:start")).text
    assert f"kommer att gälla från {NEXT}" in start and f"/planer/{then.plan_id}/" in start
    assert "Planen är beslutad och gäller." in start


def test_a_board_whose_first_plan_is_to_come_has_none_that_applies_yet(world: World) -> None:
    world.decided(world.plan(year=NEXT), day=TODAY)
    assert overview(world.alice)[0].version is None
    assert f"kommer att gälla från {NEXT}." in browser(world.charlie).get(reverse("home:start")).text
    assert "ingen än" in browser(world.charlie).get(reverse("plans:list")).text


def test_what_is_late_in_the_plan_that_applies_is_told_beside_a_draft_for_next_year(world: World) -> None:
    plan = world.decided(day=TODAY).plan
    activity = world.first_activity(plan)
    day = datetime.date(THIS, 1, 1) - datetime.timedelta(days=1)
    Occurrence.objects.filter(activity__section__plan=plan).delete()
    Occurrence.objects.create(activity=activity, start=day, end=day)
    world.plan(year=NEXT)
    assert overdue_within(world.alice, DRAFT_EDIT) == 1
    assert "Försenade aktiviteter" in browser(world.alice).get(reverse("home:start")).text


def test_the_next_plan_answers_findings_beside_the_one_that_applies(world: World) -> None:
    world.decided(day=TODAY)
    [routine] = world.picture(ROUTINE)
    world.decided(world.answering(routine, plan=world.plan(year=NEXT)).plan, day=TODAY)
    assert findings_unanswered(world.alice) == chain(world.social.pk, world.alice).unanswered == []


def test_many_boards_take_no_more_queries_to_tell_what_applies(world: World) -> None:
    both(world)
    overview(world.alice)
    with CaptureQueriesContext(connection) as few:
        overview(world.alice)
    for number in range(3):
        board = unit(f"N{number}", "board", world.city)
        for year in (THIS - 1, THIS, NEXT):
            world.decided(world.plan(board, year), day=TODAY)
    with CaptureQueriesContext(connection) as many:
        rows = overview(world.alice)
    assert len(many) == len(few)
    assert [len(row.to_come) for row in rows if row.version] == [1] * 4
