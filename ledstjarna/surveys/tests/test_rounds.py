"""A co-ordinator makes a round, follows it, closes it and opens it again."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.tests.town import person, unit
from ledstjarna.audit.models import Entry
from ledstjarna.operations import timer
from ledstjarna.surveys import services
from ledstjarna.surveys.models import Phase, Question, Round
from ledstjarna.surveys.questions import QUESTIONS
from ledstjarna.surveys.tests.world import World, browser, clock
from ledstjarna.ui.errors import Conflict
from ledstjarna.walls.roles import Role

DAY = timedelta(days=1)


def wanted(world: World, **changed: Any) -> dict[str, Any]:
    today = timezone.localdate()
    days = {"opens": today.isoformat(), "closes": (today + 14 * DAY).isoformat()}
    return {"board": world.social.pk, "year": today.year, **days, "once": str(uuid4()), **changed}


def press(world: World, name: str, found: Round, **data: str) -> Any:
    """A button of the round's page, and the page it leads to."""
    return browser(world.alice).post(reverse(f"surveys:{name}", args=[found.pk]), data, follow=True)


def test_the_questions_are_shown_and_then_fixed_with_the_units_of_the_day(world: World) -> None:
    client = browser(world.alice)
    page = client.get(reverse("surveys:create")).text
    assert all(question.wording in page for question in QUESTIONS) and "Socialnämnden, 2 enheter" in page
    client.post(reverse("surveys:create"), wanted(world))
    found = Round.objects.get()
    assert [(row.key, row.wording, row.position) for row in found.questions.all()] == [
        (text.key, text.wording, place) for place, text in enumerate(QUESTIONS, start=1)
    ]
    assert {row.unit for row in found.invitations.all()} == {world.homeless, world.treatment}
    assert found.phase is Phase.OPEN


def test_a_form_sent_twice_makes_one_round(world: World) -> None:
    client, data = browser(world.alice), wanted(world)
    places = {client.post(reverse("surveys:create"), data)["Location"] for _ in range(2)}
    assert places == {reverse("surveys:round", args=[Round.objects.get().pk])}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("year", "1999", "2000"),
        ("year", "tjugo", ""),
        ("opens", "2020-01-01", "Den dagen har redan passerat."),
        ("opens", "i morgon", ""),
        ("closes", "2020-01-01", "före den dag då enkäten öppnar"),
        ("closes", "", ""),
        ("board", "0", ""),
    ],
)
def test_a_round_that_cannot_be_is_refused_and_nothing_kept(world: World, field: str, value: str, words: str) -> None:
    answer = browser(world.alice).post(reverse("surveys:create"), wanted(world, **{field: value}))
    assert answer.status_code == 422 and 'role="alert"' in answer.text and words in answer.text
    assert not Round.objects.exists() and not Question.objects.exists()


def test_a_board_has_one_round_a_year(world: World) -> None:
    world.round()
    answer = browser(world.alice).post(reverse("surveys:create"), wanted(world))
    assert answer.status_code == 422 and "Nämnden har redan en enkät för det året." in answer.text


def test_a_board_without_units_has_nobody_to_ask(world: World) -> None:
    empty = unit("EN", "board", world.city, "Enade nämnden")
    client = browser(person("Charlie", Role.LOCAL_COORDINATOR, empty))
    answer = client.post(reverse("surveys:create"), wanted(world, board=empty.pk))
    assert answer.status_code == 422 and "ingen enhet att fråga" in answer.text and not Round.objects.exists()


def test_another_boards_round_is_not_there_and_cannot_be_made(world: World) -> None:
    foreign, client = world.round(world.culture), browser(world.alice)
    for name in ("round", "answers", "reopen"):
        assert client.get(reverse(f"surveys:{name}", args=[foreign.pk])).status_code == 404
    for name in ("open", "close", "reopen", "remove"):
        assert client.post(reverse(f"surveys:{name}", args=[foreign.pk])).status_code == 404
    data = wanted(world, board=world.culture.pk, year=2027)
    assert client.post(reverse("surveys:create"), data).status_code == 422
    assert Round.objects.get().phase is Phase.OPEN


