"""Joint plans: those who share one reach its draft as their own, and nobody else does."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.tests.town import person, unit
from ledstjarna.audit.models import Entry
from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts
from ledstjarna.plans.models import Outcome, Partner, Plan
from ledstjarna.plans.printing import Decision
from ledstjarna.plans.states import Standing
from ledstjarna.plans.tests.test_language import words_of_docx, words_of_pdf
from ledstjarna.plans.tests.world import DAY, World, browser
from ledstjarna.plans.way import course, draft_way, standing, version_way
from ledstjarna.walls.roles import Role


def coordinator(world: World, name: str, code: str) -> Client:
    board = unit(code, "board", world.city, f"{name}s nämnd") if code else world.culture
    return browser(person(name, Role.LOCAL_COORDINATOR, board))


def shared(world: World) -> Plan:
    plan = world.plan()
    services.partner_add(plan=plan, board=world.culture, actor_id=world.alice.pk)
    return plan


def test_a_board_and_a_party_outside_are_added_once_and_named(world: World) -> None:
    plan = world.plan()
    client, url = browser(world.alice), reverse("plans:partners", args=[plan.pk])
    data = {"board": str(world.culture.pk), "outside": "", "once": str(uuid4())}
    for _ in range(2):
        assert client.post(url, data).status_code == 302
    client.post(url, {"board": "", "outside": "Grannköpings kommun"})
    assert [str(partner) for partner in plan.partners.all()] == ["Kulturnämnden", "Grannköpings kommun"]
    draft = client.get(reverse("plans:draft", args=[plan.pk])).text
    assert "Gemensam med" in draft and "Grannköpings kommun" in draft
    history = client.get(reverse("plans:history", args=[plan.pk])).text
    assert "Alice tog med i den gemensamma planen" in history and "Grannköpings kommun" in history


@pytest.mark.parametrize(
    ("board", "outside"),
    [("", ""), ("culture", "Grannköping"), ("social", ""), ("library", ""), ("", "x" * 300), ("", "19121212-1212")],
)
def test_what_cannot_share_a_plan_is_refused_and_kept_in_the_form(world: World, board: str, outside: str) -> None:
    plan = world.plan()
    data = {"board": getattr(world, board).pk if board else "", "outside": outside}
    answer = browser(world.alice).post(reverse("plans:partners", args=[plan.pk]), data)
    assert answer.status_code == 422 and (not outside or f'value="{outside}"' in answer.text)
    assert not Partner.objects.exists()


def test_the_same_party_twice_is_refused(world: World) -> None:
    plan = world.plan()
    services.partner_add(plan=plan, outside="Grannköpings kommun", actor_id=None)
    answer = browser(world.alice).post(reverse("plans:partners", args=[plan.pk]), {"outside": "grannköpings kommun"})
    assert answer.status_code == 422 and "redan med" in answer.text


def test_a_partner_reads_and_writes_the_draft_and_a_third_board_does_not(world: World) -> None:
    plan = shared(world)
    row = world.first_activity(plan)
    partner, third = coordinator(world, "Erik", ""), coordinator(world, "Dora", "TN")
    doors = {
        "draft": [plan.pk],
        "history": [plan.pk],
        "rename": [plan.pk],
        "section_add": [plan.pk],
        "activity_add": [row.section_id],
        "activity": [row.pk],
        "section": [row.section_id],
    }
    for name, args in doors.items():
        url = reverse(f"plans:{name}", args=args)
        assert (partner.get(url).status_code, third.get(url).status_code) == (200, 404), name
    texts = {"activity": "Gemensamt möte", "responsible": "", "schedule": "", "follow_up": "", "lock": row.lock}
    for name in ("activity", "activity_move", "activity_remove", "activity_restore"):
        url = reverse(f"plans:{name}", args=[row.pk])
        assert (third.post(url, texts).status_code, partner.post(url, texts).status_code) == (404, 302), name
    assert "Gemensamt möte" in {row.activity for part in draft_parts(plan) for row in part.activities}
    assert "Utkast 2026" in partner.get(reverse("plans:list")).text
    assert "Utkast 2026" not in third.get(reverse("plans:list")).text


def test_after_it_is_removed_a_partner_is_out_again(world: World) -> None:
    plan = shared(world)
    partner = coordinator(world, "Erik", "")
    url = reverse("plans:partner_remove", args=[plan.pk, Partner.objects.get().pk])
    assert browser(world.alice).post(url, {"once": str(uuid4())}).status_code == 302
    for name in ("draft", "history", "section_add"):
        assert partner.get(reverse(f"plans:{name}", args=[plan.pk])).status_code == 404
    assert partner.post(reverse("plans:activity_move", args=[world.first_activity(plan).pk])).status_code == 404
    row = Entry.objects.get(action="plan.partner.remove")
    assert row.board_id == world.social.pk and row.facts["partner_board"] == world.culture.pk
    assert (
        "Alice tog bort ur den gemensamma planen"
        in browser(world.alice).get(reverse("plans:history", args=[plan.pk])).text
    )


def test_a_partner_neither_says_who_shares_the_plan_nor_throws_it_away(world: World) -> None:
    plan = shared(world)
    partner = coordinator(world, "Erik", "")
    page = partner.get(reverse("plans:draft", args=[plan.pk])).text
    assert "Gemensam plan" not in page and "Ta bort utkastet" not in page
    assert partner.post(reverse("plans:partners", args=[plan.pk]), {"outside": "Vi"}).status_code == 404
    assert partner.post(reverse("plans:discard", args=[plan.pk])).status_code == 404
    url = reverse("plans:partner_remove", args=[plan.pk, Partner.objects.get().pk])
    assert partner.post(url).status_code == 404


def test_a_partner_is_not_shown_what_else_the_boards_picture_has_found(world: World) -> None:
    plan = shared(world)
    answered, _other = world.picture("Rutinen är okänd", "Hot mot personalen")
    row = world.answering(answered, plan=plan)
    partner, url = coordinator(world, "Erik", ""), reverse("plans:activity", args=[row.pk])
    assert "Hot mot personalen" not in partner.get(url).text
    assert "Hot mot personalen" in browser(world.alice).get(url).text
    texts = {"activity": "Gemensamt möte", "responsible": "", "schedule": "", "follow_up": "", "lock": row.lock}
    assert partner.post(url, texts).status_code == 302
    assert [reason.finding for reason in row.reasons.all()] == [answered.key]


def test_the_paper_names_those_who_share_the_plan_also_after_they_have_left(world: World) -> None:
    plan = shared(world)
    client = browser(world.alice)
    docx = client.get(reverse("plans:draft_export", args=[plan.pk, "docx"]))
    assert "Gemensam med" in words_of_docx(docx.content) and "Kulturnämnden" in words_of_docx(docx.content)
    version = world.decided(plan)
    services.plan_revise(plan=plan, actor_id=None)
    services.partner_remove(partner=Partner.objects.get(), actor_id=None)
    docx = client.get(reverse("plans:version_export", args=[plan.pk, 1, "docx"]))
    assert "Kulturnämnden" in words_of_docx(docx.content) and "Kulturnämnden" in words_of_pdf(bytes(version.pdf))
    assert json.loads(bytes(version.content))["round"]["partners"] == ["Kulturnämnden"]
    assert "Kulturnämnden" not in words_of_docx(
        client.get(reverse("plans:draft_export", args=[plan.pk, "docx"])).content
    )


def test_a_board_that_comes_in_after_the_decision_decides_about_the_next_version(world: World) -> None:
    plan = world.decided().plan
    services.plan_revise(plan=plan, actor_id=None)
    services.partner_add(plan=plan, board=world.culture, actor_id=None)
    assert standing(plan) is Standing.DECIDED
    assert "Kulturnämnden" not in {step["label"] for step in version_way(course(plan))}
    assert "Kulturnämnden" in {step["label"] for step in draft_way(course(plan), fingerprint="")}
    world.decided(plan)
    assert standing(plan) is Standing.AWAITS_BOARDS and course(plan).boards_left() == [world.culture]


def test_the_start_page_tells_both_the_registrar_and_the_coordinator_of_a_board_that_is_to_decide(world: World) -> None:
    registrar = browser(person("Rut", Role.REGISTRAR, world.culture))
    dana = coordinator(world, "Dana", "")
    plan = world.decided(shared(world)).plan
    words = {registrar: "Registrera nämndens beslut", dana: "Ta upp den gemensamma planen i nämnden"}
    for client, title in words.items():
        page = client.get(reverse("home:start")).text
        assert title in page and reverse("plans:plan", args=[plan.pk]) in page
    assert words[dana] not in browser(world.alice).get(reverse("home:start")).text
    decide(plan, Outcome.REFERRED_BACK, world.culture)
    for client, title in words.items():
        assert title not in client.get(reverse("home:start")).text
    assert "Svara på synpunkterna på planen för 2026" in dana.get(reverse("home:start")).text


def decide(plan: Plan, outcome: Outcome, board: Unit) -> None:
    services.version_take_up(
        plan=plan,
        number=1,
        decision=Decision(board.name, DAY, "§ 5", "KUL 2026/9"),
        outcome=outcome,
        remarks=["Skriv hur biblioteken nås."],
        board=board,
        actor_id=None,
    )


def test_a_board_that_leaves_a_draft_still_decides_about_the_version(world: World) -> None:
    plan = shared(world)
    world.decided(plan)
    assert standing(plan) is Standing.AWAITS_BOARDS
    services.plan_revise(plan=plan, actor_id=None)
    partner = plan.partners.get(board=world.culture)
    services.partner_remove(partner=partner, actor_id=None)
    assert standing(plan) is Standing.AWAITS_BOARDS and course(plan).boards_left() == [world.culture]
    services.draft_discard(plan=plan, actor_id=None)
    assert standing(plan) is Standing.AWAITS_BOARDS
    services.plan_revise(plan=plan, actor_id=None)
    world.decided(plan)
    assert course(plan).boards_left() == []


def test_only_a_draft_is_shared_anew(world: World) -> None:
    plan = world.decided().plan
    client, url = browser(world.alice), reverse("plans:partners", args=[plan.pk])
    assert client.get(url)["Location"] == reverse("plans:plan", args=[plan.pk])
    answer = client.post(url, {"outside": "Grannköpings kommun"})
    assert answer.status_code == 422 and "inget utkast" in answer.text and not Partner.objects.exists()
