"""Whatever the bytes, reading answers with a questionnaire, with faults, or with the reason why it cannot."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledstjarna.surveys.definition import faults
from ledstjarna.surveys.template import TEMPLATE
from ledstjarna.surveys.xlsform import Unreadable, read, write
from ledstjarna.surveys.xlsform.relevant import bounds_of, relevant_of

from .xlsform_files import form, read_here, rezipped

pytestmark = pytest.mark.slow

FEW = settings(max_examples=25, deadline=None)


@cache
def sound() -> bytes:
    return write(TEMPLATE[:8], title="Enkät")


def is_answered(data: bytes) -> None:
    with suppress(Unreadable):
        reading = read_here(data)
        assert bool(reading.definitions) != bool(reading.faults)
        assert list(faults(reading.definitions)) == []


@FEW
@given(st.binary(max_size=2_000), st.sampled_from([b"", b"PK\x03\x04", b"type,name\n"]))
def test_any_bytes_are_answered(content: bytes, start: bytes) -> None:
    is_answered(start + content)


@FEW
@given(st.data())
def test_a_file_with_flipped_bits_is_answered(data: st.DataObject) -> None:
    content = bytearray(sound())
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[place] ^= 1 << data.draw(st.integers(0, 7))
    is_answered(bytes(content))


@FEW
@given(st.floats(0, 1))
def test_a_file_cut_off_is_answered(share: float) -> None:
    is_answered(sound()[: int(share * len(sound()))])


INSIDE = ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/workbook.xml")


@FEW
@given(st.data(), st.sampled_from(INSIDE))
def test_a_file_with_flipped_bits_inside_its_zip_is_answered(data: st.DataObject, name: str) -> None:
    with zipfile.ZipFile(BytesIO(sound())) as package:
        content = bytearray(package.read(name))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=3)):
        content[place] ^= 1 << data.draw(st.integers(0, 7))
    is_answered(rezipped(sound(), {name: bytes(content)}))


CELL = st.one_of(
    st.none(),
    st.integers(-9, 9),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        ["a", "b", "A", "text", "integer", "select_one l", "select_multiple l", "begin_group", "end_group", "range",
         "l", "begin repeat", "${a} = 'x'", "selected(${a}, 'x')", "x", "y", "yes", "no", "Ja", "Nej", "${", "}",
         "=1", "#N/A", "start=1 end=5", "note", "Vet inte", ". >= 0 and . <= 100",
         "select_one ${a}", "select_one_from_file a.csv",
         "calculate", "audit", "form_title", "rank l", "osm l", "begin loop over l", "geopoint"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=10),
)  # fmt: skip
COLUMN = st.sampled_from(
    ["type", "name", "label", "label::sv", "hint", "relevant", "constraint", "list_name", "parameters", "appearance",
     "choice_filter", "default", "ledstjarna::kind", "ledstjarna::subject", "media::image", "bind::relevant", "x",
     "title", "form_title", "default_language", "repeat_count", "disabled", "trigger", "a::b::c", "::", "jr:count"]
)  # fmt: skip
ROWS = st.lists(st.dictionaries(COLUMN, CELL, max_size=8), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(ROWS, ROWS, ROWS)
def test_any_rows_under_the_columns_of_a_form_are_answered(
    survey: list[dict[str, object]], choices: list[dict[str, object]], setting: list[dict[str, object]]
) -> None:
    first = {"type": "text", "name": "z", "label": "Z?"}
    is_answered(form([first, *survey], choices, setting))


@given(st.text(st.sampled_from("${}ab='\" or()selected,.<>0129and"), max_size=60))
def test_any_expression_is_read_or_not(words: str) -> None:
    relevant_of(words)
    bounds_of(words)


def test_an_endless_expression_is_soon_given_up() -> None:
    assert relevant_of("${a} = 'x' or " * 50_000 + "!") is None
    assert bounds_of(". >= 0 and " * 50_000) is None
    assert relevant_of("selected(" + " " * 100_000) is None


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 7), st.integers(200, 4_000))
def test_the_process_of_its_own_answers_as_the_reading_here(bit: int, place: int) -> None:
    content = bytearray(sound())
    content[place] ^= 1 << bit
    answers = []
    for reader in (read, read_here):
        try:
            answers.append(str(reader(bytes(content))))
        except Unreadable as unreadable:
            answers.append(unreadable.sentence)
    assert answers[0] == answers[1]
