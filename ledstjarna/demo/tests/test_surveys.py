"""The demo's survey: the year on paper comes to the figures that its picture was written from."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django.utils import timezone

from ledstjarna.accounts.models import Unit, User
from ledstjarna.demo.survey_answers import ON_PAPER_2019
from ledstjarna.demo.survey_spread import spread
from ledstjarna.surveys.definition import Kind
from ledstjarna.surveys.models import Answer, Invitation, Phase, Round, Way
from ledstjarna.surveys.results import Result, Results, Share, results_of
from ledstjarna.surveys.selectors import YearFigure, figures_of, not_done, silent, to_answer
from ledstjarna.surveys.template import TEMPLATE
from ledstjarna.surveys.words import share_in_words
from ledstjarna.walls.roles import Role

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.slow]

TENTHS = Fraction(4, 1000)
LAST = timezone.localdate().year - 1


def results(year: int) -> Results:
    return results_of(Round.objects.get(board__code="SOC", year=year))


def result(year: int, key: str) -> Result:
    return next(one for one in results(year).results if one.question.key == key)


def figures(year: int) -> dict[str, YearFigure]:
    found = figures_of(board_id=Unit.objects.get(code="SOC").pk, years=[year])
    return {figure.key: figure for figure in found[year]}


def share(year: int, key: str, code: str = "") -> Share:
    code = code or ("" if result(year, key).definition.kind == Kind.SHARE else "yes")
    found = next(line.all_units.now for line in result(year, key).lines if line.code == code)
    assert found
    return found


def test_24_units_answered_in_2018_and_31_in_2019_19_of_them_both_times() -> None:
    assert (results(2018).answered, results(2018).asked) == (24, 29)
    found = results(2019)
    assert (found.answered, found.asked, found.before_year, found.both) == (31, 31, 2018, 19)


@pytest.mark.parametrize(
    ("key", "yes", "words"),
    [
        ("training_taken", 22, "71 procent"),
        ("plan_known", 23, "tre fjärdedelar"),
        ("guidance_known", 30, "nästan alla"),
        ("form_known", 30, "nästan alla"),
        ("partners_held", 15, "nästan hälften"),
        ("partners_wished", 6, "en femtedel"),
        ("guidance_used", 6, "en femtedel"),
        ("form_used", 1, "3 procent"),
    ],
)
def test_so_many_of_31_answered_yes_in_2019(key: str, yes: int, words: str) -> None:
    figure = figures(2019)[key]
    assert (figure.number, figure.of, figure.asked) == (yes, 31, 31)
    assert share_in_words(share(2019, key).exact) == words


@pytest.mark.parametrize(
    ("key", "aim", "words"),
    [
        ("guidance_known_staff", Fraction(3, 4), "tre fjärdedelar"),
        ("plan_known_staff", Fraction(2, 3), "två tredjedelar"),
        ("form_known_staff", Fraction(1, 3), "en tredjedel"),
    ],
)
def test_a_share_of_the_staff_is_weighed_out_of_units_that_differ(key: str, aim: Fraction, words: str) -> None:
    exact = share(2019, key).exact
    assert abs(exact - aim) <= TENTHS
    assert share_in_words(exact) == words
    assert abs(figures(2019)[key].number - aim * 100) < 1
    units = Answer.objects.filter(question__round__year=2019, question__key=key, number__isnull=False)
    assert len(set(units.values_list("number", flat=True))) > 10
    assert len(set(units.values_list("invitation__headcount", flat=True))) > 10


def test_two_thirds_called_the_knowledge_good_or_very_good() -> None:
    figure = figures(2019)["knowledge_level.high"]
    assert (figure.number, figure.of) == (21, 31)
    assert share_in_words(share(2019, "knowledge_level", "high").exact) == "två tredjedelar"


def test_five_cases_were_met_and_five_notifications_made() -> None:
    found = figures(2019)
    cases = {key: found[f"cases_{key}"].number for key in ("far_right", "islamist", "far_left", "other")}
    assert cases == {"far_right": 2, "islamist": 2, "far_left": 1, "other": 0}
    assert found["notified"].number == 5
    kinds = {key for key, figure in found.items() if key.startswith("event_kinds.") and figure.number}
    met = ("poster", "symbol", "recruitment", "threat", "statement", "gathering", "damage")
    assert kinds == {f"event_kinds.{kind}" for kind in met}


def test_those_who_wish_for_more_wish_for_job_centres_civil_society_and_faith_communities() -> None:
    found = figures(2019)
    wished = {key: one.number for key, one in found.items() if key.startswith("partners_wished_with.")}
    most = sorted(wished, key=lambda key: -wished[key])[:3]
    assert {key.split(".")[1] for key in most} == {"jobs", "civil", "faith"}
    held = {key: one.number for key, one in found.items() if key.startswith("partners_with.")}
    most = sorted(held, key=lambda key: -held[key])[:4]
    assert {key.split(".")[1] for key in most} == {"police", "school", "social", "prison"}


def test_several_say_that_the_plan_has_not_changed_their_work_and_a_few_that_it_has() -> None:
    found = figures(2019)
    said = {code: found[f"plan_effect.{code}"].number for code in ("daily", "awareness", "nothing")}
    assert said == {"daily": 2, "awareness": 5, "nothing": 20}


@pytest.mark.parametrize("key", ["plan_known", "training_taken", "form_known", "partners_held"])
def test_more_answered_yes_than_the_year_before_among_those_of_both_years_too(key: str) -> None:
    (line,) = result(2019, key).lines
    assert line.all_units.points and line.all_units.points > 0
    assert line.panel.points and line.panel.points > 0
    assert line.panel.now and line.panel.now.whole == 19


@pytest.mark.parametrize("key", ["plan_known_staff", "guidance_known_staff", "form_known_staff"])
def test_more_of_the_staff_knew_than_the_year_before(key: str) -> None:
    (line,) = result(2019, key).lines
    assert line.all_units.points and line.all_units.points > 0
    assert line.panel.points and line.panel.points > 0


def test_fewer_cases_were_met_the_year_before() -> None:
    keys = ("cases_far_right", "cases_islamist", "cases_far_left", "cases_other")
    assert sum(figures(2018)[key].number for key in keys) == 3
    assert figures(2018)["notified"].number == 2
    assert all(result(2019, key).sums for key in keys)


def test_what_was_held_on_paper_came_in_a_file() -> None:
    held = Round.objects.filter(on_paper=True)
    assert {found.year for found in held} == {2018, 2019}
    assert all(found.phase is Phase.CLOSED for found in held)
    assert set(Invitation.objects.filter(round__in=held, saved_on__isnull=False).values_list("way")) == {(Way.FILE,)}


@pytest.mark.parametrize("year", [2018, 2019, LAST, LAST + 1])
def test_each_year_has_answers_to_every_question_but_what_nobody_had_a_word_on(year: int) -> None:
    unanswered = [one.question.key for one in results(year).results if not one.now.answered]
    assert set(unanswered) <= {"plan_effect_words"}
    assert {one.question.key for one in results(year).results} >= {one.key for one in TEMPLATE}


def test_last_years_results_have_left_the_board_and_no_other() -> None:
    assert [found.year for found in Round.objects.released()] == [LAST]


def test_this_year_22_of_31_are_done_two_have_begun_and_one_waits_for_its_manager() -> None:
    found = Round.objects.get(year=LAST + 1)
    assert found.phase is Phase.OPEN
    left = silent(list(not_done(found.pk)))
    assert (results(LAST + 1).asked, len(left), sum(one.begun for one in left)) == (31, 9, 2)
    (waiting,) = to_answer(User.objects.get(assignments__role=Role.UNIT_MANAGER, demo=True))
    assert waiting.unit_name == "Socialjouren" and not waiting.begun


def test_this_year_one_question_is_reworded_one_asks_for_something_else_and_one_is_new() -> None:
    found = results(LAST + 1).results
    assert [one.question.key for one in found if one.reworded] == ["guidance_used"]
    assert [one.question.key for one in found if one.earlier and not one.comparable] == ["training_taken_staff"]
    assert [one.question.key for one in found if not one.earlier] == ["child_routine"]
    assert all(result(LAST + 1, key).question.changed for key in ("guidance_used", "training_taken_staff"))


def test_the_same_units_give_the_same_answers_each_time() -> None:
    heads = {f"SOC-{number:02}": 5 + number for number in range(1, 32)}
    first, again = (spread(TEMPLATE, heads, ON_PAPER_2019) for _time in range(2))
    assert first == again == spread(TEMPLATE, dict(reversed(heads.items())), ON_PAPER_2019)


def test_what_the_answers_come_to_is_the_same_whoever_works_where() -> None:
    heads = dict.fromkeys((f"SOC-{number:02}" for number in range(1, 32)), 20)
    said = spread(TEMPLATE, heads, ON_PAPER_2019)
    known = [float(share) for one in said.values() if (share := one["guidance_known_staff"].number) is not None]
    assert abs(sum(known) / len(known) - 75) < 1


def test_the_rounds_lie_in_the_order_of_their_years() -> None:
    found = list(Round.objects.order_by("pk"))
    assert [one.year for one in found] == [2018, 2019, LAST, LAST + 1]
    assert found[0].opens == date(2018, 10, 1)
