"""What people write in the column Uppföljning, and the points it is read as, in a plan for 2019."""

from __future__ import annotations

from datetime import date

import pytest

from ledstjarna.plans.timing import FollowUp, PeriodName, Point, read_follow_up

from .timed import PERIODS


def read(text: str, periods: tuple[PeriodName, ...] = PERIODS) -> FollowUp:
    return read_follow_up(text, year=2019, periods=periods)


def said(follow_up: FollowUp) -> list[str]:
    """Each point in a word: its period, its day, its own words or several of them."""
    points = [[point.code, str(point.year or ""), str(point.day or ""), point.when] for point in follow_up.points]
    return [" ".join(filter(None, parts)) for parts in points]


@pytest.mark.parametrize(
    ("text", "points", "what"),
    [
        ("VP, VB, T1 och T2", ["VP", "VB", "T1", "T2"], ""),
        ("Uppföljning i VP, VB, T1 och T2.", ["VP", "VB", "T1", "T2"], ""),
        ("Utvärdering, uppföljning, VP, VB, T1 och T2.", ["VP", "VB", "T1", "T2"], ""),
        ("t1, vb", ["T1", "VB"], ""),
        ("T1/T2", ["T1", "T2"], ""),
        ("T1 och 2", ["T1", "T2"], ""),
        ("I samband med T1 och inför VP 2020", ["T1", "VP 2020"], ""),
        ("I verksamhetsberättelsen", ["VB"], ""),
        ("Tertialrapport 1 och 2 samt VB:n", ["T1", "T2", "VB"], ""),
        ("i tertialrapporterna", ["T1", "T2"], ""),
        ("varje tertial", ["T1", "T2"], ""),
        ("VB och VB", ["VB"], ""),
        ("T2 och VB, andel enheter som har använt blanketten", ["T2", "VB"], "andel enheter som har använt blanketten"),
        ("Uppföljning av deltagarnärvaro i T1 och VB", ["T1", "VB"], "deltagarnärvaro"),
        ("T1, andel som inte gått kursen", ["T1"], "andel som inte gått kursen"),
        ("slut 30 april med en uppföljning av deltagarnärvaro", ["2019-04-30"], "deltagarnärvaro"),
        ("utvärdering vid årsskiftet", ["2019-12-31"], ""),
        (
            "Slut årsskifte, utvärdering i VP, VB och T1 och T2",
            ["2019-12-31", "VP", "VB", "T1", "T2"],
            "",
        ),
        ("Följs upp i december 2019 och i mars 2020", ["2019-12-31 december 2019", "2020-03-31 mars 2020"], ""),
        ("Redovisas senast 2019-10-15", ["2019-10-15"], ""),
        ("Vid behov", ["Vid behov"], ""),
        ("årligen", ["årligen"], ""),
        ("Följs upp två gånger per år och i VB", ["två gånger per år", "VB"], ""),
        ("Utbildningen utvärderas efter genomförd workshop.", ["efter genomförd workshop"], "Utbildningen"),
        ("Efter varje kurs och i VB", ["Efter varje kurs", "VB"], ""),
    ],
)
def test_when_it_is_followed_up_is_read_and_what(text: str, points: list[str], what: str) -> None:
    follow_up = read(text)
    assert (said(follow_up), follow_up.what, follow_up.read) == (points, what, True)
    assert (follow_up.outside, follow_up.rest, follow_up.ongoing) == ((), "", False)


def test_what_is_followed_up_as_it_goes_on_may_have_points_too() -> None:
    assert read("löpande") == FollowUp(ongoing=True, read=True)
    assert read("Följs löpande upp i VP") == FollowUp((Point("VP"),), ongoing=True, read=True)


def test_what_is_done_only_when_needed_gives_no_date() -> None:
    follow_up = read(
        "Utvärderas efter genomförd workshop. Vid behov anordnas flera tillfällen av den under hösten 2019."
    )
    assert said(follow_up) == ["efter genomförd workshop"]
    assert follow_up.rest == "Vid behov anordnas flera tillfällen av den under hösten 2019"


@pytest.mark.parametrize(
    ("text", "points", "outside"),
    [
        ("T3", [], ("T3",)),
        ("T1, T3 och DR", ["T1"], ("T3", "DR")),
        ("T1 och 3", ["T1"], ("T3",)),
        ("Tertialrapport 3", [], ("Tertialrapport 3",)),
        ("i delårsrapporten", [], ("delårsrapporten",)),
        ("Tertialrapport", [], ("Tertialrapport",)),
    ],
)
def test_what_looks_like_a_period_but_is_not_the_municipalitys_is_told(
    text: str, points: list[str], outside: tuple[str, ...]
) -> None:
    follow_up = read(text)
    assert (said(follow_up), follow_up.outside, follow_up.read) == (points, outside, True)


def test_a_municipality_may_have_other_periods() -> None:
    periods = (
        PeriodName("DR", ("delårsrapport",)),
        PeriodName("ÅR", ("årsredovisning", "årsrapport")),
        PeriodName("K1", ("kvartalsrapport 1",)),
    )
    follow_up = read("I år i delårsrapporten och ÅR samt kvartalsrapport 1, VB", periods)
    assert said(follow_up) == ["2019-12-31 I år", "DR", "ÅR", "K1"]
    assert follow_up.outside == ("VB",)


@pytest.mark.parametrize("text", ["enkät till deltagarna", "Följs inte upp", "VBE-nätverket", "?!a", "31 juni"])
def test_what_cannot_be_read_stays_text(text: str) -> None:
    follow_up = read(text)
    assert (follow_up.points, follow_up.read, follow_up.rest) == ((), False, text)


def test_years_that_cannot_be_are_told() -> None:
    assert read("VB 2020, 2019-2010").impossible == ("2019-2010",)
    assert read("31 mars 2019-2010") == FollowUp(impossible=("2019-2010",), rest="31 mars 2019-2010")


@pytest.mark.parametrize("text", ["", " \n", "-"])
def test_an_empty_cell_is_empty(text: str) -> None:
    assert read(text) == FollowUp()


def test_words_broken_over_lines_are_read_as_whole() -> None:
    assert read("Slut 30 april\n2019 med en\nuppföljning\nav deltagar-\nnärvaro.") == read(
        "slut 30 april 2019 med en uppföljning av deltagarnärvaro"
    )


def test_a_follow_up_goes_to_json_and_back() -> None:
    for text in ("VP, T3 och slut 30 april, löpande, andel", "VB 2020 och 2019-2010", "x", ""):
        assert FollowUp.from_json(read(text).as_json()) == read(text)
    assert read("slut 30 april").as_json()["points"][0]["day"] == date(2019, 4, 30).isoformat()
