"""The responsibility map: who answers for what according to the decided plans."""

from django.urls import reverse
from django.utils import translation

from ledstjarna.plans import services
from ledstjarna.plans.models import Plan
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText
from ledstjarna.plans.responsibility import responsibility_map
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.walls.roles import Role


def decided(world: World, *rows: tuple[str, str], board: str = "social") -> Plan:
    """A decided plan whose activities are these, each with who answers for it."""
    activities = tuple(ActivityText(activity, who, "Löpande", "VB") for activity, who in rows)
    text = PlanText("Plan", (SectionText("Aktiviteter", 1, "", activities),))
    return world.decided(world.plan(getattr(world, board), text=text)).plan


def test_spellings_of_one_function_are_one_row(world: World) -> None:
    decided(world, ("Möte", "Lokal samordnare"), ("Kurs", "Den lokala samordnaren samt enhetscheferna"))
    found = {function.name: function for function in responsibility_map().functions}
    assert len(found["Lokal samordnare"].leads) == 2
    assert [duty.activity for duty in found["enhetscheferna"].helps] == ["Kurs"]


def test_a_duty_that_nobody_answers_for_is_a_gap_and_so_is_a_vacant_role(world: World) -> None:
    plan = world.plan(text=PlanText("Plan", (SectionText("A", 1, "", (ActivityText("Möte", "", "", ""),)),)))
    assert responsibility_map().unheld == []
    party = {"role": Role.UNIT_MANAGER, "unit": world.library}
    activity = world.first_activity(plan)
    services.party_add(activity=activity, lead=True, actor_id=None, **party)  # type: ignore[arg-type]
    world.decided(plan)
    decided(world, ("Kurs", " "), board="culture")
    gaps = {duty.activity: (duty.lead, duty.vacant) for duty in responsibility_map().unheld}
    assert gaps == {"Möte": ("Enhetschef, Älta bibliotek", True), "Kurs": ("", False)}


def test_the_same_duty_at_two_boards_with_two_functions_overlaps(world: World) -> None:
    decided(world, ("Granska nya föreningar", "Utredare OF"), ("Kurs", "Rektorn"))
    decided(world, ("Granska nya föreningar.", "Föreningsstödet"), ("Kurs", "rektor"), board="culture")
    (group,) = responsibility_map().shared
    assert [(duty.board, duty.lead) for duty in group] == [
        (world.culture, "Föreningsstödet"),
        (world.social, "Utredare OF"),
    ]


def test_a_draft_is_not_in_it(world: World) -> None:
    world.plan()
    assert responsibility_map().functions == []


def test_the_page_is_read_by_everybody_and_can_show_one_board(world: World) -> None:
    decided(world, ("Möte", "Lokal samordnare"))
    decided(world, ("Kurs", "Bibliotekarien"), board="culture")
    url = reverse("plans:responsibility")
    everything = browser(world.charlie).get(url).content.decode()
    assert "Lokal samordnare" in everything and "Bibliotekarien" in everything
    one = browser(world.charlie).get(url, {"board": world.culture.pk}).content.decode()
    assert "Lokal samordnare" not in one and "Bibliotekarien" in one
    for odd in ("x", "-1", "9" * 30, ""):
        assert browser(world.charlie).get(url, {"board": odd}).status_code == 200


def test_a_role_that_is_only_named_is_the_one_that_the_plan_appoints(world: World) -> None:
    rows = tuple(ActivityText(name, "Lokal samordnare", "Löpande", "VB") for name in ("Möte", "Kurs"))
    plan = world.plan(text=PlanText("Plan", (SectionText("Aktiviteter", 1, "", rows),)))
    role = {"role": Role.LOCAL_COORDINATOR, "unit": world.social_office}
    services.party_add(activity=world.first_activity(plan), lead=True, actor_id=None, **role)  # type: ignore[arg-type]
    world.decided(plan)
    (function,) = responsibility_map().functions
    assert function.name == "Lokal samordnare, Socialförvaltningen"
    assert [duty.activity for duty in function.leads] == ["Möte", "Kurs"]
    with translation.override("en"):
        assert len(responsibility_map().functions) == 1


def test_of_a_role_appointed_at_several_units_the_boards_own_is_meant(world: World) -> None:
    rows = tuple(ActivityText(name, "Lokal samordnare", "Löpande", "VB") for name in ("Möte", "Kurs"))
    plan = world.plan(text=PlanText("Plan", (SectionText("Aktiviteter", 1, "", rows),)))
    for unit in (world.social, world.culture):
        services.party_add(
            activity=world.first_activity(plan),
            lead=unit == world.social,
            role=Role.LOCAL_COORDINATOR,
            unit=unit,
            actor_id=None,
        )
    world.decided(plan)
    names = {function.name: len(function.leads) for function in responsibility_map().functions}
    assert names == {"Lokal samordnare, Socialnämnden": 2, "Lokal samordnare, Kulturnämnden": 0}


def test_the_map_says_what_it_counts_as_a_gap(world: World) -> None:
    decided(world, ("Kurs", " "))
    page = browser(world.charlie).get(reverse("plans:responsibility")).text
    assert "uppgift utan ansvarig eller med vakant roll" in page and "Kolumnen Ansvarig är tom" in page
