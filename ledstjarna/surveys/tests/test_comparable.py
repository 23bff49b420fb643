"""What may stand beside what: only years whose answers mean the same, whatever order they were entered in."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from ledstjarna.surveys import services
from ledstjarna.surveys.definition import Definition, Kind, Option, Subject
from ledstjarna.surveys.given import BLANK, chosen
from ledstjarna.surveys.models import Round
from ledstjarna.surveys.results import Result, results_of
from ledstjarna.surveys.selectors import figures_of
from ledstjarna.surveys.tests.world import SHORT, World, browser

KNOWN = SHORT[3]
OTHER = Definition("form_known", "Har du sett formuläret användas?", Kind.YES_NO, Subject.MANAGER, "Kännedom")


def result(found: Round, key: str = "form_known") -> Result:
    return next(one for one in results_of(found).results if one.question.key == key)


def paper(world: World, year: int, *definitions: Definition) -> Round:
    return world.round(opens=date(year, 3, 1), definitions=definitions, on_paper=True)


def test_a_year_entered_late_is_not_compared_until_somebody_has_said_that_it_can_be(world: World) -> None:
    this = world.round(opens=date(2026, 3, 1), days=300)
    world.answer(this, form_known="yes")
    world.answer(paper(world, 2025, OTHER), form_known="no")
    assert not result(this).comparable and result(this).lines[0].all_units.before is None
    assert result(this).question.series == 2


def test_a_year_entered_late_with_the_same_question_is_compared(world: World) -> None:
    this = world.round(opens=date(2026, 3, 1), days=300)
    world.answer(this, form_known="yes")
    world.answer(paper(world, 2025, KNOWN), form_known="no")
    assert result(this).comparable and result(this).lines[0].all_units.points == 100


def test_a_word_said_of_one_year_is_not_taken_for_another(world: World) -> None:
    world.round(opens=date(2024, 3, 1))
    this = world.planned(opens=date(2026, 3, 1), days=300, definitions=None)
    services.question_save(
        round_id=this.pk, key="form_known", definition=OTHER, comparable=True, changed="Samma sak.", actor_id=None
    )
    services.round_open(round_id=this.pk, actor_id=None, on=this.opens)
    third = Definition("form_known", "Något helt annat?", Kind.YES_NO, Subject.MANAGER, "Kännedom")
    between = world.planned(opens=date(2025, 3, 1), definitions=None, on_paper=True)
    services.question_save(
        round_id=between.pk, key="form_known", definition=third, comparable=False, changed="Annat.", actor_id=None
    )
    services.round_open(round_id=between.pk, actor_id=None)
    question = result(this).question
    assert (question.series, question.comparable, question.changed) == (3, None, "")


def test_questions_out_of_a_file_do_not_inherit_what_was_said_of_other_words(world: World) -> None:
    world.round(opens=date(timezone.localdate().year - 1, 3, 1))
    found = world.planned(definitions=None)
    services.question_save(
        round_id=found.pk, key="form_known", definition=OTHER, comparable=True, changed="Samma sak.", actor_id=None
    )
    cat = Definition("form_known", "Har ni en katt på enheten?", Kind.YES_NO, Subject.MANAGER, "Kännedom")
    others = [one for one in SHORT if one.key != "form_known"]
    services.questions_replace(round_id=found.pk, definitions=[*others, cat], actor_id=None)
    assert services.obstacles(found) != [] and found.questions.get(key="form_known").series == 2


def test_an_answer_that_could_not_be_chosen_last_year_has_no_share_then(world: World) -> None:
    effect = SHORT[6]
    world.answer(paper(world, 2025, effect))
    more = Definition(
        effect.key, effect.wording, effect.kind, effect.subject, effect.section,
        options=(*effect.options, Option("some", "En del")),
    )  # fmt: skip
    found = world.planned(opens=date(2026, 3, 1), days=300, definitions=None)
    services.question_save(
        round_id=found.pk, key=effect.key, definition=more, comparable=True, changed="Ett svar till.", actor_id=None
    )
    services.round_open(round_id=found.pk, actor_id=None, on=found.opens)
    world.answer(found, effect="some")
    before = {line.code: line.all_units.before for line in result(found, "effect").lines}
    assert before["some"] is None and before["much"] is not None


def test_an_answer_called_high_is_counted_as_what_it_is(world: World) -> None:
    risk = Definition("risk", "Hur är det?", Kind.ONE, options=(Option("high", "Högt"), Option("low", "Lågt")))
    found = world.round(definitions=(risk,))
    services.answers_save(
        round_id=found.pk,
        unit_id=world.homeless.pk,
        given={"risk": chosen(risk, ["high"])},
        actor_id=None,
    )
    share = result(found, "risk").lines[0].all_units.now
    assert share is not None and int(share.part) == 1


def test_over_the_years_a_year_that_asked_for_something_else_has_no_figure(world: World) -> None:
    world.answer(paper(world, 2025, KNOWN), form_known="yes")
    share = Definition("form_known", "Hur stor del känner till det?", Kind.SHARE, Subject.STAFF, "Kännedom")
    found = world.planned(opens=date(2026, 3, 1), days=300, definitions=(share,))
    services.question_save(
        round_id=found.pk, key="form_known", definition=share, comparable=False, changed="Nu en andel.", actor_id=None
    )
    services.round_open(round_id=found.pk, actor_id=None, on=found.opens)
    world.answer(found, form_known="60")
    page = browser(world.alice).get(reverse("surveys:years", args=[found.pk, "form_known"])).text
    assert "1 av 1 chef" not in page and "60\N{NO-BREAK SPACE}%" in page and page.count("<circle") == 1


def test_a_scale_on_the_staff_is_told_as_shares_of_units_in_other_rooms(world: World) -> None:
    found = world.round()
    world.answer(found, heads=500, knowledge="1")
    world.answer(found, world.treatment, heads=1, knowledge="5")
    figures = {one.key: one for one in figures_of(board_id=world.social.pk, years=[found.year])[found.year]}
    high, staff, manager = figures["knowledge.high"], figures["form_known_staff"], figures["form_known"]
    assert (high.number, high.of, high.subject) == (1, 2, Subject.UNIT)
    assert (staff.subject, staff.heads, staff.weighed) == (Subject.STAFF, 501, 2)
    assert manager.subject == Subject.MANAGER


def test_a_unit_that_takes_its_only_answer_back_has_not_answered(world: World) -> None:
    found = world.round()
    one = {"effect": chosen(SHORT[6], ["much"])}
    for given in (one, {"effect": BLANK}):
        services.answers_save(round_id=found.pk, unit_id=world.homeless.pk, given=given, actor_id=None)
    assert results_of(found).answered == 0
    services.answers_save(round_id=found.pk, unit_id=world.homeless.pk, given={}, headcount=12, actor_id=None)
    assert results_of(found).answered == 0


def test_a_questionnaire_whose_only_round_is_taken_away_leaves_no_name_behind(world: World) -> None:
    first = world.planned(name="Fel namm")
    services.round_remove(round_id=first.pk, actor_id=None)
    assert world.planned().title.startswith("Enkät till enhetschefer")
