"""The city's template: written by the central coordinator, read by all once it is adopted, and not changed after."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from ledstjarna.accounts.tests.town import person
from ledstjarna.plans import services
from ledstjarna.plans.content import Row
from ledstjarna.plans.details import Details, PartyText
from ledstjarna.plans.models import Template, TemplateSection
from ledstjarna.plans.template import DETAILS, details_missing, our_own, structure_for
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.walls.roles import Role


def template(year: int = 2026, *, adopted: bool = True) -> Template:
    made = services.template_create(year=year, title=f"Mall {year}", copy_of=our_own(), actor_id=None)
    return services.template_adopt(template=made, actor_id=None) if adopted else made


def cecilia(world: World) -> Client:
    return browser(person("Cecilia", Role.CENTRAL_COORDINATOR, world.city))


def section_form(**changed: Any) -> dict[str, Any]:
    return {"heading": "Barn och unga", "level": "1", "guidance": "Skriv om skolan.", "required": "on", **changed}


def test_without_a_template_there_is_a_structure_of_our_own(world: World) -> None:
    structure = structure_for(2026)
    headings = [section.heading for section in structure.sections]
    assert headings[0] == "Inledning" and headings[-1] == "Uppföljning" and "Lokal lägesbild" in headings
    assert [s.heading for s in structure.sections if s.table] == [
        "Nämndens aktiviteter",
        "Föreningsbidrag och lokaler",
        "Kompetens",
    ]
    assert all(section.guidance for section in structure.sections)
    assert "Lokal lägesbild" in browser(world.charlie).get(reverse("plans:template_ours")).text


def test_an_adopted_template_applies_from_its_year_on(world: World) -> None:
    template(2025)
    template(2027)
    template(2026, adopted=False)
    assert [structure_for(year).year for year in (2024, 2025, 2026, 2027, 2030)] == [0, 2025, 2025, 2027, 2027]


def test_next_years_template_is_a_copy_whose_sections_keep_their_keys(world: World) -> None:
    first = template(2026)
    client = cecilia(world)
    data = {"year": "2027", "title": "Mall 2027", "once": str(uuid4())}
    for _ in range(2):
        assert client.post(reverse("plans:template_new"), data).status_code == 302
    second = Template.objects.get(year=2027)
    assert [s.key for s in first.sections.all()] == [s.key for s in second.sections.all()]
    answer = client.post(reverse("plans:template_new"), {"year": "2027", "title": "Ännu en"})
    assert answer.status_code == 422 and 'href="#id_year"' in answer.text and 'value="Ännu en"' in answer.text


def test_sections_are_added_rewritten_moved_and_removed(world: World) -> None:
    made = template(adopted=False)
    client = cecilia(world)
    client.post(reverse("plans:template_section_new", args=[made.pk]), section_form(after="0", once=str(uuid4())))
    first = made.sections.all()[0]
    assert first.heading == "Barn och unga" and first.required and not first.table
    url = reverse("plans:template_section", args=[first.pk])
    assert client.post(url, section_form(heading="Unga", lock="0")).status_code == 302
    client.post(reverse("plans:template_section_move", args=[first.pk]), {"to": "down"})
    assert [s.heading for s in made.sections.all()][:2] == ["Inledning", "Unga"]
    client.post(reverse("plans:template_section_remove", args=[first.pk]))
    assert "Unga" not in [s.heading for s in made.sections.all()]


def test_the_later_of_two_keeps_the_text_and_sees_the_others(world: World) -> None:
    made = template(adopted=False)
    first = made.sections.all()[0]
    services.template_section_edit(section=first, values={"guidance": "Bobs ord"}, lock=0, actor_id=None)
    client, url = cecilia(world), reverse("plans:template_section", args=[first.pk])
    answer = client.post(url, section_form(guidance="Cecilias ord", lock="0"))
    assert answer.status_code == 409 and "Cecilias ord" in answer.text and "Bobs ord" in answer.text
    assert client.post(url, section_form(guidance="Cecilias ord", lock="1")).status_code == 302


def test_what_the_template_asks_for_is_set(world: World) -> None:
    made = template(adopted=False)
    url = reverse("plans:template_edit", args=[made.pk])
    data = {"title": "Mall", "months": "6", "required": ["finding", "party"], "police": "on", "lock": "0"}
    client = cecilia(world)
    assert client.post(url, data).status_code == 302
    services.template_adopt(template=made, actor_id=None)
    structure = structure_for(2026)
    assert (structure.required, structure.months, structure.police) == (("party", "finding"), 6, True)
    assert (
        not structure.executive
        and "en slutsats som den svarar på" in client.get(reverse("plans:template", args=[made.pk])).text
    )


@pytest.mark.parametrize("wrong", [{"months": "25"}, {"months": "0"}, {"required": "x"}, {"title": ""}])
def test_a_template_cannot_ask_for_anything(world: World, wrong: dict[str, str]) -> None:
    made = template(adopted=False)
    data = {"title": "Mall", "months": "12", "lock": "0", **wrong}
    answer = cecilia(world).post(reverse("plans:template_edit", args=[made.pk]), data)
    assert answer.status_code == 422 and f'href="#id_{next(iter(wrong))}' in answer.text


def test_an_adopted_template_is_not_changed(world: World) -> None:
    made = template(adopted=False)
    client = cecilia(world)
    assert "går den inte att ändra" in client.get(reverse("plans:template_adopt", args=[made.pk])).text
    assert client.post(reverse("plans:template_adopt", args=[made.pk])).status_code == 302
    first = made.sections.all()[0]
    for name, pk in (("template_edit", made.pk), ("template_section", first.pk), ("template_section_new", made.pk)):
        data = section_form(title="Annan", months="3", lock="0", after="0", required="")
        data = {key: value for key, value in data.items() if value}
        assert client.get(reverse(f"plans:{name}", args=[pk])).status_code == 302
        answer = client.post(reverse(f"plans:{name}", args=[pk]), data)
        assert answer.status_code == 422 and "är antagen" in answer.text
    for name in ("template_section_move", "template_section_remove"):
        client.post(reverse(f"plans:{name}", args=[first.pk]), {"to": "down"})
    client.post(reverse("plans:template_discard", args=[made.pk]))
    made.refresh_from_db()
    assert made.title == "Mall 2026" and made.sections.all()[0] == first and made.sections.count() > 9


def test_an_empty_template_is_not_adopted(world: World) -> None:
    made = template(adopted=False)
    TemplateSection.objects.all().delete()
    with pytest.raises(ValidationError):
        services.template_adopt(template=made, actor_id=None)


def test_a_template_in_the_making_is_the_coordinators_and_can_be_thrown_away(world: World) -> None:
    made = template(adopted=False)
    url = reverse("plans:template", args=[made.pk])
    assert browser(world.alice).get(url).status_code == 404
    assert "Mall 2026" not in browser(world.alice).get(reverse("plans:templates")).text
    client = cecilia(world)
    assert client.get(url).status_code == 200
    assert client.post(reverse("plans:template_discard", args=[made.pk])).status_code == 302
    assert not Template.objects.exists()


def test_everybody_reads_an_adopted_template_and_nobody_else_writes_one(world: World) -> None:
    url = reverse("plans:template", args=[template().pk])
    page = browser(world.charlie).get(url).text
    assert "Vem beslutar, vem håller ihop arbetet" in page and "Ta bort" not in page
    for name in ("template_new",):
        assert browser(world.alice).post(reverse(f"plans:{name}"), {"year": 2027, "title": "x"}).status_code == 403


def test_what_an_activity_lacks_is_told_by_code() -> None:
    bare = Row("Möte", "Bob", "Varje vecka", "T1", key="x")
    assert details_missing(bare, DETAILS) == tuple(DETAILS)
    lead = Details(parties=(PartyText(lead=True, function="Bob"),), reference="1.2")
    assert details_missing(Row("Möte", "", "", "", key="x", details=lead), ("party", "goal", "reference")) == ("goal",)
