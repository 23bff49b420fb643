"""Who sees what: every role, at the own board, at another and at the city."""

import pytest
from django.test import Client
from django.urls import reverse

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.plans import services
from ledstjarna.plans.models import Plan
from ledstjarna.plans.permissions import DRAFT_EDIT, DRAFT_READ
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.walls.roles import Role

pytestmark = pytest.mark.slow

READERS = DRAFT_READ.roles - {Role.CENTRAL_COORDINATOR}
PAGES = ("draft", "history", "decide", "rename", "discard", "section_add")


def statuses(world: World, plan: Plan, role: Role, at: str) -> dict[str, int]:
    """How each door of a draft answers the role."""
    client = browser(person(f"Dora {role}", role, getattr(world, at)))
    row = world.first_activity(plan)
    doors = {name: reverse(f"plans:{name}", args=[plan.pk]) for name in PAGES}
    doors |= {fmt: reverse("plans:draft_export", args=[plan.pk, fmt]) for fmt in ("pdf", "docx", "xlsx", "json")}
    doors |= {
        "plan": reverse("plans:plan", args=[plan.pk]),
        "activity": reverse("plans:activity", args=[row.pk]),
        "section": reverse("plans:section", args=[row.section_id]),
        "activity_add": reverse("plans:activity_add", args=[row.section_id]),
        "item_history": reverse("plans:item_history", args=[plan.pk, row.key]),
    }
    answers = {name: client.get(url).status_code for name, url in doors.items()}
    fragment = client.get(doors["activity"], headers={"HX-Request": "true"})
    return answers | {"fragment": fragment.status_code}


@pytest.mark.parametrize("role", Role)
def test_a_draft_is_seen_at_its_own_board_by_its_readers_alone(world: World, role: Role) -> None:
    own = statuses(world, world.plan(), role, "social")
    assert (
        own["draft"]
        == own["pdf"]
        == own["docx"]
        == own["xlsx"]
        == own["json"]
        == own["history"]
        == (200 if role in DRAFT_READ.roles else 403)
    )
    assert own["plan"] == (302 if role in DRAFT_READ.roles else 404)
    assert own["activity"] == own["fragment"] == own["section_add"] == (200 if role in DRAFT_EDIT.roles else 403)
    assert own["decide"] == (200 if role is Role.REGISTRAR else 403)


@pytest.mark.parametrize("at", ["culture", "city"])
def test_from_elsewhere_a_draft_is_not_there_at_all(world: World, at: str) -> None:
    plan = world.plan()
    for role in Role:
        assert not set(statuses(world, plan, role, at).values()) - {403, 404}


def test_a_released_draft_is_read_by_the_central_coordinator_and_nobody_else(world: World) -> None:
    plan = world.plan()
    services.draft_release(plan=plan, actor_id=world.alice.pk)
    seen = statuses(world, plan, Role.CENTRAL_COORDINATOR, "city")
    assert {name for name, status in seen.items() if status < 400} == {"draft", "pdf", "docx", "xlsx", "json", "plan"}
    other = browser(person("Erik", Role.LOCAL_COORDINATOR, world.culture))
    assert other.get(reverse("plans:draft", args=[plan.pk])).status_code == 404
    services.draft_withdraw(plan=plan, actor_id=world.alice.pk)
    cecilia = browser(person("Cecilia", Role.CENTRAL_COORDINATOR, world.city))
    assert cecilia.get(reverse("plans:draft", args=[plan.pk])).status_code == 404


@pytest.mark.parametrize("at", ["social", "culture", "city"])
def test_a_decided_plan_is_open_to_every_role_everywhere(world: World, at: str) -> None:
    plan = world.decided().plan
    doors = (
        reverse("plans:list"),
        reverse("plans:plan", args=[plan.pk]),
        reverse("plans:version", args=[plan.pk, 1]),
        reverse("plans:export", args=[plan.pk, "pdf"]),
    )
    for role in Role:
        client = browser(person(f"Dora {role}", role, getattr(world, at)))
        assert [client.get(url).status_code for url in doors] == [200] * 4


def test_a_draft_beside_a_decided_version_stays_hidden(world: World) -> None:
    plan = world.decided().plan
    services.plan_revise(plan=plan, actor_id=world.alice.pk)
    first = world.first_activity(plan)
    services.item_edit(item=first, texts={"activity": "Hemlig tanke"}, lock=0, actor_id=world.alice.pk)
    client = browser(world.charlie)
    for url in (
        reverse("plans:list"),
        reverse("plans:plan", args=[plan.pk]),
        reverse("plans:export", args=[plan.pk, "json"]),
    ):
        page = client.get(url).content.decode()
        assert "Hemlig tanke" not in page and "Visa utkastet" not in page


@pytest.mark.parametrize("act", ["_move", "_remove", "_restore"])
def test_nobody_else_moves_or_removes(world: World, act: str) -> None:
    row = world.first_activity(world.plan())
    url = reverse(f"plans:activity{act}", args=[row.pk])
    assert browser(world.bob).post(url).status_code == 403
    other = browser(person("Erik", Role.LOCAL_COORDINATOR, world.culture))
    assert other.post(url).status_code == 404
    row.refresh_from_db()
    assert row.removed_at is None


@pytest.mark.parametrize("act", ["release", "withdraw", "revise", "discard", "decide"])
def test_acts_on_another_boards_plan_find_nothing(world: World, act: str) -> None:
    plan = world.plan()
    role = Role.REGISTRAR if act == "decide" else Role.LOCAL_COORDINATOR
    other = browser(person("Erik", role, world.culture))
    assert other.post(reverse(f"plans:{act}", args=[plan.pk])).status_code == 404
    plan.refresh_from_db()
    assert plan.draft_since and plan.released_at is None


def test_the_draft_is_open_to_no_one_without_signing_in(world: World) -> None:
    plan = world.decided().plan
    for name in ("plan", "draft"):
        assert Client().get(reverse(f"plans:{name}", args=[plan.pk])).status_code == 302


def test_every_page_with_a_drafts_title_leaves_a_row_head_requests_too(world: World) -> None:
    plan, client = world.plan(), browser(world.alice)
    rows = Entry.objects.filter(action="plan.draft.read", ids=[plan.pk])
    asked = (("head", "draft"), ("get", "discard"), ("get", "rename"), ("post", "rename"))
    for number, (method, page) in enumerate(asked, start=1):
        getattr(client, method)(reverse(f"plans:{page}", args=[plan.pk]), {"title": ""})
        assert rows.count() == number
