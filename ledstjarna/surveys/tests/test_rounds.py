"""A co-ordinator makes a round, gets it ready, follows it, closes it and opens it again."""

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
from ledstjarna.surveys.models import Phase, Question, Questionnaire, Round
from ledstjarna.surveys.template import TEMPLATE
from ledstjarna.surveys.tests.world import World, browser, clock
from ledstjarna.ui.errors import Conflict
from ledstjarna.walls.roles import Role

DAY = timedelta(days=1)


def wanted(world: World, **changed: Any) -> dict[str, Any]:
    today = timezone.localdate()
    days = {"opens": today.isoformat(), "closes": (today + 14 * DAY).isoformat()}
    return {"board": world.social.pk, "year": today.year, **days, "once": str(uuid4()), **changed}


def press(world: World, name: str, found: Round, **data: Any) -> Any:
    """A button of the round's page, and the page it leads to."""
    return browser(world.alice).post(reverse(f"surveys:{name}", args=[found.pk]), data, follow=True)


def test_the_first_round_begins_with_the_templates_questions_and_waits_to_be_gone_through(world: World) -> None:
    client = browser(world.alice)
    assert "Socialnämnden, 2 enheter" in client.get(reverse("surveys:create")).text
    page = client.post(reverse("surveys:create"), wanted(world), follow=True).text
    found = Round.objects.get()
    assert [row.definition for row in found.questions.all()] == list(TEMPLATE)
    assert found.phase is Phase.PLANNED and not found.invitations.exists()
    assert all(text.wording in page for text in TEMPLATE) and "Öppna i dag" in page
    assert (found.questionnaire.name, found.questionnaire.in_picture) == ("Enkät till enhetschefer", True)


def test_before_it_opens_it_is_said_who_gets_it_and_what_else_is_open(world: World) -> None:
    client, today = browser(world.alice), timezone.localdate()
    last = world.round(opens=today - timedelta(days=370), days=380)
    found = world.planned(opens=today)
    page = client.get(reverse("surveys:open", args=[found.pk])).text
    assert "2 enheter" in page and "1 chef" in page and "Behandlingsenheten" in page
    assert f"{last.title} går att svara på till och med" in page
    assert Round.objects.get(pk=found.pk).opened_at is None
    told = press(world, "open", found).text
    assert "breven till dem går inom en timme" in told and "Inbjudan går ut inom en timme" in told
    assert client.get(reverse("surveys:open", args=[found.pk])).status_code == 302


def test_a_paper_round_begins_with_the_way_to_take_its_answers_in(world: World) -> None:
    page = browser(world.alice).get(reverse("surveys:round", args=[world.round(on_paper=True).pk])).text
    assert "väntar på svar" in page and "Hämta mallen" in page and "Resultat" not in page


def test_the_next_round_copies_the_last_ones_questions(world: World) -> None:
    last = world.round(opens=date(2025, 3, 1))
    browser(world.alice).post(reverse("surveys:create"), wanted(world))
    found = Round.objects.get(year=timezone.localdate().year)
    assert [row.definition for row in found.questions.all()] == [row.definition for row in last.questions.all()]
    assert {(row.version, row.series, row.comparable) for row in found.questions.all()} == {(1, 1, None)}


def test_a_second_questionnaire_beside_the_yearly_one_is_not_counted_in_the_picture(world: World) -> None:
    world.round()
    browser(world.alice).post(reverse("surveys:create"), wanted(world, name="Efter utbildningen"))
    beside = Questionnaire.objects.get(name="Efter utbildningen")
    assert not beside.in_picture and beside.rounds.get().questions.count() == len(TEMPLATE)


def test_a_form_sent_twice_makes_one_round(world: World) -> None:
    client, data = browser(world.alice), wanted(world)
    places = {client.post(reverse("surveys:create"), data)["Location"] for _ in range(2)}
    assert places == {reverse("surveys:round", args=[Round.objects.get().pk])}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("year", "1999", "2000"),
        ("year", "tjugo", ""),
        ("opens", (timezone.localdate() - DAY).isoformat(), "Den dagen har redan passerat."),
        ("opens", "2020-01-01", "mer än ett år från"),
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


