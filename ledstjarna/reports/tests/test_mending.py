"""What is offered in the place of marked words fits the sentence that they stand in."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from ledstjarna import deid
from ledstjarna.deid import Label
from ledstjarna.reports.tests.filing import marking, page_of
from ledstjarna.reports.tests.world import World, browser

OFFERED = re.compile(r'data-instead="([^"]*)"')


def marks(world: World, text: str) -> str:
    return page_of(browser(world.alice).post(reverse("reports:mark"), {"description": text}))


def test_an_address_is_first_offered_to_become_an_address(world: World) -> None:
    page = marks(world, "Det satt klotter hos en brukare på Storgatan 14 i morse.")
    assert OFFERED.findall(page) == ["en adress", ""] and "”en adress”" in page


def test_a_number_is_taken_out(world: World) -> None:
    assert OFFERED.findall(marks(world, "Ring 070-174 06 05")) == [""]


@pytest.mark.parametrize(
    "role",
    ["Grannen", "chefen", "enhetschef", "eleven", "min kollega", "undersköterskan", "en brukare", "rektor", "pojken"],
)
def test_a_name_after_a_word_for_a_role_is_first_offered_to_go(
    world: World, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    monkeypatch.setattr(deid, "find", marking("Anna", Label.PERSON))
    page = marks(world, f"{role} Anna skrek.")
    assert OFFERED.findall(page)[:2] == ["", "en elev"]
    assert f"Ja: ta bort namnet, ”{role.split()[-1]}” räcker." in page  # said without script too


@pytest.mark.parametrize("before", ["Då såg", "Här brukar", "Grannens", "I går skrek", ""])
def test_and_nowhere_else(world: World, monkeypatch: pytest.MonkeyPatch, before: str) -> None:
    monkeypatch.setattr(deid, "find", marking("Anna", Label.PERSON))
    page = marks(world, f"{before} Anna skrek.")
    assert OFFERED.findall(page)[0] == "en elev" and "data-after" not in page


def test_a_name_that_stands_alone_too_is_replaced_where_it_does(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deid, "find", marking("Anna", Label.PERSON))
    page = marks(world, "Grannen Anna skrek. Sedan gick Anna hem.")
    assert 'data-after="grannen"' in page and "" not in OFFERED.findall(page)
