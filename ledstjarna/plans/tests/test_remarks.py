"""Remarks are numbered, each is answered, and the answers go round again with the next version."""

from __future__ import annotations

import io
import json
from typing import Any
from uuid import uuid4

import docx
import pytest
from django.urls import reverse

from ledstjarna.accounts.models import User
from ledstjarna.accounts.tests.town import person
from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.models import Outcome, Plan, Remark, Version
from ledstjarna.plans.printing import Decision
from ledstjarna.plans.reading import read_plan
from ledstjarna.plans.tests.test_way import taken_up
from ledstjarna.plans.tests.world import DAY, World, browser
from ledstjarna.plans.way import standing
from ledstjarna.walls.roles import Role


@pytest.fixture
def plan(world: World) -> Plan:
    """Decided by the board, approved by the executive board with two remarks, and under revision."""
    found = world.decided().plan
    taken_up(world, found, Outcome.CONDITIONS, ["Skriv hur skolan nås.", "Säg vem som ansvarar."])
    services.plan_revise(plan=found, actor_id=world.alice.pk)
    found.refresh_from_db()
    return found


def reply(user: User, plan: Plan, number: int, answer: str = "Det står i avsnitt 3.", **said: Any) -> Any:
    url = reverse("plans:remark_answer", args=[plan.pk, number])
    return browser(user).post(url, {"answer": answer, "lock": 0, "once": str(uuid4()), **said})


def page(user: User, plan: Plan) -> str:
    return browser(user).get(reverse("plans:remarks", args=[plan.pk])).content.decode()


def decide(world: World, plan: Plan) -> Any:
    seen = fingerprint(plan, draft_parts(plan))
    said = {"body": "Socialnämnden", "decided_on": "2026-06-18", "paragraph": "§ 20", "dnr": "SN 2026/118"}
    said |= {"without_police": "Inget nytt i sak.", "seen": seen, "confirm": "1", "once": str(uuid4())}
    return browser(world.bob).post(reverse("plans:decide", args=[plan.pk]), said)


def test_the_coordinator_answers_both_and_the_answered_version_goes_round_again(world: World, plan: Plan) -> None:
    assert page(world.alice, plan).count("väntar på svar</span>") == 2
    for number in (1, 2):
        assert reply(world.alice, plan, number, f"Svar {number}.").status_code == 302
    assert "Alla synpunkter är besvarade" in page(world.alice, plan)
    assert decide(world, plan).status_code == 302
    version = Version.objects.get(number=2)
    frozen = json.loads(bytes(version.content))["round"]["remarks"]
    assert [(row["number"], row["answer"], row["by"]) for row in frozen] == [
        (1, "Svar 1.", "Kommunstyrelsen"),
        (2, "Svar 2.", "Kommunstyrelsen"),
    ]
    assert set(Remark.objects.values_list("answered_in__number", flat=True)) == {2}
    assert standing(plan) == "decided"
    seen = browser(world.charlie).get(reverse("plans:plan", args=[plan.pk])).content.decode()
    assert "Svar på tidigare synpunkter" in seen and "Svar 2." in seen


def test_the_paper_lists_the_answers_after_the_plans_own_text(world: World, plan: Plan) -> None:
    for number in (1, 2):
        reply(world.alice, plan, number, f"Svar {number}.")
    decide(world, plan)
    url = reverse("plans:version_export", args=[plan.pk, 2, "docx"])
    paper = browser(world.charlie).get(url).content
    printed = docx.Document(io.BytesIO(paper)).paragraphs
    headings = [each.text for each in printed if each.style and each.style.name.lower().startswith("heading")]
    assert headings.index("Bilaga: ändringar och svar") > headings.index("Kontakt")
    assert headings[-1] == "Svar på synpunkter"
    read_again = read_plan(paper, filename="plan.docx").sections
    assert read_again[-1].heading == "Kontakt" and "Svar 1." not in str(read_again)


def test_while_a_remark_has_no_answer_the_boards_decision_is_not_recorded(world: World, plan: Plan) -> None:
    reply(world.alice, plan, 1)
    answer = decide(world, plan)
    assert answer.status_code == 422 and "En synpunkt är inte besvarad" in answer.content.decode()
    assert Version.objects.count() == 1


def test_of_two_who_answer_at_once_the_later_sees_the_others_answer_and_keeps_the_own(world: World, plan: Plan) -> None:
    reply(world.alice, plan, 1, "Det första svaret.")
    other = person("Dana", Role.LOCAL_COORDINATOR, world.social_office)
    answer = reply(other, plan, 1, "Det andra svaret.")
    text = answer.content.decode()
    assert answer.status_code == 409 and "Det första svaret." in text and "Det andra svaret." in text
    assert reply(other, plan, 1, "Det andra svaret.", lock=1).status_code == 302
    assert Remark.objects.get(number=1).answer == "Det andra svaret."


def test_the_same_form_sent_twice_is_one_answer(world: World, plan: Plan) -> None:
    once = str(uuid4())
    assert [reply(world.alice, plan, 1, once=once).status_code for _ in range(2)] == [302, 302]
    assert Remark.objects.get(number=1).lock == 1


@pytest.mark.parametrize("answer", ["", "   ", "19121212-1212", "x" * 5_000])
def test_an_answer_that_cannot_be_stored_is_refused_beside_its_remark(world: World, plan: Plan, answer: str) -> None:
    shown = reply(world.alice, plan, 2, answer)
    assert shown.status_code == 422 and 'role="alert"' in shown.content.decode()
    assert not Remark.objects.exclude(answer="").exists()


