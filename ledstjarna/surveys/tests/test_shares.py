"""What other rooms are told: a share with both its denominators, and what waits for whom."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.tests.town import person, unit
from ledstjarna.surveys import services
from ledstjarna.surveys.questions import QUESTIONS
from ledstjarna.surveys.selectors import Share, round_of, rounds, shares, to_answer
from ledstjarna.surveys.tests.world import World
from ledstjarna.walls.roles import Role


def share_of(world: World, key: str, year: int | None = None) -> Share:
    found = shares(board_id=world.social.pk, year=year or timezone.localdate().year)
    return next(share for share in found if share.key == key)


def test_a_share_counts_yes_of_those_who_answered_the_question_and_tells_how_many_were_asked(world: World) -> None:
    found = world.round()
    world.answer(found, plan_effect="")
    world.answer(found, world.treatment, form_known="unknown")
    known, effect = share_of(world, "form_known"), share_of(world, "plan_effect")
    assert (known.yes, known.no, known.unknown, known.answered, known.asked, known.percent) == (1, 0, 1, 2, 2, 50)
    assert (effect.yes, effect.answered, effect.asked, effect.percent) == (1, 1, 2, 100)


def test_the_shares_come_in_the_order_of_the_questions_with_their_keys(world: World) -> None:
    world.round()
    year = timezone.localdate().year
    assert [share.key for share in shares(board_id=world.social.pk, year=year)] == [text.key for text in QUESTIONS]
    assert {share.year for share in shares(board_id=world.social.pk, year=year)} == {year}


def test_with_no_answers_there_is_no_share(world: World) -> None:
    world.round()
    nobody = share_of(world, "events_met")
    assert (nobody.answered, nobody.asked, nobody.percent) == (0, 2, None)


def test_a_round_that_is_missing_or_has_not_opened_has_no_shares(world: World) -> None:
    ahead = world.round(opens=timezone.localdate() + timedelta(days=3))
    assert shares(board_id=world.social.pk, year=ahead.year) == []
    assert shares(board_id=world.culture.pk, year=ahead.year) == []
    assert round_of(board_id=world.culture.pk, year=ahead.year) is None


@pytest.mark.parametrize(
    ("yes", "answered", "percent"),
    [(23, 31, 74), (22, 31, 71), (1, 200, 1), (1, 201, 0), (1, 8, 13), (0, 3, 0), (3, 3, 100)],
)
def test_a_share_is_whole_per_cent_with_halves_up(yes: int, answered: int, percent: int) -> None:
    assert Share("key", "Fråga?", 2026, yes, answered - yes, 0, 31).percent == percent


def test_a_year_does_not_mix_with_the_year_before_nor_a_board_with_another(world: World) -> None:
    this_year = timezone.localdate().year
    before = world.round(opens=date(this_year - 1, 3, 1))
    world.answer(before, form_known="no")
    world.answer(world.round())
    world.answer(world.round(world.culture), world.library)
    assert (share_of(world, "form_known").yes, share_of(world, "form_known").asked) == (1, 2)
    assert (share_of(world, "form_known", this_year - 1).yes, share_of(world, "form_known", this_year - 1).no) == (0, 1)


def test_a_round_tells_how_many_have_answered_of_how_many(world: World) -> None:
    world.answer(world.round())
    found = round_of(board_id=world.social.pk, year=timezone.localdate().year)
    assert found is not None and (found.answered, found.asked, found.phase) == (1, 2, "open")
    assert rounds(world.alice) == [found] and rounds(world.bob) == []


def test_what_waits_is_the_own_units_unanswered_and_open(world: World) -> None:
    found = world.round()
    waiting = to_answer(world.bob)
    assert [(row.unit_name, row.closes) for row in waiting] == [("Enheten för hemlösa", found.closes)]
    assert to_answer(world.alice) == []
    world.answer(found)
    assert to_answer(world.bob) == []


def test_a_manager_of_two_units_has_both_waiting(world: World) -> None:
    charlie = person("Charlie", Role.UNIT_MANAGER, world.social_office)
    world.round()
    assert [row.unit_name for row in to_answer(charlie)] == ["Behandlingsenheten", "Enheten för hemlösa"]


def test_a_closed_round_waits_for_nobody(world: World) -> None:
    found = world.round()
    services.round_close(round_id=found.pk, actor_id=world.alice.pk)
    assert to_answer(world.bob) == []


def test_a_unit_that_ends_during_the_round_stays_asked_but_is_not_waited_for(world: World) -> None:
    found = world.round()
    Unit.objects.filter(pk=world.homeless.pk).update(valid_to=timezone.localdate())
    assert to_answer(world.bob) == []
    assert share_of(world, "form_known").asked == 2
    world.answer(found)
    assert share_of(world, "form_known").answered == 1


def test_a_unit_that_begins_during_the_round_is_not_asked(world: World) -> None:
    world.round()
    unit("SF3", "unit", world.social_office, "Ny enhet")
    charlie = person("Charlie", Role.UNIT_MANAGER, world.social_office)
    assert share_of(world, "form_known").asked == 2 and len(to_answer(charlie)) == 2


def test_more_units_take_no_more_queries(world: World) -> None:
    counts = set()
    for year, more in ((2024, 0), (2025, 40)):
        for number in range(more):
            unit(f"N{number}", "unit", world.social_office)
        found = world.round(opens=date(year, 3, 1))
        world.answer(found)
        with CaptureQueriesContext(connection) as caught:
            assert len(shares(board_id=world.social.pk, year=year)) == 5
        counts.add(len(caught))
    assert counts == {1}
