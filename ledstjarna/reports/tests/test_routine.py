"""The two questions before a report: both are answered, and a yes leads to help first."""

import pytest
from django.urls import reverse

from ledstjarna.reports.tests.world import World, browser

URL = "/rapport/"
ADVICE = {"danger": "Berätta vad som händer och var", "child": "gör en orosanmälan genast"}


def test_nothing_is_answered_beforehand(world: World) -> None:
    page = browser(world.alice).get(reverse("reports:routine")).content.decode()
    assert page.count('type="radio"') == 4 and "checked" not in page.partition("<main")[2]


def test_two_noes_lead_to_the_form_with_nothing_in_the_address(world: World) -> None:
    answer = browser(world.alice).post(URL, {"danger": "no", "child": "no"})
    assert (answer.status_code, answer["Location"]) == (303, reverse("reports:file"))


@pytest.mark.parametrize(("danger", "child"), [("yes", "no"), ("no", "yes"), ("yes", "yes")])
def test_a_yes_leads_to_help_first_and_then_on(world: World, danger: str, child: str) -> None:
    answer = browser(world.alice).post(URL, {"danger": danger, "child": child})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert [ADVICE[name] in page for name in ADVICE] == [danger == "yes", child == "yes"]
    assert reverse("reports:file") in page and "ersätter aldrig" in page


@pytest.mark.parametrize("sent", [{}, {"danger": "no"}, {"child": "no"}, {"danger": "perhaps", "child": "no"}])
def test_both_answers_are_needed(world: World, sent: dict[str, str]) -> None:
    answer = browser(world.alice).post(URL, sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and 'role="alert"' in page and 'href="#id_' in page
