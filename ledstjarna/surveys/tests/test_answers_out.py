"""A round's answers as files: one row for each asked unit, one column for each question, and what they mean."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from ledstjarna.accounts.models import Unit, UnitKind
from ledstjarna.accounts.tests.town import START, person
from ledstjarna.audit.models import Entry
from ledstjarna.surveys import exporting, services
from ledstjarna.surveys.definition import Definition, Kind
from ledstjarna.surveys.exporting import unquoted
from ledstjarna.surveys.models import Question, Round
from ledstjarna.surveys.tests.world import SHORT, World, browser
from ledstjarna.walls.roles import Role

Table = list[list[str]]


def questions_of(found: Round) -> list[Question]:
    return list(found.questions.all())


def rows(lines: Iterator[str]) -> Table:
    text = "".join(lines)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def as_dicts(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def answers_csv(found: Round) -> list[dict[str, str]]:
    return as_dicts(rows(exporting.as_csv(exporting.table(found, questions_of(found)))))


def sheets(found: Round, *, template: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    make = exporting.as_template if template else exporting.as_xlsx
    with make(found, questions_of(found)) as file:
        book = load_workbook(file)
    return {page.title: list(page.iter_rows(values_only=True)) for page in book.worksheets}


def test_every_asked_unit_has_a_row_with_how_it_stands(world: World) -> None:
    found = world.round()
    world.answer(found, world.homeless, events_met="yes", event_kinds="other poster", cases="3")
    behandling, hemlösa = answers_csv(found)
    assert behandling["läge"] == "inget svar" and behandling["events_met"] == "" and behandling["svaren kom"] == ""
    assert hemlösa["enhetens kod"] == "SF1" and hemlösa["enhetens namn"] == "Enheten för hemlösa"
    assert hemlösa["läge"] == "skickat" and hemlösa["antal medarbetare"] == "10"
    assert hemlösa["svaren kom"] == "av enheten själv" and hemlösa["besvarad den"] == found.opens.isoformat()
    assert hemlösa["event_kinds"] == "poster other" and hemlösa["cases"] == "3"
    assert hemlösa["form_known_staff"] == "75" and hemlösa["more"] == "Vi behöver en ny genomgång."


def test_a_unit_that_is_not_done_has_begun(world: World) -> None:
    found = world.round()
    world.answer(found, world.homeless, done=False)
    assert [row["läge"] for row in answers_csv(found)] == ["inget svar", "påbörjat"]


def test_a_share_has_a_decimal_comma_in_csv_and_is_a_number_in_a_workbook(world: World) -> None:
    found = world.round()
    world.answer(found, world.homeless, form_known_staff="2 av 3")
    assert answers_csv(found)[1]["form_known_staff"] == "66,67"
    answers = sheets(found)["Svar"]
    assert answers[2][answers[0].index("form_known_staff")] == 66.67


def test_a_number_that_is_not_known_says_unknown(world: World) -> None:
    found = world.round()
    world.answer(found, world.homeless, form_known_staff="unknown")
    assert answers_csv(found)[1]["form_known_staff"] == "unknown"


@pytest.mark.parametrize("words", ["=1+1", "-vi saknar rutiner", "'=x", "''-x", "+1 till"])
def test_no_cell_is_taken_for_a_formula_and_each_can_be_read_back(world: World, words: str) -> None:
    found = world.round()
    world.answer(found, world.homeless, more=words)
    cell = answers_csv(found)[1]["more"]
    assert cell[0] == "'" and unquoted(cell) == words
    page = sheets(found)["Svar"]
    assert page[2][page[0].index("more")] == cell


def test_the_codebook_tells_of_every_column(world: World) -> None:
    found = world.round()
    book = {row["kolumn"]: row for row in as_dicts(rows(exporting.as_csv(exporting.codebook(questions_of(found)))))}
    assert list(book) == list(answers_csv(found)[0])
    kinds = book["event_kinds"]
    assert kinds["fråga"] == "Vilka slags händelser?" and kinds["avsnitt"] == "Händelser"
    assert kinds["svar"] == "poster = Affischer; threat = Hot; other = Annat; none = Inget av detta"
    assert kinds["ställs om"] == "events_met: yes" and kinds["gäller"] == "enheten"
    assert book["form_known_staff"]["svar"] == "unknown = Vet inte"
    assert (kinds["version"], kinds["serie"], kinds["jämförbar"], kinds["skäl"]) == ("1", "1", "", "")


def test_the_codebook_tells_why_a_changed_question_may_be_compared(world: World) -> None:
    found = world.round()
    found.questions.filter(key="effect").update(comparable=True, changed="Bara ett stavfel.", version=2)
    book = {row["kolumn"]: row for row in as_dicts(rows(exporting.as_csv(exporting.codebook(questions_of(found)))))}
    assert (book["effect"]["version"], book["effect"]["jämförbar"]) == ("2", "ja")
    assert book["effect"]["skäl"] == "Bara ett stavfel."


def test_the_file_has_the_same_words_whatever_its_reader_reads(world: World) -> None:
    found = world.round()
    world.answer(found)
    before = sheets(found)
    with translation.override("en"):
        assert sheets(found) == before


def test_a_workbook_has_the_answers_and_the_codebook(world: World) -> None:
    found = world.round()
    assert list(sheets(found)) == ["Svar", "Kodbok"]


def test_json_is_one_object_with_round_codebook_and_answers(world: World) -> None:
    found = world.round()
    world.answer(found, world.homeless, events_met="yes", event_kinds="poster other", form_known_staff="66,5")
    read = json.loads("".join(exporting.as_json(found, questions_of(found))))
    assert read["round"]["board"] == "SN" and read["round"]["year"] == found.year
    assert [entry["key"] for entry in read["codebook"]] == [one.key for one in SHORT]
    assert read["codebook"][1]["condition"] == {"key": "events_met", "any_of": ["yes"]}
    silent, answered = read["answers"]
    assert silent["status"] == "none" and silent["answers"] == {} and silent["way"] is None
    assert answered["answers"]["event_kinds"] == ["poster", "other"]
    assert answered["answers"]["form_known_staff"] == 66.5 and answered["way"] == "own"


def test_json_of_a_round_without_questions_or_answers_is_json(world: World) -> None:
    found = world.round()
    found.invitations.all().delete()
    assert json.loads("".join(exporting.as_json(found, [])))["answers"] == []


def test_the_template_has_the_units_the_questions_and_no_answers(world: World) -> None:
    found = world.round()
    world.answer(found)
    page = sheets(found, template=True)
    numbered = [f"{number}. {one.wording}" for number, one in enumerate(SHORT, start=1)]
    assert page["Svar"][0] == ("enhetens kod", "enhetens namn", "antal medarbetare", *numbered)
    assert [row[:2] for row in page["Svar"][1:]] == [
        ("SF2", "Behandlingsenheten"),
        ("SF1", "Enheten för hemlösa"),
    ]
    assert not any(cell for row in page["Svar"][1:] for cell in row[2:]) and "Kodbok" in page


def test_the_template_offers_the_answers_where_there_is_one_to_give(world: World) -> None:
    found = world.round()
    with exporting.as_template(found, questions_of(found)) as file:
        book = load_workbook(file)
    page, choices = book["Svar"], book["Val"]
    offered = {}
    for listed in page.data_validations.dataValidation:
        (cells,) = listed.sqref.ranges
        assert (cells.min_row, cells.max_row) == (2, 3)
        _name, place = listed.formula1.replace("$", "").split("!")
        offered[cells.min_col] = [row[0].value for row in choices[place]]
    words = {place: [str(label) for _code, label in one.choices] for place, one in enumerate(SHORT, start=4)}
    single = {place for place, one in enumerate(SHORT, start=4) if one.kind in (Kind.YES_NO, Kind.ONE, Kind.SCALE)}
    assert len(single) > 2 and offered == {place: words[place] for place in single}


def test_the_templates_heading_is_a_key_where_the_words_are_anothers(world: World) -> None:
    twice = Definition("again", "Känner du till formuläret?", Kind.YES_NO)
    kods = Definition("kods", "Enhetskod", Kind.TEXT)
    found = world.round(definitions=(*SHORT, twice, kods))
    headings = sheets(found, template=True)["Svar"][0]
    assert {"form_known", "again", "kods"} <= set(headings) and "Känner du till formuläret?" not in headings


@pytest.mark.parametrize("units", [3, 60])
def test_an_export_asks_the_database_as_often_whatever_the_number_of_units(
    world: World, units: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Unit.objects.bulk_create(
        Unit(kind=UnitKind.UNIT, code=f"E{n}", parent=world.social_office, board=world.social, valid_from=START).called(
            f"Enhet {n}"
        )
        for n in range(units)
    )
    found = world.round()
    for unit in Unit.objects.filter(code__startswith="E")[:units]:
        world.answer(found, unit)
    found = Round.objects.select_related("board", "questionnaire").get(pk=found.pk)
    with django_assert_num_queries(3):
        list(exporting.as_csv(exporting.table(found, questions_of(found))))
    with django_assert_num_queries(3):
        list(exporting.as_json(found, questions_of(found)))


def test_numbers_stay_exact(world: World) -> None:
    found = world.round()
    world.answer(found, events_met="yes", cases="1000000")
    cases = [row.given["cases"].number for row in exporting.rows(found, questions_of(found)) if row.given]
    assert cases == [Decimal(1_000_000)]


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def page_of(name: str, found: Round) -> str:
    return reverse(f"surveys:{name}", args=[found.pk])


@pytest.mark.parametrize("form", exporting.FORMS)
def test_each_file_is_given_out_after_the_log_has_it(world: World, form: str) -> None:
    found = world.round()
    world.answer(found)
    answer = browser(world.alice).get(page_of("answers_export", found), {"form": form})
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    assert body(answer)
    entry = Entry.objects.get(action="survey.answers.export")
    assert (entry.ids, entry.facts) == ([found.pk], {"format": form, "units": 2})


def test_the_page_leads_to_each_file_and_reads_no_answers(world: World) -> None:
    found = world.round()
    page = browser(world.alice).get(page_of("answers_export", found)).text
    assert all(f"?form={form}" in page for form in exporting.FORMS) and page_of("codebook", found) in page
    assert not Entry.objects.filter(action="survey.answers.export").exists()


def test_a_form_that_is_not_there_is_not_found(world: World) -> None:
    assert browser(world.alice).get(page_of("answers_export", world.round()), {"form": "doc"}).status_code == 404


def test_the_codebook_is_there_before_the_round_opens_and_the_answers_are_not(world: World) -> None:
    found = world.planned()
    client = browser(world.alice)
    book = client.get(page_of("codebook", found))
    assert "Vilka slags händelser?" in body(book).decode()
    for name in ("answers_export", "answers_template", "answers_import"):
        assert client.get(page_of(name, found)).url == reverse("surveys:round", args=[found.pk])  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["answers_export", "codebook", "answers_template"])
def test_another_boards_files_are_not_found(world: World, name: str) -> None:
    found = world.round(world.culture)
    assert browser(world.alice).get(page_of(name, found), {"form": "csv"}).status_code == 404


@pytest.mark.parametrize("name", ["answers_export", "codebook", "answers_template"])
def test_who_only_answers_gets_no_files(world: World, name: str) -> None:
    assert browser(world.bob).get(page_of(name, world.round())).status_code == 403


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "codebook"])
def test_the_command_writes_the_same_file(world: World, tmp_path: Path, form: str) -> None:
    found = world.round()
    world.answer(found)
    file = tmp_path / "svar"
    call_command("survey", "export-answers", f"SN:{found.year}", "--form", form, "--output", str(file))
    data = file.read_bytes()
    if form == "csv":
        assert data.decode() == "".join(exporting.as_csv(exporting.table(found, questions_of(found))))
    elif form == "json":
        assert len(json.loads(data)["answers"]) == 2
    else:
        assert data
    logged = Entry.objects.filter(action="survey.answers.export", actor_id=None)
    assert logged.count() == (0 if form == "codebook" else 1)


def test_the_command_writes_on_stdout_when_no_file_is_named(world: World) -> None:
    found = world.round()
    out = io.StringIO()
    call_command("survey", "export-answers", str(found.pk), "--form", "json", stdout=out)
    assert json.loads(out.getvalue())["round"]["year"] == found.year


@pytest.mark.parametrize("wanted", ["0", "999999", "SN:1999", "XX:2026", ":", "SN", "9" * 40, "SN:" + "9" * 40])
def test_the_command_says_when_there_is_no_such_round(world: World, wanted: str) -> None:
    err = io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("survey", "export-answers", wanted, stderr=err)
    assert left.value.code == 1 and "Det finns ingen sådan enkät" in err.getvalue()


def test_of_two_questionnaires_a_year_the_command_takes_the_one_that_the_picture_counts(world: World) -> None:
    first = world.round()
    world.round(name="En annan enkät", definitions=SHORT[:1])
    out = io.StringIO()
    call_command("survey", "export-answers", f"SN:{first.year}", "--form", "json", stdout=out)
    assert len(json.loads(out.getvalue())["codebook"]) == len(SHORT)


def test_a_local_coordinator_of_another_board_has_own_rounds_only(world: World) -> None:
    other = person("Kim", Role.LOCAL_COORDINATOR, world.culture)
    found = world.round()
    assert browser(other).get(page_of("answers_export", found), {"form": "csv"}).status_code == 404
    assert services.ROUND not in Entry.objects.filter(action="survey.answers.export").values_list("kind", flat=True)
