"""What holds for every text: valid spans, no errors, and no writing that slips a number through."""

import datetime
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from ledstjarna.deid import HARD, Label, find
from ledstjarna.deid.tests.judging import found, missed_marks, uncovered

pytestmark = pytest.mark.slow

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)
WORDS = "0|07|174|2024-05-21|19890304|-| |@|abc|ABC 12|.|sju|ett|punkt|snabel-a|kl|kr|regnr|tel |SE45|&#48;|_|+"
SIGNS = ["\u200b", "\u00a0", "\n", "\u0308", "\x00", "\ud800", "\u202e"]
PIECES = st.sampled_from([*WORDS.split("|"), *SIGNS])
INVISIBLE = ["\u200b", "\u200d", "\u2060", "\u00ad", "\ufeff", "\u200f", "\x00"]
SPACES = [" ", "\u00a0", "\u2009", "\u202f", "\u3000", "\t"]
DASHES = ["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\ufe63", "_"]


@st.composite
def personal_numbers(draw: st.DrawFn) -> str:
    """Ten or twelve digits in groups, with a valid check digit; the day of some has sixty added."""
    year, month = draw(st.integers(1930, 2019)), draw(st.integers(1, 12))
    day = draw(st.integers(1, 28)) + draw(st.sampled_from([0, 60]))
    body = f"{year % 100:02}{month:02}{day:02}{draw(st.integers(1, 999)):03}"
    whole = body + luhn.calc_check_digit(body)
    century = draw(st.sampled_from(["", str(year // 100)]))
    return f"{century}{whole[:6]}-{whole[6:]}"


@st.composite
def phones(draw: st.DrawFn) -> str:
    """Mobile numbers from the series set aside for fiction (070-174 06 05 to 99), grouped in a few ways."""
    last = draw(st.integers(5, 99))
    head = draw(st.sampled_from(["070-", "+46 70 ", "0046 70-", "+46 (0)70-", "070 "]))
    return f"{head}174 06 {last:02}" if draw(st.booleans()) else f"{head}1740 6{last:02}"


STREETS = ["Lindvägen", "Storgatan", "Stavbygränd", "Drottning Kristinas väg", "Fjällstigen", "Tallbacken", "Sveav."]
DOORS = ["", ", 3 tr", " lgh 1203", ", uppg. C", " nb", " tr 2", ", 2 tr t.h.", "\nlgh 1101"]
POSTS = ["", ", 123 45 Lindby", "\n123 45 Lindby", ", SE-123 45 LINDBY"]
CUES = ["Hon bor på ", "Adress: ", "adr ", "Skriven på ", "hemma hos honom på "]


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """A street with number, stairs and postcode, in one of three cases."""
    number = f"{draw(st.integers(1, 199))}{draw(st.sampled_from(['', ' A', 'b', ' C']))}"
    space = draw(st.sampled_from([" ", " nr ", "\n"]))
    whole = "".join(
        (draw(st.sampled_from(STREETS)), space, number, draw(st.sampled_from(DOORS)), draw(st.sampled_from(POSTS)))
    )
    return draw(st.sampled_from([whole, whole.upper(), whole.lower()]))


def disguised(written: str, seed: int) -> str:
    """The same number with other dashes and spaces and with signs nobody sees."""
    dice = random.Random(seed)
    signs = []
    for sign in written:
        swapped = dice.choice(DASHES) if sign == "-" else dice.choice(SPACES) if sign == " " else sign
        signs.append(swapped + (dice.choice(INVISIBLE) if dice.random() < 0.4 else ""))
    return "".join(signs)


@given(ANYTHING | st.lists(PIECES, max_size=40).map("".join))
@settings(deadline=None, max_examples=300)
def test_findings_are_sorted_apart_and_inside_the_text(text: str) -> None:
    findings = find(text)
    edges = [edge for finding in findings for edge in (finding.start, finding.end)]
    assert edges == sorted(edges)
    assert all(0 <= finding.start < finding.end <= len(text) for finding in findings)


@given(st.lists(PIECES, max_size=40).map("".join), st.sets(st.sampled_from(Label)))
@settings(deadline=None, max_examples=100)
def test_asking_for_some_labels_gives_those_findings_and_no_others(text: str, labels: set[Label]) -> None:
    assert find(text, labels=frozenset(labels)) == [finding for finding in find(text) if finding.label in labels]


@given(personal_numbers(), st.integers())
@settings(deadline=None, max_examples=200)
def test_a_disguised_personal_number_is_one_finding_over_every_digit(number: str, seed: int) -> None:
    text = f"Bob, {disguised(number, seed)}, var där"
    assert not uncovered(text)
    plain = [label for _, label in found(f"Bob, {number}, var där")]
    assert [label for _, label in found(text)] == plain
    assert set(plain) <= {Label.PERSONAL_ID, Label.PHONE}


@given(phones(), st.integers())
@settings(deadline=None, max_examples=200)
def test_a_disguised_phone_is_one_finding_over_every_digit(number: str, seed: int) -> None:
    text = f"Alice nås på {disguised(number, seed)} i dag"
    assert not uncovered(text)
    assert [label for _, label in found(text)] == [Label.PHONE]


@given(addresses(), st.sampled_from(CUES), st.integers())
@settings(deadline=None, max_examples=300)
def test_a_disguised_address_is_held_whole(address: str, cue: str, seed: int) -> None:
    text = f"{cue}[[{disguised(address, seed)}]]."
    assert missed_marks(text) == ""


@given(
    st.dates(datetime.date(1930, 1, 1), datetime.date(2024, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%y%m%d", "%d/%m %Y", "%d.%m.%Y", "den %d/%m -%y", "%Y %m %d", "%Y/%m/%d"]),
    st.sampled_from(["född ", "f. ", "Född: ", "FÖDD ", "födelsedatum ", "födelsedatum är ", "fd "]),
    st.integers(),
)
@settings(deadline=None, max_examples=200)
def test_a_disguised_date_of_birth_is_held_whole(day: datetime.date, form: str, cue: str, seed: int) -> None:
    written = disguised(day.strftime(form).removeprefix("den "), seed)
    assert missed_marks(f"Alice, {cue}[[{written}]], var där") == ""


@given(
    st.text("0123456789", min_size=6, max_size=30),
    st.sampled_from(["", " ", "-", "_", ".", " - ", "\u200b", "/"]),
)
@settings(deadline=None, max_examples=200)
def test_digits_one_by_one_are_never_let_through_in_part(digits: str, sign: str) -> None:
    text = sign.join(digits)
    assert uncovered(text) in ("", digits)


@given(st.permutations(list(range(10))))
@settings(deadline=None, max_examples=50)
def test_a_phone_said_in_words_is_covered(order: list[int]) -> None:
    words = ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"]
    text = "noll sju " + " ".join(words[digit] for digit in order[:8])
    held = {place for finding in find(text) for place in range(finding.start, finding.end)}
    assert all(place in held for place, sign in enumerate(text) if sign.isalpha())


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "\u202e0701740605\u202c", "\u0301", "\u200b", "\ufdfa", "&#0;"])
def test_strange_texts_raise_nothing(text: str) -> None:
    assert all(finding.label in HARD for finding in find(text, labels=HARD))


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "0 ",
        "1-",
        "a@",
        "ABC ",
        "sextio",
        "hundra",
        "a\u0308\u0323",
        "+46 ",
        "SE45 5000 ",
        "insta: ",
        "2024-01-01 ",
        "bor på Storgatan 1, ",
        "född den ",
        "kontot heter x på snap ",
        "1:1 ",
        "lgh 3 tr ",
        "skylt reg A",
    ],
)
def test_fifty_thousand_hostile_characters_come_to_an_end(unit: str) -> None:
    """As many as the longest text of the product has."""
    text = (unit * 50_000)[:50_000]
    assert all(finding.end <= len(text) for finding in find(text))
