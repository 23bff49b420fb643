"""What leaves the board: no small number, and none that an intruder can work out from what is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledstjarna.surveys.definition import NONE, UNKNOWN, Condition, Definition, Kind, Option, Subject
from ledstjarna.surveys.models import Question
from ledstjarna.surveys.outside import Outside, answered_outside, outside
from ledstjarna.surveys.results import Result, Results
from ledstjarna.surveys.tallies import Tally

SMALL: Final = {1, 2, 3, 4}
LEAD = Definition("lead", "Har ni märkt något?", Kind.YES_NO)
KINDS = Definition(
    "kinds",
    "Vilka slag?",
    Kind.MANY,
    options=tuple(Option(code, code.upper()) for code in "abc"),
    condition=Condition("lead", ("yes",)),
)
WHERE = Definition(
    "where",
    "Var satt affischerna?",
    Kind.ONE,
    options=(Option("in", "Inne"), Option("out", "Ute")),
    condition=Condition("kinds", ("a",)),
)
WHY = Definition("why", "Varför inte?", Kind.YES_NO, condition=Condition("lead", ("no", UNKNOWN)))
CASES = Definition("cases", "Hur många?", Kind.NUMBER, condition=Condition("lead", ("yes",)))
LEVEL = Definition(
    "level",
    "Hur god är kunskapen?",
    Kind.SCALE,
    Subject.STAFF,
    options=tuple(Option(str(step), f"Steg {step}") for step in range(1, 6)),
)
STAFF = Definition("staff", "Hur stor del?", Kind.SHARE, Subject.STAFF)
WORDS = Definition("words", "Vill du säga mer?", Kind.TEXT)


def results(*asked: tuple[Definition, Tally], answered: int = 20, units: int = 30) -> Results:
    """A round's results as plain data."""
    rows = tuple(
        Result(number, Question(round_id=1).ask(definition), tally, None, None, None)
        for number, (definition, tally) in enumerate(asked, start=1)
    )
    return Results(2026, None, answered, units, 0, rows)


def counted(**counts: int) -> Tally:
    """One answer each."""
    return Tally(asked=30, answered=sum(counts.values()), counts=counts)


def several(answered: int, **counts: int) -> Tally:
    return Tally(asked=30, answered=answered, counts=counts)


def told(one: Outside) -> dict[str, tuple[int, int] | None]:
    """The numbers that stand on the page: so many of so many, by code; None for what is told to be small."""
    return {line.code: (int(line.share.part), line.share.whole) if line.share else None for line in one.lines}


def only(definition: Definition, tally: Tally, answered: int = 20) -> Outside:
    """What is told of a question, which everybody is asked."""
    alone = Definition(definition.key, definition.wording, definition.kind, options=definition.options)
    (found,) = outside(results((alone, tally), answered=answered))
    return found


@pytest.mark.parametrize("answered", [1, 2, 3, 4])
def test_nothing_of_a_round_that_few_units_answered_is_told(answered: int) -> None:
    tally = counted(yes=12, no=8)
    few = results(
        (LEAD, tally), (STAFF, Tally(answered=20, weighted=Decimal(90), heads=9, weighed=9)), answered=answered
    )
    assert all(one.withheld and one.answered is None for one in outside(few))
    assert answered_outside(few) is None


@pytest.mark.parametrize("answered", [0, 5, 20])
def test_how_many_units_answered_is_told_when_they_are_not_few(answered: int) -> None:
    assert answered_outside(results(answered=answered)) == answered


