"""A manager answers for the unit: on the phone, bit by bit, until midnight of the last day, alone or with a deputy."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.tests.town import person, unit
from ledstjarna.audit.models import Entry
from ledstjarna.surveys import services
from ledstjarna.surveys.given import in_words
from ledstjarna.surveys.models import Answer, Invitation, Round
from ledstjarna.surveys.services import answers_of
from ledstjarna.surveys.tests.world import World, browser, clock
from ledstjarna.walls.roles import Role

FULL = {
    "headcount": "12",
    "q-events_met": "yes",
    "q-event_kinds": ["poster", "threat"],
    "q-cases": "2",
    "q-form_known": "yes",
    "q-form_known_staff": "9 av 12",
    "q-knowledge": "4",
    "q-effect": "little",
    "q-more": "Vi vill öva mer.",
}


def door(found: Round, at: Unit) -> str:
    return reverse("surveys:answer", args=[found.pk, at.pk])


def send(client: Client, found: Round, at: Unit, act: str = "send", **values: Any) -> Any:
    data = FULL | {name.replace("__", "-"): value for name, value in values.items()}
    data = {name: value for name, value in data.items() if value is not None}
    return client.post(door(found, at), {"once": str(uuid4()), "act": act, **data})


def one(client: Client, found: Round, at: Unit, key: str, value: Any, was: str = "", **more: Any) -> Any:
    """A single answer, as the page's script sends it."""
    data = {f"q-{key}": value, f"was-{key}": was, **more}
    return client.post(f"{door(found, at)}?fraga={key}", data, headers={"HX-Request": "true"})


def said(found: Round, at: Unit) -> dict[str, str]:
    invitation = Invitation.objects.get(round=found, unit=at)
    questions = list(found.questions.all())
    wordings = {question.key: question.definition for question in questions}
    return {key: in_words(wordings[key], given) for key, given in answers_of(invitation, questions).items()}


def token(found: Round, at: Unit, key: str) -> str:
    return answers_of(Invitation.objects.get(round=found, unit=at), list(found.questions.all()))[key].token


