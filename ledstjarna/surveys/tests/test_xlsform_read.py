"""Forms made elsewhere are read when they ask nothing but what can be asked here."""

from __future__ import annotations

import pytest

from ledstjarna.surveys.definition import Condition, Definition, Kind, Option, Subject
from ledstjarna.surveys.xlsform import read

from .xlsform_files import COLOURS, YES_NO, Row, form, read_here

COLOUR_OPTIONS = (Option("red", "Röd"), Option("blue", "Blå"))


def only(*survey: Row, choices: tuple[Row, ...] = (), settings: tuple[Row, ...] = ()) -> tuple[Definition, ...]:
    reading = read_here(form(survey, choices, settings))
    assert reading.faults == ()
    return reading.definitions


def test_a_plain_form_is_read() -> None:
    survey = (
        {"type": "begin_group", "name": "g", "label": "Läget"},
        {"type": "select_one ja_nej", "name": "Met", "label": "Märkt något?", "hint": "Händelser.", "required": "yes"},
        {"type": "integer", "name": "how-many", "label": "Hur många?", "relevant": "${Met} = 'ja'"},
        {"type": "end_group"},
        {"type": "text", "name": "more", "label": "Mer?", "required": "no"},
    )  # fmt: skip
    reading = read(form(survey, YES_NO, [{"form_title": "Läget 2030", "form_id": "x", "version": 3}]))
    assert reading.faults == ()
    assert reading.title == "Läget 2030"
    assert reading.definitions == (
        Definition("met", "Märkt något?", Kind.YES_NO, section="Läget", help="Händelser."),
        Definition("how_many", "Hur många?", Kind.NUMBER, section="Läget", condition=Condition("met", ("yes",))),
        Definition("more", "Mer?", Kind.TEXT),
    )


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("text", Kind.TEXT),
        ("string", Kind.TEXT),
        ("integer", Kind.NUMBER),
        ("int", Kind.NUMBER),
        ("percentage", Kind.SHARE),
        ("select_one colours", Kind.ONE),
        ("select one colours", Kind.ONE),
        ("select one from colours", Kind.ONE),
        ("select1 colours", Kind.ONE),
        ("select_multiple colours", Kind.MANY),
        ("select all that apply colours", Kind.MANY),
        ("select all that apply from colours", Kind.MANY),
    ],
)
def test_a_type_is_known_by_every_name_that_pyxform_knows(words: str, kind: Kind) -> None:
    (question,) = only({"type": words, "name": "a", "label": "A?"}, choices=COLOURS)
    assert question.kind == kind
    assert question.options == (COLOUR_OPTIONS if kind in (Kind.ONE, Kind.MANY) else ())


@pytest.mark.parametrize("columns", [("caption", "relevance"), ("Label", "Relevant"), ("label::sv", "bind::relevant")])
def test_a_column_is_known_by_every_name_that_pyxform_knows(columns: tuple[str, str]) -> None:
    label, relevant = columns
    choices = tuple({"list name": row["list_name"], "value": row["name"], "label": row["label"]} for row in COLOURS)
    first, second = only(
        {"type": "select_one colours", "name": "a", label: "A?"},
        {"type": "text", "name": "b", label: "B?", relevant: "${a}='red'"},
        choices=choices,
    )
    assert (first.wording, second.condition) == ("A?", Condition("a", ("red",)))


@pytest.mark.parametrize("swedish", ["label::Swedish (sv)", "label::Svenska (sv)", "label::sv", "label::SV"])
def test_the_swedish_words_are_preferred(swedish: str) -> None:
    (question,) = only({"type": "text", "name": "a", "label::English (en)": "Why?", swedish: "Varför?"})
    assert question.wording == "Varför?"


def test_without_swedish_words_the_forms_own_language_is_read_and_else_its_first() -> None:
    row = {"type": "text", "name": "a", "label::Suomi (fi)": "Miksi?", "label::English (en)": "Why?"}
    assert only(row)[0].wording == "Miksi?"
    assert only(row, settings=({"default_language": "English (en)"},))[0].wording == "Why?"


