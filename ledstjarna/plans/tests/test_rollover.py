"""The turn of the year: last year's plan becomes the next one's draft, activity by activity."""

import io
import re
from decimal import Decimal
from typing import Any
from uuid import uuid4

import docx
import pdfplumber
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.plans import services
from ledstjarna.plans.annex import changes_since
from ledstjarna.plans.comparing import differences
from ledstjarna.plans.content import draft_parts, version_parts
from ledstjarna.plans.models import Activity, Carried, Choice, Goal, Party, PartyState, Plan
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText
from ledstjarna.plans.rollover import base_of, source_of
from ledstjarna.plans.rounds import round_of
from ledstjarna.plans.services import Chosen
from ledstjarna.plans.tests.test_size import large, queries
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.walls.roles import Role

PLAN = PlanText(
    "Handlingsplan 2026",
    (
        SectionText("Läget 2026", 1, "Under 2026 hände lite.", ()),
        SectionText(
            "Aktiviteter",
            1,
            "",
            (
                ActivityText("Möte i nätverket", "Lokal samordnare", "Under 2026", "VP, VB"),
                ActivityText("Utbildning för nyanställda", "Enhetschefer", "Klart mars 2027", "T1 2026"),
                ActivityText("Ny folder", "Kommunikatör", "En gång i månaden", ""),
            ),
        ),
    ),
)


def url(plan: Plan) -> str:
    return reverse("plans:roll", args=[plan.pk])


def decided(world: World) -> Plan:
    return world.decided(world.plan(text=PLAN)).plan


def form_of(client: Client, plan: Plan) -> dict[str, str]:
    """The fields of the page as a browser would send them, nothing chosen."""
    page = client.get(url(plan)).text
    fields = dict.fromkeys(re.findall(r'name="(choice-[^"]+)"', page), "carry")
    fields |= dict.fromkeys(re.findall(r'name="(reason-[^"]+)"', page), "")
    for name in ("year", "seen", "title"):
        tag = next(tag for tag in re.findall(r"<input[^>]+>", page) if f'name="{name}"' in tag)
        found = re.search(r'value="([^"]*)"', tag)
        fields[name] = found[1] if found else ""
    return {**fields, "once": str(uuid4())}


def rolled(plan: Plan, **chosen: Chosen) -> Plan:
    return services.plan_roll(
        source=plan, year=2027, title="Handlingsplan 2027", chosen=chosen, seen=source_of(plan).seen, actor_id=None
    )


def keys(plan: Plan) -> list[str]:
    return [str(key) for key in Activity.objects.filter(section__plan=plan).values_list("key", flat=True)]


def test_two_presses_carry_everything_over_with_its_years(world: World) -> None:
    before, client = decided(world), browser(world.alice)
    assert url(before) in client.get(reverse("plans:plan", args=[before.pk])).text
    answer = client.post(url(before), form_of(client, before))
    plan = Plan.objects.get(year=2027)
    assert answer["Location"] == reverse("plans:draft", args=[plan.pk])
    assert (plan.title, plan.follows, plan.draft_since is not None) == ("Handlingsplan 2027", before, True)
    first, second = draft_parts(plan)
    assert (first.heading, first.text) == ("Läget 2027", "Under 2026 hände lite.")
    assert [row.columns()[2:] for row in second.activities] == [
        ("Under 2027", "VP, VB"),
        ("Klart mars 2027", "T1 2027"),
        ("En gång i månaden", ""),
    ]


def test_the_page_shows_old_beside_new_and_where_the_work_stands(world: World) -> None:
    before = decided(world)
    row = Activity.objects.get(section__plan=before, activity="Ny folder")
    services.activity_status_set(activity=row, status="done", actor_id=None)
    page = browser(world.alice).get(url(before)).text
    assert re.search(r"<del><p>Under 2026</p></del><ins><p>Under 2027</p></ins>", page)
    assert "<del><p>Klart mars 2027" not in page and "klar</span>" in page