def test_a_manager_answers_all_at_once_and_sees_what_was_saved(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    page = client.get(door(found, world.homeless)).text
    assert "vad hen själv tycker" in page and "1. Har ni märkt av händelser?" in page
    answer = send(client, found, world.homeless)
    assert answer["Location"] == door(found, world.homeless)
    page = client.get(answer["Location"]).text
    assert "Tack. Enhetens svar är inne." in page and "Affischer, Hot" in page and 'type="radio"' not in page
    assert said(found, world.homeless) == {
        "events_met": "Ja",
        "event_kinds": "Affischer, Hot",
        "cases": "2",
        "form_known": "Ja",
        "form_known_staff": "75\N{NO-BREAK SPACE}%",
        "knowledge": "God",
        "effect": "Inte mycket",
        "more": "Vi vill öva mer.",
    }
    sent = Invitation.objects.get(unit=world.homeless)
    assert (sent.headcount, sent.answered_on, sent.way) == (12, timezone.localdate(), "own")


def test_each_answer_is_saved_by_itself_as_it_is_given(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    answer = one(client, found, world.homeless, "form_known", "yes")
    assert answer.status_code == 200 and "Sparat " in answer.text
    assert said(found, world.homeless) == {"form_known": "Ja"}
    assert Invitation.objects.get(unit=world.homeless).answered_on is None
    assert token(found, world.homeless, "form_known") in answer.text
    answer = client.post(
        f"{door(found, world.homeless)}?fraga=headcount", {"headcount": "31"}, headers={"HX-Request": "true"}
    )
    assert "Sparat " in answer.text and Invitation.objects.get(unit=world.homeless).headcount == 31


def test_what_is_begun_waits_to_be_gone_on_with(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    one(client, found, world.homeless, "form_known", "yes")
    page = client.get(reverse("surveys:mine")).text
    assert "1 svar sparat, inte klar" in page and "Fortsätt" in page
    page = client.get(door(found, world.homeless)).text
    assert page.count(" checked") == 1 and "Ta bort svaret" in page


def test_without_script_a_button_saves_and_goes_on_to_the_next_section(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    answer = send(client, found, world.homeless, act="avsnitt-2", q__effect=None)
    assert answer["Location"] == f"{door(found, world.homeless)}?andra#avsnitt-2"
    assert "effect" not in said(found, world.homeless) and len(said(found, world.homeless)) == 7
    assert Invitation.objects.get(unit=world.homeless).answered_on is None


def test_an_earlier_answer_decides_what_is_asked_and_takes_what_leaned_on_it_along(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    page = client.get(door(found, world.homeless)).text
    assert 'data-if="q-events_met"' in page and page.count(" hidden>") == 0
    send(client, found, world.homeless, act="save")
    was = token(found, world.homeless, "events_met")
    answer = one(client, found, world.homeless, "events_met", "no", was)
    now = said(found, world.homeless)
    assert now["events_met"] == "Nej" and "event_kinds" not in now and "cases" not in now
    assert 'name="was-cases" value=""' in answer.text  # so that it can be answered anew
    assert "Svaren på 2 följdfrågor gäller inte längre." in answer.text
    page = client.get(door(found, world.homeless)).text
    assert page.count(" hidden>") == 2 and "Vilka slags händelser?" in page


def test_an_answer_to_what_is_not_asked_is_not_kept(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    send(client, found, world.homeless, q__events_met="no")
    assert {"event_kinds", "cases"}.isdisjoint(said(found, world.homeless))


def test_a_saved_answer_can_be_changed_and_taken_back(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    send(client, found, world.homeless)
    keys = said(found, world.homeless)
    was = {f"was-{key}": token(found, world.homeless, key) for key in keys}
    send(client, found, world.homeless, **was, q__effect="", q__knowledge="2")
    assert said(found, world.homeless)["knowledge"] == "Ganska låg" and "effect" not in said(found, world.homeless)


def test_several_are_none_or_some_but_not_both(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    both = send(client, found, world.homeless, q__event_kinds=["poster", "none"])
    assert both.status_code == 422 and "Inget av detta går inte ihop" in both.text
    send(client, found, world.homeless, q__event_kinds=["none"])
    assert said(found, world.homeless)["event_kinds"] == "Inget av detta"


def test_a_number_that_is_not_known_is_said_to_be_so(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    both = send(client, found, world.homeless, u__cases="on")
    assert both.status_code == 422 and "inte båda" in both.text
    send(client, found, world.homeless, q__cases="", u__cases="on")
    assert said(found, world.homeless)["cases"] == "Vet inte"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("q-cases", "många", "Skriv ett helt tal"),
        ("q-cases", "2,5", "Skriv ett helt tal"),
        ("q-cases", "-1", "Skriv ett helt tal"),
        ("q-cases", "9999999", "för stort"),
        ("q-form_known_staff", "101", "mellan 0 och 100"),
        ("q-form_known_staff", "13 av 12", "mellan 0 och 100"),
        ("q-form_known_staff", "1 av 0", "mellan 0 och 100"),
        ("q-form_known", "kanske", ""),
        ("q-event_kinds", ["poster", "kanske"], ""),
        ("headcount", "0", ""),
        ("headcount", "20001", ""),
        ("headcount", "tolv", ""),
        ("q-more", "Ring 070-123 45 67 i stället.", "telefonnummer"),
        ("q-more", "x" * 2001, ""),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_given_kept(world: World, name: str, value: Any, words: str) -> None:
    found = world.round()
    answer = browser(world.bob).post(door(found, world.homeless), FULL | {name: value, "act": "send"})
    assert answer.status_code == 422 and 'role="alert"' in answer.text and words in answer.text
    assert answer.text.count(" checked") >= 4
    assert not Answer.objects.exists()


def test_a_single_answer_that_cannot_be_is_told_beside_it(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    answer = one(client, found, world.homeless, "form_known_staff", "nästan alla")
    assert answer.status_code == 200 and "mellan 0 och 100" in answer.text and not Answer.objects.exists()
    assert "telefonnummer" in one(client, found, world.homeless, "more", "Ring 070-123 45 67").text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("75", "75"), ("75 %", "75"), ("9/12", "75"), ("66,7 procent", "66,7"), ("0", "0"), ("2 av 3", "66,67")],
)
def test_a_share_is_read_as_people_write_it(world: World, typed: str, shown: str) -> None:
    found = world.round()
    send(browser(world.bob), found, world.homeless, q__form_known_staff=typed)
    assert said(found, world.homeless)["form_known_staff"] == f"{shown}\N{NO-BREAK SPACE}%"


def test_a_unit_that_gives_a_share_says_how_many_they_are_before_it_is_done(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    answer = send(client, found, world.homeless, headcount="")
    assert answer.status_code == 422 and "Skriv hur många som arbetar på enheten." in answer.text
    assert said(found, world.homeless)["form_known"] == "Ja"  # what was given is saved all the same
    assert Invitation.objects.get(unit=world.homeless).answered_on is None


def test_how_many_they_are_is_there_from_the_year_before(world: World) -> None:
    world.answer(world.round(opens=date(2025, 3, 1)), heads=27)
    found = world.round(opens=date(2026, 3, 1), days=360)
    assert Invitation.objects.get(round=found, unit=world.homeless).headcount == 27


def test_nothing_at_all_is_no_answer(world: World) -> None:
    found = world.round()
    answer = browser(world.bob).post(door(found, world.homeless), {"act": "send", "headcount": "4"})
    assert answer.status_code == 422 and "Svara på minst en fråga" in answer.text


def test_the_last_day_is_inside_to_its_midnight_in_stockholm(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, date(2026, 6, 1), 9, 0)
    found = world.round()
    clock(monkeypatch, found.closes, 23, 59)
    assert send(browser(world.bob), found, world.homeless).status_code == 302
    assert len(said(found, world.homeless)) == 8


def test_the_day_after_is_outside(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, date(2026, 6, 1), 9, 0)
    found = world.round()
    clock(monkeypatch, found.closes + timedelta(days=1), 0, 0)
    client = browser(world.bob)
    answer = send(client, found, world.homeless)
    page = client.get(answer["Location"]).text
    assert "Enkäten är stängd. Det du valde nu är inte sparat." in page and 'type="radio"' not in page
    assert "Enkäten är stängd." in one(client, found, world.homeless, "form_known", "no").text
    assert not Answer.objects.exists()


def test_a_round_that_was_closed_early_shows_the_answers_it_has(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    send(client, found, world.homeless)
    services.round_close(round_id=found.pk, actor_id=world.alice.pk)
    send(client, found, world.homeless, q__form_known="no")
    page = client.get(door(found, world.homeless), {"andra": ""}).text
    assert said(found, world.homeless)["form_known"] == "Ja"
    assert "Enkäten är stängd." in page and 'type="radio"' not in page


def test_what_was_saved_and_never_sent_counts_when_the_round_has_closed(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    one(client, found, world.homeless, "form_known", "yes")
    services.round_close(round_id=found.pk, actor_id=world.alice.pk)
    page = client.get(door(found, world.homeless)).text
    assert "Enheten blev inte klar, men svaren som sparades räknas." in page


def test_before_the_unit_is_done_it_is_shown_what_has_no_answer(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    asked = send(client, found, world.homeless, q__effect=None, q__more=None)
    assert asked.status_code == 200 and "1 fråga saknar svar" in asked.text and 'href="#fraga-effect"' in asked.text
    assert Invitation.objects.get(unit=world.homeless).answered_on is None and len(said(found, world.homeless)) == 6
    was = {f"was-{key}": token(found, world.homeless, key) for key in said(found, world.homeless)}
    send(client, found, world.homeless, act="send-anyway", q__effect=None, q__more=None, **was)
    assert Invitation.objects.get(unit=world.homeless).answered_on == timezone.localdate()


def test_an_answer_to_what_is_asked_no_more_is_not_called_saved(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    one(client, found, world.homeless, "events_met", "no")
    told = one(client, found, world.homeless, "cases", "4").text
    assert "Frågan ställs inte längre" in told and "Sparat " not in told and "cases" not in said(found, world.homeless)


def test_a_form_sent_twice_is_one_act(world: World) -> None:
    found, client, once = world.round(), browser(world.bob), str(uuid4())
    data = FULL | {"once": once, "act": "send"}
    places = {client.post(door(found, world.homeless), data)["Location"] for _ in range(2)}
    assert places == {door(found, world.homeless)}
    assert Entry.objects.filter(action="survey.response.save").count() == 1
    assert Entry.objects.filter(action="survey.response.send").count() == 1


def test_a_unit_that_is_done_saves_its_changes(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    assert "Spara, inte klar än" in client.get(door(found, world.homeless)).text
    send(client, found, world.homeless)
    page = client.get(f"{door(found, world.homeless)}?andra").text
    assert "Spara ändringarna" in page and "inte klar än" not in page


def test_a_share_below_one_is_asked_about_and_then_stays_as_it_was_said(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    asked = one(client, found, world.homeless, "form_known_staff", "0,6")
    assert "Menas till exempel 60 % eller 0,6 %?" in asked.text and not said(found, world.homeless)
    one(client, found, world.homeless, "form_known_staff", "0,6 %")
    assert 'value="0,6\N{NO-BREAK SPACE}%"' in client.get(door(found, world.homeless)).text


def test_the_same_answer_twice_changes_nothing_and_is_not_logged_again(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    for _ in range(2):
        assert "Sparat " in one(client, found, world.homeless, "form_known", "no").text
    assert Entry.objects.filter(action="survey.response.save").count() == 1


def test_a_manager_of_two_units_is_led_from_one_to_the_next(world: World) -> None:
    found = world.round()
    client = browser(person("Charlie", Role.UNIT_MANAGER, world.social_office))
    answer = send(client, found, world.homeless)
    page = client.get(answer["Location"]).text
    assert door(found, world.treatment) in page and "Svara för Behandlingsenheten" in page
    send(client, found, world.treatment, q__form_known="no")
    assert "Svara för" not in client.get(door(found, world.treatment)).text


def test_another_unit_or_another_boards_is_not_there(world: World) -> None:
    found, foreign, client = world.round(), world.round(world.culture), browser(world.bob)
    for round_, at in ((found, world.treatment), (foreign, world.library), (found, world.library)):
        assert client.get(door(round_, at)).status_code == 404
        assert send(client, round_, at).status_code == 404
        assert one(client, round_, at, "form_known", "yes").status_code == 404
    assert client.get(reverse("surveys:answer", args=[10**30, 1])).status_code == 404
    assert not Answer.objects.exists()


def test_a_question_that_is_not_in_the_round_is_not_there(world: World) -> None:
    found = world.round()
    assert one(browser(world.bob), found, world.homeless, "no_such_question", "yes").status_code == 404


def test_a_unit_that_has_moved_to_another_board_answers_its_old_board_no_more(world: World) -> None:
    found = world.round()
    Unit.objects.filter(pk=world.homeless.pk).update(board=world.culture, parent=world.culture)
    assert browser(world.bob).get(door(found, world.homeless)).status_code == 404


def test_a_unit_that_was_not_there_when_the_round_opened_has_nothing_to_answer(world: World) -> None:
    found = world.round()
    new = unit("SF3", "unit", world.social_office, "Ny enhet")
    client = browser(person("Charlie", Role.UNIT_MANAGER, new))
    assert client.get(door(found, new)).status_code == 404


def test_the_own_page_lists_open_and_earlier_rounds(world: World) -> None:
    world.answer(world.round(opens=date(2024, 3, 1)))
    found, client = world.round(), browser(world.bob)
    page = client.get(reverse("surveys:mine")).text
    assert "väntar på svar" in page and "Enheten för hemlösa, 2024" in page and "Behandlingsenheten" not in page
    world.answer(found)
    assert "Se svaren" in client.get(reverse("surveys:mine")).text


def test_with_nothing_to_answer_the_own_page_says_so(world: World) -> None:
    assert "Ingen enkät är öppen" in browser(world.bob).get(reverse("surveys:mine")).text


def test_the_log_tells_who_answered_for_which_unit_and_never_what(world: World) -> None:
    found = world.round()
    one(browser(world.bob), found, world.homeless, "more", "Vi vill öva mer.")
    row = Entry.objects.get(action="survey.response.save")
    assert (row.actor_id, row.board_id) == (world.bob.pk, world.social.pk)
    assert row.facts == {"unit": world.homeless.pk, "answers": 1, "way": "own"}
    assert row.ids == [Invitation.objects.get(unit=world.homeless).pk]