def test_words_without_a_language_are_in_the_forms_own() -> None:
    row = {"type": "text", "name": "a", "label::English (en)": "Why?", "label": "Varför?"}
    assert only(row, settings=({"default_language": "Svenska (sv)"},))[0].wording == "Varför?"


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("${a} = 'red'", ("red",)),
        ('${a}="red"', ("red",)),
        ("${a} = ‘red’", ("red",)),
        ("  ${a} = 'red'  or  ${a} = 'blue'", ("red", "blue")),
        ("selected(${a}, 'blue')", ("blue",)),
        ("${a} = 'vet_ej'", ("unknown",)),
    ],
)
def test_a_simple_condition_is_read(words: str, codes: tuple[str, ...]) -> None:
    _first, second = only(
        {"type": "select_one colours", "name": "a", "label": "A?"},
        {"type": "text", "name": "b", "label": "B?", "relevant": words},
        choices=(*COLOURS, {"list_name": "colours", "name": "vet_ej", "label": "Vet ej"}),
    )
    assert second.condition == Condition("a", codes)


def test_a_condition_on_one_of_several_answers_is_read() -> None:
    _first, second = only(
        {"type": "select_multiple colours", "name": "a", "label": "A?"},
        {"type": "text", "name": "b", "label": "B?", "relevant": "selected(${a}, 'inget')"},
        choices=(*COLOURS, {"list_name": "colours", "name": "inget", "label": "Inget av dessa"}),
    )
    assert second.condition == Condition("a", ("none",))


def test_the_fixed_answers_of_others_are_not_made_own_answers() -> None:
    fixed = (
        {"list_name": "colours", "name": 99, "label": "Vet inte"},
        {"list_name": "hues", "name": "x", "label": "Röd"},
        {"list_name": "hues", "name": "y", "label": "Blå"},
        {"list_name": "hues", "name": "z", "label": "Inget av detta"},
    )
    one, many = only(
        {"type": "select_one colours", "name": "a", "label": "A?"},
        {"type": "select_multiple hues", "name": "b", "label": "B?"},
        choices=(*COLOURS, *fixed),
    )
    assert one.options == COLOUR_OPTIONS
    assert many.options == (Option("x", "Röd"), Option("y", "Blå"))


def test_codes_are_made_ours_when_that_leaves_no_doubt() -> None:
    choices = (
        {"list_name": "l", "name": "Då-och.då", "label": "Ibland"},
        {"list_name": "l", "name": 2.0, "label": "Ofta"},
    )
    first, second = only(
        {"type": "select_one l", "name": "a", "label": "A?"},
        {"type": "text", "name": "b", "label": "B?", "relevant": "${a} = 'Då-och.då' or ${a} = 2"},
        choices=choices,
    )  # fmt: skip
    assert first.options == (Option("da_och_da", "Ibland"), Option("2", "Ofta"))
    assert second.condition == Condition("a", ("da_och_da", "2"))


def test_a_scale_is_a_range_or_five_numbered_answers() -> None:
    steps = tuple({"list_name": "steps", "name": step, "label": f"Steg {step}"} for step in range(1, 6))
    plain, named, chosen = only(
        {"type": "range", "name": "a", "label": "A?", "parameters": "start=1 end=5 step=1"},
        {"type": "range", "name": "b", "label": "B?", "parameters": "start=1 end=5 tick_labelset=steps"},
        {"type": "select_one steps", "name": "c", "label": "C?"},
        choices=steps,
    )
    assert [question.kind for question in (plain, named, chosen)] == [Kind.SCALE] * 3
    assert [option.label for option in plain.options] == ["1", "2", "3", "4", "5"]
    assert named.options == chosen.options
    assert chosen.options[4] == Option("5", "Steg 5")


def test_our_own_columns_may_be_added_to_a_form_made_elsewhere() -> None:
    (question,) = only(
        {"type": "integer", "name": "a", "label": "Hur stor andel?", "constraint": ".>=0 and .<=100",
         "constraint_message": "Högst 100", "ledstjarna::kind": "share", "ledstjarna::subject": "staff",
         "ledstjarna::reason": "Ett antal"},
    )  # fmt: skip
    assert (question.kind, question.subject, question.reason) == (Kind.SHARE, Subject.STAFF, "Ett antal")


def test_what_means_nothing_in_xlsform_is_passed_by() -> None:
    data = form(
        [{"type": "text", "name": "a", "label": "A?", "comment": "Fråga Bob"}, {"comment": "Bara en anteckning"}],
        Anteckningar=[{"x": "y"}],
    )
    assert [question.key for question in read_here(data).definitions] == ["a"]


def test_a_group_without_a_heading_is_no_section() -> None:
    (question,) = only(
        {"type": "begin group", "name": "g", "label": None},
        {"type": "text", "name": "a", "label": "A?"},
        {"type": "end group"},
    )
    assert question.section == ""
