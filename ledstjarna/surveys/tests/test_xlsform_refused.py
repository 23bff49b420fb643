"""What cannot be asked here is refused with its row and a reason, all of it at once."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import docx
import pytest
from django.utils.translation import override

from ledstjarna.surveys.template import TEMPLATE
from ledstjarna.surveys.xlsform import MAX_BYTES, Reason, Unreadable, process, read, write
from ledstjarna.surveys.xlsform.model import MESSAGES

from .xlsform_files import COLOURS, YES_NO, Row, form, read_here, rezipped

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
ASKED = {"type": "select_one colours", "name": "a", "label": "A?"}
SEVERAL = {"type": "select_multiple colours", "name": "a", "label": "A?"}
TEXT = {"type": "text", "name": "b", "label": "B?"}
COUNT = {"type": "integer", "name": "b", "label": "B?"}

Fault = tuple[str, int, str]


def faults(
    *survey: Row, choices: tuple[Row, ...] = COLOURS, settings: tuple[Row, ...] = (), **more: list[Row]
) -> list[Fault]:
    reading = read_here(form(survey, choices, settings, **more))
    assert reading.definitions == ()
    assert all(fault.sentence.endswith((".", "…")) or "pyxform" in fault.sentence for fault in reading.faults)
    return [(fault.sheet, fault.row, fault.column) for fault in reading.faults]


TYPES = (
    "geopoint", "image", "audio", "video", "file", "date", "time", "dateTime", "decimal", "calculate", "note",
    "acknowledge", "barcode", "hidden", "start", "end", "deviceid", "username", "audit", "rank colours",
    "select_one colours or_other", "select_multiple colours or_other", "select_one_from_file colours.csv",
    "select_multiple_from_file colours.xml", "select_one_external colours", "osm colours",
    "phone number", "xml-external", "vadsomhelst",
)  # fmt: skip


@pytest.mark.parametrize("words", TYPES)
def test_a_type_that_cannot_be_asked_is_refused(words: str) -> None:
    assert ("survey", 3, "type") in faults(ASKED, {**TEXT, "type": words})


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("appearance", "minimal"),
        ("default", "red"),
        ("calculation", "1 + 1"),
        ("choice_filter", "x = 1"),
        ("parameters", "rows=3"),
        ("guidance_hint", "Läs högt"),
        ("media::image", "a.png"),
        ("read_only", "yes"),
        ("trigger", "${a}"),
        ("constraint", "regex(., 'a')"),
        ("bind::jr:preload", "uid"),
        ("instance::x", "y"),
        ("ledstjarna::kind", "scale"),
        ("ledstjarna::subject", "barnen"),
    ],
)
def test_a_column_that_would_change_the_question_is_refused_with_its_row(column: str, value: str) -> None:
    assert ("survey", 3, column) in faults(ASKED, {**TEXT, column: value})


@pytest.mark.parametrize(
    "words",
    [
        "${a} != 'red'",
        "${a} = 'red' and ${a} = 'blue'",
        "not(${a} = 'red')",
        "${a} = 'red' or ${b} = 'x'",
        "${a} = ${b}",
        "true()",
        "count-selected(${a}) > 1",
        "(${a} = 'red')",
        "${a} = 'red' or",
        "a",
    ],
)
def test_a_condition_that_is_not_simple_is_refused(words: str) -> None:
    found = faults(ASKED, TEXT, {**TEXT, "name": "c", "relevant": words})
    assert found == [("survey", 4, "relevant")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("${nowhere} = 'red'", "som inte finns"),
        ("${c} = 'x'", "inte kommer före"),
        ("${a} = 'green'", "ett svar som inte finns"),
        ("${d} = 'x'", "utan svar att välja"),
    ],
)
def test_a_condition_on_what_is_not_there_is_told_on_its_row(words: str, said: str) -> None:
    survey = ({**TEXT, "name": "d"}, ASKED, {**TEXT, "relevant": words}, {**ASKED, "name": "c"})
    (fault,) = read_here(form(survey, COLOURS)).faults
    assert (fault.row, fault.column) == (4, "relevant")
    assert said in fault.sentence


def test_a_condition_on_several_answers_needs_the_form_that_means_it() -> None:
    assert faults(SEVERAL, {**TEXT, "relevant": "${a} = 'red'"}) == [("survey", 3, "relevant")]


def test_nothing_is_told_of_a_row_that_only_follows_from_another() -> None:
    found = faults({**ASKED, "appearance": "minimal"}, {**TEXT, "relevant": "${a} = 'red'"})
    assert found == [("survey", 2, "appearance")]


@pytest.mark.parametrize("words", [". > 3", ". >= 1", ". >= 0 and . <= 10", ". <= ${a}", ". >= 0 and . <= 100", "x"])
def test_a_limit_that_cannot_be_kept_is_refused(words: str) -> None:
    assert faults(ASKED, {**COUNT, "constraint": words}) == [("survey", 3, "constraint")]


@pytest.mark.parametrize(
    "words", ["start=0 end=5", "start=1 end=5 step=2", "start=1 end=5 placeholder=3", "", "x", "start==1"]
)
def test_a_range_other_than_one_to_five_is_refused(words: str) -> None:
    assert ("survey", 3, "parameters") in faults(ASKED, {**TEXT, "type": "range", "parameters": words or None})


GROUP = {"type": "begin_group", "name": "g", "label": "G"}
END = {"type": "end_group", "name": None}


def test_groups_in_groups_repeats_and_broken_groups_are_refused() -> None:
    assert faults(GROUP, {**GROUP, "name": "h"}, TEXT, END, END) == [("survey", 3, "type")]
    assert faults({**GROUP, "type": "begin_repeat"}, TEXT, {**END, "type": "end_repeat"}) == [("survey", 2, "type")]
    assert faults(GROUP, TEXT) == [("survey", 2, "type")]
    assert faults(TEXT, END) == [("survey", 3, "type")]
    assert faults(TEXT, GROUP, END) == [("survey", 3, "type")]
    assert faults(ASKED, {**GROUP, "relevant": "${a} = 'red'"}, TEXT, END) == [("survey", 3, "relevant")]
    assert faults({**GROUP, "appearance": "field-list"}, TEXT, END) == [("survey", 2, "appearance")]


@pytest.mark.parametrize("name", ["1a", "_a", "över€", "x" * 41, "meta", "a:b", None])
def test_a_name_that_cannot_be_a_key_is_refused(name: str | None) -> None:
    assert faults(ASKED, {**TEXT, "name": name}) == [("survey", 3, "name")]


def test_two_names_that_cannot_be_told_apart_are_refused() -> None:
    assert faults({**TEXT, "name": "b-c"}, {**TEXT, "name": "B_c"}) == [("survey", 3, "name")]
    assert faults(TEXT, TEXT) == [("survey", 3, "name")]


def test_a_row_without_words_or_type_is_refused() -> None:
    assert faults(ASKED, {**TEXT, "label": None}) == [("survey", 3, "label")]
    assert faults(ASKED, {**TEXT, "type": None}) == [("survey", 3, "type")]


@pytest.mark.parametrize("column", ["label", "hint"])
def test_words_that_fetch_another_answer_are_refused(column: str) -> None:
    assert faults(ASKED, {**TEXT, column: "Du sa ${a}. Varför?"}) == [("survey", 3, column)]


def test_a_list_that_is_not_there_is_refused() -> None:
    assert faults(TEXT, {**ASKED, "type": "select_one hues"}) == [("survey", 3, "type")]


@pytest.mark.parametrize(
    ("choice", "column"),
    [
        ({"name": None}, "name"),
        ({"name": "röd€"}, "name"),
        ({"name": "Red"}, "name"),
        ({"label": None}, "label"),
        ({"label": "Som ${a}"}, "label"),
        ({"media::image": "a.png"}, "media::image"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_refused_on_its_own_row(choice: Row, column: str) -> None:
    extra = {"list_name": "colours", "name": "green", "label": "Grön", **choice}
    assert faults(ASKED, choices=(*COLOURS, extra)) == [("choices", 4, column)]


def test_one_answer_or_the_same_twice_is_told_on_the_question() -> None:
    assert faults(ASKED, choices=COLOURS[:1]) == [("survey", 2, "type")]
    assert faults(ASKED, choices=(*COLOURS, {**COLOURS[0], "name": "x"})) == [("survey", 2, "type")]


def test_a_question_that_says_it_is_yes_or_no_has_those_codes() -> None:
    wrong = {"type": "select_one ja_nej", "name": "a", "label": "A?", "ledstjarna::kind": "yes_no"}
    assert faults(wrong, choices=YES_NO) == [("survey", 2, "type")]


def test_more_questions_than_a_manager_has_time_for_are_refused() -> None:
    rows = [{**TEXT, "name": f"q{number}"} for number in range(101)]
    assert faults(*rows) == [("survey", 102, "")]


def test_a_list_of_more_answers_than_a_question_has_is_told_once_on_the_list() -> None:
    choices = tuple({"list_name": "colours", "name": f"c{number}", "label": f"L{number}"} for number in range(32))
    assert faults(ASKED, {**ASKED, "name": "b"}, choices=choices) == [("choices", 32, "list_name")]


def test_thousands_of_rows_are_soon_answered() -> None:
    choices = [{"list_name": "l", "name": f"c{number}", "label": f"L{number}"} for number in range(4_990)]
    survey = [{"type": "select_one l", "name": f"q{number}", "label": "A?", "x": 1} for number in range(4_990)]
    before = time.process_time()
    with suppress(Unreadable):
        assert read(form(survey, choices)).faults
    assert time.process_time() - before < 5


def test_formulas_and_excels_own_errors_are_refused_with_their_cell() -> None:
    assert faults({**TEXT, "label": '="B" & "?"'}) == [("survey", 2, "label")]
    assert faults({**TEXT, "hint": "#REF!"}) == [("survey", 2, "hint")]


def test_a_missing_or_doubled_column_is_told_on_the_first_row() -> None:
    assert faults({"type": "text", "label": "A?"}) == [("survey", 1, "name")]
    assert faults({**TEXT, "caption": "C?"}) == [("survey", 1, "caption")]


def test_sheets_that_hold_what_is_not_read_are_refused() -> None:
    found = faults(TEXT, external_choices=[{"list_name": "x", "name": "y"}], entities=[{"list_name": "x"}])
    assert found == [("external_choices", 0, ""), ("entities", 0, "")]


def test_what_pyxform_alone_objects_to_is_told_too() -> None:
    choices = (
        *COLOURS,
        {"list_name": "unused", "name": "x", "label": "X"},
        {"list_name": "unused", "name": "x", "label": "Y"},
    )
    (fault,) = read_here(form([ASKED], choices)).faults
    assert (fault.sheet, fault.row) == ("choices", 5)
    assert fault.sentence.startswith("Filen följer inte XLSForm.")


def test_all_faults_of_a_file_are_told_at_once_in_its_order() -> None:
    found = faults(
        {**TEXT, "appearance": "multiline"},
        {**TEXT, "name": "c", "type": "geopoint"},
        {**ASKED, "relevant": "x > 1", "name": "9"},
        choices=({**COLOURS[0], "label": None}, COLOURS[1]),
    )
    assert found == [
        ("survey", 2, "appearance"),
        ("survey", 3, "type"),
        ("survey", 4, "name"),
        ("survey", 4, "relevant"),
        ("choices", 2, "label"),
    ]


def test_countless_faults_are_told_of_up_to_a_number() -> None:
    told = read_here(form([{**TEXT, "name": f"q{number}", "type": "geopoint"} for number in range(1_000)])).faults
    assert len(told) == 301
    assert told[-1].row == 0


def docx_file() -> bytes:
    stream = BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def zip_of(**entries: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            package.writestr(name, content)
    return stream.getvalue()


SOUND = write(TEMPLATE, title="Enkät")
XLSB = b"<Types>application/vnd.ms-excel.sheet.binary.macroEnabled.main</Types>"
FILES: dict[str, tuple[Callable[[], bytes], Reason]] = {
    "nothing": (lambda: b"", Reason.EMPTY),
    "a file over 2 MB": (lambda: b"PK" + bytes(MAX_BYTES), Reason.TOO_LARGE),
    "a text": (lambda: "Enkät åäö".encode(), Reason.UNKNOWN_FORMAT),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, Reason.UNKNOWN_FORMAT),
    "a PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3", Reason.UNKNOWN_FORMAT),
    "a Word document": (docx_file, Reason.UNKNOWN_FORMAT),
    "an old Word document": (lambda: OLE + "WordDocument".encode("utf-16-le"), Reason.UNKNOWN_FORMAT),
    "any zip": (lambda: zip_of(form=b"survey"), Reason.UNKNOWN_FORMAT),
    "a csv": (lambda: b"type,name,label\ntext,a,A?\n", Reason.CSV),
    "a csv with semicolons": (lambda: "typ;namn;ledtext å\ntext;a;A?\n".encode(), Reason.CSV),
    "a .xls": (lambda: OLE + "Workbook".encode("utf-16-le"), Reason.LEGACY_EXCEL),
    "a .xlsb": (lambda: zip_of(**{"[Content_Types].xml": XLSB}), Reason.LEGACY_EXCEL),
    "a file with a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), Reason.PASSWORD),
    "a file with macros": (lambda: rezipped(SOUND, {"xl/vbaProject.bin": b"x"}), Reason.MACROS),
    "half a file": (lambda: SOUND[:4000], Reason.DAMAGED),
    "a broken sheet": (lambda: rezipped(SOUND, {"xl/worksheets/sheet1.xml": b"<worksheet>"}), Reason.DAMAGED),
    "a zip bomb": (lambda: rezipped(SOUND, {"xl/media/a.png": bytes(100 * 2**20)}), Reason.BOMB),
    "a swollen sheet": (lambda: rezipped(SOUND, {"xl/worksheets/sheet1.xml": b" " * 40 * 2**20}), Reason.BOMB),
    "no survey": (lambda: form((), COLOURS), Reason.NO_SURVEY),
    "a sheet by another name": (lambda: form((), (), Blad1=[TEXT]), Reason.NO_SURVEY),
    "a survey without rows": (lambda: write((), title=""), Reason.NO_QUESTIONS),
    "10,000 rows": (
        lambda: form([{**TEXT, "name": f"q{number}"} for number in range(10_000)]),
        Reason.TOO_MANY_ROWS,
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_form_is_refused_with_its_reason(name: str) -> None:
    make, reason = FILES[name]
    with pytest.raises(Unreadable) as refused:
        read(make())
    assert refused.value.reason is reason


def test_every_reason_says_in_plain_swedish_sentences_what_is_wrong() -> None:
    assert set(MESSAGES) == set(Reason)
    with override("sv"):
        for reason in Reason:
            assert Unreadable(reason).sentence.endswith(".")


def test_reading_that_takes_too_long_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "TIMEOUT_SECONDS", 0.01)
    with pytest.raises(Unreadable) as refused:
        read(SOUND)
    assert refused.value.reason is Reason.TOO_COMPLEX


def test_the_child_knows_no_settings_says_nothing_and_writes_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[subprocess.CompletedProcess[bytes]] = []
    run = subprocess.run

    def spy(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
        assert options["env"].keys() == {"PYTHONPATH", "PATH"}  # type: ignore[attr-defined]
        seen.append(run(command, **{**options, "stderr": subprocess.PIPE}))  # type: ignore[call-overload]
        return seen[-1]

    monkeypatch.setattr("subprocess.run", spy)
    read(SOUND)
    with pytest.raises(Unreadable):
        read(SOUND[:5000])
    assert [done.stderr for done in seen] == [b"", b""]


def test_the_child_may_use_half_a_gigabyte() -> None:
    code = (
        "from ledstjarna.surveys.xlsform import child\n"
        "child.limit_resources(memory=child.MEMORY_BYTES, seconds=child.CPU_SECONDS)\n"
        "try: bytearray(600 * 2**20)\n"
        "except MemoryError: print('memory')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["memory"]
