"""What is read from Excel and CSV files of different make, and from our own after somebody has worked in them."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from ledstjarna.plans.content import parts_from_text
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText, read_plan
from ledstjarna.plans.reading.child import answer
from ledstjarna.plans.reading.places import Place, Remark
from ledstjarna.plans.sheets import plan_xlsx

from .plan_files import HEADER, ROWS, csv_plan, saved, workbook, xlsx_plan

ACTIVITIES = tuple(ActivityText(*row) for row in ROWS)
OWN = PlanText(
    "Handlingsplan 2030",
    (
        SectionText("Inledning", 1, "Planen visar\nvad som görs.\n\n- lär\n- samverkar", ()),
        SectionText("Aktiviteter", 3, "", (ActivityText("=Träff", "+ Alice", "- maj", "@T1"), ACTIVITIES[0])),
        SectionText("Aktiviteter", 2, "", ACTIVITIES),
    ),
)


def read(data: bytes) -> PlanText:
    return PlanText.from_json(answer(data))


def activities(plan: PlanText) -> tuple[ActivityText, ...]:
    return tuple(activity for section in plan.sections for activity in section.activities)


def remarks(plan: PlanText) -> set[tuple[Remark, int, tuple[int, ...]]]:
    return {(note.remark, note.where.row, note.counts) for note in plan.notes}


def own() -> Any:
    """Our own workbook, opened to be worked in."""
    return load_workbook(BytesIO(plan_xlsx(OWN.title, parts_from_text(OWN))))


def test_rows_are_read_as_they_stand() -> None:
    for data in (xlsx_plan(), csv_plan()):
        plan = read(data)
        assert (plan.sections, plan.notes) == ((SectionText("", 1, "", ACTIVITIES),), ())
        assert [row.where for row in activities(plan)] == [Place(row=2), Place(row=3)]


def test_the_file_names_a_plan_without_a_title() -> None:
    assert read_plan(xlsx_plan(), filename="plan_2030.XLSX").title == "plan 2030"
    assert read_plan(csv_plan(), filename="plan_2030.csv").title == "plan 2030"


def test_columns_stand_in_any_order_below_titles_and_beside_others() -> None:
    header = ("Nr", "Uppföljning", "Status", "Vem ansvarar?", "När", "Åtgärd", "Kommentar")
    rows = [("Handlingsplan 2030",), ("Socialnämnden", "utkast"), (), header]
    plan = read(
        xlsx_plan([*rows, (1, "T1", "pågår", "Alice", "maj", "Träff", "bra"), (), (2, "", "", "Bob", "", "Råd")])
    )
    assert plan.title == "Handlingsplan 2030"
    assert plan.sections[0].text == "- Socialnämnden | utkast"
    assert activities(plan) == (
        ActivityText("Träff", "Alice", "maj", "T1\nKommentar: bra"),
        ActivityText("Råd", "Bob", "", ""),
    )
    assert remarks(plan) == {(Remark.EMPTY, 0, (2,)), (Remark.UNREAD, 0, (2,))}


def test_a_row_merged_across_is_a_heading_and_a_cell_merged_downwards_counts_for_each_row() -> None:
    rows = [
        ("Plan", *[""] * 3),
        HEADER,
        ("Kunskap", *[""] * 3),
        ROWS[0],
        ("Mer", "", "", "T2"),
        HEADER,
        ("Stöd", "", "", ""),
    ]
    book = workbook([*rows, ROWS[1]])
    sheet = book.worksheets[0]
    for area in ("A1:D1", "A3:D3", "A7:D7", "B4:B5"):
        sheet.merge_cells(area)
    plan = read(saved(book))
    assert (plan.title, [section.heading for section in plan.sections]) == ("Plan", ["Kunskap", "Stöd"])
    assert activities(plan) == (ACTIVITIES[0], ActivityText("Mer", ROWS[0][1], "", "T2"), ACTIVITIES[1])
    assert remarks(plan) == {(Remark.REPEATED, 0, (1,))}


def test_each_of_several_sheets_is_a_section_and_hidden_ones_are_left() -> None:
    book = workbook(
        [HEADER, ROWS[0]], [("Insats", "Ansvar"), ("Råd", "Bob")], [("Läs mer hos polisen.",)], [("Alice",)]
    )
    for sheet, name in zip(book.worksheets, ("Kunskap", "Stöd", "Bra att veta", "Listor"), strict=True):
        sheet.title = name
    book.worksheets[3].sheet_state = "hidden"
    plan = read(saved(book))
    assert [(section.heading, section.text) for section in plan.sections] == [
        ("Kunskap", ""),
        ("Stöd", ""),
        ("Bra att veta", "Läs mer hos polisen."),
    ]
    assert activities(plan) == (ACTIVITIES[0], ActivityText("Råd", "Bob", "", ""))
    assert [(note.remark, note.where.sheet) for note in plan.notes] == [(Remark.HIDDEN, 4), (Remark.NO_HEADER, 3)]


def test_a_column_of_sections_parts_the_activities() -> None:
    rows = [
        ("Område", *HEADER),
        ("Kunskap", *ROWS[0]),
        ("Stöd", *ROWS[1]),
        ("Kunskap", "Mer", "Bob", "", ""),
        ("", *ROWS[1]),
    ]
    plan = read(csv_plan(rows))
    assert [(section.heading, len(section.activities)) for section in plan.sections] == [("Kunskap", 3), ("Stöd", 1)]


def test_numbers_and_dates_are_read_as_they_are_shown() -> None:
    day = datetime.date(2030, 5, 1)
    book = workbook([HEADER, *[("Träff", 3.0, day, 0.25)] * 3, ("Träff", True, datetime.time(9, 30), 1.5)])
    sheet = book.worksheets[0]
    sheet["C3"].number_format, sheet["C4"].number_format = "mmm\\-yy", "yyyy"
    sheet["D2"].number_format = "0%"
    cells = [(row.responsible, row.schedule, row.follow_up) for row in activities(read(saved(book)))]
    assert cells == [
        ("3", "2030-05-01", "25 %"),
        ("3", "maj 2030", "0,25"),
        ("3", "2030", "0,25"),
        ("Ja", "09:30", "1,5"),
    ]


def test_a_formula_is_not_worked_out_and_one_without_a_value_is_said() -> None:
    plan = read(xlsx_plan([HEADER, *ROWS, *ROWS, ("Träff", "#REF!", "maj", ""), ("Råd", "Bob", "=1+1", "")]))
    assert activities(plan)[4:] == (ActivityText("Träff", "", "maj", ""), ActivityText("Råd", "Bob", "", ""))
    assert remarks(plan) == {(Remark.FORMULA, 6, ()), (Remark.FORMULA, 7, ())}


def test_odd_rows_are_said_and_one_without_activity_goes_with_the_row_above() -> None:
    rows = [HEADER, *ROWS, *ROWS, ("", "Bob"), ("Råd", "Alice", "maj", "T1", "för mycket"), ("Ensam",)]
    plan = read(csv_plan(rows))
    assert activities(plan)[3].responsible == f"{ROWS[1][1]}\nBob"
    assert remarks(plan) == {
        (Remark.CELLS, 6, (2, 4)),
        (Remark.CELLS, 7, (5, 4)),
        (Remark.CELLS, 8, (1, 4)),
        (Remark.NO_ACTIVITY, 6, ()),
        (Remark.ALONE, 8, ()),
    }


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_csv_file_tells_its_separator_and_its_encoding(separator: str, encoding: str) -> None:
    rows = [HEADER, ("Träff; möte, fika", "Åsa\tÖ", "maj", 'sa "ja"'), ("Råd,\nstöd", "a;b;c", "", "")]
    expected = (
        ActivityText("Träff; möte, fika", "Åsa Ö", "maj", 'sa "ja"'),
        ActivityText("Råd,\nstöd", "a;b;c", "", ""),
    )
    plan = read(csv_plan(rows, separator, encoding))
    assert activities(plan) == expected
    assert [row.where.row for row in activities(plan)] == [2, 3]


def test_a_csv_file_may_say_its_separator_itself() -> None:
    assert activities(read(b"sep=|\r\nAktivitet|Ansvarig\r\nM\xc3\xb6te|Bob\r\n"))[0].activity == "Möte"


def test_our_own_workbook_is_one_to_work_in() -> None:
    book = own()
    first, second = book.worksheets
    assert (first.title, second.title, first.freeze_panes) == ("Aktiviteter", "Avsnitt", "A2")
    assert [cell.value for cell in first[1]][1:6] == ["Avsnitt", *HEADER]
    assert [(cell.data_type, cell.quotePrefix) for cell in first[2][2:6]] == [("s", True)] * 4
    assert first["C2"].alignment.wrap_text and first["C2"].value == "=Träff"
    assert (book.properties.title, book.properties.language) == (OWN.title, "sv-SE")


def test_what_is_added_in_our_own_workbook_lands_in_its_section() -> None:
    book = own()
    first, second = book.worksheets
    second.insert_rows(1)
    second["A1"] = "Arbetsexemplar"
    first.append([3, "Aktiviteter", "Ny i tredje", "Alice"])
    first.append(["", "", "Ny under den", "Bob"])
    first.append(["", "Inledning", "Ny i första"])
    first.append(["", "Helt nytt", "Ny i nytt"])
    first.append(["9", "Okänt nummer", "Ny i okänt"])
    first.append(["", "", "", "Bara ansvarig"])
    second.append(["", "Avslutning", "2", "Till sist."])
    second.append(["", "Fel nivå", "hög", "Text"])
    plan = read(saved(book))
    assert plan.sections[:3] == (
        SectionText("Inledning", 1, OWN.sections[0].text, (ActivityText("Ny i första", "", "", ""),)),
        OWN.sections[1],
        SectionText(
            "Aktiviteter",
            2,
            "",
            (*ACTIVITIES, ActivityText("Ny i tredje", "Alice", "", ""), ActivityText("Ny under den", "Bob", "", "")),
        ),
    )
    assert [(s.heading, s.level, s.text, len(s.activities)) for s in plan.sections[3:]] == [
        ("Avslutning", 2, "Till sist.", 0),
        ("Fel nivå", 1, "Text", 0),
        ("Helt nytt", 1, "", 1),
        ("Okänt nummer", 1, "", 2),
    ]
    assert [(note.remark, note.where) for note in plan.notes] == [(Remark.LEVEL, Place(sheet=2, row=7))]


def test_our_sheet_of_activities_alone_makes_the_sections_too() -> None:
    book = own()
    book.remove(book.worksheets[1])
    plan = read(saved(book))
    assert [(section.heading, len(section.activities)) for section in plan.sections] == [("Aktiviteter", 2)] * 2
    rows = [[cell.value or "" for cell in row] for row in book.worksheets[0].iter_rows()]
    assert read(csv_plan(rows)).sections == plan.sections
