"""From finding to activity to decision: the chain, one finding's activities, a new activity for a finding."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.plans import services
from ledstjarna.plans.chain import answering, chain, links
from ledstjarna.plans.content import draft_parts
from ledstjarna.plans.models import Activity, Plan, Reason, Section
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText
from ledstjarna.plans.selectors import findings_unanswered
from ledstjarna.plans.tests.test_edit import COLUMNS
from ledstjarna.plans.tests.test_reasons import FLYERS, ROUTINE
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.situation.selectors import FindingRef
from ledstjarna.walls.roles import Role

CHAIN = "/planer/kedjan/"


def door(name: str, finding: FindingRef) -> str:
    return reverse(f"plans:{name}", args=[finding.key])


def fragment(client: Client, finding: FindingRef) -> str:
    return client.get(door("finding_activities", finding), headers={"HX-Request": "true"}).text


def asked(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_the_chain_shows_findings_activities_and_decisions(world: World) -> None:
    routine, _flyers = world.picture(ROUTINE, FLYERS)
    world.decided(world.answering(routine).plan)
    found = chain(world.social.pk, world.alice)
    assert [(f.heading, [link.row.activity for link in below]) for f, below in found.findings] == [
        (ROUTINE, ["Möte i nätverket"]),
        (FLYERS, []),
    ]
    assert [f.heading for f in found.unanswered] == [FLYERS]
    assert [link.row.activity for link in found.without_finding] == ["Utbildning för nyanställda"]
    page = browser(world.alice).get(CHAIN).text
    assert "1 av 2 slutsatser i Lägesbild 2026 har en aktivitet" in page
    assert "beslutad 21 maj 2026" in page and "i utkast" not in page
    _all, with_one, without, orphans = page.split('<section class="ds-card')
    assert ROUTINE in with_one and "Möte i nätverket" in with_one
    assert FLYERS in without and ROUTINE not in without
    assert "Utbildning för nyanställda" in orphans and "Möte" not in orphans


def test_what_only_the_draft_says_is_said_to_be_a_draft(world: World) -> None:
    routine, flyers = world.picture(ROUTINE, FLYERS)
    plan = world.decided(world.answering(routine).plan).plan
    services.plan_revise(plan=plan, actor_id=world.alice.pk)
    world.answering(routine, flyers, plan=plan)
    found = links(world.social.pk, world.alice)
    assert [link.decided_on is None for link in answering(found, routine.key)] == [False]
    assert [link.decided_on is None for link in answering(found, flyers.key)] == [True]
    assert "i utkast" in fragment(browser(world.alice), flyers)


def test_an_activity_taken_out_of_the_draft_answers_until_the_board_has_decided(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    first = world.answering(routine)
    plan = world.decided(first.plan).plan
    services.plan_revise(plan=plan, actor_id=world.alice.pk)
    services.item_remove(item=first, actor_id=world.alice.pk)
    assert findings_unanswered(world.alice) == chain(world.social.pk, world.alice).unanswered == []
    world.decided(plan)
    assert findings_unanswered(world.alice) == chain(world.social.pk, world.alice).unanswered == [routine]


def test_a_plan_that_was_replaced_answers_nothing_any_more(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    world.decided(world.answering(routine, plan=world.plan(year=2025)).plan)
    assert findings_unanswered(world.alice) == []
    world.decided(world.plan(year=2026))
    assert findings_unanswered(world.alice) == chain(world.social.pk, world.alice).unanswered == [routine]


def test_the_findings_without_an_activity_wait_for_the_one_who_writes_the_plan(world: World) -> None:
    assert findings_unanswered(world.alice) == []
    routine, flyers = world.picture(ROUTINE, FLYERS)
    world.picture("Kulturnämndens slutsats", board=world.culture)
    assert findings_unanswered(world.alice) == [routine, flyers]
    world.answering(flyers)
    assert findings_unanswered(world.alice) == [routine]
    assert findings_unanswered(world.bob) == findings_unanswered(world.charlie) == []


def test_without_a_picture_the_chain_says_what_to_do(world: World) -> None:
    world.plan()
    page = browser(world.alice).get(CHAIN).text
    assert "Ingen lägesbild är publicerad än" in page and "utan slutsats" not in page


def test_a_findings_activities_are_listed_on_a_page_and_in_a_fragment(world: World) -> None:
    routine, flyers = world.picture(ROUTINE, FLYERS)
    world.answering(routine)
    client = browser(world.alice)
    page = client.get(door("finding_activities", routine)).text
    assert "<html" in page and ROUTINE in page and "Möte i nätverket" in page
    inner = fragment(client, routine)
    assert "<html" not in inner and "Möte i nätverket" in inner and door("activity_for", routine) in inner
    assert "Ingen aktivitet" in fragment(client, flyers)


def test_only_the_one_who_writes_the_plan_is_offered_to_add(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    world.plan()
    assert door("activity_for", routine) not in fragment(browser(world.bob), routine)
    assert door("activity_for", routine) not in browser(world.bob).get(CHAIN).text
    assert browser(world.bob).get(door("activity_for", routine)).status_code == 403


@pytest.mark.parametrize("name", ["finding_activities", "activity_for"])
def test_from_another_board_a_finding_is_not_there(world: World, name: str) -> None:
    [routine] = world.picture(ROUTINE)
    world.plan()
    dana = browser(person("Dana", Role.LOCAL_COORDINATOR, world.culture))
    for method in (dana.get, dana.post) if name == "activity_for" else (dana.get,):
        assert method(door(name, routine)).status_code == 404
    assert dana.get(reverse(f"plans:{name}", args=[uuid4()])).status_code == 404
    assert browser(world.charlie).get(door(name, routine)).status_code == 403
    assert ROUTINE not in dana.get(CHAIN).text and Activity.objects.count() == 2


def test_each_page_of_the_chain_leaves_a_row_in_the_log(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    plan = world.answering(routine).plan
    client = browser(world.alice)
    rows = Entry.objects.filter(action="plan.chain.read", board_id=world.social.pk, ids=[plan.pk])
    for number, path in enumerate([CHAIN, door("finding_activities", routine), door("activity_for", routine)], start=1):
        client.get(path)
        assert rows.count() == number


def answer(finding: FindingRef, **changed: Any) -> dict[str, Any]:
    section = Section.objects.get(heading="Aktiviteter", plan__board=finding.board_id)
    return {**COLUMNS, "section": section.pk, "once": str(uuid4()), **changed}


def test_an_activity_is_added_for_a_finding_once(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    plan = world.plan()
    client, data = browser(world.alice), answer(routine)
    page = client.get(door("activity_for", routine)).text
    assert ROUTINE in page and f'<option value="{data["section"]}" selected>Aktiviteter</option>' in page
    for _ in range(2):
        assert client.post(door("activity_for", routine), data).status_code == 302
    rows = draft_parts(plan)[1].activities
    assert len(rows) == 3 and [f.heading for f in rows[-1].findings] == [ROUTINE]


@pytest.mark.parametrize(
    "changed",
    [{"activity": ""}, {"activity": "19121212-1212"}, {"section": ""}, {"section": "x"}, {"section": "9" * 30}],
    ids=range(5),
)
def test_a_bad_activity_for_a_finding_is_refused_and_kept_in_the_form(world: World, changed: dict[str, str]) -> None:
    [routine] = world.picture(ROUTINE)
    world.plan()
    sent = answer(routine, responsible="Kvar i fältet", **changed)
    refused = browser(world.alice).post(door("activity_for", routine), sent)
    assert refused.status_code == 422 and "Kvar i fältet" in refused.text and 'role="alert"' in refused.text
    assert Activity.objects.count() == 2 and not Reason.objects.exists()


def test_an_activity_is_not_added_to_another_boards_section(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    world.plan()
    foreign = Section.objects.filter(plan=world.plan(board=world.culture))[1]
    sent = browser(world.alice).post(door("activity_for", routine), answer(routine, section=foreign.pk))
    assert sent.status_code == 422 and not Reason.objects.exists() and Activity.objects.count() == 4


def test_a_decided_plan_is_opened_for_revision_on_the_way(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    plan = world.decided().plan
    client, url = browser(world.alice), door("activity_for", routine)
    assert "Revidera planen" in client.get(url).text
    assert client.post(url, {"once": str(uuid4())})["Location"] == url
    assert Plan.objects.get(pk=plan.pk).draft_since
    assert client.post(url, answer(routine)).status_code == 302
    assert [f.heading for f in draft_parts(plan)[1].activities[-1].findings] == [ROUTINE]


def test_a_draft_decided_while_one_writes_keeps_what_was_written(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    plan = world.plan()
    sent = answer(routine, responsible="Kvar i fältet")
    world.decided(plan)
    refused = browser(world.alice).post(door("activity_for", routine), sent)
    assert refused.status_code == 422 and "Kvar i fältet" in refused.text
    assert Plan.objects.get(pk=plan.pk).draft_since is None and not Reason.objects.exists()


def test_without_a_plan_or_a_section_the_way_to_one_is_shown(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    client, url = browser(world.alice), door("activity_for", routine)
    assert reverse("plans:create") in client.get(url).text
    assert client.post(url, {}).status_code == 200
    plan = world.plan(text=PlanText("Plan", ()))
    assert reverse("plans:section_add", args=[plan.pk]) in client.get(url).text


def test_more_activities_and_findings_take_no_more_queries(world: World) -> None:
    [routine] = world.picture(ROUTINE)
    plan = world.answering(routine).plan
    client = browser(world.alice)
    doors = [
        CHAIN,
        door("finding_activities", routine),
        door("activity_for", routine),
        reverse("plans:draft", args=[plan.pk]),
    ]
    before = [asked(client, path) for path in doors]
    keys = [finding.key for finding in world.picture(*(f"Slutsats {n}" for n in range(8)))]
    section = world.first_activity(plan).section
    for number in range(8):
        texts = {**COLUMNS, "activity": f"Aktivitet {number}"}
        services.activity_add(section=section, texts=texts, findings=keys[: number + 1], actor_id=world.alice.pk)
    assert [asked(client, path) for path in doors] == before


def test_a_long_plan_with_one_reason_each_is_shown_in_the_chain(world: World) -> None:
    rows = tuple(ActivityText(f"Aktivitet {n}", "", "", "") for n in range(40))
    plan = world.plan(text=PlanText("Plan", (SectionText("Aktiviteter", 1, "", rows),)))
    [routine] = world.picture(ROUTINE)
    Reason.objects.bulk_create(Reason(activity=a, finding=routine.key) for a in Activity.objects.all())
    assert len(answering(links(world.social.pk, world.alice), routine.key)) == 40
    assert "Alla aktiviteter svarar på en slutsats" in browser(world.alice).get(CHAIN).text
    assert plan.draft_since


def test_one_without_a_board_is_told_whom_the_chain_is_for(world: World) -> None:
    carol = browser(person("Carol", Role.LOCAL_COORDINATOR, world.city))
    assert "Du har ingen nämnd" in carol.get(CHAIN).text
