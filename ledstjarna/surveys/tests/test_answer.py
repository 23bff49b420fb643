"""A manager answers for the unit: on the phone, until midnight of the last day, alone or with a deputy."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.tests.town import person, unit
from ledstjarna.audit.models import Entry
from ledstjarna.surveys import services
from ledstjarna.surveys.models import Answer, Invitation, Round
from ledstjarna.surveys.services import answers_of
from ledstjarna.surveys.tests.world import YES, World, browser, clock
from ledstjarna.walls.roles import Role


def door(found: Round, at: Unit) -> str:
    return reverse("surveys:answer", args=[found.pk, at.pk])


def send(client: Client, found: Round, at: Unit, **values: Any) -> Any:
    data = {"lock": "0", "once": str(uuid4()), **YES, **values}
    return client.post(door(found, at), data)


def saved(found: Round, at: Unit) -> dict[str, str]:
    return answers_of(Invitation.objects.get(round=found, unit=at))


def test_a_manager_answers_and_sees_what_was_saved(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    page = client.get(door(found, world.homeless)).text
    assert page.count('type="radio"') == 15 and "vad hen själv tycker" in page
    answer = send(client, found, world.homeless, events_met="unknown")
    assert answer["Location"] == door(found, world.homeless)
    page = client.get(answer["Location"]).text
    assert "Tack. Enhetens svar är sparade." in page and "Vet inte" in page and 'type="radio"' not in page
    assert saved(found, world.homeless) == YES | {"events_met": "unknown"}


def test_a_question_may_be_left_blank_but_not_all(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    blank = dict.fromkeys(YES, "")
    answer = send(client, found, world.homeless, **blank)
    assert answer.status_code == 422 and "Svara på minst en fråga" in answer.text
    assert not Answer.objects.exists() and Invitation.objects.get(unit=world.homeless).answered_on is None
    assert send(client, found, world.homeless, **blank | {"form_known": "no"}).status_code == 302
    assert saved(found, world.homeless) == {"form_known": "no"}


def test_a_saved_answer_can_be_changed_and_taken_back(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    send(client, found, world.homeless)
    page = client.get(door(found, world.homeless), {"andra": ""}).text
    assert page.count(" checked") == 5 and page.count("Inget svar") == 5
    send(client, found, world.homeless, lock="1", events_met="yes", plan_effect="")
    now = saved(found, world.homeless)
    assert now["events_met"] == "yes" and "plan_effect" not in now and len(now) == 4


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"form_known": "kanske"}, "form_known"),
        ({"lock": "-1"}, "lock"),
        ({"lock": ""}, "lock"),
        ({"lock": "9" * 30}, "lock"),
    ],
)
def test_what_cannot_be_is_refused_and_the_choices_kept(world: World, values: dict[str, str], why: str) -> None:
    found = world.round()
    answer = send(browser(world.bob), found, world.homeless, **values)
    assert answer.status_code == 422 and 'role="alert"' in answer.text, why
    assert answer.text.count(" checked") >= 4
    assert not Answer.objects.exists()


def test_the_last_day_is_inside_to_its_midnight_in_stockholm(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, date(2026, 6, 1), 9, 0)
    found = world.round()
    clock(monkeypatch, found.closes, 23, 59)
    assert send(browser(world.bob), found, world.homeless).status_code == 302
    assert saved(found, world.homeless) == YES


def test_the_day_after_is_outside(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, date(2026, 6, 1), 9, 0)
    found = world.round()
    clock(monkeypatch, found.closes + timedelta(days=1), 0, 0)
    client = browser(world.bob)
    answer = send(client, found, world.homeless)
    page = client.get(answer["Location"]).text
    assert "Enkäten är stängd. Det du valde nu är inte sparat." in page and 'type="radio"' not in page
    assert not Answer.objects.exists()


def test_a_round_that_was_closed_early_takes_no_answers_and_shows_those_it_has(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    send(client, found, world.homeless)
    services.round_close(round_id=found.pk, actor_id=world.alice.pk)
    send(client, found, world.homeless, lock="1", form_known="no")
    page = client.get(door(found, world.homeless), {"andra": ""}).text
    assert saved(found, world.homeless) == YES
    assert "Enkäten är stängd." in page and 'type="radio"' not in page


def test_a_form_sent_twice_is_one_act(world: World) -> None:
    found, client, once = world.round(), browser(world.bob), str(uuid4())
    places = {send(client, found, world.homeless, once=once)["Location"] for _ in range(2)}
    assert places == {door(found, world.homeless)}
    assert Invitation.objects.get(unit=world.homeless).lock == 1
    assert Entry.objects.filter(action="survey.response.save").count() == 1


def test_the_second_of_two_at_once_is_told_and_keeps_the_own_choices(world: World) -> None:
    found, client = world.round(), browser(world.bob)
    charlie = browser(person("Charlie", Role.UNIT_MANAGER, world.homeless))
    send(charlie, found, world.homeless, form_known="no")
    late = send(client, found, world.homeless)
    assert late.status_code == 409 and "Enhetens svar har sparats" in late.text
    assert late.text.count("Sparat nu: Nej.") == 2  # beside the question, and in the summary above
    assert late.text.count(" checked") == 5
    assert saved(found, world.homeless)["form_known"] == "no"
    assert send(client, found, world.homeless, lock="1").status_code == 302
    assert saved(found, world.homeless) == YES


def test_two_who_say_the_same_do_not_meet(world: World) -> None:
    found = world.round()
    for user in (world.bob, person("Charlie", Role.UNIT_MANAGER, world.homeless)):
        assert send(browser(user), found, world.homeless).status_code == 302
    assert Invitation.objects.get(unit=world.homeless).lock == 1


def test_a_manager_of_two_units_is_led_from_one_to_the_next(world: World) -> None:
    found = world.round()
    client = browser(person("Charlie", Role.UNIT_MANAGER, world.social_office))
    answer = send(client, found, world.homeless)
    page = client.get(answer["Location"]).text
    assert door(found, world.treatment) in page and "Svara för Behandlingsenheten" in page
    send(client, found, world.treatment, form_known="no")
    assert saved(found, world.homeless) == YES != saved(found, world.treatment)
    assert "Svara för" not in client.get(door(found, world.treatment)).text


def test_another_unit_or_another_boards_is_not_there(world: World) -> None:
    found, foreign, client = world.round(), world.round(world.culture), browser(world.bob)
    for round_, at in ((found, world.treatment), (foreign, world.library), (found, world.library)):
        assert client.get(door(round_, at)).status_code == 404
        assert send(client, round_, at).status_code == 404
    assert client.get(reverse("surveys:answer", args=[10**30, 1])).status_code == 404
    assert not Answer.objects.exists()


def test_a_unit_that_was_not_there_when_the_round_opened_has_nothing_to_answer(world: World) -> None:
    found = world.round()
    new = unit("SF3", "unit", world.social_office, "Ny enhet")
    client = browser(person("Charlie", Role.UNIT_MANAGER, new))
    assert client.get(door(found, new)).status_code == 404


def test_a_unit_that_has_moved_to_another_board_answers_its_old_board_no_more(world: World) -> None:
    found = world.round()
    Unit.objects.filter(pk=world.homeless.pk).update(board=world.culture, parent=world.culture)
    assert browser(world.bob).get(door(found, world.homeless)).status_code == 404


def test_a_round_that_was_removed_meanwhile_is_not_there(world: World) -> None:
    found = world.round()
    services.round_remove(round_id=found.pk, actor_id=world.alice.pk)
    assert send(browser(world.bob), found, world.homeless).status_code == 404


def test_the_own_page_lists_open_and_earlier_rounds(world: World) -> None:
    world.answer(world.round(opens=date(2024, 3, 1)), plan_effect="")
    found, client = world.round(), browser(world.bob)
    page = client.get(reverse("surveys:mine")).text
    assert "väntar på svar" in page and "Enheten för hemlösa, 2024" in page and "Behandlingsenheten" not in page
    world.answer(found, plan_effect="")
    assert "4 svar sparade" in client.get(reverse("surveys:mine")).text


def test_with_nothing_to_answer_the_own_page_says_so(world: World) -> None:
    assert "Ingen enkät är öppen" in browser(world.bob).get(reverse("surveys:mine")).text


def test_the_log_tells_who_answered_for_which_unit_and_never_what(world: World) -> None:
    found = world.round()
    send(browser(world.bob), found, world.homeless, plan_effect="")
    row = Entry.objects.get(action="survey.response.save")
    assert (row.actor_id, row.board_id) == (world.bob.pk, world.social.pk)
    assert row.facts == {"unit": world.homeless.pk, "answers": 4}
    assert row.ids == [Invitation.objects.get(unit=world.homeless).pk]


def test_a_form_that_returns_with_other_answers_is_told_so(world: World) -> None:
    found, client, once = world.round(), browser(world.bob), str(uuid4())
    send(client, found, world.homeless, once=once)
    again = send(client, found, world.homeless, once=once, form_known="no")
    assert again.status_code == 409 and "Sparat nu: Ja." in again.text
    assert send(client, found, world.homeless, lock="1", form_known="no").status_code == 302
    assert saved(found, world.homeless)["form_known"] == "no"


@pytest.mark.parametrize("values", [{"no_such_question": "yes"}, {"form_known": "perhaps"}])
def test_an_answer_to_something_else_is_refused(world: World, values: dict[str, str]) -> None:
    found = world.round()
    with pytest.raises(ValidationError):
        services.response_save(round_id=found.pk, unit_id=world.homeless.pk, values=values, actor_id=None)
    assert not Answer.objects.exists()