def test_a_round_ahead_opens_by_itself_and_asks_the_units_of_that_day(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, date(2026, 6, 1), 9, 0)
    found = world.round(opens=date(2026, 6, 10))
    timer.DUTIES["surveys.open"].run()
    assert Round.objects.get().phase is Phase.PLANNED and not found.invitations.exists()
    unit("SF3", "unit", world.social_office, "Ny enhet")
    clock(monkeypatch, found.opens, 0, 0)
    timer.DUTIES["surveys.open"].run()
    assert Round.objects.get().phase is Phase.OPEN and found.invitations.count() == 3


def test_a_round_whose_board_has_lost_its_units_waits(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, date(2026, 6, 1), 9, 0)
    found = world.round(opens=date(2026, 6, 10))
    Unit.objects.filter(board=world.social, kind="unit").update(valid_to=date(2026, 6, 5))
    clock(monkeypatch, found.opens, 9, 0)
    timer.DUTIES["surveys.open"].run()
    found.refresh_from_db()
    assert found.phase is Phase.PLANNED
    assert "ingen enhet att fråga" in press(world, "open", found).text


def test_a_round_is_opened_before_its_day(world: World) -> None:
    found = world.round(opens=timezone.localdate() + 5 * DAY)
    assert all(
        text.wording in browser(world.alice).get(reverse("surveys:round", args=[found.pk])).text for text in QUESTIONS
    )
    assert "Enkäten är öppen." in press(world, "open", found).text
    found.refresh_from_db()
    assert (found.phase, found.opens) == (Phase.OPEN, timezone.localdate()) and found.invitations.count() == 2
    press(world, "open", found)
    assert found.invitations.count() == 2


def test_a_planned_round_whose_last_day_is_past_needs_a_new_one_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, date(2026, 6, 1), 9, 0)
    found = world.round(opens=date(2026, 6, 10))
    clock(monkeypatch, date(2026, 7, 1), 9, 0)
    timer.DUTIES["surveys.open"].run()
    assert "Välj en ny sista dag först" in press(world, "open", found).text
    press(world, "reopen", found, closes="2026-07-31")
    press(world, "open", found)
    found.refresh_from_db()
    assert found.phase is Phase.OPEN


def test_a_round_is_closed_and_opened_again_and_both_are_in_the_log(world: World) -> None:
    found = world.round()
    assert "Enkäten är stängd." in press(world, "close", found).text
    found.refresh_from_db()
    assert found.phase is Phase.CLOSED
    later = found.closes + 7 * DAY
    press(world, "reopen", found, closes=later.isoformat())
    found.refresh_from_db()
    assert (found.phase, found.closes, found.closed_at) == (Phase.OPEN, later, None)
    rows = Entry.objects.filter(action__in=("survey.round.close", "survey.round.reopen")).order_by("pk")
    assert [(row.actor_id, row.board_id, row.ids) for row in rows] == [
        (world.alice.pk, world.social.pk, [found.pk])
    ] * 2
    assert rows[1].facts == {"closed": (later - 7 * DAY).isoformat(), "closes": later.isoformat()}


@pytest.mark.parametrize("day", ["", "2020-01-01", "snart", "99999-01-01"])
def test_a_new_last_day_that_cannot_be_is_refused(world: World, day: str) -> None:
    found = world.round()
    answer = press(world, "reopen", found, closes=day)
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert Round.objects.get().closes == found.closes


def test_a_round_that_nobody_has_answered_can_be_taken_away(world: World) -> None:
    found = world.round()
    assert "Enkäten är borttagen." in press(world, "remove", found).text
    assert not Round.objects.exists() and not Question.objects.exists()
    with pytest.raises(Conflict):
        services.round_close(round_id=found.pk, actor_id=world.alice.pk)


def test_a_round_with_answers_stays(world: World) -> None:
    found = world.round()
    world.answer(found)
    assert "Ta bort enkäten" not in browser(world.alice).get(reverse("surveys:round", args=[found.pk])).text
    assert "går inte att ta bort längre" in press(world, "remove", found).text
    with pytest.raises(ValidationError):
        services.round_remove(round_id=found.pk, actor_id=world.alice.pk)