def test_the_two_plans_can_be_compared_by_their_keys(world: World) -> None:
    before = decided(world)
    closed = keys(before)[2]
    plan = rolled(before, **{closed: Chosen(Choice.CLOSE, "Foldern är spridd.")})
    version = before.versions.get()
    found = [(d.kind, d.label) for d in differences(version_parts(version), draft_parts(plan))]
    assert found == [
        ("changed", "Läget 2027"),
        ("changed", "Möte i nätverket"),
        ("changed", "Utbildning för nyanställda"),
        ("removed", "Ny folder"),
    ]
    draft = browser(world.alice).get(reverse("plans:draft", args=[plan.pk])).text
    assert "Ändrat sedan planen för 2026" in draft


def test_what_is_changed_or_closed_keeps_its_reason_and_the_first_to_change_is_opened(world: World) -> None:
    before, client = decided(world), browser(world.alice)
    change, _carry, close = keys(before)
    data = form_of(client, before)
    data |= {f"choice-{change}": "change", f"reason-{change}": "Blir digitalt."}
    data |= {f"choice-{close}": "close", f"reason-{close}": "Foldern är spridd."}
    answer = client.post(url(before), data)
    plan = Plan.objects.get(year=2027)
    opened = Activity.objects.get(section__plan=plan, key=change)
    assert answer["Location"] == reverse("plans:activity", args=[opened.pk])
    assert list(plan.carried.values_list("choice", "reason")) == [
        ("change", "Blir digitalt."),
        ("carry", ""),
        ("close", "Foldern är spridd."),
    ]
    draft = reverse("plans:draft", args=[plan.pk])
    page = client.get(draft).text
    assert "Att ändra" in page and "Avslutade aktiviteter" in page and "Foldern är spridd." in page
    services.item_edit(item=opened, texts={"activity": "Digitalt möte"}, lock=0, actor_id=None)
    assert "Att ändra" not in client.get(draft).text
    history = client.get(reverse("plans:history", args=[plan.pk])).text
    assert "1 förda över, 1 att ändra, 1 avslutade" in history


def test_the_board_reads_what_was_changed_and_closed_and_why(world: World) -> None:
    before, client = decided(world), browser(world.alice)
    change, _carry, close = keys(before)
    chosen = {change: Chosen(Choice.CHANGE, "Blir digitalt."), close: Chosen(Choice.CLOSE, "Foldern är spridd.")}
    plan = rolled(before, **chosen)
    row = Activity.objects.get(section__plan=plan, key=change)
    services.item_edit(item=row, texts={"activity": "Digitalt möte"}, lock=0, actor_id=None)
    lines = (
        "Sedan planen för 2026: 1 ändrad, 1 borttagen.",
        "1 aktivitet förs över som den är, med årtalen i tidplan och uppföljning framflyttade.",
        "Ändrad aktivitet: Digitalt möte (aktivitet). Skäl: Blir digitalt.",
        "Avslutad aktivitet: Ny folder. Skäl: Foldern är spridd.",
    )
    paper = docx.Document(io.BytesIO(client.get(reverse("plans:draft_statement", args=[plan.pk, "docx"])).content))
    assert set(lines) <= {paragraph.text for paragraph in paper.paragraphs}
    version = world.decided(plan)
    with pdfplumber.open(io.BytesIO(bytes(version.pdf))) as pdf:
        text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert all(line in text for line in lines[:1] + lines[2:])
    assert [(row.choice, row.reason) for row in round_of(version).turn] == [
        ("change", "Blir digitalt."),
        ("close", "Foldern är spridd."),
    ]
    page = client.get(reverse("plans:plan", args=[plan.pk])).text
    assert "Följande har ändrats sedan planen för 2026" in page and "Blir digitalt." in page
    history = client.get(reverse("plans:item_history", args=[plan.pk, change])).text
    assert "Blir digitalt." in history


def test_what_happens_to_last_years_plan_afterwards_is_no_change_of_this_one(world: World) -> None:
    before = decided(world)
    plan = rolled(before)
    services.plan_revise(plan=before, actor_id=None)
    services.item_edit(
        item=Activity.objects.filter(section__plan=before)[0], texts={"schedule": "I maj"}, lock=0, actor_id=None
    )
    world.decided(before)
    base = base_of(plan, None)
    assert base and not changes_since(base, draft_parts(plan), ())


