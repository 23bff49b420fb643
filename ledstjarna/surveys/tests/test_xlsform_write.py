"""Questions go out as XLSForm that other tools take, and come back as they were."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.utils.translation import override
from hypothesis import example, given, settings
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from ledstjarna.surveys.definition import Definition, Kind, Option, faults
from ledstjarna.surveys.template import TEMPLATE
from ledstjarna.surveys.xlsform import read, write

from .xlsform_files import questionnaires, read_here


def rows(data: bytes, sheet: str) -> list[dict[str, Any]]:
    header, *rest = load_workbook(BytesIO(data))[sheet].iter_rows(values_only=True)
    return [{str(name): value for name, value in zip(header, row, strict=True) if value} for row in rest]


def test_the_template_comes_back_as_it_was() -> None:
    reading = read(write(TEMPLATE, title="Enkät till enhetschefer"))
    assert reading.faults == ()
    assert reading.definitions == TEMPLATE
    assert reading.title == "Enkät till enhetschefer"


def test_pyxform_makes_a_form_of_the_template_without_a_warning() -> None:
    converted = convert(write(TEMPLATE, title="Enkät"))
    assert converted.warnings == []
    assert "selected" not in converted.xform
    assert "/data/section_1/events_met  = 'yes'" in converted.xform


@settings(max_examples=60)
@given(questionnaires())
@example((Definition("a", "=1+1", Kind.TEXT, help="_x0041_", reason="#N/A"),))
@example((Definition("section_1", "Hur mycket är ${pris}?", Kind.TEXT, section="#REF!"),))
@example((Definition("a", "A?", Kind.ONE, options=(Option("yes", "Ja"), Option("no", "Nej"))),))
@example((Definition("a", "A?", Kind.ONE, options=tuple(Option(step, f"Steg {step}") for step in "12345")),))
@example((Definition("a", "A?", Kind.ONE, options=(Option("x", "Vet ej"), Option("y", "Don't know"))),))
def test_any_questions_come_back_as_they_were(questions: tuple[Definition, ...]) -> None:
    assert list(faults(questions)) == []
    data = write(questions, title="Enkät å ä ö")
    reading = read_here(data)
    assert reading.faults == ()
    assert reading.definitions == questions
    assert reading.title == "Enkät å ä ö"
    assert convert(data).warnings == [], "what is read here has to be a form to others too"


def test_the_fixed_answers_are_written_out_in_swedish_whatever_language_the_page_is_in() -> None:
    with override("en"):
        data = write(TEMPLATE[:2], title="Enkät")
    labels = {(row["list_name"], row["name"]): row["label"] for row in rows(data, "choices")}
    assert [labels["yes_no", code] for code in ("yes", "no", "unknown")] == ["Ja", "Nej", "Vet inte"]
    assert labels["list_event_kinds", "none"] == "Inget av detta"


def test_questions_with_the_same_answers_share_a_list() -> None:
    types = [row["type"] for row in rows(write(TEMPLATE, title=""), "survey")]
    assert types.count("select_multiple list_partners_with") == 2
    assert types.count("select_one yes_no") == sum(question.kind == Kind.YES_NO for question in TEMPLATE)


def test_a_question_of_each_kind_has_the_type_that_other_tools_know() -> None:
    survey = {row["name"]: row for row in rows(write(TEMPLATE, title=""), "survey") if "name" in row}
    assert survey["cases_far_right"]["type"] == "integer"
    assert survey["cases_far_right"]["constraint"] == ". >= 0 and . <= 1000000"
    assert survey["form_known_staff"]["constraint"] == ". >= 0 and . <= 100"
    assert survey["form_known_staff"]["ledstjarna::kind"] == "share"
    assert survey["form_known_staff"]["ledstjarna::subject"] == "staff"
    assert survey["knowledge_level"]["type"] == "select_one list_knowledge_level"
    assert survey["needs_words"]["type"] == "text"
    assert survey["event_kinds"]["relevant"] == "${events_met} = 'yes'"


def test_a_text_that_looks_like_a_formula_is_a_text_in_the_file() -> None:
    data = write((Definition("a", "=HYPERLINK(1)", Kind.TEXT),), title="=1")
    cell = load_workbook(BytesIO(data))["survey"]["C2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_what_a_file_has_no_room_for_is_left_out_instead_of_failing() -> None:
    reading = read_here(write((Definition("a", "Fråga\x00\x0b?", Kind.TEXT),), title="En\x00kät"))
    assert reading.definitions[0].wording == "Fråga?"
    assert reading.title == "Enkät"


def test_no_questions_at_all_are_a_form_without_rows() -> None:
    assert rows(write((), title="Tom"), "survey") == []
