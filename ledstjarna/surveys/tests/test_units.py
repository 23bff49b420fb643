"""The co-ordinator reads the units' answers, gives them in a unit's place, and gives a unit longer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.surveys import services
from ledstjarna.surveys.models import Answer, Invitation, Round
from ledstjarna.surveys.selectors import to_answer
from ledstjarna.surveys.tests.test_answer import FULL, said, send
from ledstjarna.surveys.tests.world import World, browser, clock
from ledstjarna.walls.roles import Role

DAY = timedelta(days=1)


def door(name: str, found: Round, at: Unit | None = None) -> str:
    return reverse(f"surveys:{name}", args=[found.pk, at.pk] if at else [found.pk])


def typed_in(client: Client, found: Round, at: Unit, **values: Any) -> Any:
    """The whole page, sent by the co-ordinator as done."""
    data = FULL | {"once": str(uuid4()), "act": "send", **values}
    return client.post(door("behalf", found, at), data, follow=True)


def longer(client: Client, found: Round, at: Unit, until: date | str) -> Any:
    return client.post(door("extend", found, at), {"until": str(until), "once": str(uuid4())}, follow=True)


def read(action: str) -> Entry:
    return Entry.objects.get(action=action)


def test_the_list_tells_how_each_unit_stands_and_leads_to_its_answers(world: World) -> None:
    found = world.round()
    world.answer(found, heads=12)
    world.answer(found, world.treatment, done=False)
    page = browser(world.alice).get(door("answers", found)).text
    assert "klar" in page and "har börjat" in page and "inte svarat" not in page.partition("<main")[2]
    assert door("unit", found, world.homeless) in page and door("unit", found, world.treatment) in page
    assert "av enheten själv" in page and ">12<" in page
    assert "Mycket" not in page and "Vi behöver en ny genomgång." not in page
    assert sorted(read("survey.answers.read").ids) == sorted(found.invitations.values_list("pk", flat=True))


def test_a_units_answers_stand_question_by_question_and_only_what_it_was_asked(world: World) -> None:
    found, client = world.round(), browser(world.alice)
    invitation = world.answer(found)
    page = client.get(door("unit", found, world.homeless)).text
    for words in ("Har ni märkt av händelser?", "Nej", "75\N{NO-BREAK SPACE}%", "God", "Vi behöver en ny genomgång."):
        assert words in page
    assert "Vilka slags händelser?" not in page  # led to by a yes
    row = read("survey.response.read")
    assert (row.actor_id, row.board_id, row.ids) == (world.alice.pk, world.social.pk, [invitation.pk])
    assert "Enheten har inte svarat." in client.get(door("unit", found, world.treatment)).text


def test_own_words_stand_by_question_with_the_unit_and_are_read_under_audit(world: World) -> None:
    found, client = world.round(), browser(world.alice)
    assert "Ingen har skrivit något" in client.get(door("words", found)).text
    invitation = world.answer(found, more="Först det ena.\nSedan det <b>andra</b>.")
    page = client.get(door("words", found)).text
    assert "Först det ena.<br>Sedan det &lt;b&gt;andra&lt;/b&gt;." in page
    assert "Vill du säga mer?" in page and door("unit", found, world.homeless) in page
    assert "Känner du till formuläret?" not in page
    rows = Entry.objects.filter(action="survey.answers.read").order_by("pk")
    assert [row.ids for row in rows] == [[], [invitation.pk]]


def test_a_coordinator_answers_in_a_units_place_and_the_log_says_so(world: World) -> None:
    found, client = world.round(), browser(world.alice)
    page = client.get(door("behalf", found, world.homeless)).text
    assert "Du svarar för enheten." in page
    assert read("survey.response.read").ids == [Invitation.objects.get(unit=world.homeless).pk]
    answer = typed_in(client, found, world.homeless)
    assert answer.redirect_chain[-1][0] == door("round", found)
    assert len(said(found, world.homeless)) == 8
    for action in ("survey.response.save", "survey.response.send"):
        row = read(action)
        assert (row.actor_id, row.facts["way"], row.facts["unit"]) == (world.alice.pk, "behalf", world.homeless.pk)
    assert "av samordnaren för enheten" in client.get(door("unit", found, world.homeless)).text
    assert to_answer(world.bob) == []


def test_a_single_answer_in_a_units_place_is_saved_as_it_is_given(world: World) -> None:
    found = world.round()
    answer = browser(world.alice).post(
        f"{door('behalf', found, world.homeless)}?fraga=form_known",
        {"q-form_known": "no"},
        headers={"HX-Request": "true"},
    )
    assert "Sparat " in answer.text and said(found, world.homeless) == {"form_known": "Nej"}
    assert read("survey.response.save").facts["way"] == "behalf"


def test_in_a_units_place_it_need_not_be_known_how_many_they_are(world: World) -> None:
    found = world.round()
    typed_in(browser(world.alice), found, world.homeless, headcount="")
    invitation = Invitation.objects.get(unit=world.homeless)
    assert invitation.answered_on and invitation.headcount is None


def test_after_the_last_day_the_coordinator_can_and_the_manager_cannot(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, date(2026, 6, 1), 9, 0)
    found = world.round()
    clock(monkeypatch, found.closes + 10 * DAY, 9, 0)
    send(browser(world.bob), found, world.homeless)
    assert not Answer.objects.exists()
    typed_in(browser(world.alice), found, world.homeless)
    assert len(said(found, world.homeless)) == 8


def test_a_round_on_paper_is_typed_in_by_the_coordinator_alone(world: World) -> None:
    found = world.round(on_paper=True)
    bob = browser(world.bob)
    assert 'type="radio"' not in bob.get(door("answer", found, world.homeless)).text
    send(bob, found, world.homeless)
    assert not Answer.objects.exists() and to_answer(world.bob) == []
    typed_in(browser(world.alice), found, world.homeless)
    assert len(said(found, world.homeless)) == 8


def test_a_unit_with_longer_time_answers_when_the_others_no_longer_can(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dora = person("Dora", Role.UNIT_MANAGER, world.treatment)
    clock(monkeypatch, date(2026, 6, 1), 9, 0)
    found = world.round()
    until = found.closes + 7 * DAY
    page = longer(browser(world.alice), found, world.homeless, until).text
    assert "längre tid: 22 juni" in page
    clock(monkeypatch, until, 23, 59)
    assert [(one.unit_pk, one.closes) for one in to_answer(world.bob)] == [(world.homeless.pk, until)]
    assert to_answer(dora) == []
    send(browser(dora), found, world.treatment)
    send(browser(world.bob), found, world.homeless)
    assert len(said(found, world.homeless)) == 8 and said(found, world.treatment) == {}
    clock(monkeypatch, until + DAY, 0, 0)
    send(browser(world.bob), found, world.homeless, q__form_known="no")
    assert said(found, world.homeless)["form_known"] == "Ja"
    row = read("survey.response.extend")
    assert (row.actor_id, row.board_id) == (world.alice.pk, world.social.pk)
    assert row.facts == {"unit": world.homeless.pk, "until": until.isoformat()}


def test_a_unit_may_be_given_longer_when_the_round_has_been_closed(world: World) -> None:
    found = world.round()
    services.round_close(round_id=found.pk, actor_id=world.alice.pk)
    longer(browser(world.alice), found, world.homeless, timezone.localdate())
    send(browser(world.bob), found, world.homeless)
    assert len(said(found, world.homeless)) == 8


@pytest.mark.parametrize(
    ("days", "words"),
    [(-1, "Den dagen har redan passerat."), (0, "Alla enheter kan svara den dagen."), (14, "Alla enheter kan svara")],
)
def test_a_day_that_is_no_later_than_the_others_is_refused(world: World, days: int, words: str) -> None:
    found = world.round()
    answer = longer(browser(world.alice), found, world.homeless, timezone.localdate() + days * DAY)
    assert answer.status_code == 422 and words in answer.text
    assert not Invitation.objects.filter(until__isnull=False).exists()


@pytest.mark.parametrize("day", ["", "snart", "9999-12-31", "2020-01-01"])
def test_a_day_that_cannot_be_is_refused(world: World, day: str) -> None:
    found = world.round()
    assert longer(browser(world.alice), found, world.homeless, day).status_code == 422
    assert not Entry.objects.filter(action="survey.response.extend").exists()


def test_a_unit_that_the_round_does_not_ask_is_not_there(world: World) -> None:
    found, foreign, client = world.round(), world.round(world.culture), browser(world.alice)
    planned = world.planned(name="Inte öppnad")
    for name in ("unit", "behalf", "extend"):
        for round_, at in ((found, world.library), (foreign, world.library), (planned, world.homeless)):
            assert client.get(door(name, round_, at)).status_code == 404, name
        for pks in ([10**30, world.homeless.pk], [found.pk, 10**30]):
            assert client.get(reverse(f"surveys:{name}", args=pks)).status_code == 404, name
    for name in ("behalf", "extend"):
        assert client.post(door(name, foreign, world.library), FULL | {"act": "send"}).status_code == 404
    assert not Answer.objects.exists()


def test_a_manager_reaches_none_of_these_pages(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    for name in ("unit", "behalf", "extend"):
        assert client.get(door(name, found, world.homeless)).status_code == 403, name
    for name in ("answers", "words"):
        assert client.get(door(name, found)).status_code == 403, name