@pytest.mark.parametrize("choice", ["change", "close"])
def test_without_a_reason_nothing_is_made_and_nothing_typed_is_lost(world: World, choice: str) -> None:
    before, client = decided(world), browser(world.alice)
    first, second, third = keys(before)
    data = form_of(client, before)
    data |= {
        f"choice-{first}": choice,
        f"choice-{second}": "close",
        f"reason-{second}": "Kvar i fältet",
        "title": "Min",
    }
    data |= {f"choice-{third}": "carry", f"reason-{third}": "Ett skäl jag ångrade"}
    answer = client.post(url(before), data)
    page = answer.text
    assert answer.status_code == 422 and f'href="#id_reason-{first}"' in page
    assert "Kvar i fältet" in page and "Ett skäl jag ångrade" in page and 'value="Min"' in page
    assert re.search(rf'name="choice-{first}" value="{choice}"[^>]* checked', page)
    assert not Plan.objects.filter(year=2027).exists()


@pytest.mark.parametrize("wrong", ["19121212-1212", "x" * 1_001])
def test_a_bad_reason_is_refused_beside_its_field(world: World, wrong: str) -> None:
    before, client = decided(world), browser(world.alice)
    first = keys(before)[0]
    data = form_of(client, before) | {f"choice-{first}": "close", f"reason-{first}": wrong}
    answer = client.post(url(before), data)
    assert answer.status_code == 422 and f'href="#id_reason-{first}"' in answer.text and wrong in answer.text


def test_sent_twice_it_makes_one_plan(world: World) -> None:
    before, client = decided(world), browser(world.alice)
    data = form_of(client, before)
    answers = [client.post(url(before), data) for _ in range(2)]
    plan = Plan.objects.get(year=2027)
    assert {answer["Location"] for answer in answers} == {reverse("plans:draft", args=[plan.pk])}
    assert Entry.objects.filter(action="plan.roll").count() == 1


def test_a_board_that_has_next_years_plan_is_led_to_it(world: World) -> None:
    before, client = decided(world), browser(world.alice)
    data = form_of(client, before)
    there = world.plan(year=2027)
    page = client.get(url(before)).text
    assert "redan en plan som börjar 2027" in page and reverse("plans:plan", args=[there.pk]) in page
    answer = client.post(url(before), data)
    assert answer.status_code == 422 and reverse("plans:plan", args=[there.pk]) in answer.text
    assert url(before) not in client.get(reverse("plans:plan", args=[before.pk])).text


def test_a_plan_that_changed_meanwhile_is_looked_through_again(world: World) -> None:
    before = world.plan(text=PLAN)
    client = browser(world.alice)
    first = keys(before)[0]
    data = form_of(client, before) | {f"choice-{first}": "close", f"reason-{first}": "Kvar i fältet"}
    services.item_edit(item=world.first_activity(before), texts={"schedule": "Varje vecka"}, lock=0, actor_id=None)
    answer = client.post(url(before), data)
    assert answer.status_code == 409 and "Kvar i fältet" in answer.text and "Varje vecka" in answer.text
    assert not Plan.objects.filter(year=2027).exists()
    again = re.search(r'name="seen" value="(\w+)"', answer.text)
    assert again and client.post(url(before), data | {"seen": again[1]}).status_code == 302


def test_what_the_board_decided_is_carried_and_not_the_revision_under_way(world: World) -> None:
    before = decided(world)
    services.plan_revise(plan=before, actor_id=None)
    services.item_edit(item=world.first_activity(before), texts={"activity": "Halvfärdig"}, lock=0, actor_id=None)
    page = browser(world.alice).get(url(before)).text
    assert "Planen revideras just nu" in page and "Halvfärdig" not in page
    assert "Halvfärdig" not in {row.activity for part in draft_parts(rolled(before)) for row in part.activities}


