"""Who sees what: every role, at the own board, at another and at the city; and each page leaves its row in the log."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.situation import selectors
from ledstjarna.situation.models import Picture
from ledstjarna.situation.permissions import EDIT, READ
from ledstjarna.situation.tests.world import World, browser
from ledstjarna.walls.roles import Role


def doors(picture: Picture) -> dict[str, str]:
    """The addresses of a picture's pages."""
    finding = picture.findings.all()[0]
    names = ("picture", "export", "finding") if picture.published_at else ("draft", "publish", "discard", "finding_add")
    urls = {
        name: reverse(f"situation:{name}", args=[picture.pk]) for name in names if name not in ("export", "finding")
    }
    if picture.published_at:
        urls |= {fmt: reverse("situation:export", args=[picture.pk, fmt]) for fmt in ("pdf", "json")}
        return urls | {"finding": reverse("situation:finding", args=[finding.key])}
    return urls | {act: reverse(f"situation:finding_{act}", args=[finding.pk]) for act in ("edit", "remove")}


@pytest.mark.slow
@pytest.mark.parametrize("at", ["social", "culture", "city"])
def test_pictures_and_drafts_are_seen_at_their_own_board_by_their_readers_alone(world: World, at: str) -> None:
    published = world.published()
    draft = world.draft()
    for role in Role:
        client = browser(person(f"Dora {role}", role, getattr(world, at)))
        for picture, permission in ((published, READ), (draft, EDIT)):
            refused = 403 if role not in permission.roles else 404
            expected = 200 if at == "social" and role in permission.roles else refused
            assert {client.get(url).status_code for url in doors(picture).values()} == {expected}, role


def test_a_draft_is_not_a_picture_yet_for_those_who_only_read(world: World) -> None:
    draft = world.draft()
    finding = world.finding(draft)
    client = browser(world.bob)
    assert client.get(reverse("situation:picture", args=[draft.pk])).status_code == 404
    assert client.get(reverse("situation:export", args=[draft.pk, "json"])).status_code == 404
    assert client.get(reverse("situation:finding", args=[finding.key])).status_code == 404
    assert selectors.finding_for(world.bob, finding.key) is None and selectors.latest(draft.board_id) is None
    assert selectors.published_findings(draft.board_id) == [] and selectors.drafts_of(world.bob) == []
    assert "Fortsätt" not in client.get(reverse("situation:list")).content.decode()


def test_nobody_begins_a_picture_for_another_board(world: World) -> None:
    url, year = reverse("situation:create"), str(timezone.localdate().year)
    data = {"board": world.social.pk, "year": year, "once": str(uuid4())}
    assert browser(world.erik).post(url, data).status_code == 422
    assert browser(world.bob).post(url, data).status_code == 403
    assert not Picture.objects.exists()
    assert browser(world.alice).post(url, data).status_code == 302
    page = browser(world.dora).post(url, {**data, "once": str(uuid4())})
    assert page.status_code == 422 and "redan en lägesbild under arbete" in page.content.decode()
    assert Picture.objects.count() == 1


def test_every_page_leaves_a_row_in_the_log_head_requests_too(world: World) -> None:
    published, draft = world.published(), world.draft()
    client = browser(world.alice)
    for picture in (published, draft):
        rows = Entry.objects.filter(action__endswith=".read", ids=[picture.pk])
        # The question before a draft is thrown away shows nothing of it.
        for number, url in enumerate((url for name, url in doors(picture).items() if name != "discard"), start=1):
            assert client.head(url).status_code == 200
            assert rows.count() == number, url


def test_the_newest_findings_come_in_their_order(world: World) -> None:
    world.published()
    picture = world.draft()
    world.finding(picture, "En till")
    world.published(picture)
    found = selectors.published_findings(world.social.pk)
    assert [ref.heading for ref in found] == ["Vit makt syns mest", "En till"]
    assert {ref.picture_title for ref in found} == {picture.title}
    ref = selectors.latest(world.social.pk)
    assert ref is not None and ref.pk == picture.pk
    assert selectors.finding_for(world.bob, found[0].key) == found[0]
    assert selectors.finding_for(world.erik, found[0].key) is None
