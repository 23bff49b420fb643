"""Answers in from a file: all of them or none, and each wrong cell with its reason."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from openpyxl import Workbook, load_workbook

from ledstjarna.accounts.tests.town import unit
from ledstjarna.audit.models import Entry
from ledstjarna.surveys import exporting, grids, services
from ledstjarna.surveys.definition import Condition, Definition, Kind
from ledstjarna.surveys.models import Answer, Invitation, Round, Way
from ledstjarna.surveys.tests.files import GOOD, PERSONAL, fault, faults, paper, said, state, stored, take_in
from ledstjarna.surveys.tests.world import SHORT, World
from ledstjarna.texts.tables import Unreadable
from ledstjarna.ui.errors import Conflict


@pytest.fixture
def found(world: World) -> Round:
    return paper(world)


def test_the_answers_of_a_file_are_the_units_own(found: Round) -> None:
    findings = take_in(found, GOOD)
    assert findings.sentence == "2 enheter, 13 svar: 2 nya, 0 ändras, 0 oförändrade"
    assert said(found, "SF1", "event_kinds") == ("poster", "other") and said(found, "SF1", "cases") == 3
    assert str(said(found, "SF1", "form_known_staff")) == "66.70" and said(found, "SF1", "knowledge") == ("4",)
    assert said(found, "SF1", "more") == "Vi behöver mer tid." and said(found, "SF2", "form_known") == ("unknown",)
    assert said(found, "SF2", "form_known_staff") == 75 and "event_kinds" not in stored(found)["SF2"]
    for row in found.invitations.all():
        assert row.way == Way.FILE and row.answered_on == row.saved_on == timezone.localdate()
    assert set(found.invitations.values_list("headcount", flat=True)) == {8, 12}


def test_the_day_may_be_that_of_the_paper(found: Round) -> None:
    take_in(found, GOOD, on=date(2026, 1, 15))
    assert set(found.invitations.values_list("answered_on", flat=True)) == {date(2026, 1, 15)}


def test_the_log_has_one_row_with_counts_alone(found: Round) -> None:
    take_in(found, GOOD)
    entry = Entry.objects.get(action="survey.answers.import")
    assert entry.facts == {"units": 2, "answers": 13} and entry.board_id == found.board_id
    assert sorted(entry.ids) == sorted(found.invitations.values_list("pk", flat=True))


def test_the_same_file_twice_changes_nothing(found: Round) -> None:
    take_in(found, GOOD)
    before = state(found)
    findings = take_in(found, GOOD, on=timezone.localdate() + timedelta(days=1))
    assert state(found) == before
    assert findings.sentence == "2 enheter, 13 svar: 0 nya, 0 ändras, 2 oförändrade"


def test_a_unit_that_answers_otherwise_is_changed_and_a_blank_leaves_what_was(found: Round) -> None:
    take_in(found, GOOD)
    findings = take_in(found, "enhetens kod;effect;more\nSF1;Inte mycket;\nSF2;little;\n")
    assert findings.sentence == "2 enheter, 2 svar: 0 nya, 1 ändras, 1 oförändrad"
    assert said(found, "SF1", "effect") == ("little",) and said(found, "SF1", "more") == "Vi behöver mer tid."


def test_an_answer_that_leads_past_stored_ones_takes_them_away(found: Round) -> None:
    take_in(found, GOOD)
    take_in(found, "enhetens kod;events_met\nSF1;Nej\n")
    assert not {"event_kinds", "cases"} & stored(found)["SF1"].keys()


def test_an_answer_may_lean_on_one_that_is_stored(found: Round) -> None:
    take_in(found, "enhetens kod;events_met\nSF1;Ja\n")
    take_in(found, "enhetens kod;cases\nSF1;4\n")
    assert said(found, "SF1", "cases") == 4


def test_a_row_without_answers_leaves_its_unit_unanswered(found: Round) -> None:
    findings = take_in(found, "enhetens kod;antal medarbetare;form_known\nSF1;5;\nSF2;5;ja\n")
    assert (findings.units, findings.empty) == (1, 1)
    assert found.invitations.filter(saved_on=None, headcount=None).count() == 1


def test_what_a_unit_has_begun_is_done_when_the_file_says_the_same(world: World) -> None:
    found = world.round()
    world.answer(found, events_met="yes", done=False)
    assert len(take_in(found, "enhetens kod;events_met\nSF1;ja\n").changed) == 1
    assert Invitation.objects.get(round=found, unit=world.homeless).answered_on


def test_a_headcount_alone_is_put_right(found: Round) -> None:
    take_in(found, GOOD, on=date(2026, 1, 15))
    assert len(take_in(found, "enhetens kod;antal medarbetare\nSF1;14\nSF2;8\n").changed) == 1
    row = found.invitations.get(unit__code="SF1")
    assert row.headcount == 14 and row.saved_on == row.answered_on == date(2026, 1, 15)


def test_what_a_unit_has_answered_itself_stays_its_own_when_the_file_says_the_same(world: World) -> None:
    found = world.round()
    world.answer(found, events_met="no", form_known="yes")
    take_in(found, "enhetens kod;antal medarbetare;form_known\nSF1;14;ja\n")
    assert found.invitations.get(unit__code="SF1").way == Way.OWN
    take_in(found, "enhetens kod;form_known\nSF1;nej\n")
    assert found.invitations.get(unit__code="SF1").way == Way.FILE


def test_units_are_known_by_their_names_and_questions_by_their_words(found: Round) -> None:
    take_in(found, "Enhet;Känner du till formuläret?;Hur god är kunskapen?\nenheten för HEMLÖSA;JA;Ganska  låg\n")
    assert said(found, "SF1", "form_known") == ("yes",) and said(found, "SF1", "knowledge") == ("2",)


def test_a_question_may_be_numbered_in_its_heading_and_in_its_words(world: World) -> None:
    found = paper(world, definitions=(*SHORT, Definition("steps", "1. Har ni gått igenom steg 1?", Kind.YES_NO)))
    for heading, word in (("9. 1. Har ni gått igenom steg 1?", "yes"), ("1. Har ni gått igenom steg 1?", "no")):
        take_in(found, f"enhetens kod;{heading};4. Känner du till formuläret?\nSF1;{word};ja\n")
        assert said(found, "SF1", "steps") == (word,) and said(found, "SF1", "form_known") == ("yes",)


@pytest.mark.parametrize(
    "cell", ["poster threat", "poster,threat", '"poster;threat"', "Affischer|Hot", '"hot;AFFISCHER"']
)
def test_several_answers_are_written_in_many_ways(found: Round, cell: str) -> None:
    take_in(found, f"enhetens kod;events_met;event_kinds\nSF1;ja;{cell}\n")
    assert said(found, "SF1", "event_kinds") == ("poster", "threat")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("75", "75"),
        ("75 %", "75"),
        ("66,7", "66.7"),
        ("9 av 12", "75"),
        ("66.66666666666667", "66.67"),
        ("0,6 %", "0.6"),
    ],
)
def test_a_share_is_written_in_many_ways(found: Round, cell: str, number: str) -> None:
    take_in(found, f"enhetens kod;form_known_staff\nSF1;{cell}\n")
    assert f"{said(found, 'SF1', 'form_known_staff'):f}".rstrip("0").rstrip(".") == number


def test_a_cell_that_a_workbook_shows_as_per_cent_is_read_as_it_is_shown(found: Round) -> None:
    book = Workbook()
    page = book.worksheets[0]
    page.append(["enhetens kod", "form_known_staff"])
    page.append(["SF1", 0.75])
    page["B2"].number_format = "0%"
    out = io.BytesIO()
    book.save(out)
    take_in(found, out.getvalue())
    assert said(found, "SF1", "form_known_staff") == 75


@pytest.mark.parametrize("word", ["unknown", "Vet inte", "vet  INTE"])
def test_a_number_may_be_unknown(found: Round, word: str) -> None:
    take_in(found, f"enhetens kod;form_known_staff\nSF1;{word}\n")
    assert said(found, "SF1", "form_known_staff") == ("unknown",)


DIGITS = "Skriv hur många medarbetarna är med siffror, mellan 1 och 20 000."
ROWS = "enhetens kod;enhetens namn;antal medarbetare;events_met;event_kinds;cases;form_known;effect;more\n"


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("SF9;;;;;;ja;;", "enhetens kod", "Det finns ingen sådan enhet hos nämnden."),
        ("KN1;;;;;;ja;;", "enhetens kod", "Det finns ingen sådan enhet hos nämnden."),
        ("SF3;;;;;;ja;;", "enhetens kod", "Enheten är inte med bland dem som den här enkäten går till."),
        (";Nya enheten;;;;;ja;;", "enhetens namn", "Enheten är inte med bland dem som den här enkäten går till."),
        (";Ingenstans;;;;;ja;;", "enhetens namn", "Det finns ingen sådan enhet hos nämnden."),
        ("SF1;Behandlingsenheten;;;;;ja;;", "enhetens namn", "Koden och namnet hör till olika enheter."),
        (";;;;;;ja;;", "enhetens kod", "Raden säger inte vilken enhet den gäller."),
        ("SF1;;;;;;kanske;;", "form_known", "Det svaret finns inte att välja. Välj bland: Ja, Nej, Vet inte."),
        ("SF1;;;;;;;väldigt;", "effect", "Det svaret finns inte att välja. Välj bland: Mycket, Inte mycket, Vet inte."),
        ("SF1;;;ja;poster, bomb;;;;", "event_kinds", None),
        ("SF1;;;ja;poster none;;;;", "event_kinds", "Inget av detta går inte ihop med de andra svaren."),
        ("SF1;;;ja;;tre;;;", "cases", "Skriv ett helt tal, till exempel 0, 3 eller 12."),
        ("SF1;;;ja;;2000000;;;", "cases", "Talet är för stort. Skriv högst en miljon."),
        ("SF1;;0;;;;ja;;", "antal medarbetare", DIGITS),
        (
            "SF1;;20001;;;;ja;;",
            "antal medarbetare",
            DIGITS,
        ),
        (
            "SF1;;många;;;;ja;;",
            "antal medarbetare",
            DIGITS,
        ),
        ("SF1;;;;;;ja;;=SUM(A1)", "more", "Cellen innehåller en formel. Klistra in värdet i stället."),
        ("SF1;;;;;;ja;;;utanför", "J", "Cellen ligger utanför rubrikerna."),
        (
            "SF1;;;nej;;4;;;",
            "cases",
            "Frågan gäller bara den som svarar ”Ja” på ”Har ni märkt av händelser?”. "
            "Ta bort svaret eller rätta det andra.",
        ),
        ("SF1;;;;poster;;;;", "event_kinds", None),
    ],
)
def test_a_wrong_cell_is_named_with_its_reason(world: World, row: str, column: str, reason: str | None) -> None:
    found = paper(world)
    unit("SF3", "unit", world.social_office, "Nya enheten")
    number, named, said_why = fault(found, f"{ROWS}SF2;;;;;;ja;;\n{row}\n")
    assert (number, named) == (3, column) and said_why
    assert reason is None or said_why == reason


@pytest.mark.parametrize("cell", ["0,6", "0.66666667", ".5"])
def test_a_share_that_may_be_of_one_or_of_a_hundred_is_asked_about(found: Round, cell: str) -> None:
    row, column, reason = fault(found, f"enhetens kod;form_known_staff\nSF1;{cell}\n")
    assert (row, column) == (2, "form_known_staff") and reason.endswith("Skriv talet med procenttecken.")


def test_as_many_questions_as_a_round_may_have_are_read(world: World) -> None:
    many = tuple(Definition(f"q{number}", f"Fråga {number}?", Kind.YES_NO) for number in range(100))
    found = paper(world, definitions=many)
    take_in(found, f"enhetens kod;{';'.join(one.key for one in many)}\nSF1{';ja' * 100}\n")
    assert len(stored(found)["SF1"]) == 100


def test_a_unit_stands_once(found: Round) -> None:
    text = "enhetens namn;form_known\nBehandlingsenheten;ja\nBehandlingsenheten;nej\n"
    assert fault(found, text) == (3, "enhetens namn", "Enheten står redan på rad 2.")


def test_a_name_that_two_units_have_is_not_enough(world: World) -> None:
    unit("SF3", "unit", world.social_office, "Behandlingsenheten")
    found = paper(world)
    row, column, reason = fault(found, "enhet;form_known\nBehandlingsenheten;ja\n")
    assert (row, column, reason) == (2, "enhet", "Flera enheter heter så. Skriv enhetens kod.")


@pytest.mark.parametrize("heading", ["hemligt", "Känner du till blanketten?"])
def test_a_heading_that_is_no_question_is_named(found: Round, heading: str) -> None:
    row, column, reason = fault(found, f"enhetens kod;{heading}\nSF1;ja\n")
    assert (row, column) == (1, heading) and reason.startswith("Rubriken är varken")


def test_a_column_without_a_heading_is_named_by_its_letter(found: Round) -> None:
    assert fault(found, "enhetens kod;;form_known\nSF1;hej;ja\n")[:2] == (1, "B")
    assert take_in(found, "enhetens kod;;form_known\nSF1;;ja\n").units == 1


def test_a_heading_with_personal_data_is_not_repeated(found: Round) -> None:
    row, column, reason = fault(found, f"enhetens kod;{PERSONAL}\nSF1;ja\n")
    assert (row, column) == (1, "B") and "811218" not in reason


def test_a_question_stands_in_one_column(found: Round) -> None:
    text = "enhetens kod;form_known;Känner du till formuläret?\nSF1;ja;nej\n"
    assert fault(found, text) == (1, "Känner du till formuläret?", "Kolumnen finns redan. Behåll en av dem.")


def test_a_wording_that_two_questions_share_is_not_enough(world: World) -> None:
    twins = tuple(Definition(key, "Känner ni till det?", Kind.YES_NO) for key in ("first", "second"))
    found = paper(world, definitions=twins)
    row, _column, reason = fault(found, "enhetens kod;Känner ni till det?\nSF1;ja\n")
    assert (row, reason) == (1, "Flera frågor lyder så. Skriv frågans nyckel i stället.")


def test_a_text_with_personal_data_is_refused_and_not_repeated(found: Round) -> None:
    row, column, reason = fault(found, f"enhetens kod;more\nSF1;{PERSONAL}\n")
    assert (row, column) == (2, "more") and "personnummer" in reason and "811218" not in reason


def test_what_stands_in_a_wrong_cell_is_never_repeated(found: Round) -> None:
    text = ROWS + ";".join([PERSONAL] * 9) + "\nSF1;" + ";".join([PERSONAL] * 8) + "\n"
    assert "811218" not in str(faults(found, text))


def test_two_wrong_rows_are_two_faults_and_nothing_is_stored(found: Round) -> None:
    text = "enhetens kod;form_known;cases\nSF1;kanske;\nSF2;ja;\nSF7;ja;\n"
    assert [one[:2] for one in faults(found, text)] == [(2, "form_known"), (4, "enhetens kod")]
    assert not Answer.objects.exists() and not Entry.objects.filter(action="survey.answers.import").exists()


def test_a_wrong_answer_is_one_fault_though_others_lean_on_it(world: World) -> None:
    chain = (
        Definition("first", "Har ni en?", Kind.YES_NO),
        Definition("second", "Är den ny?", Kind.YES_NO, condition=Condition("first", ("yes",))),
        Definition("third", "Hur många?", Kind.NUMBER, condition=Condition("second", ("yes",))),
    )
    found = paper(world, definitions=chain)
    assert fault(found, "enhetens kod;first;second;third\nSF1;kanske;ja;3\n")[:2] == (2, "first")
    both = faults(found, "enhetens kod;first;second;third\nSF1;nej;ja;3\n")
    assert [one[1] for one in both] == ["second", "third"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Filen är tom."),
        (b"form_known\nja\n", "Filen saknar en kolumn som säger vilken enhet"),
        (b"enhetens kod;form_known\n", "Filen har inga rader"),
        (b"{", "ingen JSON-fil med svar"),
        (b'{"answers": [1]}', "ingen JSON-fil med svar"),
        (b'{"answers": []}', "Filen har inga svar."),
        (b"[" * 100_000, "ingen JSON-fil med svar"),
        (b"PK\x03\x04", "skadad eller ingen Excelfil"),
        (b"kod;form_known\n" + b"SF1;ja\n" * 10_001, "fler än 10 000 rader"),
        (b"x" * (5 * 1024 * 1024 + 1), "större än 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(found: Round, data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        take_in(found, data)


def test_a_round_that_has_not_opened_takes_no_answers(world: World) -> None:
    found = world.planned()
    with pytest.raises(ValidationError, match="inte öppnat"):
        take_in(found, GOOD)


def test_a_round_that_is_gone_is_a_conflict(found: Round) -> None:
    found.delete()
    with pytest.raises(Conflict):
        services.answers_import(round_id=1_000_000, data=b"kod\nSF1", actor_id=None)


def exported(found: Round, form: str) -> bytes:
    questions = list(found.questions.all())
    if form == "xlsx":
        with exporting.as_xlsx(found, questions) as book:
            return book.read()
    if form == "csv":
        return "".join(exporting.as_csv(exporting.table(found, questions))).encode()
    return "".join(exporting.as_json(found, questions)).encode()


@pytest.mark.parametrize("form", exporting.FORMS)
def test_what_one_round_gives_out_another_takes_in(world: World, form: str) -> None:
    first = world.round()
    more = "=inte en formel\n'- men två rader; och 9 av 10"
    world.answer(first, events_met="yes", event_kinds="other poster", cases="0", form_known_staff="0,5 %", more=more)
    world.answer(first, world.treatment, heads=None, form_known_staff="unknown", knowledge="unknown", more="- nej")
    second = paper(world)
    take_in(second, exported(first, form))
    assert stored(second) == stored(first)
    heads = [dict(one.invitations.values_list("unit__code", "headcount")) for one in (first, second)]
    assert heads[0] == heads[1]
    before = state(first)
    assert take_in(first, exported(first, form)).same == 2 and state(first) == before


def test_the_template_filled_in_is_taken_in(found: Round) -> None:
    with exporting.as_template(found, list(found.questions.all())) as file:
        book = load_workbook(file)
    page = book["Svar"]
    column = [cell.value for cell in page[1]].index("4. Känner du till formuläret?") + 1
    page.cell(3, column, "Ja")
    page.cell(3, 3, 17)
    out = io.BytesIO()
    book.save(out)
    findings = take_in(found, out.getvalue())
    assert (findings.units, findings.empty) == (1, 1)
    assert said(found, "SF1", "form_known") == ("yes",) and found.invitations.get(unit__code="SF1").headcount == 17


@pytest.mark.parametrize("value", [{"a": 1}, [["poster"]]])
def test_a_value_that_is_no_answer_is_a_fault_in_json_too(found: Round, value: object) -> None:
    data = json.dumps([{"unit": "SF1", "answers": {"more": value}}])
    assert fault(found, data)[:2] == (1, "more")


def test_json_takes_yes_as_true_and_lists_of_words(found: Round) -> None:
    answers = {"events_met": True, "event_kinds": ["Hot", "poster"], "form_known": None, "cases": 3}
    take_in(found, json.dumps([{"unit": "SF1", "headcount": 4, "answers": answers}]))
    assert said(found, "SF1", "events_met") == ("yes",) and said(found, "SF1", "event_kinds") == ("poster", "threat")


def test_a_workbook_is_opened_in_a_process_of_its_own_which_may_not_go_on_for_ever(
    found: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = exported(found, "xlsx")
    monkeypatch.setattr("ledstjarna.texts.tables.load_workbook", None)
    assert services.answers_check(round_id=found.pk, data=data).faults == []
    monkeypatch.setattr(grids, "_SECONDS", 0.001)
    with pytest.raises(Unreadable, match="för tung att läsa"):
        services.answers_check(round_id=found.pk, data=data)


def test_why_a_workbook_cannot_be_read_is_said_in_the_readers_language(found: Round) -> None:
    with translation.override("en"), pytest.raises(Unreadable, match="damaged"):
        services.answers_check(round_id=found.pk, data=b"PK\x03\x04 and nothing more")