def test_the_page_shows_shares_with_denominators_last_year_and_who_has_not_answered(world: World) -> None:
    this_year = timezone.localdate().year
    before = world.round(opens=date(this_year - 1, 3, 1))
    world.answer(before)
    world.answer(before, world.treatment, form_known="no")
    Question.objects.filter(round=before, key="plan_effect").update(key="another")
    found = world.round()
    world.answer(found)
    page = browser(world.alice).get(reverse("surveys:round", args=[found.pk])).text
    assert "1 av 2 enheter har svarat." in page
    assert (
        "1 av 1 enhet (100\N{NO-BREAK SPACE}%)" in page
        and "1 av 2 svarade" in page
        and "1 av 2 enheter (50\N{NO-BREAK SPACE}%)" in page
    )
    assert page.count("ingen uppgift") == 1  # the question that last year did not have
    assert "Behandlingsenheten" in page and "Enheten för hemlösa" not in page and "vakant" in page


def test_before_anyone_has_answered_there_are_no_shares(world: World) -> None:
    page = browser(world.alice).get(reverse("surveys:round", args=[world.round().pk])).text
    assert (
        page.count("ingen har svarat") == 5
        and "0 av 2 enheter har svarat." in page
        and "%" not in page.split("<main")[1]
    )


def test_who_has_not_answered_is_shown_with_the_manager_and_the_units_last_day(world: World) -> None:
    found = world.round()
    Unit.objects.filter(pk=world.treatment.pk).update(valid_to=timezone.localdate())
    page = browser(world.alice).get(reverse("surveys:round", args=[found.pk])).text
    assert "Bob" in page and "till och med" in page


def test_each_units_answers_are_read_under_audit_with_the_rows_shown(world: World) -> None:
    found = world.round()
    world.answer(found, plan_effect="", form_known="unknown")
    page = browser(world.alice).get(reverse("surveys:answers", args=[found.pk])).text
    assert "Enheten för hemlösa" in page and "Vet inte" in page and page.count("inget svar") == 1
    row = Entry.objects.get(action="survey.answers.read")
    assert (row.actor_id, row.board_id) == (world.alice.pk, world.social.pk)
    assert row.ids == list(found.invitations.filter(unit=world.homeless).values_list("pk", flat=True))


def test_the_results_are_read_under_audit(world: World) -> None:
    found = world.round()
    browser(world.alice).get(reverse("surveys:round", args=[found.pk]))
    assert Entry.objects.get(action="survey.results.read").ids == [found.pk]


def test_the_rounds_come_latest_first(world: World) -> None:
    for year in (2024, 2025, 2023):
        world.round(opens=date(year, 3, 1))
    page = browser(world.alice).get(reverse("surveys:rounds")).text.split("<main")[1]
    assert page.index(">2025") < page.index(">2024") < page.index(">2023")


@pytest.mark.slow
def test_the_pages_ask_as_often_for_310_units_as_for_31(world: World) -> None:
    counts: dict[str, set[int]] = {"round": set(), "answers": set(), "rounds": set(), "mine": set()}
    charlie = person("Charlie", Role.UNIT_MANAGER, world.social_office)
    made = 2
    for year, units in ((2023, 31), (2025, 310)):
        for number in range(made, units):
            unit(f"N{number}", "unit", world.social_office)
        made = units
        found = world.round(opens=date(year, 3, 1))
        for invitation in found.invitations.select_related("unit")[: units // 2]:
            world.answer(found, invitation.unit)
        for name, seen in counts.items():
            client = browser(charlie if name == "mine" else world.alice)
            url = reverse(f"surveys:{name}", args=[] if name in ("rounds", "mine") else [found.pk])
            client.get(url)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(url).status_code == 200
            seen.add(len(caught))
    assert all(len(seen) == 1 for seen in counts.values()), counts
    assert max(max(seen) for seen in counts.values()) < 25
