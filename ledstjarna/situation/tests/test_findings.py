"""A finding is written, rewritten and removed."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from ledstjarna.situation import selectors, services
from ledstjarna.situation.models import Finding
from ledstjarna.situation.tests.world import FAR_RIGHT, World, browser

TEXTS = {"heading": "Fler affischer", "text": "De sitter vid stationen.", "figures": [FAR_RIGHT]}


def form(**changed: Any) -> dict[str, Any]:
    return {**TEXTS, "lock": 0, "once": str(uuid4()), **changed}


def test_a_finding_is_written_on_a_figure_and_stands_in_the_draft(world: World) -> None:
    world.report()
    picture = world.draft()
    client, url = browser(world.alice), reverse("situation:finding_add", args=[picture.pk])
    page = client.get(url, {"figure": FAR_RIGHT}).content.decode()
    assert f'value="{FAR_RIGHT}"' in page and page.count(" checked") == 1
    assert "1 · året före: 0" in page
    data = form()
    for _ in range(2):
        assert client.post(url, data).status_code == 302
    finding = Finding.objects.get()
    assert (finding.heading, finding.figures) == ("Fler affischer", [FAR_RIGHT])
    assert "Fler affischer" in client.get(reverse("situation:draft", args=[picture.pk])).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("heading", ""),
        ("heading", "x" * 201),
        ("text", ""),
        ("text", "Ring 070-123 45 67"),
        ("heading", "19121212-1212"),
        ("figures", []),
        ("figures", ["reports.environment.nosuch"]),
        ("figures", ["x" * 5000]),
    ],
)
def test_a_finding_that_cannot_be_is_refused_and_what_was_typed_kept(world: World, field: str, value: Any) -> None:
    picture = world.draft()
    url = reverse("situation:finding_add", args=[picture.pk])
    answer = browser(world.alice).post(url, form(**{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422 and 'role="alert"' in page and not Finding.objects.exists()
    assert ("Fler affischer" in page) == (field != "heading")


def test_a_finding_rests_on_twenty_figures_at_most(world: World) -> None:
    picture = world.draft()
    codes = list(selectors.draft(picture.board_id, picture.year).by_code)
    url = reverse("situation:finding_add", args=[picture.pk])
    answer = browser(world.alice).post(url, form(figures=codes[:21]))
    assert answer.status_code == 422 and "högst 20 siffror" in answer.content.decode()
    assert browser(world.alice).post(url, form(figures=codes[:20])).status_code == 302


def test_two_who_rewrite_the_same_finding_both_keep_their_text(world: World) -> None:
    finding = world.finding(world.draft())
    url = reverse("situation:finding_edit", args=[finding.pk])
    assert browser(world.dora).post(url, form(heading="Doras")).status_code == 302
    answer = browser(world.alice).post(url, form(heading="Alices"))
    page = answer.content.decode()
    assert answer.status_code == 409 and "Doras" in page and "Alices" in page
    assert Finding.objects.get().heading == "Doras"
    assert browser(world.alice).post(url, form(heading="Alices", lock=1)).status_code == 302
    assert Finding.objects.get().heading == "Alices"


def test_the_same_text_saved_again_is_no_conflict(world: World) -> None:
    finding = world.finding(world.draft())
    url = reverse("situation:finding_edit", args=[finding.pk])
    for user in (world.alice, world.dora):
        assert browser(user).post(url, form()).status_code == 302


def test_a_finding_is_removed_after_a_question(world: World) -> None:
    picture = world.draft()
    finding = world.finding(picture)
    client, url = browser(world.alice), reverse("situation:finding_remove", args=[finding.pk])
    assert "Ta bort slutsatsen?" in client.get(url).content.decode() and Finding.objects.exists()
    assert client.post(url, {"once": str(uuid4())})["Location"] == reverse("situation:draft", args=[picture.pk])
    assert not Finding.objects.exists()


def test_findings_stand_in_the_order_they_were_written(world: World) -> None:
    picture = world.draft()
    first, _second = world.finding(picture, "Ett"), world.finding(picture, "Två")
    services.finding_remove(finding=first, actor_id=world.alice.pk)
    world.finding(picture, "Tre")
    assert [finding.heading for finding in picture.findings.all()] == ["Två", "Tre"]


def test_a_crossing_is_offered_when_it_holds_something(world: World) -> None:
    world.report("islamist", "threat")
    url = reverse("situation:finding_add", args=[world.draft().pk])
    page = browser(world.alice).get(url).content.decode()
    assert 'value="reports.crossing.islamist.threat"' in page and "reports.crossing.far_right" not in page
