"""From a result of the survey to a finding on it, and from the finding back to the result."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from ledstjarna.accounts.models import User
from ledstjarna.accounts.tests.town import person
from ledstjarna.situation.models import Finding, Picture
from ledstjarna.situation.tests.world import YEAR, World, browser
from ledstjarna.surveys.models import Round
from ledstjarna.walls.roles import Role

KNOWN = "survey.form_known"


def result(found: Round, key: str = "form_known") -> str:
    return reverse("surveys:years", args=[found.pk, key])


def begin(world: World, year: int = YEAR, figure: str = KNOWN, user: User | None = None, **more: Any) -> Any:
    """The way from a figure of the social board to a finding on it."""
    url = reverse("situation:finding_begin", args=[world.social.pk, year])
    return browser(user or world.alice).get(url, {"figure": figure}, follow=True, **more)


def back(picture: Picture, code: str = "form_known") -> str:
    return reverse("surveys:figure", args=[picture.board_id, picture.year, code])


def test_the_result_leads_to_a_new_finding_with_its_figure_chosen_and_the_finding_leads_back(world: World) -> None:
    world.survey()
    found, picture, client = Round.objects.get(), world.draft(), browser(world.alice)
    url = f"{reverse('situation:finding_begin', args=[world.social.pk, YEAR])}?figure={KNOWN}"
    assert f'href="{url}"' in client.get(result(found)).text
    answer = client.get(url, follow=True)
    add = reverse("situation:finding_add", args=[picture.pk])
    assert answer.redirect_chain[-1][0] == f"{add}?figure={KNOWN}"
    assert answer.text.count(" checked") == 1 and f'value="{KNOWN}"' in answer.text
    texts = {"heading": "Formuläret är känt", "text": "Båda enheterna känner till det.", "figures": [KNOWN]}
    page = client.post(add, {**texts, "once": str(uuid4())}, follow=True).text
    assert f'href="{back(picture)}"' in page
    assert client.get(back(picture))["Location"] == result(found)


@pytest.mark.parametrize("code", ["knowledge_level.high", "knowledge_level.2", "needs.basic"])
def test_an_answer_with_a_figure_of_its_own_leads_to_its_question(world: World, code: str) -> None:
    world.survey()
    picture = world.draft()
    assert browser(world.alice).get(back(picture, code))["Location"] == result(
        Round.objects.get(), code.partition(".")[0]
    )


def test_the_published_finding_leads_back_for_those_who_run_the_survey_and_no_one_else(world: World) -> None:
    world.survey()
    picture = world.draft()
    world.finding(picture, figures=[KNOWN])
    finding = world.published(picture).findings.get()
    for url in (reverse("situation:picture", args=[picture.pk]), reverse("situation:finding", args=[finding.key])):
        assert back(picture) in browser(world.alice).get(url).text
        page = browser(world.bob).get(url).text
        assert back(picture) not in page and "Se resultatet" not in page and finding.heading in page
    assert browser(world.bob).get(back(picture)).status_code == 403
    assert browser(world.erik).get(back(picture)).status_code == 404


def test_a_finding_on_last_years_survey_leads_back_to_last_years_result(world: World) -> None:
    world.survey(YEAR - 1)
    picture = world.draft()
    answer = begin(world, YEAR - 1)
    assert answer.text.count(" checked") == 1
    world.finding(picture, figures=[KNOWN])
    assert back(picture) in browser(world.alice).get(reverse("situation:draft", args=[picture.pk])).text
    assert browser(world.alice).get(back(picture))["Location"] == result(Round.objects.get())


def test_a_question_that_both_years_asked_leads_to_the_later(world: World) -> None:
    for year in (YEAR - 1, YEAR):
        world.survey(year)
    later = Round.objects.get(year=YEAR)
    assert browser(world.alice).get(back(world.draft()))["Location"] == result(later)


def test_without_a_draft_the_way_says_where_to_begin(world: World) -> None:
    world.survey()
    answer = begin(world)
    assert answer.redirect_chain[-1][0] == reverse("situation:list")
    assert "Börja lägesbilden först." in answer.text and not Finding.objects.exists()


def test_a_draft_of_another_year_says_so_instead(world: World) -> None:
    picture = world.draft(year=YEAR - 2)
    answer = begin(world)
    assert answer.redirect_chain[-1][0] == reverse("situation:draft", args=[picture.pk])
    assert f"gäller {YEAR - 2}, och siffran är från {YEAR}." in answer.text


def test_a_figure_that_is_not_there_is_not_chosen(world: World) -> None:
    world.draft()
    for code in ("", "survey.nosuch", "x" * 500):
        answer = begin(world, figure=code)
        assert answer.status_code == 200 and " checked" not in answer.text


def test_another_boards_picture_is_not_there(world: World) -> None:
    world.draft()
    assert begin(world, user=world.erik).status_code == 404
    assert begin(world, user=world.bob).status_code == 403


def test_a_figure_whose_round_is_gone_leads_nowhere_and_the_finding_stays(world: World) -> None:
    world.survey()
    picture = world.draft()
    world.finding(picture, figures=[KNOWN])
    published = world.published(picture)
    Round.objects.all().delete()
    assert browser(world.alice).get(back(picture)).status_code == 404
    far = reverse("surveys:figure", args=[world.social.pk, 10**30, "form_known"])
    assert browser(world.alice).get(far).status_code == 404
    page = browser(world.alice).get(reverse("situation:picture", args=[published.pk]))
    assert page.status_code == 200 and "2 av 2 chefer (100" in page.text


def test_a_questionnaire_that_the_picture_does_not_count_offers_no_finding(world: World) -> None:
    world.survey()
    found = Round.objects.get()
    found.questionnaire.in_picture = False
    found.questionnaire.save()
    page = browser(world.alice).get(result(found)).text
    assert "Skriv en slutsats i lägesbilden" not in page and "Föreslå en aktivitet" in page


def test_the_way_is_closed_to_those_who_write_no_picture(world: World) -> None:
    world.draft()
    central = person("Cecilia", Role.CENTRAL_COORDINATOR, world.city)
    assert begin(world, user=central).status_code == 403
