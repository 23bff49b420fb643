"""A plan begins from the common structure and is held against it; what it lacks is a click away."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ledstjarna.accounts.tests.town import person
from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts, version_parts
from ledstjarna.plans.models import Change, Plan, Revision, Section
from ledstjarna.plans.structure import lacks_and_adds
from ledstjarna.plans.template import our_own, structure_for
from ledstjarna.plans.tests.test_template import template
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.walls.roles import Role


def begun(world: World, year: int = 2026) -> Plan:
    return services.plan_create(
        board=world.social, year=year, title="Plan", structure=structure_for(year), actor_id=world.alice.pk
    )


def headings(plan: Plan) -> list[str]:
    return [part.heading for part in draft_parts(plan)]


def form(world: World, **changed: Any) -> dict[str, Any]:
    data = {"board": world.social.pk, "year": "2027", "title": "Plan 2027", "start": "structure"}
    return {**data, "once": str(uuid4()), **changed}


def test_a_plan_begins_with_the_templates_sections_and_remembers_which(world: World) -> None:
    made = template()
    browser(world.alice).post(reverse("plans:create"), form(world))
    plan = Plan.objects.get()
    assert plan.template == made and headings(plan) == [s.heading for s in our_own().sections]
    comparison = lacks_and_adds(plan, draft_parts(plan))
    assert not comparison.missing and not comparison.own and len(comparison.idle) == 3


def test_a_plan_begins_empty_and_then_lacks_everything_required(world: World) -> None:
    browser(world.alice).post(reverse("plans:create"), form(world, start="empty"))
    plan = Plan.objects.get()
    assert headings(plan) == []
    assert [s.required for s in lacks_and_adds(plan, ()).missing] == [True] * 13


def test_from_the_plan_before_one_comes_to_the_turn_of_the_year(world: World) -> None:
    client = browser(world.alice)
    answer = client.post(reverse("plans:create"), form(world, start="previous"))
    assert answer.status_code == 422 and "ingen plan från något tidigare år" in answer.text
    before = world.plan(year=2025)
    answer = client.post(reverse("plans:create"), form(world, start="previous"))
    assert answer["Location"].startswith(reverse("plans:roll", args=[before.pk]) + "?ar=2027")


def test_a_plan_read_from_a_file_is_held_against_the_structure_by_its_headings(world: World) -> None:
    plan = world.plan()
    comparison = lacks_and_adds(plan, draft_parts(plan))
    missing = [section.heading for section in comparison.missing]
    assert "Inledning" not in missing and "Ansvar" in missing
    assert [part.heading for part in comparison.own] == ["Aktiviteter", "Kontakt"]
    page = browser(world.alice).get(reverse("plans:draft", args=[plan.pk])).text
    assert "Avsnitt som saknas" in page and "2 egna avsnitt utöver mallen" in page


def test_a_section_that_was_given_another_heading_still_fulfils_the_template(world: World) -> None:
    plan = begun(world)
    first = plan.sections.all()[0]
    services.item_edit(item=first, texts={"heading": "Varför en plan"}, lock=0, actor_id=None)
    assert not lacks_and_adds(plan, draft_parts(plan)).missing
    version = world.decided(plan)
    services.plan_revise(plan=plan, actor_id=None)
    services.draft_discard(plan=plan, actor_id=None)
    assert not lacks_and_adds(plan, draft_parts(plan)).missing
    assert version_parts(version)[0].answers == str(first.answers)


def test_a_missing_section_comes_in_its_place_with_one_click(world: World) -> None:
    plan = begun(world)
    wanted = {section.heading: section for section in our_own().sections}
    for heading in ("Analys", "Ansvar"):
        Section.objects.get(plan=plan, heading=heading).delete()
    services.section_add(plan=plan, texts={"heading": "Egen tanke", "level": 2, "text": ""}, index=1, actor_id=None)
    client = browser(world.alice)
    for heading in ("Analys", "Ansvar"):
        url = reverse("plans:structure_add", args=[plan.pk, wanted[heading].key])
        data = {"once": str(uuid4())}
        assert "#r-" in client.post(url, data)["Location"]
        assert client.post(url, data).status_code == 302
    assert headings(plan)[:8] == [
        "Inledning",
        "Egen tanke",
        "Ansvar",
        "När någon är orolig eller något har hänt",
        "Lokal lägesbild",
        "Kartläggning",
        "Analys",
        "Kunskap och behov av utbildning",
    ]
    assert Revision.objects.filter(change=Change.ADDED, label="Analys", actor=world.alice).exists()


def test_a_section_that_was_taken_out_comes_back_with_its_text(world: World) -> None:
    plan = begun(world)
    first = plan.sections.all()[0]
    services.item_edit(item=first, texts={"text": "Därför."}, lock=0, actor_id=None)
    services.item_remove(item=first, actor_id=None)
    assert first.answers
    again = services.section_from_structure(plan=plan, key=first.answers, actor_id=None)
    assert again.pk == first.pk and draft_parts(plan)[0].text == "Därför."


def test_what_the_structure_does_not_have_is_not_added(world: World) -> None:
    plan = begun(world)
    with pytest.raises(ValidationError):
        services.section_from_structure(plan=plan, key=uuid4(), actor_id=None)
    url = reverse("plans:structure_add", args=[plan.pk, uuid4()])
    assert "inte längre det avsnittet" in browser(world.alice).post(url, follow=True).text


def test_guidance_stands_beside_what_is_empty_and_is_never_printed(world: World) -> None:
    plan = begun(world)
    client = browser(world.alice)
    draft = reverse("plans:draft", args=[plan.pk])
    words = "Skriv så att en nyanställd förstår."
    assert words in client.get(draft).text
    first = plan.sections.all()[0]
    assert words in client.get(reverse("plans:section", args=[first.pk])).text
    services.item_edit(item=first, texts={"text": "Därför."}, lock=0, actor_id=None)
    assert words not in client.get(draft).text
    assert words not in client.get(reverse("plans:draft_export", args=[plan.pk, "json"])).text
    registrar = browser(world.bob).get(draft).text
    assert "Vem beslutar, vem håller ihop arbetet" not in registrar


def test_what_the_template_requires_of_each_activity_is_listed_by_activity(world: World) -> None:
    made = template(adopted=False)
    services.template_edit(template=made, values={"required": ["finding", "party"]}, lock=0, actor_id=None)
    services.template_adopt(template=made, actor_id=None)
    plan = world.plan()
    world.answering(*world.picture("Rutinen är okänd"), plan=plan)
    comparison = lacks_and_adds(plan, draft_parts(plan))
    assert [codes for _row, codes in comparison.short] == [("party",), ("party", "finding")]
    page = browser(world.alice).get(reverse("plans:draft", args=[plan.pk])).text
    assert "2 aktiviteter saknar något som mallen kräver" in page and "en utpekad ansvarig" in page


def test_a_group_is_idle_until_it_or_a_part_of_it_has_an_activity(world: World) -> None:
    plan = begun(world)
    group = Section.objects.get(plan=plan, heading="Kompetens")
    below = services.section_add(plan=plan, texts={"heading": "Chefer", "level": 2}, index=12, actor_id=None)
    assert "Kompetens" in [part.heading for part in lacks_and_adds(plan, draft_parts(plan)).idle]
    assert draft_parts(plan)[11].pk == group.pk and draft_parts(plan)[12].pk == below.pk
    services.activity_add(section=below, texts={"activity": "Dag för chefer"}, actor_id=None)
    assert "Kompetens" not in [part.heading for part in lacks_and_adds(plan, draft_parts(plan)).idle]


def test_a_draft_moves_on_to_a_newer_template_when_told_so(world: World) -> None:
    old = template(2025)
    plan = begun(world)
    newer = template(2026)
    assert plan.template == old
    client, draft = browser(world.alice), reverse("plans:draft", args=[plan.pk])
    assert "Staden har antagit en ny mall, ”Mall 2026”" in client.get(draft).text
    client.post(reverse("plans:structure_follow", args=[plan.pk]))
    plan.refresh_from_db()
    assert plan.template == newer and "Staden har antagit" not in client.get(draft).text
    assert "lät planen följa en ny mall" in client.get(reverse("plans:history", args=[plan.pk])).text


@pytest.mark.parametrize("name", ["structure_add", "structure_follow"])
def test_another_boards_draft_is_not_there(world: World, name: str) -> None:
    plan = begun(world)
    args = [plan.pk, our_own().sections[0].key] if name == "structure_add" else [plan.pk]
    erik = browser(person("Erik", Role.LOCAL_COORDINATOR, world.culture))
    assert erik.post(reverse(f"plans:{name}", args=args)).status_code == 404