def test_the_picture_can_be_told_to_count_another_questionnaire(world: World) -> None:
    world.round()
    beside = world.round(name="Vid sidan av")
    assert "räknar en annan enkät" in browser(world.alice).get(reverse("surveys:round", args=[beside.pk])).text
    assert "Lägesbilden räknar nu den här enkäten." in press(world, "count", beside).text
    assert [one.name for one in Questionnaire.objects.filter(in_picture=True)] == ["Vid sidan av"]


def test_a_questionnaire_has_one_round_a_year(world: World) -> None:
    world.round()
    answer = browser(world.alice).post(reverse("surveys:create"), wanted(world))
    assert answer.status_code == 422 and "Nämnden har redan den enkäten det året." in answer.text


def test_a_board_without_units_has_nobody_to_ask(world: World) -> None:
    empty = unit("EN", "board", world.city, "Enade nämnden")
    client = browser(person("Charlie", Role.LOCAL_COORDINATOR, empty))
    answer = client.post(reverse("surveys:create"), wanted(world, board=empty.pk))
    assert answer.status_code == 422 and "ingen enhet att fråga" in answer.text and not Round.objects.exists()


def test_another_boards_round_is_not_there_and_cannot_be_made(world: World) -> None:
    foreign, client = world.planned(world.culture), browser(world.alice)
    for name in ("round", "answers", "reopen", "change", "words", "preview", "question_add"):
        assert client.get(reverse(f"surveys:{name}", args=[foreign.pk])).status_code == 404, name
    for name in ("open", "close", "reopen", "remove", "ready", "release", "count", "change", "question_add"):
        assert client.post(reverse(f"surveys:{name}", args=[foreign.pk])).status_code == 404, name
    for name in ("question", "question_move", "question_remove"):
        assert client.post(reverse(f"surveys:{name}", args=[foreign.pk, "form_known"])).status_code == 404, name
    for name in ("unit", "behalf", "extend"):
        assert client.get(reverse(f"surveys:{name}", args=[foreign.pk, world.library.pk])).status_code == 404, name
    data = wanted(world, board=world.culture.pk, year=2027)
    assert client.post(reverse("surveys:create"), data).status_code == 422
    assert Round.objects.get().phase is Phase.PLANNED and foreign.questions.count() == 8


def test_a_round_that_is_ready_opens_by_itself_and_asks_the_units_of_that_day(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, date(2026, 6, 1), 9, 0)
    found = world.planned(opens=date(2026, 6, 10))
    assert "öppnar av sig själv" in press(world, "ready", found).text
    timer.DUTIES["surveys.open"].run()
    assert Round.objects.get().phase is Phase.PLANNED and not found.invitations.exists()
    unit("SF3", "unit", world.social_office, "Ny enhet")
    clock(monkeypatch, found.opens, 0, 0)
    timer.DUTIES["surveys.open"].run()
    assert Round.objects.get().phase is Phase.OPEN and found.invitations.count() == 3


def test_a_round_that_is_not_ready_or_no_longer_waits(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, date(2026, 6, 1), 9, 0)
    found = world.planned(opens=date(2026, 6, 10))
    press(world, "ready", found)
    assert "öppnar inte förrän du säger till" in press(world, "ready", found, ready="no").text
    clock(monkeypatch, found.opens, 9, 0)
    timer.DUTIES["surveys.open"].run()
    assert Round.objects.get().phase is Phase.PLANNED


