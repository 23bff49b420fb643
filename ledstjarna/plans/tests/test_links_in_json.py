"""What our own JSON says of an activity besides its columns comes in again, where it leads somewhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledstjarna.plans import services
from ledstjarna.plans.content import Part, as_bytes, draft_parts
from ledstjarna.plans.dry_run import RowsStopped
from ledstjarna.plans.interchange import BadFile, plan_from_file, plan_to_json
from ledstjarna.plans.models import Activity, Plan
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.walls.roles import Role

KEY = "8c1f3a52-5f5d-4a7e-9a53-0d6f1a0b7c21"


def rich(world: World) -> Plan:
    """A draft whose first activity has everything that one can have."""
    (finding,) = world.picture("Klotter vid skolan")
    activity = world.answering(finding)
    goal = services.goal_add(board=world.social, year=2026, name="Alla är trygga", actor_id=None)
    texts: dict[str, Any] = {
        "goal": goal,
        "reference": "1.2.3",
        "areas": [["crime", "universal"]],
        "factors": ["safe_adult"],
    }
    services.item_edit(item=activity, texts=texts, lock=activity.lock, actor_id=None)
    services.party_add(activity=activity, lead=True, role=Role.UNIT_MANAGER, unit=world.library, actor_id=None)
    services.party_add(activity=activity, lead=False, function="Polisen", actor_id=None)
    indicator = services.indicator_add(activity=activity, name="Andel", measure="procent", actor_id=None)
    services.target_set(indicator=indicator, year=2026, target=80, actor_id=None)  # type: ignore[arg-type]
    return Plan.objects.get(pk=activity.plan.pk)


def out(plan: Plan) -> bytes:
    return plan_to_json(plan, plan.title, draft_parts(plan))


def beside(parts: tuple[Part, ...]) -> list[tuple[Any, Any]]:
    """The findings and details of each activity, the keys of findings among them."""
    return [(row.findings, row.details) for part in parts for row in part.activities]


def test_all_that_stands_beside_the_columns_comes_in_again(world: World) -> None:
    plan = rich(world)
    again = world.plan(year=2027, text=plan_from_file(out(plan), filename="plan.json"))
    assert beside(draft_parts(again)) == beside(draft_parts(plan))
    assert set(again.revisions.get().after or {}) == {"sections", "activities"}


def test_it_survives_the_wait_between_reading_and_saving(world: World) -> None:
    plan, client = rich(world), browser(world.alice)
    file = SimpleUploadedFile("plan.json", out(plan))
    preview = client.post(reverse("plans:import"), {"file": file})
    client.post(preview.headers["Location"], {"board": world.social.pk, "year": 2027})
    assert beside(draft_parts(Plan.objects.get(year=2027))) == beside(draft_parts(plan))


def test_at_another_board_links_that_lead_nowhere_are_counted_and_left_out(world: World) -> None:
    data = json.loads(out(rich(world)))
    details = data["sections"][1]["activities"][0]["details"]
    details["areas"].append(["811228-9874", "universal"])
    details["factors"].append("nobody_knows")
    read = plan_from_file(json.dumps(data).encode(), filename="plan.json")
    plan = world.plan(board=world.culture, text=read)
    activity = Activity.objects.filter(section__plan=plan)[0]
    assert (activity.areas, activity.factors) == ([["crime", "universal"]], ["safe_adult"])
    assert not activity.reasons.exists() and activity.goal is None
    assert (plan.revisions.get().after or {})["lost"] == 4
    page = browser(world.alice).get(reverse("plans:history", args=[plan.pk]))
    assert page.status_code == 404  # Alice's board is another


def test_a_unit_that_is_not_here_is_named_in_words(world: World) -> None:
    data = json.loads(out(rich(world)))
    data["sections"][1]["activities"][0]["details"]["parties"][0]["unit"] = "X99"
    plan = world.plan(year=2027, text=plan_from_file(json.dumps(data).encode(), filename="plan.json"))
    first = Activity.objects.filter(section__plan=plan)[0].parties.all()[0]
    assert (first.role, first.unit, first.function) == ("", None, "Enhetschef, Älta bibliotek")


@pytest.mark.parametrize(
    "odd",
    [
        {"details": []},
        {"details": {"who": 1}},
        {"details": {"parties": [{"lead": "yes"}]}},
        {"details": {"areas": [["crime"]]}},
        {"details": {"indicators": [{"name": "x", "measure": "", "key": "k", "targets": [["2026", "1"]]}]}},
        {"details": {"indicators": [{"name": "Antal", "measure": "", "key": "no-key", "targets": []}]}},
        {"findings": [{"key": "x"}]},
        {"findings": [{"key": "x", "heading": "", "picture": "", "year": 2026, "published": ""}]},
        {"findings": 3},
    ],
)
def test_what_has_another_shape_is_no_plan_of_ours(odd: dict[str, Any]) -> None:
    row = {"activity": "Möte", "responsible": "", "schedule": "", "follow_up": "", **odd}
    section = {"heading": "A", "level": 1, "text": "", "activities": [row]}
    with pytest.raises(BadFile, match="JSON-filen är ingen plan"):
        plan_from_file(json.dumps({"title": "Plan", "sections": [section]}).encode(), filename="plan.json")


@pytest.mark.parametrize(
    "details",
    [
        {"parties": [{"lead": True, "function": "Kurator 19121212-1212"}]},
        {"reference": "811228-9874"},
        {"parties": [{"lead": True, "role": "king", "unit": "SN"}]},
        {
            "indicators": [
                {"name": "A", "measure": "", "key": "8c1f3a52-5f5d-4a7e-9a53-0d6f1a0b7c21", "targets": [[1, "x"]]}
            ]
        },
    ],
)
def test_what_cannot_be_stored_is_said_and_nothing_is_stored(world: World, details: dict[str, Any]) -> None:
    row = {"activity": "Möte", "responsible": "", "schedule": "", "follow_up": "", "details": details}
    section = {"heading": "A", "level": 1, "text": "", "activities": [row]}
    data = json.dumps({"title": "Plan", "sections": [section]}).encode()
    client = browser(world.alice)
    preview = client.post(reverse("plans:import"), {"file": SimpleUploadedFile("plan.json", data)})
    if preview.status_code == 302:
        saved = client.post(preview.headers["Location"], {"board": world.social.pk, "year": 2026})
        assert saved.status_code == 422
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    "details", [{"reference": "19121212-1212"}, {"parties": [{"lead": True, "function": "19121212-1212"}]}]
)
def test_a_personal_number_beside_the_columns_is_stopped_before_anything_is_kept(
    world: World, details: dict[str, Any]
) -> None:
    row = {"activity": "Möte", "responsible": "", "schedule": "", "follow_up": "", "details": details}
    text = plan_from_file(as_bytes({"title": "Plan", "sections": [section(row)]}), filename="plan.json")
    with pytest.raises(RowsStopped):
        services.upload_store(text=text, owner_id=world.alice.pk)
    upload = services.upload_store(text=text, owner_id=world.alice.pk, leave_out=True)
    assert "19121212" not in json.dumps(upload.content)


@pytest.mark.parametrize(
    "parties",
    [
        [{"lead": False, "role": "kung"}],
        [{"lead": True, "function": "Polisen"}, {"lead": True, "function": "Skolan"}],
        [{"lead": False, "function": "Polisen"}, {"lead": False, "function": "Polisen"}],
    ],
)
def test_parties_that_cannot_be_are_no_plan_of_ours(parties: list[dict[str, Any]]) -> None:
    row = {"activity": "Möte", "responsible": "", "schedule": "", "follow_up": "", "details": {"parties": parties}}
    with pytest.raises(BadFile):
        plan_from_file(as_bytes({"title": "Plan", "sections": [section(row)]}), filename="plan.json")


def test_a_plan_of_thousands_of_activities_is_to_be_divided() -> None:
    row = {"activity": "Möte", "responsible": "", "schedule": "", "follow_up": ""}
    with pytest.raises(BadFile, match="Dela upp den"):
        plan_from_file(as_bytes({"title": "Plan", "sections": [section(*[row] * 1_001)]}), filename="plan.json")


def section(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"heading": "Aktiviteter", "level": 1, "text": "", "activities": list(rows)}
