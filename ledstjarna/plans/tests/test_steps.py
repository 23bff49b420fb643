"""Consultations, the committee, a referral back and the executive board, as those who record them meet them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from ledstjarna.accounts.models import User
from ledstjarna.accounts.tests.town import person
from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.models import Change, Partner, Plan, Remark, Step, Version
from ledstjarna.plans.rounds import round_of
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.plans.way import course, standing
from ledstjarna.walls.roles import Role

CONSULTED = {"held_on": "2026-05-04", "body": "Kommunpolisen", "outcome": "remarks", "text": "Lägg till kvällarna."}
MINUTES = {"body": "Kommunstyrelsen", "decided_on": "2026-06-03", "paragraph": "5", "dnr": "KS 2026/9"}


def post(user: User, name: str, plan: Plan, **said: Any) -> Any:
    return browser(user).post(reverse(f"plans:{name}", args=[plan.pk]), {"once": str(uuid4()), **said})


def decision(plan: Plan, **said: Any) -> dict[str, Any]:
    return {**MINUTES, "seen": fingerprint(plan, draft_parts(plan)), "confirm": "1", **said}


def executive(world: World) -> User:
    return person("Cecilia", Role.CENTRAL_COORDINATOR, world.city)


def test_a_consultation_is_noted_and_the_page_says_when_the_draft_has_changed_since(world: World) -> None:
    plan = world.plan()
    assert post(world.alice, "consultation", plan, **CONSULTED).status_code == 302
    page = browser(world.alice).get(reverse("plans:draft", args=[plan.pk])).content.decode()
    assert "Kommunpolisen" in page and "Lägg till kvällarna." in page and "har ändrats sedan samrådet" not in page
    first = world.first_activity(plan)
    services.item_edit(item=first, texts={"schedule": "Varje vecka"}, lock=0, actor_id=world.alice.pk)
    page = browser(world.alice).get(reverse("plans:draft", args=[plan.pk])).content.decode()
    assert "har ändrats sedan samrådet" in page


def test_several_consultations_are_kept(world: World) -> None:
    plan = world.plan()
    for day in ("2026-05-04", "2026-05-11"):
        post(world.alice, "consultation", plan, **{**CONSULTED, "held_on": day})
    assert [str(step.held_on) for step in plan.steps.all()] == ["2026-05-04", "2026-05-11"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("held_on", "2999-01-01"), ("held_on", ""), ("body", ""), ("outcome", "approved"), ("body", "19121212-1212")],
)
def test_a_consultation_that_cannot_be_is_refused_and_what_was_typed_kept(world: World, field: str, value: str) -> None:
    answer = post(world.alice, "consultation", world.plan(), **{**CONSULTED, field: value})
    assert answer.status_code == 422 and "Lägg till kvällarna." in answer.content.decode()
    assert not Step.objects.exists()


def test_without_a_consultation_the_registrar_says_why_and_the_version_keeps_the_reason(world: World) -> None:
    plan = world.plan()
    page = post(world.bob, "decide", plan, **decision(plan))
    assert page.status_code == 422 and "Varför samråd med polisen inte har hållits" in page.content.decode()
    post(world.bob, "decide", plan, **decision(plan, without_police="Polisen avböjde."))
    version = Version.objects.get()
    assert round_of(version).without_police == "Polisen avböjde."
    page = browser(world.charlie).get(reverse("plans:plan", args=[plan.pk]))
    assert "Polisen avböjde." in page.content.decode() and "inte hållet" in page.content.decode()


def test_with_a_consultation_no_reason_is_asked_for_and_what_was_said_stays_with_the_board(world: World) -> None:
    plan = world.plan()
    post(world.alice, "consultation", plan, **CONSULTED)
    form = browser(world.bob).get(reverse("plans:decide", args=[plan.pk])).content.decode()
    assert "Varför samråd" not in form
    post(world.bob, "decide", plan, **decision(plan))
    version = Version.objects.get()
    assert [taken.kind for taken in round_of(version).steps] == ["police"]
    assert b"kv\xc3\xa4llarna" not in bytes(version.content)
    page = browser(world.charlie).get(reverse("plans:plan", args=[plan.pk])).content.decode()
    assert "Kommunpolisen" in page and "kvällarna" not in page


def test_the_committee_is_recorded_and_the_draft_goes_on(world: World) -> None:
    plan = world.plan()
    said = {**MINUTES, "body": "Sociala utskottet", "outcome": "approved", "text": "Enhälligt."}
    assert "Stämmer det här?" in post(world.bob, "committee", plan, **said).content.decode()
    assert not Step.objects.exists()
    assert post(world.bob, "committee", plan, **said, confirm="1").status_code == 302
    page = browser(world.alice).get(reverse("plans:draft", args=[plan.pk])).content.decode()
    assert "Utskott" in page and "Sociala utskottet" in page and "Enhälligt." in page
    assert Plan.objects.get().draft_since is not None


def test_the_board_refers_the_draft_back_with_numbered_remarks(world: World) -> None:
    plan = world.plan()
    remarks = "1. Skriv hur skolan nås.\n\n- Säg vem som ansvarar."
    said = decision(plan, outcome="referred_back", remarks=remarks)
    del said["confirm"]
    confirm = post(world.bob, "decide", plan, **said).content.decode()
    assert "Stämmer det här?" in confirm and "Säg vem som ansvarar." in confirm
    assert post(world.bob, "decide", plan, **said, confirm="1").status_code == 302
    assert list(Remark.objects.values_list("number", "text")) == [
        (1, "Skriv hur skolan nås."),
        (2, "Säg vem som ansvarar."),
    ]
    assert not Version.objects.exists() and Plan.objects.get().draft_since is not None


def test_a_referral_back_without_remarks_has_nothing_to_answer_and_is_refused(world: World) -> None:
    plan = world.plan()
    answer = post(world.bob, "decide", plan, **decision(plan, outcome="referred_back", remarks=" \n"))
    assert answer.status_code == 422 and "minst en synpunkt" in answer.content.decode()
    answer = post(world.bob, "decide", plan, **decision(plan, remarks="En synpunkt", without_police="Brådskar."))
    assert answer.status_code == 422 and not Step.objects.exists() and not Version.objects.exists()


def test_a_draft_that_changed_is_not_referred_back_unread(world: World) -> None:
    plan = world.plan()
    said = decision(plan, outcome="referred_back", remarks="Skriv mer.")
    services.plan_rename(plan=plan, title="Annan rubrik", lock=0, actor_id=None)
    assert post(world.bob, "decide", plan, **said).status_code == 409 and not Step.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("approved", "godkänd"),
        ("conditions", "godkänd med villkor, 2 synpunkter"),
        ("referred_back", "återremitterad med 2"),
    ],
)
def test_the_executive_boards_decision_is_confirmed_and_recorded(world: World, outcome: str, words: str) -> None:
    plan, cecilia = world.decided().plan, executive(world)
    said = {**MINUTES, "number": 1, "outcome": outcome, "remarks": "" if outcome == "approved" else "En.\nTvå."}
    assert "Registrera kommunstyrelsens beslut" in _page(cecilia, plan)
    assert "Stämmer det här?" in post(cecilia, "executive", plan, **said).content.decode()
    once = str(uuid4())
    for _ in range(2):
        assert post(cecilia, "executive", plan, **said, confirm="1", once=once).status_code == 302
    assert Step.objects.count() == 1 and Remark.objects.count() == (0 if outcome == "approved" else 2)
    page = _page(world.charlie, plan)
    assert (words in page or outcome == "approved") and "§ 5" in page
    assert "Registrera kommunstyrelsens beslut" not in _page(cecilia, plan)


def test_a_decision_about_a_version_that_was_followed_by_another_is_refused(world: World) -> None:
    plan, cecilia = world.decided().plan, executive(world)
    services.plan_revise(plan=plan, actor_id=None)
    world.decided(plan)
    said = {**MINUTES, "number": 1, "outcome": "approved", "confirm": "1"}
    assert post(cecilia, "executive", plan, **said).status_code == 409 and not Step.objects.exists()


def test_the_registrar_of_a_board_does_not_record_for_the_executive_board(world: World) -> None:
    plan = world.decided().plan
    assert post(world.bob, "executive", plan).status_code == 403


def test_a_board_that_shares_the_plan_decides_for_itself_and_no_other_does(world: World) -> None:
    plan = world.plan()
    Partner.objects.create(plan=plan, board=world.culture)
    world.decided(plan)
    erik = person("Erik", Role.REGISTRAR, world.culture)
    said = {**MINUTES, "body": "Kulturnämnden", "number": 1, "outcome": "approved", "confirm": "1"}
    assert post(world.bob, "partner", plan, **said, board=world.culture.pk).status_code == 404
    assert "Kulturnämnden" in _page(world.charlie, plan) and standing(plan) == "awaits_boards"
    assert "Registrera nämndens beslut" in _page(erik, plan)
    assert post(erik, "partner", plan, **said, board=world.social.pk).status_code == 422
    assert post(erik, "partner", plan, **said, board=world.culture.pk).status_code == 302
    assert standing(plan) == "decided"


def _page(user: User, plan: Plan) -> str:
    return browser(user).get(reverse("plans:plan", args=[plan.pk])).content.decode()


def test_the_draft_is_handed_to_the_board_once_its_remarks_are_answered(world: World) -> None:
    plan = world.plan()
    remark = services.remark_raise(plan=plan, text="Skriv mer.", actor_id=None)
    client, send = browser(world.alice), reverse("plans:send", args=[plan.pk])
    assert client.post(send)["Location"] == reverse("plans:remarks", args=[plan.pk])
    assert not course(plan).sent_as
    services.remark_answer(remark=remark, answer="Det står i avsnitt 3.", lock=0, actor_id=None)
    assert client.post(send)["Location"] == reverse("plans:draft", args=[plan.pk])
    client.post(send)
    assert plan.revisions.filter(change=Change.SENT).count() == 1
    draft = reverse("plans:draft", args=[plan.pk])
    page = client.get(draft).content.decode()
    assert "lämnat" in page and "Lämna till nämnden" not in page
    services.plan_rename(plan=plan, title="Annan rubrik", lock=0, actor_id=None)
    page = client.get(draft).content.decode()
    assert "utkastet har ändrats sedan" in page and "Lämna till nämnden" in page


def test_before_it_is_handed_over_one_sees_what_the_board_will_find(world: World) -> None:
    plan = world.plan()
    client, send = browser(world.alice), reverse("plans:send", args=[plan.pk])
    page = client.get(send).text
    assert "Samråd med polisen är inte noterat" in page and "Granskning av planen" in page
    assert send in client.get(reverse("plans:draft", args=[plan.pk])).text
    services.remark_raise(plan=plan, text="Skriv mer.", actor_id=None)
    page = client.get(send).text.split("<main")[1]
    assert "En synpunkt väntar på svar." in page and "<form" not in page


def test_what_was_handed_over_is_taken_back_while_the_board_has_not_dealt_with_it(world: World) -> None:
    plan = world.plan()
    services.draft_send(plan=plan, actor_id=None)
    client, recall = browser(world.alice), reverse("plans:recall", args=[plan.pk])
    assert recall in client.get(reverse("plans:draft", args=[plan.pk])).text
    for _ in range(2):
        assert client.post(recall)["Location"] == reverse("plans:draft", args=[plan.pk])
    assert not course(plan).sent_as and plan.revisions.filter(change=Change.RECALLED).count() == 1
    services.draft_send(plan=plan, actor_id=None)
    assert course(plan).sent_as
    world.decided(plan)
    assert client.post(recall)["Location"] == reverse("plans:plan", args=[plan.pk])


def test_a_draft_that_was_referred_back_is_handed_over_anew(world: World) -> None:
    plan = world.plan()
    services.draft_send(plan=plan, actor_id=None)
    post(world.bob, "decide", plan, **decision(plan, outcome="referred_back", remarks="Skriv mer."))
    assert not course(plan).sent_as