def test_a_round_whose_board_has_lost_its_units_waits(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clock(monkeypatch, date(2026, 6, 1), 9, 0)
    found = world.planned(opens=date(2026, 6, 10))
    press(world, "ready", found)
    Unit.objects.filter(board=world.social, kind="unit").update(valid_to=date(2026, 6, 5))
    clock(monkeypatch, found.opens, 9, 0)
    timer.DUTIES["surveys.open"].run()
    found.refresh_from_db()
    assert found.phase is Phase.PLANNED
    assert "ingen enhet att fråga" in press(world, "open", found).text


def test_a_round_is_opened_before_its_day(world: World) -> None:
    found = world.planned(opens=timezone.localdate() + 5 * DAY)
    assert "Enkäten är öppen." in press(world, "open", found).text
    found.refresh_from_db()
    assert (found.phase, found.opens) == (Phase.OPEN, timezone.localdate()) and found.invitations.count() == 2
    press(world, "open", found)
    assert found.invitations.count() == 2


def test_only_the_units_below_the_chosen_part_are_asked(world: World) -> None:
    found, client = world.planned(), browser(world.alice)
    days = {"opens": found.opens.isoformat(), "closes": found.closes.isoformat()}
    client.post(reverse("surveys:change", args=[found.pk]), {**days, "places": [world.treatment.pk]})
    press(world, "open", found)
    assert [row.unit for row in found.invitations.all()] == [world.treatment]
    assert (
        "Frågorna och enheterna ligger fast."
        in client.post(reverse("surveys:change", args=[found.pk]), {**days, "places": []}).text
    )


def test_a_part_of_another_board_cannot_be_chosen(world: World) -> None:
    found = world.planned()
    days = {"opens": found.opens.isoformat(), "closes": found.closes.isoformat()}
    answer = press(world, "change", found, **days, places=str(world.library.pk))
    assert answer.status_code == 422 and not found.places.exists()


def test_a_round_held_on_paper_may_lie_in_the_past_and_asks_nobody_by_itself(world: World) -> None:
    client = browser(world.alice)
    old = {"year": 2025, "opens": "2025-03-01", "closes": "2025-03-21", "on_paper": "on"}
    page = client.post(reverse("surveys:create"), wanted(world, **old), follow=True).text
    assert "Enkäten gjordes på papper" in page and "Låt den öppna" not in page
    found = Round.objects.get()
    press(world, "open", found)
    found.refresh_from_db()
    assert (found.phase, found.invitations.count()) == (Phase.CLOSED, 2)
    assert "Ingen enkät är öppen" in browser(world.bob).get(reverse("surveys:mine")).text


def test_a_planned_round_whose_last_day_is_past_needs_new_days_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(monkeypatch, date(2026, 6, 1), 9, 0)
    found = world.planned(opens=date(2026, 6, 10))
    press(world, "ready", found)
    clock(monkeypatch, date(2026, 7, 1), 9, 0)
    timer.DUTIES["surveys.open"].run()
    assert "Välj en ny sista dag först" in press(world, "open", found).text
    press(world, "change", found, opens="2026-07-01", closes="2026-07-31")
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


def test_the_results_are_read_under_audit(world: World) -> None:
    found = world.round()
    browser(world.alice).get(reverse("surveys:round", args=[found.pk]))
    assert Entry.objects.get(action="survey.results.read").ids == [found.pk]


def test_the_rounds_come_latest_first(world: World) -> None:
    for year in (2024, 2025, 2023):
        world.round(opens=date(year, 3, 1))
    page = browser(world.alice).get(reverse("surveys:rounds")).text.split("<main")[1]
    assert page.index(" 2025<") < page.index(" 2024<") < page.index(" 2023<")


@pytest.mark.slow
def test_the_pages_ask_as_often_for_310_units_as_for_31(world: World) -> None:
    counts: dict[str, set[int]] = {name: set() for name in ("round", "answers", "words", "rounds", "mine", "preview")}
    counts["years"] = set()
    charlie = person("Charlie", Role.UNIT_MANAGER, world.social_office)
    world.answer(world.round(opens=date(2022, 3, 1)))
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
            args = {"rounds": [], "mine": [], "years": [found.pk, "form_known"]}.get(name, [found.pk])
            url = reverse(f"surveys:{name}", args=args)
            client.get(url)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(url).status_code == 200
            seen.add(len(caught))
    assert all(len(seen) == 1 for seen in counts.values()), counts
    assert max(max(seen) for seen in counts.values()) < 30


def test_a_closed_round_is_not_opened_and_a_planned_one_not_closed_by_their_buttons(world: World) -> None:
    planned = world.planned(opens=timezone.localdate() + DAY)
    assert "Enkäten har inte öppnat än." in press(world, "close", planned).text
    assert Round.objects.get().phase is Phase.PLANNED
    press(world, "open", planned)
    press(world, "close", planned)
    assert "Enkäten är redan stängd." in press(world, "open", planned).text
    assert Round.objects.get().phase is Phase.CLOSED
    assert Entry.objects.filter(action="survey.round.open").count() == 1


def test_a_last_day_far_from_the_year_is_refused(world: World) -> None:
    found = world.round()
    answer = press(world, "reopen", found, closes="9999-12-31")
    assert answer.status_code == 422 and "mer än ett år från" in answer.text