def test_a_question_that_few_answered_is_not_told() -> None:
    for answered in (1, 2, 3, 4):
        assert only(LEAD, counted(yes=answered)).withheld


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"yes": 12, "no": 8}, {"yes": (12, 20), "no": (8, 20), UNKNOWN: (0, 20)}),
        ({"yes": 12, "no": 6, UNKNOWN: 2}, {"yes": (12, 20), "no": None, UNKNOWN: None}),
        ({"yes": 18, "no": 2}, {"yes": None, "no": None, UNKNOWN: (0, 20)}),
        ({"yes": 20}, {}),
    ],
)
def test_a_small_cell_goes_together_with_the_next_smallest(
    counts: dict[str, int], shown: dict[str, tuple[int, int] | None]
) -> None:
    assert told(only(LEAD, counted(**counts))) == shown


def test_each_step_of_a_scale_is_a_cell_and_the_high_ones_are_not_added_up() -> None:
    shown = told(only(LEVEL, counted(**{"2": 7, "3": 8, "4": 3, "5": 4})))
    assert shown == {"1": (0, 22), "2": (7, 22), "3": (8, 22), "4": None, "5": None, UNKNOWN: (0, 22)}


def test_an_answer_among_several_is_small_on_either_side() -> None:
    shown = told(only(KINDS, several(20, a=12, b=3, c=18, none=0)))
    assert shown == {"a": (12, 20), "b": None, "c": None, NONE: (0, 20)}


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        ({"a": 4, "b": 8, "none": 8}, "twelve gave an answer and eight gave b: the other four gave a"),
        ({"a": 3, "b": 10, "none": 8}, "at least two gave a and not b"),
        ({"a": 8, "b": 8, "none": 4}, "sixteen at most gave an answer, so four gave none"),
    ],
)
def test_several_answers_are_withheld_together_where_the_others_tell_a_small_one(
    counts: dict[str, int], why: str
) -> None:
    assert only(KINDS, several(20, **counts)).withheld, why


@pytest.mark.parametrize(
    ("numbers", "above", "total"), [(20, 1, 9), (20, 4, 40), (20, 3, 3), (4, 4, 40), (20, 5, 4), (20, 2, 1_000)]
)
def test_a_sum_of_few_cases_or_few_units_is_not_told(numbers: int, above: int, total: int) -> None:
    assert only(CASES, Tally(answered=20, numbers=numbers, above=above, total=Decimal(total))).withheld


def test_a_sum_of_many_is_told_and_so_is_nought() -> None:
    for total, above in ((9, 5), (0, 0)):
        found = only(CASES, Tally(answered=20, numbers=18, above=above, total=Decimal(total)))
        assert found.sum and found.sum.total == total


@pytest.mark.parametrize(("weighed", "withheld"), [(1, True), (4, True), (5, False)])
def test_a_share_of_the_staff_of_few_units_is_not_told(weighed: int, withheld: bool) -> None:
    tally = Tally(answered=20, weighted=Decimal(5_000), heads=100, weighed=weighed)
    assert only(STAFF, tally).withheld is withheld


def test_own_words_are_not_even_among_the_questions() -> None:
    found = outside(results((WORDS, Tally(answered=20)), (LEAD, counted(yes=12, no=8))))
    assert [(one.number, one.definition.key) for one in found] == [(2, "lead")]


def test_a_question_that_leans_on_what_is_not_told_is_not_told() -> None:
    """How many were asked it is how many gave the leading answer."""
    lead = counted(yes=17, no=3)
    rows = [(LEAD, lead), (KINDS, several(17, a=8, b=9, c=7)), (WHERE, counted(**{"in": 8})), (CASES, Tally())]
    assert all(one.withheld for one in outside(results(*rows))[1:])
    lead, why = counted(yes=10, no=7, unknown=3), counted(yes=5, no=5)
    kinds, where = several(10, a=7, b=5), Tally(answered=5, counts={"in": 5, "out": 5})
    shown = {
        one.definition.key: one for one in outside(results((LEAD, lead), (KINDS, kinds), (WHERE, where), (WHY, why)))
    }
    assert not shown["kinds"].withheld  # ten said yes, and that is told
    assert told(shown["kinds"])["a"] is None and shown["where"].withheld  # seven of ten: three did not
    assert shown["why"].withheld  # that three did not know is not told


