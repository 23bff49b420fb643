"""One table of words for shares."""

from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from ledstjarna.surveys.results import percent
from ledstjarna.surveys.words import share_in_words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (23, 31, "tre fjärdedelar"),
        (22, 31, "71 procent"),
        (6, 31, "en femtedel"),
        (21, 31, "två tredjedelar"),
        (15, 31, "nästan hälften"),
        (30, 31, "nästan alla"),
        (31, 31, "alla"),
        (0, 31, "ingen"),
        (1, 31, "3 procent"),
        (1, 3, "en tredjedel"),
        (1, 4, "en fjärdedel"),
        (2, 5, "två femtedelar"),
        (3, 5, "tre femtedelar"),
        (4, 5, "fyra femtedelar"),
        (1, 2, "hälften"),
        (16, 31, "52 procent"),
        (29, 31, "94 procent"),
        (1, 300, "mindre än en procent"),
        (299, 300, "nästan alla"),
    ],
)
def test_a_share_has_its_words(part: int, whole: int, words: str) -> None:
    assert share_in_words(Fraction(part, whole)) == words


def test_the_words_are_said_in_english_too() -> None:
    with translation.override("en"):
        assert share_in_words(Fraction(23, 31)) == "three quarters"
        assert share_in_words(Fraction(22, 31)) == "71 per cent"


@pytest.mark.parametrize("share", [Fraction(-1, 3), Fraction(4, 3)])
def test_what_is_no_share_is_refused(share: Fraction) -> None:
    with pytest.raises(ValueError, match="no such share"):
        share_in_words(share)


@given(some.integers(1, 400), some.integers(0, 400))
def test_the_words_of_a_share_are_never_further_off_than_their_name_allows(whole: int, part: int) -> None:
    share = Fraction(min(part, whole), whole)
    words = share_in_words(share)
    named = {"hälften": Fraction(1, 2), "en tredjedel": Fraction(1, 3), "tre fjärdedelar": Fraction(3, 4)}
    if words in named:
        assert abs(share - named[words]) <= Fraction(125, 10_000)
    if words == "nästan hälften":
        assert Fraction(45, 100) <= share < Fraction(1, 2)
    if words.endswith(" procent") and words[0].isdigit():
        assert int(words.split()[0]) == percent(share) and 0 < percent(share) < 100
    assert (words == "alla") == (share == 1) and (words == "ingen") == (share == 0)


@pytest.mark.parametrize(
    ("part", "whole", "whole_percent"),
    [(23, 31, 74), (22, 31, 71), (1, 200, 1), (1, 201, 0), (1, 8, 13), (0, 3, 0), (3, 3, 100)],
)
def test_a_share_is_whole_per_cent_with_halves_up(part: int, whole: int, whole_percent: int) -> None:
    assert percent(Fraction(part, whole)) == whole_percent
