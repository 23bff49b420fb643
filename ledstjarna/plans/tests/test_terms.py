"""The city's lists: they begin with our words, and a word keeps its code whatever becomes of it."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from ledstjarna.accounts.tests.town import person
from ledstjarna.plans import services
from ledstjarna.plans.models import Term, TermKind
from ledstjarna.plans.terms import FACTORS, every_term, terms
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.walls.roles import Role


def area_names() -> dict[str, str]:
    return {term.code: term.name for term in every_term(TermKind.AREA)}


def test_the_lists_begin_with_our_own_words(world: World) -> None:
    assert [term.name for term in terms(TermKind.AREA)] == [
        "ANDTS",
        "våld i nära relation",
        "kriminalitet",
        "utanförskap",
        "psykisk ohälsa",
        "våldsbejakande extremism",
    ]
    assert len(every_term(*FACTORS)) > 12 and not Term.objects.exists()


def test_the_first_change_writes_the_list_down_in_swedish(world: World) -> None:
    with translation.override("en"):
        services.term_add(kind=TermKind.AREA, name="otrygghet", actor_id=None)
    names = area_names()
    assert list(names.values())[-2:] == ["våldsbejakande extremism", "otrygghet"] and names["otrygghet"] == "otrygghet"
    assert Term.objects.filter(kind=TermKind.AREA).count() == 7 and not Term.objects.exclude(kind="area").exists()


def test_a_code_outlives_its_words(world: World) -> None:
    services.term_rename(kind=TermKind.AREA, code="crime", name="organiserad brottslighet", actor_id=None)
    services.term_retire(kind=TermKind.AREA, code="andts", actor_id=None)
    assert area_names()["crime"] == "organiserad brottslighet" and area_names()["andts"] == "ANDTS"
    assert "andts" not in {term.code for term in terms(TermKind.AREA)}
    services.term_restore(kind=TermKind.AREA, code="andts", actor_id=None)
    assert terms(TermKind.AREA)[0].code == "andts"


def test_the_central_coordinator_adds_moves_and_retires(world: World) -> None:
    cecilia = browser(person("Cecilia", Role.CENTRAL_COORDINATOR, world.city))
    data = {"name": "Hat på nätet", "once": str(uuid4())}
    for _ in range(2):
        assert cecilia.post(reverse("plans:term_new", args=["area"]), data).status_code == 302
    cecilia.post(reverse("plans:term_move", args=["area", "hat-pa-natet"]), {"to": "up"})
    assert [term.code for term in terms(TermKind.AREA)][-2:] == ["hat-pa-natet", "extremism"]
    cecilia.post(reverse("plans:term_use", args=["area", "hat-pa-natet"]), {"used": "0"})
    page = cecilia.get(reverse("plans:terms")).text
    assert "Hat på nätet" in page and "ur bruk" in page
    cecilia.post(reverse("plans:term", args=["area", "hat-pa-natet"]), {"name": "Näthat"})
    assert area_names()["hat-pa-natet"] == "Näthat"


@pytest.mark.parametrize("name", ["", "Kriminalitet", "x" * 200, "19121212-1212"])
def test_a_bad_word_is_refused_beside_its_field_and_kept(world: World, name: str) -> None:
    cecilia = browser(person("Cecilia", Role.CENTRAL_COORDINATOR, world.city))
    answer = cecilia.post(reverse("plans:term_new", args=["area"]), {"name": name})
    assert answer.status_code == 422 and 'href="#id_name"' in answer.text
    assert f'value="{name}"' in answer.text or not name
    assert len(area_names()) == 6


def test_everybody_reads_the_lists_and_nobody_else_keeps_them(world: World) -> None:
    page = browser(world.charlie).get(reverse("plans:terms")).text
    assert "Psykisk ohälsa" in page and "Lägg till" not in page
    assert browser(world.alice).post(reverse("plans:term_new", args=["area"]), {"name": "x"}).status_code == 403


@pytest.mark.parametrize("path", [["word"], ["area", "nothing"], ["risk", "andts"]])
def test_what_is_in_no_list_is_not_there(world: World, path: list[str]) -> None:
    cecilia = browser(person("Cecilia", Role.CENTRAL_COORDINATOR, world.city))
    name = "plans:term" if len(path) == 2 else "plans:term_new"
    assert cecilia.get(reverse(name, args=path)).status_code == 404