def test_without_a_draft_the_page_leads_to_revising(world: World) -> None:
    plan = world.decided().plan
    taken_up(world, plan, Outcome.REFERRED_BACK, ["Skriv mer."])
    shown = page(world.alice, plan)
    assert "Revidera planen" in shown and "<textarea" not in shown
    assert reply(world.alice, plan, 1).status_code == 409


def test_what_the_board_wants_of_a_draft_is_not_told_beside_the_decided_version(world: World) -> None:
    plan = world.decided().plan
    services.plan_revise(plan=plan, actor_id=None)
    plan.refresh_from_db()
    services.draft_refer_back(
        plan=plan,
        decision=Decision("Socialnämnden", DAY, "§ 15", "SN 1"),
        remarks=["Stryk besöket."],
        seen=fingerprint(plan, draft_parts(plan)),
        actor_id=None,
    )
    url = reverse("plans:plan", args=[plan.pk])
    assert "Stryk besöket." not in browser(world.charlie).get(url).content.decode()
    assert "Stryk besöket." in page(world.alice, plan)


def test_an_answer_under_way_is_the_boards_own(world: World, plan: Plan) -> None:
    reply(world.alice, plan, 1, "Ett halvfärdigt svar.")
    cecilia = person("Cecilia", Role.CENTRAL_COORDINATOR, world.city)
    assert "Ett halvfärdigt svar." in page(world.bob, plan)
    assert "Skriv hur skolan nås." in page(cecilia, plan) and "Ett halvfärdigt svar." not in page(cecilia, plan)
    services.draft_release(plan=plan, actor_id=None)
    assert "Ett halvfärdigt svar." in page(cecilia, plan)
    stranger = person("Erik", Role.LOCAL_COORDINATOR, world.culture)
    assert browser(stranger).get(reverse("plans:remarks", args=[plan.pk])).status_code == 404


def test_the_central_coordinator_remarks_on_a_released_draft_and_takes_it_back(world: World) -> None:
    plan = world.plan()
    cecilia = person("Cecilia", Role.CENTRAL_COORDINATOR, world.city)
    url = reverse("plans:remark_raise", args=[plan.pk])
    assert browser(cecilia).get(url).status_code == 404
    services.draft_release(plan=plan, actor_id=None)
    assert browser(cecilia).post(url, {"text": "Skriv mer.", "once": str(uuid4())}).status_code == 302
    remark = Remark.objects.get()
    assert remark.open and remark.step is None
    back = reverse("plans:remark_withdraw", args=[plan.pk, 1])
    assert "Ta tillbaka synpunkten" in page(cecilia, plan) and "Ta tillbaka" not in page(world.alice, plan)
    browser(cecilia).post(back)
    remark = Remark.objects.get()
    assert remark.withdrawn_at and not remark.open and "återtagen" in page(world.alice, plan)
    assert reply(world.alice, plan, 1).status_code == 409


def test_a_remark_that_is_answered_or_anothers_is_not_taken_back(world: World) -> None:
    plan = world.plan()
    services.draft_release(plan=plan, actor_id=None)
    cecilia = person("Cecilia", Role.CENTRAL_COORDINATOR, world.city)
    services.remark_raise(plan=plan, text="Annans.", actor_id=None)
    services.remark_raise(plan=plan, text="Egen.", actor_id=cecilia.pk)
    reply(world.alice, plan, 2)
    for number in (1, 2):
        browser(cecilia).post(reverse("plans:remark_withdraw", args=[plan.pk, number]))
    assert not Remark.objects.filter(withdrawn_at__isnull=False).exists()


def test_an_answer_that_has_gone_to_the_board_stays_as_it_was(world: World, plan: Plan) -> None:
    for number in (1, 2):
        reply(world.alice, plan, number)
    decide(world, plan)
    services.plan_revise(plan=plan, actor_id=None)
    assert reply(world.alice, plan, 1, "Något annat.", lock=1).status_code == 422
    assert "Något annat." not in Remark.objects.get(number=1).answer


def test_numbers_go_on_through_the_rounds(world: World, plan: Plan) -> None:
    for number in (1, 2):
        reply(world.alice, plan, number)
    decide(world, plan)
    services.version_take_up(
        plan=plan,
        number=2,
        decision=Decision("Kommunstyrelsen", DAY.replace(month=7), "§ 9", "KS 2026/9"),
        outcome=Outcome.CONDITIONS,
        remarks=["Ännu en."],
        actor_id=None,
    )
    assert list(Remark.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_what_the_board_says_of_a_draft_is_its_own_matter(world: World) -> None:
    plan = world.decided().plan
    services.plan_revise(plan=plan, actor_id=None)
    services.draft_refer_back(
        plan=plan,
        decision=Decision("Socialnämnden", DAY, "§ 15", "SN 2026/118"),
        remarks=["Ta bort stycket om lokalerna."],
        seen=fingerprint(plan, draft_parts(plan)),
        actor_id=None,
    )
    url = reverse("plans:remarks", args=[plan.pk])
    assert "om lokalerna" in browser(world.alice).get(url).text
    central = browser(person("Cecilia", Role.CENTRAL_COORDINATOR, world.city))
    assert "om lokalerna" not in central.get(url).text
    services.draft_release(plan=plan, actor_id=None)
    assert "om lokalerna" in central.get(url).text