@dataclass(frozen=True)
class Unit:
    """One unit's answers; an empty code is a blank."""

    lead: str
    kinds: frozenset[str]
    where: str
    why: str
    level: str
    cases: int | None
    share: int | None

    def given(self) -> Iterator[tuple[Definition, tuple[str, ...], int | None]]:
        """What it was asked and answered."""
        yield LEAD, (self.lead,), None
        if self.lead == "yes":
            yield KINDS, tuple(self.kinds), None
            yield CASES, (), self.cases
            if "a" in self.kinds:
                yield WHERE, (self.where,), None
        elif self.lead:
            yield WHY, (self.why,), None
        yield LEVEL, (self.level,), None
        yield STAFF, (), self.share


ASKED = (LEAD, KINDS, WHERE, CASES, WHY, LEVEL, STAFF)
SOME = st.sets(st.sampled_from("abc"), min_size=1).map(frozenset)


def units(blanks: bool) -> st.SearchStrategy[list[Unit]]:
    """Five to twenty-two units, with or without questions left blank."""
    blank = [""] if blanks else []
    one = st.builds(
        Unit,
        lead=st.sampled_from(["yes", "yes", "yes", "no", "no", UNKNOWN, *blank]),
        kinds=SOME | st.just(frozenset({NONE})) | (st.just(frozenset()) if blanks else SOME),
        where=st.sampled_from(["in", "out", *blank]),
        why=st.sampled_from(["yes", "no", UNKNOWN, *blank]),
        level=st.sampled_from(["3", "4", "4", "5", *blank]),
        cases=st.integers(0, 2) | (st.none() if blanks else st.just(0)),
        share=st.integers(0, 100) | (st.none() if blanks else st.just(50)),
    )
    return st.lists(one, min_size=5, max_size=22)


def tallied(answers: list[Unit]) -> dict[str, Tally]:
    """Counted by itself, unit by unit."""
    found = {one.key: Tally(counts={}) for one in ASKED}
    for unit in answers:
        for question, codes, number in unit.given():
            tally, real = found[question.key], [code for code in codes if code]
            tally.asked += 1
            tally.answered += bool(real) or number is not None
            for code in real:
                tally.counts[code] = tally.counts.get(code, 0) + 1
            if number is not None and question is STAFF:
                tally.weighed, tally.heads, tally.weighted = (
                    tally.weighed + 1,
                    tally.heads + 9,
                    tally.weighted + 9 * number,
                )
            elif number is not None:
                tally.numbers, tally.above, tally.total = (
                    tally.numbers + 1,
                    tally.above + (number > 0),
                    tally.total + number,
                )
    return found


@dataclass
class Intruder:
    """Knows the page, how the questions lean on each other and, at worst, that nobody left anything blank."""

    shown: dict[str, Outside]
    head: int
    blanks: bool
    wholes: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, one in self.shown.items():
            for found in told(one).values():
                if found:
                    self.wholes[key] = found[1]

    def tables(self, question: Definition) -> Iterator[Mapping[str, int]]:
        """Every table of the question that fits what is shown."""
        seen = told(self.shown[question.key])
        codes = [code for code, _label in question.choices]
        for total in self._totals(question):
            if question.kind == Kind.MANY:
                small = sorted({one for few in SMALL for one in (few, total - few) if 1 <= one < total})
                ways = [[found[0]] if found else small for found in (seen[code] for code in codes)]
                for numbers in product(*ways):
                    table = dict(zip(codes, numbers, strict=True))
                    own = [table[code] for code in codes if code != NONE]
                    if max(own) <= total - table[NONE] <= sum(own):
                        yield table
                continue
            for numbers in _parted(total, len(codes)):
                table = dict(zip(codes, numbers, strict=True))
                if all(_fits(table[code], seen.get(code), bool(seen)) for code in codes) and self._leads(
                    question, table
                ):
                    yield table

    def _totals(self, question: Definition) -> range | tuple[int, ...]:
        if question.key in self.wholes:
            return (self.wholes[question.key],)
        if self.blanks:
            return range(self.head + 1)
        if not question.condition:
            return (self.head,)
        leading = told(self.shown[question.condition.key])
        found = [leading.get(code) for code in question.condition.any_of]
        return (sum(one[0] for one in found if one),) if all(found) else range(self.head + 1)

    def _leads(self, question: Definition, table: Mapping[str, int]) -> bool:
        """Whether as many gave the leading answers as are told to have answered what leans on them."""
        for one in ASKED:
            if one.condition.key == question.key and one.key in self.wholes:
                led, answered = sum(table[code] for code in one.condition.any_of), self.wholes[one.key]
                if led < answered or (not self.blanks and led != answered):
                    return False
        return True


