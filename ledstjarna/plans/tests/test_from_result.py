"""From a result of the survey to an activity in a draft, and from the activity back to the result."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.tests.town import person
from ledstjarna.plans import services
from ledstjarna.plans.models import Activity, Origin, Plan
from ledstjarna.plans.rollover import source_of
from ledstjarna.plans.tests.world import DAY, World, browser
from ledstjarna.surveys import services as surveys
from ledstjarna.surveys.given import Given
from ledstjarna.surveys.models import Round
from ledstjarna.walls.roles import Role

TEXTS = {
    "activity": "Visa formuläret på varje arbetsplatsträff",
    "responsible": "Enhetschef",
    "schedule": "Under våren",
    "follow_up": "T1",
}


def asked(world: World, board: Unit | None = None) -> Round:
    """A round that a unit has answered."""
    day, at = datetime.date(2025, 3, 3), board or world.social
    common: dict[str, Any] = {"actor_id": world.alice.pk, "on": day}
    found = surveys.round_create(board=at, year=2025, opens=day, closes=day, **common)
    surveys.round_open(round_id=found.pk, **common)
    unit = world.library if board else world.homeless
    surveys.answers_save(round_id=found.pk, unit_id=unit.pk, given={"form_known": Given(("no",))}, **common)
    return found


def door(found: Round, key: str = "form_known") -> str:
    return reverse("plans:activity_from_result", args=[found.pk, key])


def result(found: Round, key: str = "form_known") -> str:
    return reverse("surveys:years", args=[found.pk, key])


def proposed(client: Client, found: Round, plan: Plan, **more: Any) -> Any:
    section = plan.sections.get(heading="Aktiviteter")
    return client.post(door(found), {**TEXTS, "section": section.pk, "once": str(uuid4()), **more})


def made(plan: Plan) -> Activity:
    return Activity.objects.get(section__plan=plan, activity=TEXTS["activity"])


def page_of(client: Client, plan: Plan) -> str:
    return client.get(reverse("plans:activity_page", args=[plan.pk, made(plan).key])).text


def test_the_result_leads_to_an_activity_in_the_draft_and_the_activity_leads_back(world: World) -> None:
    found, plan, client = asked(world), world.plan(), browser(world.alice)
    assert f'href="{door(found)}"' in client.get(result(found)).text
    page = client.get(door(found)).text
    assert f'href="{result(found)}"' in page and found.title in page
    answer = proposed(client, found, plan)
    assert answer["Location"] == f"{reverse('plans:draft', args=[plan.pk])}#r-{made(plan).key}"
    page = page_of(client, plan)
    assert "Kommer från:" in page and f'href="{result(found)}"' in page and found.title in page
    other = world.first_activity(plan)
    assert "Kommer från:" not in client.get(reverse("plans:activity_page", args=[plan.pk, other.key])).text


def test_a_form_sent_twice_makes_one_activity(world: World) -> None:
    found, plan, client, once = asked(world), world.plan(), browser(world.alice), str(uuid4())
    for _ in range(2):
        assert proposed(client, found, plan, once=once).status_code == 302
    assert made(plan) and Origin.objects.count() == 1


def test_what_cannot_be_is_refused_and_kept(world: World) -> None:
    found, plan, client = asked(world), world.plan(), browser(world.alice)
    foreign = world.plan(world.culture).sections.get(heading="Aktiviteter")
    for wrong in ({"activity": ""}, {"section": ""}, {"section": foreign.pk}, {"section": "x"}):
        answer = proposed(client, found, plan, **wrong)
        assert answer.status_code == 422 and "Under våren" in answer.text, wrong
    assert not Origin.objects.exists()


def test_without_a_draft_the_way_says_where_to_begin(world: World) -> None:
    found, client = asked(world), browser(world.alice)
    answer = client.get(door(found), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("plans:list")
    assert "Nämnden har inget utkast med avsnitt." in answer.text
    world.decided()
    assert "Nämnden har inget utkast med avsnitt." in client.get(door(found), follow=True).text


def test_another_boards_result_or_one_that_is_not_there_is_not_there(world: World) -> None:
    found, plan, client = asked(world), world.plan(), browser(world.alice)
    foreign = asked(world, world.culture)
    wrong = (door(foreign), door(found, "nosuch"), door(found, "needs_words"), door(Round(pk=10**30)))
    for url in wrong:
        assert client.get(url).status_code == 404, url
        assert client.post(url, TEXTS | {"section": plan.sections.all()[0].pk}).status_code == 404, url
    planned = surveys.round_create(
        board=world.social, year=2027, opens=datetime.date(2027, 3, 1), closes=datetime.date(2027, 3, 9), actor_id=None
    )
    assert client.get(door(planned)).status_code == 404
    assert not Origin.objects.exists()


def test_only_those_who_write_the_plan_may_propose(world: World) -> None:
    found = asked(world)
    for user in (world.bob, world.charlie, person("Cecilia", Role.CENTRAL_COORDINATOR, world.city)):
        assert browser(user).get(door(found)).status_code in (403, 404), user


def test_the_way_back_is_there_after_the_decision_and_a_revision(world: World) -> None:
    found, plan, client = asked(world), world.plan(), browser(world.alice)
    proposed(client, found, plan)
    world.decided(plan)
    assert f'href="{result(found)}"' in page_of(client, plan)
    services.plan_revise(plan=plan, actor_id=world.alice.pk)
    row = made(plan)
    services.item_edit(item=row, texts={"schedule": "Under hösten"}, lock=row.lock, actor_id=world.alice.pk)
    world.decided(plan, DAY + datetime.timedelta(days=1))
    page = page_of(client, plan)
    assert f'href="{result(found)}"' in page and "Under hösten" in page


def test_the_way_back_follows_the_activity_into_the_next_years_plan(world: World) -> None:
    found, before, client = asked(world), world.plan(), browser(world.alice)
    proposed(client, found, before)
    world.decided(before)
    seen = source_of(before).seen
    after = services.plan_roll(source=before, year=2027, title="Plan 2027", chosen={}, seen=seen, actor_id=None)
    assert made(after).key == made(before).key
    assert f'href="{result(found)}"' in page_of(client, after)


def test_those_who_do_not_run_the_survey_see_the_activity_without_the_way(world: World) -> None:
    found, plan = asked(world), world.plan()
    proposed(browser(world.alice), found, plan)
    services.partner_add(plan=plan, board=world.culture, actor_id=world.alice.pk)
    erik = browser(person("Erik", Role.LOCAL_COORDINATOR, world.culture))
    page = page_of(erik, plan)
    assert TEXTS["activity"] in page and "Kommer från:" not in page and found.title not in page


def test_when_the_round_is_gone_the_page_stands_without_the_way(world: World) -> None:
    found, plan, client = asked(world), world.plan(), browser(world.alice)
    proposed(client, found, plan)
    found.delete()
    page = page_of(client, plan)
    assert TEXTS["activity"] in page and "Kommer från:" not in page
    world.decided(plan)
    assert TEXTS["activity"] in page_of(client, plan)
