"""What the answers come to: denominators always, last year beside, the same units in both years, and when to tell."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.tests.town import person, unit
from ledstjarna.surveys import services
from ledstjarna.surveys.definition import Definition, Kind
from ledstjarna.surveys.models import Invitation, Round
from ledstjarna.surveys.results import Result, results_of
from ledstjarna.surveys.selectors import figures_of, round_of, rounds, to_answer
from ledstjarna.surveys.tests.world import SHORT, World, browser
from ledstjarna.surveys.tests.world import given as as_given
from ledstjarna.walls.roles import Role

LAST = date(timezone.localdate().year - 1, 3, 1)


def result(found: Round, key: str) -> Result:
    return next(one for one in results_of(found).results if one.question.key == key)


def more_units(world: World, number: int) -> list[Unit]:
    return [unit(f"N{place}", "unit", world.social_office) for place in range(number)]


def test_a_share_counts_yes_of_those_who_answered_and_tells_how_many_were_asked(world: World) -> None:
    found = world.round()
    world.answer(found)
    world.answer(found, world.treatment, form_known="unknown")
    known = result(found, "form_known")
    share = known.lines[0].all_units.now
    assert share is not None and (int(share.part), share.whole, share.percent) == (1, 2, 50)
    assert (known.now.asked, known.now.answered, known.now.unknown) == (2, 2, 1)


def test_what_is_not_asked_of_a_unit_does_not_make_its_denominator_larger(world: World) -> None:
    found = world.round()
    world.answer(found, events_met="yes", event_kinds="poster", cases="3")
    world.answer(found, world.treatment, events_met="no")
    kinds = result(found, "event_kinds")
    assert (kinds.now.asked, kinds.now.answered) == (1, 1)
    assert [(line.code, int(line.all_units.now.part) if line.all_units.now else None) for line in kinds.lines] == [
        ("poster", 1),
        ("threat", 0),
        ("other", 0),
        ("none", 0),
    ]
    sums = result(found, "cases").sums
    assert sums is not None and (sums[0].total, sums[0].units) == (3, 1)


def test_a_share_of_the_staff_is_weighed_by_how_many_they_are_and_says_who_is_missing(world: World) -> None:
    large, small, silent = more_units(world, 3)
    found = world.round()
    world.answer(found, large, heads=90, form_known_staff="10")
    world.answer(found, small, heads=10, form_known_staff="100")
    world.answer(found, world.homeless, heads=50, form_known_staff="unknown")
    world.answer(found, silent, heads=None, done=False, form_known_staff="100")
    known = result(found, "form_known_staff")
    share = known.lines[0].all_units.now
    assert share is not None and share.exact == Fraction(90 * 10 + 10 * 100, 100 * 100) and share.percent == 19
    assert (known.now.heads, known.now.weighed, known.now.unweighed, known.now.unknown) == (100, 2, 3, 1)
    page = browser(world.alice).get(reverse("surveys:round", args=[found.pk])).text
    assert "19\N{NO-BREAK SPACE}% av 100 medarbetare" in page and "3 enheter saknas" in page


def test_a_share_of_managers_counts_units_whatever_their_size(world: World) -> None:
    found = world.round()
    world.answer(found, heads=1000, form_known="no")
    world.answer(found, world.treatment, heads=1, form_known="yes")
    page = browser(world.alice).get(reverse("surveys:round", args=[found.pk])).text
    assert "1 av 2 chefer (50\N{NO-BREAK SPACE}%)" in page and "hälften" in page


def test_the_scales_two_highest_steps_have_a_share_of_their_own(world: World) -> None:
    found = world.round()
    for at, step in zip([world.homeless, world.treatment, *more_units(world, 2)], "4523", strict=True):
        Invitation.objects.get_or_create(round=found, unit=at)
        world.answer(found, at, knowledge=step)
    high = result(found, "knowledge").lines[0]
    assert (high.label, high.all_units.now and high.all_units.now.percent) == ("God eller hög", 50)


def test_last_year_stands_beside_and_the_same_units_by_themselves(world: World) -> None:
    gone, new = more_units(world, 2)
    before = world.round(opens=LAST)
    for at, known in ((world.homeless, "no"), (world.treatment, "yes"), (gone, "no")):
        world.answer(before, at, form_known=known)
    found = world.round()
    for at, known in ((world.homeless, "yes"), (world.treatment, "yes"), (new, "no")):
        world.answer(found, at, form_known=known)
    results = results_of(found)
    line = result(found, "form_known").lines[0]
    assert (results.both, results.before_year, results.answered, results.asked) == (2, LAST.year, 3, 4)
    assert (line.all_units.before and line.all_units.before.percent, line.all_units.points) == (33, 33)
    assert line.panel.before and line.panel.now and line.panel.points == 50
    assert (line.panel.before.percent, line.panel.now.percent, line.panel.now.whole) == (50, 100, 2)
    page = browser(world.alice).get(reverse("surveys:round", args=[found.pk])).text
    assert "2 enheter svarade både" in page and "+33 procentenheter" in page
    assert "50 → 100\N{NO-BREAK SPACE}%<small>2 enheter</small>" in page


def test_the_same_units_are_those_that_answered_the_question_itself_both_times(world: World) -> None:
    before, found = world.round(opens=LAST), world.round()
    for at, then, now in ((world.homeless, "no", "no"), (world.treatment, "yes", "")):
        world.answer(before, at, form_known=then)
        answers = {"form_known": now} if now else {}
        services.answers_save(
            round_id=found.pk, unit_id=at.pk, given=as_given({"effect": "much", **answers}), actor_id=None
        )
    known, effect = result(found, "form_known"), result(found, "effect")
    assert (results_of(found).both, known.both, effect.both) == (2, 1, 2)
    panel = known.lines[0].panel
    assert panel.now and panel.before and (panel.before.percent, panel.now.percent, panel.now.whole) == (0, 0, 1)


def test_what_leans_on_a_question_that_is_another_cannot_be_compared_either(world: World) -> None:
    world.answer(world.round(opens=LAST), events_met="yes", event_kinds="poster", cases="2")
    found = world.planned(definitions=None)
    other = Definition("events_met", "Har ni haft besök av polisen?", Kind.YES_NO, SHORT[0].subject, "Händelser")
    services.question_save(
        round_id=found.pk, key="events_met", definition=other, comparable=False, changed="Nytt.", actor_id=None
    )
    services.round_open(round_id=found.pk, actor_id=None)
    world.answer(found, events_met="yes", event_kinds="poster", cases="1")
    assert [result(found, key).comparable for key in ("events_met", "event_kinds", "cases", "effect")] == [
        False,
        False,
        False,
        True,
    ]


def test_a_difference_is_told_only_when_the_years_can_be_compared(world: World) -> None:
    world.answer(world.round(opens=LAST), form_known="no")
    found = world.planned(definitions=None)
    for comparable in (False, True):
        services.question_save(
            round_id=found.pk,
            key="form_known",
            definition=Definition(
                "form_known", f"En annan fråga {comparable}?", Kind.YES_NO, SHORT[3].subject, "Kännedom"
            ),
            comparable=comparable,
            changed="Ny lydelse.",
            actor_id=world.alice.pk,
        )
        line = result(found, "form_known").lines[0]
        assert (line.all_units.before is not None, line.panel.before is not None) == (comparable, False)
    services.round_open(round_id=found.pk, actor_id=world.alice.pk)
    world.answer(found, form_known="yes")
    assert result(found, "form_known").lines[0].all_units.points == 100 and result(found, "form_known").reworded
    page = browser(world.alice).get(reverse("surveys:round", args=[found.pk])).text
    assert "omskriven, går att jämföra" in page and "Ny lydelse." in page


def test_what_cannot_be_compared_is_marked_and_its_last_year_not_shown(world: World) -> None:
    world.answer(world.round(opens=LAST), form_known="no")
    changed = Definition("form_known", "Något annat?", Kind.YES_NO, SHORT[3].subject, "Kännedom")
    found = world.planned(definitions=None)
    services.question_save(
        round_id=found.pk, key="form_known", definition=changed, comparable=False, changed="Nytt.", actor_id=None
    )
    services.round_open(round_id=found.pk, actor_id=None)
    world.answer(found, form_known="yes")
    page = browser(world.alice).get(reverse("surveys:round", args=[found.pk])).text
    asked = page.split('id="fraga-form_known"')[1].split("</tbody>")[0]
    assert f"går inte att jämföra med {LAST.year}" in asked and "procentenheter" not in asked and "0 av 1" not in asked


def test_over_the_years_the_line_breaks_where_the_question_is_another(world: World) -> None:
    for year, known in ((2022, "no"), (2023, "yes")):
        world.answer(world.round(opens=date(year, 3, 1)), form_known=known)
    broken = world.planned(opens=date(2024, 3, 1), definitions=None)
    changed = Definition("form_known", "Något annat?", Kind.YES_NO, SHORT[3].subject, "Kännedom")
    services.question_save(
        round_id=broken.pk, key="form_known", definition=changed, comparable=False, changed="Nytt.", actor_id=None
    )
    services.round_open(round_id=broken.pk, actor_id=None, on=broken.opens)
    world.answer(broken)
    later = world.round(opens=date(2025, 3, 1), definitions=None)
    world.answer(later)
    page = browser(world.alice).get(reverse("surveys:years", args=[later.pk, "form_known"])).text
    drawing = page.split("<svg")[-1].split("</svg>")[0] if page.count("<svg") == 1 else page
    assert drawing.count('stroke-dasharray="3 4"') == 1  # between 2023 and 2024
    assert drawing.count('stroke-linecap="round"') == 2  # 2022–2023 and 2024–2025
    assert "2022: 0\N{NO-BREAK SPACE}%" in page and "frågan är en annan från 2024" in page
    assert "Ändrad 2024, går inte att jämföra:" in page


def test_a_question_in_own_words_has_no_curve(world: World) -> None:
    found = world.round()
    world.answer(found)
    client = browser(world.alice)
    assert client.get(reverse("surveys:years", args=[found.pk, "more"])).status_code == 404
    assert client.get(reverse("surveys:years", args=[found.pk, "no_such"])).status_code == 404


def test_with_no_answers_there_is_no_share(world: World) -> None:
    found = world.round()
    page = browser(world.alice).get(reverse("surveys:round", args=[found.pk])).text
    assert "Ingen av 2 enheter har svarat än." in page and "%" not in page.split("<main")[1]
    assert result(found, "form_known").lines[0].all_units.now is None


def test_other_rooms_get_every_figure_by_a_code_that_stays(world: World) -> None:
    found = world.round()
    world.answer(found, events_met="yes", event_kinds="poster", cases="2", form_known_staff="33")
    figures = {one.key: one for one in figures_of(board_id=world.social.pk, years=[found.year])[found.year]}
    assert (figures["events_met"].number, figures["events_met"].of, figures["events_met"].asked) == (1, 1, 2)
    assert (figures["event_kinds.poster"].number, figures["event_kinds.threat"].number) == (1, 0)
    assert (figures["cases"].number, figures["cases"].of) == (2, None)
    assert (figures["form_known_staff"].number, figures["form_known_staff"].of) == (33, 100)
    assert (figures["knowledge.high"].number, figures["effect.much"].number) == (1, 1)
    assert not any(key.startswith("more") for key in figures)


def test_a_round_that_has_not_opened_or_is_beside_the_yearly_one_gives_no_figures(world: World) -> None:
    ahead = world.planned(opens=timezone.localdate() + timedelta(days=3))
    assert figures_of(board_id=world.social.pk, years=[ahead.year])[ahead.year] == []
    beside = world.round(name="Vid sidan av")
    world.answer(beside)
    assert figures_of(board_id=world.social.pk, years=[beside.year])[beside.year] == []
    assert round_of(board_id=world.culture.pk, year=ahead.year) is None


def test_a_year_does_not_mix_with_another_nor_a_board_with_another(world: World) -> None:
    world.answer(world.round(opens=LAST), form_known="no")
    world.answer(world.round())
    world.answer(world.round(world.culture), world.library)
    found = figures_of(board_id=world.social.pk, years=[LAST.year, LAST.year + 1])
    known = {year: next(one for one in figures if one.key == "form_known") for year, figures in found.items()}
    assert [(one.number, one.of, one.asked) for one in known.values()] == [(0, 1, 2), (1, 1, 2)]


def test_a_round_tells_how_many_have_answered_and_are_done(world: World) -> None:
    opened = world.round()
    world.answer(opened, done=False)
    found = round_of(board_id=world.social.pk, year=opened.year)
    assert found is not None and (found.answered, found.done, found.asked, found.phase) == (1, 0, 2, "open")
    assert rounds(world.alice) == [found] and rounds(world.bob) == []


def test_what_waits_is_the_own_units_that_are_not_done(world: World) -> None:
    found = world.round()
    assert [(row.unit_name, row.closes, row.begun) for row in to_answer(world.bob)] == [
        ("Enheten för hemlösa", found.closes, False)
    ]
    world.answer(found, done=False)
    assert [row.begun for row in to_answer(world.bob)] == [True]
    services.answers_send(round_id=found.pk, unit_id=world.homeless.pk, actor_id=None)
    assert to_answer(world.bob) == [] and to_answer(world.alice) == []


def test_a_manager_of_two_units_has_both_waiting_and_a_closed_round_waits_for_nobody(world: World) -> None:
    charlie = person("Charlie", Role.UNIT_MANAGER, world.social_office)
    found = world.round()
    assert [row.unit_name for row in to_answer(charlie)] == ["Behandlingsenheten", "Enheten för hemlösa"]
    services.round_close(round_id=found.pk, actor_id=world.alice.pk)
    assert to_answer(charlie) == []


def test_a_unit_that_ends_during_the_round_stays_asked_but_is_not_waited_for(world: World) -> None:
    found = world.round()
    Unit.objects.filter(pk=world.homeless.pk).update(valid_to=timezone.localdate())
    assert to_answer(world.bob) == []
    assert result(found, "form_known").now.asked == 2


def test_more_units_and_questions_take_no_more_queries(world: World) -> None:
    counts = set()
    for year, more in ((2024, 0), (2025, 40)):
        more_units(world, more)
        found = world.round(opens=date(year, 3, 1))
        world.answer(found)
        with CaptureQueriesContext(connection) as caught:
            figures_of(board_id=world.social.pk, years=[year])
        counts.add(len(caught))
    assert counts == {4}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.lists(
        some.tuples(
            some.sampled_from(["yes", "no", "unknown", ""]),
            some.integers(1, 300),
            some.integers(0, 100),
            some.booleans(),
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_what_the_database_counts_is_what_one_would_count_by_hand(
    world: World, units: list[tuple[str, int, int, bool]]
) -> None:
    """Against a count in Python over the same answers."""
    while Unit.objects.filter(board=world.social, kind="unit").count() < len(units):
        more = Unit.objects.filter(board=world.social, kind="unit").count()
        unit(f"H{more}", "unit", world.social_office)
    found = world.round(name=f"Omgång {chr(65 + Round.objects.count())}")
    expected: dict[str, int] = defaultdict(int)
    weighted = heads = 0
    for invitation, (known, size, share, gives) in zip(found.invitations.all(), units, strict=False):
        values = {"form_known": known} if known else {}
        values |= {"form_known_staff": str(share)} if gives else {}
        if not values:
            continue
        services.answers_save(
            round_id=found.pk,
            unit_id=invitation.unit_id,
            given=as_given(values),
            headcount=size,
            actor_id=None,
        )
        expected[known] += bool(known)
        weighted, heads = (weighted + share * size, heads + size) if gives else (weighted, heads)
    known_tally, staff = result(found, "form_known").now, result(found, "form_known_staff").now
    assert known_tally.counts == {code: number for code, number in expected.items() if code and number}
    assert (staff.weighted, staff.heads) == (Decimal(weighted), heads)


def test_the_percentage_points_are_those_of_the_exact_shares(world: World) -> None:
    """1 of 3 to 2 of 3 is 33 points, though 67 − 33 is 34."""
    extra = more_units(world, 1)
    for opens, known in ((LAST, "yes no no"), (timezone.localdate(), "yes yes no")):
        found = world.round(opens=opens)
        for at, value in zip([world.homeless, world.treatment, *extra], known.split(), strict=True):
            world.answer(found, at, form_known=value)
    assert result(found, "form_known").lines[0].all_units.points == 33
