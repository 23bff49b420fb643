"""Publishing freezes figures and findings, and nothing can change them."""

import hashlib
import json
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils.translation import override

from ledstjarna.situation import selectors, services
from ledstjarna.situation.content import frozen_content
from ledstjarna.situation.models import Finding, Picture
from ledstjarna.situation.tests.world import FAR_RIGHT, YEAR, World, browser
from ledstjarna.ui.errors import Conflict


def test_figures_and_findings_are_frozen_and_the_checksum_is_true(world: World) -> None:
    world.report()
    picture = world.published()
    content = bytes(picture.content or b"")
    assert picture.sha256 == hashlib.sha256(content).hexdigest()
    world.report()
    picture.refresh_from_db()
    assert frozen_content(picture).draft.sentence == "En bekräftad rapport 2025, ingen året före."
    data = json.loads(content)
    assert data["findings"][0]["heading"] == "Vit makt syns mest" and data["board"] == "Socialnämnden"


def test_a_picture_is_frozen_in_swedish_whoever_publishes(world: World) -> None:
    picture = world.draft()
    world.finding(picture)
    with override("en"):
        services.picture_publish(picture=picture, seen=selectors.draft_fingerprint(picture), actor_id=world.alice.pk)
    assert "Bekräftade rapporter" in bytes(Picture.objects.get().content or b"").decode()


def test_the_page_asks_and_then_publishes_once(world: World) -> None:
    picture = world.draft()
    world.finding(picture)
    client, url = browser(world.alice), reverse("situation:publish", args=[picture.pk])
    assert "Publicera lägesbilden?" in client.get(url).content.decode()
    data = {"seen": selectors.draft_fingerprint(picture), "once": str(uuid4())}
    for _ in range(2):
        assert client.post(url, data)["Location"] == reverse("situation:picture", args=[picture.pk])
    assert Picture.objects.published().count() == 1


def test_of_two_who_publish_one_wins_and_the_other_gets_a_sentence(world: World) -> None:
    picture = world.draft()
    world.finding(picture)
    url, data = reverse("situation:publish", args=[picture.pk]), {"seen": selectors.draft_fingerprint(picture)}
    assert browser(world.alice).post(url, {**data, "once": str(uuid4())}).status_code == 302
    answer = browser(world.dora).post(url, {**data, "once": str(uuid4())})
    assert answer.status_code == 409 and "redan publicerad" in answer.content.decode()
    assert Picture.objects.published().count() == 1


@pytest.mark.parametrize("by", ["report", "finding"])
def test_a_draft_that_changed_since_it_was_read_is_not_published(world: World, by: str) -> None:
    picture = world.draft()
    world.finding(picture)
    data = {"seen": selectors.draft_fingerprint(picture), "once": str(uuid4())}
    world.report() if by == "report" else world.finding(picture, "En till")
    answer = browser(world.alice).post(reverse("situation:publish", args=[picture.pk]), data)
    assert answer.status_code == 409 and "Läs igenom dem igen" in answer.content.decode()
    assert not Picture.objects.published().exists()


def test_a_picture_without_findings_is_not_published(world: World) -> None:
    picture = world.draft()
    url = reverse("situation:publish", args=[picture.pk])
    answer = browser(world.alice).post(url, {"seen": selectors.draft_fingerprint(picture), "once": str(uuid4())})
    assert answer.status_code == 422 and "minst en slutsats" in answer.content.decode()
    with pytest.raises(services.NotReady):
        world.published(picture)


def test_a_finding_on_a_figure_that_is_gone_keeps_the_picture_back(world: World) -> None:
    picture = world.draft()
    world.finding(picture, figures=["survey.gone"])
    page = browser(world.alice).get(reverse("situation:draft", args=[picture.pk])).content.decode()
    assert "vilar på en siffra som inte finns i år" in page
    with pytest.raises(services.NotReady):
        world.published(picture)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE situation_picture SET sha256 = 'x'",
        "UPDATE situation_picture SET published_at = NULL, content = NULL, pdf = NULL, sha256 = ''",
        "DELETE FROM situation_picture",
        "UPDATE situation_finding SET heading = 'x'",
        "DELETE FROM situation_finding",
        "INSERT INTO situation_finding (picture_id, key, position, heading, text, figures, lock) "
        "SELECT picture_id, '00000000000000000000000000000000', 1, 'x', 'x', figures, 0 FROM situation_finding",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_published(world: World, statement: str) -> None:
    world.published()
    _refused(statement)


@pytest.mark.parametrize("table", ["situation_picture", "situation_finding"])
def test_what_is_published_is_not_emptied_or_replaced_by_the_engines_own_short_cuts(world: World, table: str) -> None:
    world.published()
    connection.check_constraints()
    sql = {"sqlite": "REPLACE INTO {0} SELECT * FROM {0}", "postgresql": "TRUNCATE {0} CASCADE"}
    _refused(sql[connection.vendor].format(table))


def _refused(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert (Finding.objects.get().heading, Picture.objects.published().count()) == ("Vit makt syns mest", 1)


def test_a_finding_is_not_moved_into_a_published_picture(world: World) -> None:
    picture = world.published()
    finding = world.finding(world.draft(), "En till")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(picture=picture)


def test_a_published_picture_takes_no_more_findings(world: World) -> None:
    picture = world.published()
    for act in (
        lambda: world.finding(picture),
        lambda: services.finding_remove(finding=Finding.objects.get(), actor_id=None),
        lambda: services.picture_discard(picture=picture, actor_id=None),
    ):
        with pytest.raises(Conflict, match="redan publicerad"):
            act()


def test_the_next_picture_begins_with_the_findings_of_the_last_and_their_keys(world: World) -> None:
    first = world.published()
    second = world.draft(year=YEAR + 1)
    carried = second.findings.get()
    assert (carried.key, carried.figures) == (first.findings.get().key, [FAR_RIGHT])
    services.finding_edit(
        finding=carried,
        texts={"heading": "Nytt", "text": "Nytt", "figures": [FAR_RIGHT]},
        lock=0,
        actor_id=world.alice.pk,
    )
    before = selectors.findings([carried.key])[carried.key]
    assert (before.heading, before.year) == ("Vit makt syns mest", YEAR)
    world.published(second)
    after = selectors.findings([carried.key])[carried.key]
    assert (after.heading, after.picture_title) == ("Nytt", f"Lägesbild {YEAR + 1}")
    assert first.findings.get().heading == "Vit makt syns mest"


def test_a_second_picture_of_a_year_has_number_two_and_an_earlier_year_is_refused(world: World) -> None:
    world.published()
    second = world.draft()
    assert (second.number, second.title) == (2, f"Lägesbild {YEAR} (2)")
    services.picture_discard(picture=second, actor_id=world.alice.pk)
    with pytest.raises(ValidationError, match=f"lägesbild för {YEAR}"):
        world.draft(year=YEAR - 1)
