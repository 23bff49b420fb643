"""The figures: sums that hold, words that are right for none, one and many."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledstjarna.reports.selectors import Count
from ledstjarna.situation.figures import Draft, Figure, compute, period, sentence
from ledstjarna.surveys.definition import Kind, Subject
from ledstjarna.surveys.results import percent
from ledstjarna.surveys.selectors import YearFigure

ENVIRONMENTS = {"white": "vit makt", "islamist": "islamistisk", "unclear": "oklar"}
KINDS = {"leaflet": "affisch", "threat": "hot"}


def figures(counts: list[Count] | None = None, shares: Any = (), before: Any = ()) -> Draft:
    return compute(2026, counts or [], shares, before, environments=ENVIRONMENTS, kinds=KINDS)


def share(year: int = 2026, yes: int = 23, of: int | None = 31, series: int = 1, **more: Any) -> YearFigure:
    """So many of so many units said yes, unless it is another kind of figure."""
    told: dict[str, Any] = {"key": "known", "answer": "Ja", "kind": Kind.YES_NO, "subject": Subject.UNIT, "asked": 40}
    return YearFigure(**{**told, "wording": "Känner ni till?", **more}, year=year, series=series, number=yes, of=of)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (0, 0, "Inga bekräftade rapporter 2026 och inga året före."),
        (0, 1, "Inga bekräftade rapporter 2026, en året före."),
        (0, 11, "Inga bekräftade rapporter 2026, 11 året före."),
        (1, 0, "En bekräftad rapport 2026, ingen året före."),
        (1, 1, "En bekräftad rapport 2026, en även året före."),
        (1, 2, "En bekräftad rapport 2026, 2 året före."),
        (2, 0, "2 bekräftade rapporter 2026, ingen året före."),
        (2, 1, "2 bekräftade rapporter 2026, en året före."),
        (14, 11, "14 bekräftade rapporter 2026, 11 året före."),
        (14, 14, "14 bekräftade rapporter 2026, lika många året före."),
    ],
)
def test_the_sentence_is_right_for_none_one_and_many(now: int, before: int, words: str) -> None:
    assert sentence(2026, now, before) == words


@pytest.mark.parametrize(
    ("of", "words"),
    [(0, "inga svar"), (1, "1 av 1 enhet (100\N{NO-BREAK SPACE}%)"), (31, "1 av 31 enheter (3\N{NO-BREAK SPACE}%)")],
)
def test_a_share_says_its_denominator(of: int, words: str) -> None:
    (figure,) = figures(shares=[share(yes=min(of, 1), of=of)]).shares
    assert figure.now_words == words and figure.before_words == "inte frågat"
    assert figure.now is not None and figure.now.answered == f"{of} av 40 har svarat"


def test_a_question_that_was_another_the_year_before_is_not_compared() -> None:
    (figure,) = figures(shares=[share()], before=[share(2025, series=2)]).shares
    assert figure.line.replace("\N{NO-BREAK SPACE}", " ") == (
        "Känner ni till? Ja: 23 av 31 enheter (74 %) · året före: går inte att jämföra, frågan var en annan"
    )
    assert figure.before is None


def test_a_question_asked_only_the_year_before_is_shown_so() -> None:
    (figure,) = figures(before=[share(2025)]).shares
    assert (figure.now_words, figure.before_words) == ("inte frågat", "23 av 31 enheter (74\N{NO-BREAK SPACE}%)")


@given(st.integers(0, 3000), st.integers(1, 3000))
def test_a_share_is_the_nearest_per_cent_as_on_the_surveys_own_page(part: int, whole: int) -> None:
    part = min(part, whole)
    told = percent(Fraction(part, whole))
    assert abs(told - 100 * part / whole) <= 0.5
    assert f"({told}\N{NO-BREAK SPACE}%)" in figures(shares=[share(yes=part, of=whole)]).shares[0].now_words


def test_each_answer_of_its_own_a_sum_and_a_share_of_the_staff_are_told_as_what_they_are() -> None:
    option = share(key="kinds.threat", answer="Hot", kind=Kind.MANY)
    cases = share(key="cases", answer="", kind=Kind.NUMBER, wording="Hur många?", of=None, yes=14)
    staff = share(key="staff", answer="", kind=Kind.SHARE, subject=Subject.STAFF, yes=71, of=100)
    words = {
        figure.code: figure.line.replace("\N{NO-BREAK SPACE}", " ")
        for figure in figures(shares=[option, cases, staff]).shares
    }
    assert words == {
        "survey.kinds.threat": "Känner ni till? Hot: 23 av 31 enheter (74 %) · året före: inte frågat",
        "survey.cases": "Hur många? 14 · året före: inte frågat",
        "survey.staff": "Känner ni till? 71 % av medarbetarna · året före: inte frågat",
    }


def test_a_year_that_is_not_over_says_until_when_it_is_counted() -> None:
    assert period(2026, date(2026, 11, 24)) == "2026 är räknat till och med 24 november, 2025 är hela året."
    assert period(2026, date(2027, 1, 1)) == ""


counts = st.lists(
    st.builds(
        Count,
        year=st.sampled_from([2025, 2026]),
        environment=st.sampled_from([*ENVIRONMENTS, "a code no longer in the list"]),
        kind=st.sampled_from([*KINDS, "another"]),
        number=st.integers(0, 1000),
    )
)


def _sums(part: tuple[Figure, ...]) -> tuple[int, int]:
    now, before = zip(*((figure.now, figure.before) for figure in part), strict=True)
    return sum(amount.number for amount in now if amount), sum(amount.number for amount in before if amount)


@given(counts)
def test_environments_kinds_and_crossings_each_add_up_to_the_total(counts: list[Count]) -> None:
    draft = figures(counts)
    totals = tuple(sum(c.number for c in counts if c.year == year) for year in (2026, 2025))
    for part in ((draft.total,), draft.environments, draft.kinds, draft.crossings):
        assert _sums(part) == totals


@given(counts, st.lists(st.builds(share, yes=st.integers(0, 9), wording=st.text()), max_size=1))
def test_figures_come_out_of_their_json_as_they_went_in(counts: list[Count], shares: list[YearFigure]) -> None:
    draft = figures(counts, shares, [share(2025)])
    assert Draft.from_json(draft.as_json()) == draft


def test_every_code_is_one_figures_own() -> None:
    draft = figures([Count(2026, "white", "threat", 2)], [share()])
    parts = (draft.total, *draft.environments, *draft.kinds, *draft.crossings, *draft.shares)
    assert list(draft.by_code) == [f.code for f in (*parts[:6], *draft.shares, *draft.crossings)]
    crossing = draft.by_code["reports.crossing.white.threat"]
    assert crossing.line == "Vit makt – hot: 2 · året före: 0"
