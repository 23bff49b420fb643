"""A draft as a whole: begun, renamed, released, taken back, thrown away."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts, version_parts
from ledstjarna.plans.models import Plan, Revision
from ledstjarna.plans.permissions import DRAFT_EDIT
from ledstjarna.plans.selectors import current_plans, drafts_within
from ledstjarna.plans.tests.world import World, browser


def test_a_new_plan_starts_with_the_common_headings_and_is_made_once(world: World) -> None:
    client = browser(world.alice)
    data = {"board": world.social.pk, "year": "2027", "title": "Plan 2027", "start": "structure", "once": str(uuid4())}
    answers = [client.post(reverse("plans:create"), data) for _ in range(2)]
    plan = Plan.objects.get()
    assert {answer["Location"] for answer in answers} == {reverse("plans:draft", args=[plan.pk])}
    headings = [part.heading for part in draft_parts(plan)]
    assert "Lokal lägesbild" in headings and "Nämndens aktiviteter" in headings


def test_a_board_has_one_plan_a_year(world: World) -> None:
    world.plan()
    data = {"board": world.social.pk, "year": "2026", "title": "Plan 2026", "start": "structure", "once": str(uuid4())}
    answer = browser(world.alice).post(reverse("plans:create"), data)
    assert answer.status_code == 422 and "redan en plan" in answer.content.decode()
    assert Plan.objects.count() == 1


def test_only_a_board_has_plans(world: World) -> None:
    with pytest.raises(ValidationError):
        services.plan_create(board=world.library, year=2026, title="Plan", actor_id=None)


def test_a_draft_is_renamed_and_the_later_of_two_is_told(world: World) -> None:
    plan = world.plan()
    url = reverse("plans:rename", args=[plan.pk])
    client = browser(world.alice)
    assert client.post(url, {"title": "Första", "lock": "0"}).status_code == 302
    answer = client.post(url, {"title": "Andra", "lock": "0"})
    assert answer.status_code == 422 and "”Första”" in answer.content.decode()
    plan.refresh_from_db()
    assert plan.title == "Första"


def test_a_renamed_draft_does_not_rename_what_was_decided(world: World) -> None:
    plan = world.decided().plan
    services.plan_revise(plan=plan, actor_id=world.alice.pk)
    services.plan_rename(plan=plan, title="Hemligt utkast", lock=0, actor_id=world.alice.pk)
    client = browser(world.charlie)
    for name, args in (("list", []), ("plan", [plan.pk]), ("export", [plan.pk, "json"])):
        answer = client.get(reverse(f"plans:{name}", args=args))
        assert "Hemligt" not in answer.content.decode() + answer.headers.get("Content-Disposition", "")
    assert [found.title for found in current_plans(world.charlie)] == ["Handlingsplan 2026"]


def test_a_release_and_its_end_are_in_the_history(world: World) -> None:
    plan = world.plan()
    client = browser(world.alice)
    for act in ("release", "withdraw"):
        assert client.post(reverse(f"plans:{act}", args=[plan.pk]), {"once": str(uuid4())}).status_code == 302
    changes = Revision.objects.order_by("pk").values_list("change", flat=True)
    assert list(changes) == ["imported", "released", "withdrawn"]


def test_a_first_draft_that_is_thrown_away_is_gone(world: World) -> None:
    plan = world.plan()
    client, url = browser(world.alice), reverse("plans:discard", args=[plan.pk])
    assert "går inte att ångra" in client.get(url).content.decode()
    assert client.post(url, {"once": str(uuid4())})["Location"] == reverse("plans:list")
    assert not Plan.objects.exists() and not Revision.objects.exists()


def test_a_revision_that_is_thrown_away_leaves_what_was_decided(world: World) -> None:
    version = world.decided()
    plan = version.plan
    services.plan_revise(plan=plan, actor_id=world.alice.pk)
    services.item_remove(item=plan.sections.all()[1], actor_id=world.alice.pk)
    services.plan_rename(plan=plan, title="Annan", lock=0, actor_id=world.alice.pk)
    client, url = browser(world.alice), reverse("plans:discard", args=[plan.pk])
    assert client.post(url, {"once": str(uuid4())})["Location"] == reverse("plans:plan", args=[plan.pk])
    plan.refresh_from_db()
    assert (plan.title, plan.draft_since) == (version.title, None)
    kept = [(part.key, part.text, [row.columns() for row in part.activities]) for part in draft_parts(plan)]
    frozen = version_parts(version)
    assert kept == [(part.key, part.text, [row.columns() for row in part.activities]) for part in frozen]


def test_the_start_page_learns_which_drafts_wait(world: World) -> None:
    plan = world.plan()
    assert list(drafts_within(world.alice, DRAFT_EDIT)) == [plan]
    assert list(drafts_within(world.alice, DRAFT_EDIT, released=True)) == []
    assert list(drafts_within(world.bob, DRAFT_EDIT)) == []


def test_the_drafts_address_leads_to_the_plan_once_the_board_has_decided(world: World) -> None:
    plan = world.decided().plan
    answer = browser(world.alice).get(reverse("plans:draft", args=[plan.pk]))
    assert answer["Location"] == reverse("plans:plan", args=[plan.pk])


def test_a_new_plan_is_offered_for_the_first_year_without_one(world: World) -> None:
    this = timezone.localdate().year
    client = browser(world.alice)
    for year in (this, this + 1, this + 2):
        page = client.get(reverse("plans:create")).text
        assert f'value="{year}"' in page and f'{year}"' in page.partition('name="title"')[2].partition(">")[0]
        world.plan(year=year)


@pytest.mark.parametrize("decided", [False, True])
def test_a_year_that_has_a_plan_leads_to_it_and_to_the_next(world: World, decided: bool) -> None:
    plan = world.plan()
    if decided:
        world.decided(plan)
    sent = {"board": world.social.pk, "year": 2026, "title": "Plan", "start": "structure", "once": str(uuid4())}
    answer = browser(world.alice).post(reverse("plans:create"), sent)
    assert answer.status_code == 422 and "Socialnämnden har redan en plan för 2026:" in answer.text
    assert f'/planer/{plan.pk}/{"" if decided else "utkast/"}"' in answer.text
    roll = reverse("plans:roll", args=[plan.pk])
    assert (roll in answer.text) is decided
    if decided:
        assert "Börja planen för 2027 från planen för 2026" in answer.text
        world.plan(year=2027)
        assert roll not in browser(world.alice).post(reverse("plans:create"), sent).text