def test_the_details_go_over_parties_are_asked_anew_and_aims_are_set_anew(world: World) -> None:
    before = world.plan(text=PLAN)
    row = world.first_activity(before)
    this, following = (
        services.goal_add(board=world.social, year=year, name="Färre värvas", actor_id=None) for year in (2026, 2027)
    )
    own = {"goal": this, "reference": "2.1", "areas": [["crime", "universal"]], "factors": ["risk_home"]}
    services.item_edit(item=row, texts=own, lock=0, actor_id=None)
    party = services.party_add(activity=row, lead=True, role=Role.UNIT_MANAGER, unit=world.homeless, actor_id=None)
    services.party_answer(party=party, accepts=True, actor_id=None)
    indicator = services.indicator_add(activity=row, name="Antal möten", measure="st", actor_id=None)
    services.target_set(indicator=indicator, year=2026, target=Decimal(12), actor_id=None)
    world.answering(*world.picture("Rutinen är okänd"), plan=before)
    plan = rolled(world.decided(before).plan)
    now = world.first_activity(plan)
    assert (now.goal, now.reference, now.areas, now.factors) == (
        following,
        "2.1",
        [["crime", "universal"]],
        ["risk_home"],
    )
    assert now.reasons.get().finding == row.reasons.get().finding
    asked = Party.objects.get(activity=now)
    assert (asked.unit, asked.lead, asked.state) == (world.homeless, True, PartyState.ASKED)
    measured = now.indicators.get()
    assert (measured.key, measured.name) == (indicator.key, "Antal möten")
    assert not measured.values.filter(target__isnull=False).exists()


def test_a_goal_that_the_next_year_has_not_is_left_out(world: World) -> None:
    before = world.plan(text=PLAN)
    goal = services.goal_add(board=world.social, year=2026, name="Färre värvas", actor_id=None)
    services.item_edit(item=world.first_activity(before), texts={"goal": goal}, lock=0, actor_id=None)
    assert world.first_activity(rolled(before)).goal is None and Goal.objects.count() == 1


def test_texts_that_name_the_old_year_are_pointed_out(world: World) -> None:
    plan = rolled(decided(world))
    page = browser(world.alice).get(reverse("plans:draft", args=[plan.pk])).text
    card = page[page.index("Nämner 2026") :]
    assert "Läget 2027" in card[:900] and "Möte i nätverket" not in card[:900]


def test_a_joint_plan_stays_joint(world: World) -> None:
    before = world.plan(text=PLAN)
    services.partner_add(plan=before, board=world.culture, actor_id=None)
    services.partner_add(plan=before, outside="Grannköpings kommun", actor_id=None)
    plan = rolled(world.decided(before).plan)
    assert [str(partner) for partner in plan.partners.all()] == ["Kulturnämnden", "Grannköpings kommun"]


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_plan_is_followed_by_a_later_one(world: World, year: int) -> None:
    before = decided(world)
    with pytest.raises(ValidationError):
        services.plan_roll(source=before, year=year, title="x", chosen={}, seen=source_of(before).seen, actor_id=None)
    assert browser(world.alice).get(url(before), {"ar": year}).status_code == 404


def test_the_service_takes_no_change_without_a_reason(world: World) -> None:
    before = decided(world)
    with pytest.raises(ValidationError):
        rolled(before, **{keys(before)[0]: Chosen(Choice.CHANGE)})
    assert not Carried.objects.exists() and not Plan.objects.filter(year=2027).exists()


@pytest.mark.parametrize("at", ["culture", "city"])
def test_another_boards_plan_is_not_there(world: World, at: str) -> None:
    before = decided(world)
    other = browser(person("Erik", Role.LOCAL_COORDINATOR, getattr(world, at)))
    assert (other.get(url(before)).status_code, other.post(url(before)).status_code) == (404, 404)


def test_a_partner_does_not_begin_the_next_plan(world: World) -> None:
    before = world.plan(text=PLAN)
    services.partner_add(plan=before, board=world.culture, actor_id=None)
    assert browser(person("Erik", Role.LOCAL_COORDINATOR, world.culture)).get(url(before)).status_code == 404


@pytest.mark.parametrize("data", [{}, {"year": "x"}, {"year": "2027", "seen": "\x00"}, {"year": "٢٠٢٧"}])
def test_a_broken_form_makes_nothing(world: World, data: dict[str, Any]) -> None:
    before = decided(world)
    assert browser(world.alice).post(url(before), data).status_code in {400, 404, 422}
    assert Plan.objects.count() == 1


def test_the_page_asks_as_often_for_many_activities_as_for_few(world: World) -> None:
    counts = set()
    for year, number in ((2023, 5), (2024, 80)):
        plan = world.decided(world.plan(year=year, text=large(number))).plan
        counts.add(queries(world, reverse("plans:roll", args=[plan.pk]) + f"?ar={year + 5}"))
    assert len(counts) == 1 and counts.pop() < 20
