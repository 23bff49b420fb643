"""A picture is begun, and thrown away again."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from ledstjarna.reports import services as reports
from ledstjarna.situation import services
from ledstjarna.situation.models import Finding, Picture
from ledstjarna.situation.tests.world import YEAR, World, browser
from ledstjarna.surveys import services as surveys


def test_the_same_form_sent_twice_begins_one_picture(world: World) -> None:
    client = browser(world.alice)
    assert "Nämnden har ingen lägesbild än" in client.get(reverse("situation:list")).content.decode()
    data = {"board": world.social.pk, "year": timezone.localdate().year, "once": str(uuid4())}
    for _ in range(2):
        page = client.post(reverse("situation:create"), data, follow=True)
        assert page.redirect_chain[-1][0] == reverse("situation:draft", args=[Picture.objects.get().pk])
    assert "Inga slutsatser än" in page.content.decode()
    listed = client.get(reverse("situation:list")).content.decode()
    assert "Fortsätt" in listed and "Börja en ny" not in listed


@pytest.mark.parametrize("year", ["", "1999", "nästa år", "9" * 400])
def test_a_year_that_is_not_offered_begins_nothing(world: World, year: str) -> None:
    data = {"board": world.social.pk, "year": year, "once": str(uuid4())}
    answer = browser(world.alice).post(reverse("situation:create"), data)
    assert answer.status_code == 422 and not Picture.objects.exists()


def test_a_draft_is_thrown_away_after_a_question_and_what_is_published_stays(world: World) -> None:
    published = world.published()
    draft = world.draft()
    client, url = browser(world.alice), reverse("situation:discard", args=[draft.pk])
    assert "Ta bort utkastet?" in client.get(url).content.decode() and Picture.objects.count() == 2
    assert client.post(url, {"once": str(uuid4())})["Location"] == reverse("situation:list")
    assert Picture.objects.get() == published and Finding.objects.get().picture == published
    gone = reverse("situation:discard", args=[published.pk])
    assert client.get(gone)["Location"] == reverse("situation:picture", args=[published.pk])
    assert client.post(gone, {"once": str(uuid4())}).status_code == 409


def test_whoever_asks_for_a_published_draft_comes_to_the_picture(world: World) -> None:
    picture = world.published()
    client, to = browser(world.alice), reverse("situation:picture", args=[picture.pk])
    for name in ("draft", "publish", "finding_add"):
        assert client.get(reverse(f"situation:{name}", args=[picture.pk]))["Location"] == to
    finding = picture.findings.get()
    for name in ("finding_edit", "finding_remove"):
        url = reverse(f"situation:{name}", args=[finding.pk])
        assert client.get(url)["Location"] == to
        texts = {"heading": "x", "text": "x", "figures": finding.figures, "lock": 0, "once": str(uuid4())}
        assert client.post(url, texts).status_code == 409


def test_a_year_that_has_not_begun_has_no_picture(world: World) -> None:
    with pytest.raises(ValidationError):
        world.draft(year=timezone.localdate().year + 1)
    assert not Picture.objects.exists()


def test_a_finding_that_was_carried_over_says_so_until_it_is_rewritten(world: World) -> None:
    world.report()
    world.published()
    picture = world.draft(year=YEAR + 1)
    page = reverse("situation:draft", args=[picture.pk])
    assert f"som i Lägesbild {YEAR}" in browser(world.alice).get(page).text
    [finding] = picture.findings.all()
    services.finding_edit(finding=finding, texts={"text": "Prövad."}, lock=finding.lock, actor_id=world.alice.pk)
    assert f"som i Lägesbild {YEAR}" not in browser(world.alice).get(page).text


def test_publishing_tells_what_is_not_counted_and_which_headings_hold_numbers(world: World) -> None:
    today = timezone.localdate()
    picture = world.draft(year=today.year)
    world.finding(picture, heading=f"Tre hot under {today.year}")
    world.finding(picture, heading="3 hot på mottagningen")
    reports.report_file(
        unit=world.homeless, happened=today, span="week", kind="threat", place="public", description="Ett hot."
    )
    made = surveys.round_create(board=world.social, year=today.year, opens=today, closes=today, actor_id=world.alice.pk)
    surveys.round_open(round_id=made.pk, actor_id=world.alice.pk)
    page = browser(world.alice).get(reverse("situation:publish", args=[picture.pk])).text
    assert "En rapport väntar i inkorgen och är inte räknad." in page
    assert "2 enheter har inte svarat." in page
    assert "Rubriken ”3 hot på mottagningen” har en siffra." in page and page.count("har en siffra") == 1
