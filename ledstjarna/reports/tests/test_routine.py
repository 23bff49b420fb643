"""The routine before every report: five questions, one at a time, and nothing kept of the answers."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledstjarna.audit.models import Entry, Nameless
from ledstjarna.reports.models import RoutineText
from ledstjarna.reports.routine import CODES, STEPS
from ledstjarna.reports.selectors import routine_steps
from ledstjarna.reports.tests.filing import page_of
from ledstjarna.reports.tests.world import World, browser

LEADS_TO = {
    "danger": "tel:112",
    "child": "19 kap. 1 § socialtjänstlagen",
    "crime": "tel:11414",
    "threat": "chefen",
    "affected": "tel:116006",
}


def test_the_order_is_danger_child_crime_threat_affected() -> None:
    assert CODES == ("danger", "child", "crime", "threat", "affected") == tuple(LEADS_TO)


def test_the_start_leads_on_and_to_the_answer_and_the_sheet(world: World) -> None:
    page = page_of(browser(world.alice).get(reverse("reports:routine"))).partition("<main")[2]
    for door in (reverse("reports:step", args=[1]), reverse("reports:outcome"), reverse("reports:poster")):
        assert f'href="{door}"' in page
    assert "visselblåsarkanalen" in page and "<form" not in page


@pytest.mark.parametrize("number", range(1, 6))
def test_no_leads_to_the_next_question_and_yes_to_what_to_do(world: World, number: int) -> None:
    client = browser(world.alice)
    page = page_of(client.get(reverse("reports:step", args=[number]))).partition("<main")[2]
    assert f">{number} av 5<" in page and str(STEPS[number - 1].question) in page
    onward = reverse("reports:file") if number == 5 else reverse("reports:step", args=[number + 1])
    yes = reverse("reports:advice", args=[number])
    assert f'href="{onward}"' in page and f'href="{yes}"' in page and page.count("<h1") == 1
    advice = page_of(client.get(yes)).partition("<main")[2]
    assert LEADS_TO[CODES[number - 1]] in advice and f'href="{onward}"' in advice and "ersätter inte" in advice


@pytest.mark.parametrize("number", [0, 6, 99])
def test_a_question_that_is_none_does_not_exist(world: World, number: int) -> None:
    for door in ("step", "advice"):
        assert browser(world.alice).get(reverse(f"reports:{door}", args=[number])).status_code == 404


def test_nothing_is_kept_of_the_way_through(world: World) -> None:
    client = browser(world.alice)
    before = Entry.objects.count(), dict(client.session), dict(client.cookies)
    for number in range(1, 6):
        for door in ("step", "advice"):
            client.get(reverse(f"reports:{door}", args=[number]))
    assert (Entry.objects.count(), dict(client.session)) == before[:2] and not Nameless.objects.exists()
    assert set(client.cookies) - set(before[2]) <= {"csrftoken"}


def test_the_municipalitys_own_words_stand_in_place_of_ours(world: World) -> None:
    RoutineText.objects.create(step="child", question="Är du orolig för ett barn?", phone="0123-45 67 89")
    RoutineText.objects.create(step="crime", contact="Vår säkerhetschef", link="https://exempel.se/hot")
    danger, child, crime, *_rest = routine_steps()
    assert danger == STEPS[0]
    assert (child.question, child.phone, child.dialled) == ("Är du orolig för ett barn?", "0123-45 67 89", "0123456789")
    assert child.advice == STEPS[1].advice and child.own == {"question", "phone"}
    assert (crime.contact, crime.phone, crime.link_text) == ("Vår säkerhetschef", "", "https://exempel.se/hot")
    page = page_of(browser(world.alice).get(reverse("reports:advice", args=[2])))
    assert 'href="tel:0123456789"' in page and "Är du orolig för ett barn?" in page


def test_whoever_is_in_danger_is_led_to_112_whatever_is_written(world: World) -> None:
    RoutineText.objects.create(step="danger", contact="Växeln", phone="0123-45 67 89", advice="Ropa på hjälp.")
    page = page_of(browser(world.alice).get(reverse("reports:advice", args=[1])))
    assert 'href="tel:112"' in page and "Ropa på hjälp." in page and "0123" not in page and "Växeln" not in page


def test_the_words_take_one_question_to_the_database(world: World) -> None:
    with CaptureQueriesContext(connection) as caught:
        assert len(routine_steps()) == 5
    assert len(caught) == 1


@pytest.mark.parametrize(("own", "size"), [(0, "large"), (300, "medium"), (1_000, "small")])
def test_all_of_it_prints_on_one_sheet_smaller_the_more_there_is(world: World, own: int, size: str) -> None:
    for code in CODES if own else ():
        RoutineText.objects.create(step=code, advice="Prata med chefen. " * (own // 18), question="Har det hänt? " * 8)
    page = page_of(browser(world.alice).get(reverse("reports:poster"))).partition("<main")[2]
    assert page.count("<li>") == 5 and f'data-size="{size}"' in page
    assert re.search(r'<a class="report-call" href="tel:112">112</a>', page)


def test_a_concern_is_made_by_the_number_and_the_link_of_the_municipality(world: World) -> None:
    url = reverse("reports:advice", args=[2])
    page = page_of(browser(world.alice).get(url))
    assert "Numret står på kommunens webbplats." in page and "hemtjänst" in page
    RoutineText.objects.create(step="child", phone="031-390 06 12", link="https://exempel.example/oro")
    page = page_of(browser(world.alice).get(url))
    assert 'href="tel:0313900612"' in page and 'href="https://exempel.example/oro"' in page
    assert "Numret står på kommunens webbplats." not in page
    RoutineText.objects.update(link="")
    assert "Numret står på" not in page_of(browser(world.alice).get(url))


@pytest.mark.parametrize("number", [2, 3])
def test_whoever_is_unsure_is_told_to_answer_yes(world: World, number: int) -> None:
    client = browser(world.alice)
    assert "Svara ja, så ser du vem du kan fråga." in page_of(client.get(reverse("reports:step", args=[number])))
    assert "Osäker? Fråga" in page_of(client.get(reverse("reports:advice", args=[number])))