def _fits(number: int, found: tuple[int, int] | None, lines: bool) -> bool:
    """A number told is that one, one told to be small is not nought, and of a withheld table nothing is known."""
    return number == found[0] if found else number > 0 or not lines


def _parted(total: int, cells: int) -> Iterator[tuple[int, ...]]:
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for others in _parted(total - first, cells - 1):
            yield (first, *others)


def attacked(answers: list[Unit], *, blanks: bool) -> None:
    """The intruder finds no small cell narrowed down: for all that is shown it may be 1, 2, 3 or 4.

    Of several answers the same goes for how many did not give one. Nothing small is shown as it is; a sum or a share
    of the staff comes from five units or more; and what leans on an answer is told only where that is.
    """
    tallies = tallied(answers)
    found = {
        one.definition.key: one
        for one in outside(results(*((q, tallies[q.key]) for q in ASKED), answered=len(answers)))
    }
    intruder = Intruder(found, len(answers), blanks)
    for question in ASKED:
        one, tally = found[question.key], tallies[question.key]
        if one.sum:
            assert tally.numbers >= 5 and not {tally.above, one.sum.total} & SMALL
        if question.kind == Kind.SHARE and not one.withheld:
            assert tally.weighed >= 5
        if question.condition and not one.withheld:
            leading = told(found[question.condition.key])
            assert all(leading.get(code) for code in question.condition.any_of), question.key
        shown = [pair for pair in told(one).values() if pair]
        if question.choices:
            assert not {part for part, _whole in shown} & SMALL and not {whole for _part, whole in shown} & SMALL
        if question.kind == Kind.MANY:
            assert not {whole - part for part, whole in shown} & SMALL
        if not question.choices or (question.kind == Kind.MANY and one.withheld):
            continue
        possible = list(intruder.tables(question))
        assert possible
        for code, number in tally.counts.items():
            may_be = {table[code] for table in possible}
            if number in SMALL:
                assert may_be >= SMALL, (question.key, code, number, may_be)
            if question.kind == Kind.MANY and tally.answered - number in SMALL:
                assert may_be >= {tally.answered - few for few in SMALL}, (question.key, code, number, may_be)


def leaning(**counts: int) -> list[Unit]:
    """Twenty units that all said yes or no, with a table of several answers that tells too much."""
    some = Counter(counts)
    rows = [frozenset({code}) for code in some.elements()]
    return [Unit("yes", row, "in", "no", "4", 0, 50) for row in rows] + [
        Unit("no", rows[0], "in", "no", "4", 0, 50)
    ] * 6


@given(units(blanks=False))
@example(leaning(a=4, b=8, none=8))
@example(leaning(a=8, b=8, none=4))
def test_an_intruder_who_knows_that_nobody_left_a_blank_narrows_nothing_down(answers: list[Unit]) -> None:
    attacked(answers, blanks=False)


@given(units(blanks=True))
def test_an_intruder_who_reckons_with_blanks_narrows_nothing_down(answers: list[Unit]) -> None:
    attacked(answers, blanks=True)
