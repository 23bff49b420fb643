"""What is read from Word documents of different make."""

import re

import pytest
from django.utils.translation import override
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ledstjarna.plans.reading import ActivityText, PlanText, Reason, SectionText, Unreadable, read_plan
from ledstjarna.plans.reading.places import Place, Remark

from .plan_files import HEADER, PARTS, ROWS, add_table, docx_document, docx_plan, entry, rezipped, saved

ACTIVITIES = tuple(ActivityText(*row) for row in ROWS)


def read(data: bytes, filename: str = "plan.docx") -> PlanText:
    return read_plan(data, filename=filename)


def activities(plan: PlanText) -> tuple[ActivityText, ...]:
    return tuple(activity for section in plan.sections for activity in section.activities)


def outline(plan: PlanText) -> list[tuple[int, str]]:
    return [(section.level, section.heading) for section in plan.sections]


def remarks(plan: PlanText) -> list[tuple[Place, Remark, tuple[int, ...]]]:
    return [(note.where, note.remark, note.counts) for note in plan.notes]


def table_of(*rows: tuple[str, ...]) -> PlanText:
    return read(docx_plan([("h1", "Aktiviteter"), ("table", rows[0], rows[1:])]))


def test_a_styled_plan_is_read_as_written() -> None:
    assert read(docx_plan()) == PlanText(
        PARTS[0][1],
        (
            SectionText("Bakgrund", 1, f"{PARTS[2][1]}\n\n- en rutin vid oro\n- en samordnare", ()),
            SectionText("Aktiviteter", 2, "", ACTIVITIES),
            SectionText("Beslut", 1, PARTS[8][1], ()),
        ),
    )


def test_a_plan_survives_its_json() -> None:
    plan = read(docx_plan())
    assert PlanText.from_json(plan.as_json()) == plan
    assert plan.as_json()["sections"][1]["activities"][0]["follow_up"] == "Tertialrapport 1"


def test_whitespace_inside_a_paragraph_becomes_single_spaces() -> None:
    plan = read(docx_plan([("h1", " En \t rubrik"), ("text", "Två\u00a0 ord\noch\ttre.")]))
    assert plan.sections[0] == SectionText("En rubrik", 1, "Två ord och tre.", ())


def test_signs_that_are_not_seen_are_taken_out() -> None:
    plan = read(docx_plan([("h1", "Mål\u202e\u00ad\u200b\ufeff"), ("text", "å\u0308 a\u030a")]))
    assert (plan.sections[0].heading, plan.sections[0].text) == ("Mål", "å\u0308 å")


def test_bold_lines_are_headings_when_nothing_else_is() -> None:
    document = docx_document([])
    for text, bold in (
        ("Ansvar", True),
        ("Alla som arbetar i kommunen har ett ansvar.", False),
        ("Mål", True),
        ("Trygghet.", False),
    ):
        document.add_paragraph().add_run(text).bold = bold
    document.add_paragraph().add_run("En hel mening i fetstil är ingen rubrik.").bold = True
    plan = read(saved(document))
    assert outline(plan) == [(1, "Ansvar"), (1, "Mål")]
    assert plan.sections[1].text.endswith("fetstil är ingen rubrik.")


def test_a_bold_line_under_a_styled_heading_is_one_level_below() -> None:
    document = docx_document([("h1", "Mål"), ("h1", "Ansvar"), ("text", "En lång rad med vanlig text.")])
    document.add_paragraph().add_run("Nämnden").bold = True
    assert outline(read(saved(document))) == [(1, "Mål"), (1, "Ansvar"), (2, "Nämnden")]


def test_numbers_tell_the_levels_of_headings_without_style() -> None:
    document = docx_document([])
    for text in ("1 Bakgrund", "1.1 Uppdrag", "1.1.1 Lagen", "2 Ansvar"):
        document.add_paragraph().add_run(text).bold = True
        document.add_paragraph("En mening om saken, så lång att den är brödtext.")
    document.add_paragraph("2.1 Nämndens ansvar")
    assert [level for level, _ in outline(read(saved(document)))] == [1, 2, 3, 1, 2]


def test_headings_deeper_than_four_are_at_four() -> None:
    document = docx_document([("h1", "Ett"), ("h1", "Två")])
    document.add_paragraph("Djupt", style="Heading 7")
    assert outline(read(saved(document)))[-1] == (4, "Djupt")


def test_a_sole_first_heading_above_all_others_is_the_title() -> None:
    plan = read(docx_plan([("h1", "Plan för Exempelstad"), ("h2", "Ansvar"), ("h3", "Chefer"), ("h2", "Mål")]))
    assert plan.title == "Plan för Exempelstad"
    assert outline(plan) == [(1, "Ansvar"), (2, "Chefer"), (1, "Mål")]


@pytest.mark.parametrize(
    ("property_title", "filename", "title"),
    [
        ("Plan 2030", "x.docx", "Plan 2030"),
        ("", r"C:\mapp\plan_2030.DOCX", "plan 2030"),
        ("", "\x00.docx", "Ansvar"),
    ],
)
def test_a_plan_without_title_is_named_after_what_there_is(property_title: str, filename: str, title: str) -> None:
    document = docx_document([("h1", "Ansvar"), ("h1", "Mål")])
    document.core_properties.title = property_title
    assert read(saved(document), filename).title == title


def test_columns_are_found_by_other_names_and_in_another_order() -> None:
    plan = table_of(("När?", "INSATS", "Vem ansvarar", "Hur följs det upp?"), ("maj", "Träff", "Alice", "T1"))
    assert activities(plan) == (ActivityText("Träff", "Alice", "maj", "T1"),)


def test_columns_beside_the_four_are_kept_with_their_names() -> None:
    plan = table_of(
        ("Nr", "Mål", "Åtgärd", "Ansvar", "Start", "Klart", "Status"),
        ("1", "Trygghet", "Träff", "Bob", "maj", "juni", "pågår"),
    )
    expected = ActivityText("Mål: Trygghet\nTräff", "Bob", "Start: maj\nKlart: juni", "")
    assert activities(plan) == (expected,)
    assert remarks(plan) == [(Place(table=1), Remark.UNREAD, (2,))]


@pytest.mark.parametrize(
    ("name", "follow_up"),
    [
        ("Status", ""),
        ("Status 2030", ""),
        ("Löpnr", ""),
        ("Status och uppföljning", "x"),
        ("Status/kommentar", "Status/kommentar: x"),
    ],
)
def test_only_a_column_of_nothing_but_status_or_numbers_is_left(name: str, follow_up: str) -> None:
    plan = table_of(("Aktivitet", "Ansvarig", name), ("Träff", "Bob", "x"))
    assert activities(plan) == (ActivityText("Träff", "Bob", "", follow_up),)


def test_empty_rows_and_repeated_headers_are_dropped() -> None:
    plan = table_of(HEADER, ROWS[0], ("", " ", "", ""), HEADER, ROWS[1])
    assert activities(plan) == ACTIVITIES


def test_a_row_without_activity_goes_on_from_the_row_above() -> None:
    plan = table_of(HEADER, ("Träff", "Alice", "maj", ""), ("", "Bob", "", "T2"))
    assert activities(plan) == (ActivityText("Träff", "Alice\nBob", "maj", "T2"),)


def test_a_cell_merged_downwards_counts_for_each_row_and_one_sideways_once() -> None:
    document = docx_document([("h1", "Aktiviteter")])
    table = add_table(document, [HEADER, ("Ett", "Alice", "maj", "T1"), ("Två", "", "juni", "")])
    table.cell(1, 1).merge(table.cell(2, 1))
    table.cell(2, 2).merge(table.cell(2, 3))
    assert activities(read(saved(document))) == (
        ActivityText("Ett", "Alice", "maj", "T1"),
        ActivityText("Två", "Alice", "juni", ""),
    )


def test_a_row_across_the_table_is_a_heading_inside_it() -> None:
    document = docx_document([("h1", "Aktiviteter")])
    table = add_table(document, [HEADER, ("Kunskap", "", "", ""), ROWS[0], ("Stöd", "", "", ""), ROWS[1]])
    for row in (1, 3):
        table.cell(row, 0).merge(table.cell(row, 3))
    plan = read(saved(document))
    assert outline(plan) == [(1, "Aktiviteter"), (2, "Kunskap"), (2, "Stöd")]
    assert [section.activities for section in plan.sections] == [(), ACTIVITIES[:1], ACTIVITIES[1:]]


def test_a_merged_row_above_the_header_is_a_heading() -> None:
    document = docx_document([("h1", "Aktiviteter")])
    table = add_table(document, [("Nämndens aktiviteter", "", "", ""), HEADER, ROWS[0]])
    table.cell(0, 0).merge(table.cell(0, 3))
    plan = read(saved(document))
    assert outline(plan) == [(1, "Aktiviteter"), (2, "Nämndens aktiviteter")]
    assert activities(plan) == ACTIVITIES[:1]


def test_a_header_of_two_rows_with_merged_cells_is_one() -> None:
    document = docx_document([("h1", "Aktiviteter")])
    upper, lower = ("Aktivitet", "Ansvarig", "Tidplan", "", "Uppföljning"), ("", "", "Start", "Slut", "")
    table = add_table(document, [upper, lower, ("Träff", "Alice", "maj", "juni", "T1"), upper, lower])
    for top in (0, 3):
        for column in (0, 1, 4):
            table.cell(top, column).merge(table.cell(top + 1, column))
        table.cell(top, 2).merge(table.cell(top, 3))
    plan = read(saved(document))
    assert activities(plan) == (ActivityText("Träff", "Alice", "Start: maj\nSlut: juni", "T1"),)
    assert remarks(plan) == [(Place(table=1), Remark.REPEATED, (1,))]


def test_a_header_merged_over_two_columns_holds_the_text_of_both() -> None:
    document = docx_document([("h1", "Aktiviteter")])
    rows = [("Aktivitet", "Ansvarig", "Tidplan", "", "Uppföljning"), ("Träff", "Alice", "maj", "juni", "T1")]
    table = add_table(document, rows)
    table.cell(0, 2).merge(table.cell(0, 3))
    assert activities(read(saved(document))) == (ActivityText("Träff", "Alice", "maj\njuni", "T1"),)


def test_a_column_of_areas_makes_the_headings() -> None:
    header = ("Område", *HEADER)
    plan = table_of(header, ("Kunskap", *ROWS[0]), ("Stöd", *ROWS[1]), ("Kunskap", "Mer", "Bob", "", ""))
    assert outline(plan) == [(1, "Aktiviteter"), (2, "Kunskap"), (2, "Stöd")]
    assert [len(section.activities) for section in plan.sections] == [0, 2, 1]


def test_a_row_of_words_beside_numbered_rows_is_a_heading() -> None:
    header = ("Nr", *HEADER)
    plan = table_of(header, ("1", *ROWS[0]), ("Stöd till anhöriga", "", "", "", ""), ("2", *ROWS[1]))
    assert outline(plan) == [(1, "Aktiviteter"), (2, "Stöd till anhöriga")]
    assert activities(plan) == ACTIVITIES


def test_a_row_that_begins_like_a_header_is_a_row() -> None:
    row = ("Insatser för unga", "Ansvarig chef i Norrby", "Klart i maj", "Lägesrapport")
    assert activities(table_of(HEADER, row)) == (ActivityText(*row),)


def test_a_table_right_below_without_a_header_goes_on() -> None:
    plan = read(docx_plan([("h1", "Aktiviteter"), ("table", HEADER, ROWS[:1]), ("table", ROWS[1], ())]))
    assert activities(plan) == ACTIVITIES
    assert remarks(plan) == [(Place(table=2), Remark.GOES_ON, ())]


def test_rows_know_where_they_stood_and_what_was_odd_about_them() -> None:
    rows = [HEADER, ("Träff", "Alice", "maj", ""), ("", "", "", ""), ("", "Bob", "", "T2"), ("Ensam", "", "", "")]
    filler = [("Möte", "Charlie", "", "")] * 3
    plan = read(
        docx_plan([("h1", "Mål"), ("text", "Lugn."), ("h1", "Aktiviteter"), ("table", HEADER, [*rows, *filler])])
    )
    assert [section.where for section in plan.sections] == [Place(paragraph=1), Place(paragraph=3)]
    assert [row.where.row for row in activities(plan)] == [3, 6, 7, 8, 9]
    assert remarks(plan) == [
        (Place(table=1), Remark.EMPTY, (1,)),
        (Place(table=1), Remark.REPEATED, (1,)),
        (Place(table=1, row=5), Remark.NO_ACTIVITY, ()),
        (Place(table=1, row=6), Remark.ALONE, ()),
    ]
    with override("sv"):
        assert str(plan.notes[2].where) == "tabell 1, rad 5"
        assert all(note.sentence.endswith((".", "?")) for note in plan.notes)


def test_a_row_of_other_cells_than_the_header_is_remarked_on() -> None:
    document = docx_document([("h1", "Aktiviteter")])
    table = add_table(document, [HEADER, ROWS[0], ROWS[1]])
    table.rows[2]._tr.remove(table.rows[2].cells[3]._tc)
    assert remarks(read(saved(document))) == [(Place(table=1, row=3), Remark.CELLS, (3, 4))]


def test_a_table_on_its_side_is_turned() -> None:
    plan = table_of(("Aktivitet", "Träff"), ("Ansvarig", "Charlie"), ("Tidplan", "maj"), ("Uppföljning", "T1"))
    assert activities(plan) == (ActivityText("Träff", "Charlie", "maj", "T1"),)


def test_another_table_is_kept_as_lines() -> None:
    plan = table_of(("Händelse", "2029", "2030"), ("Klotter", "3", ""), ("Hot", "1", "2"))
    assert plan.sections[0].text == "- Händelse | 2029 | 2030\n- Klotter | 3\n- Hot | 1 | 2"
    assert remarks(plan) == [(Place(table=1), Remark.NO_HEADER, ())]


def test_a_frame_around_text_is_seen_through() -> None:
    document = docx_document([])
    frame = document.add_table(1, 1).cell(0, 0)
    frame.paragraphs[0].text = "Ansvar"
    frame.paragraphs[0].style = "Heading 1"
    frame.add_paragraph("Alla har ett ansvar.")
    assert read(saved(document)).sections == (SectionText("Ansvar", 1, "Alla har ett ansvar.", ()),)


def test_lists_and_paragraphs_in_a_cell_keep_their_lines() -> None:
    document = docx_document([("h1", "Aktiviteter")])
    cell = add_table(document, [HEADER, ROWS[0]]).cell(1, 0)
    cell.add_paragraph("en sak", style="List Bullet")
    cell.add_paragraph("• en annan")
    assert activities(read(saved(document)))[0].activity == f"{ROWS[0][0]}\n- en sak\n- en annan"


def test_a_list_that_lost_its_line_breaks_is_a_list_again() -> None:
    plan = read(docx_plan([("h1", "Mål"), ("text", "Vi behöver: \uf0b7 lugn \uf0b7 ro")]))
    assert plan.sections[0].text == "Vi behöver:\n\n- lugn\n- ro"


def test_text_in_controls_insertions_and_fields_is_read_and_deleted_text_is_not() -> None:
    document = docx_document([("h1", "Mål"), ("text", "")])
    word = nsdecls("w")
    for inner in (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>ett </w:t></w:r></w:sdtContent></w:sdt>",
        "<w:ins w:id='1' w:author='Alice'><w:r><w:t>två </w:t></w:r></w:ins>",
        "<w:del w:id='2' w:author='Alice'><w:r><w:delText>noll</w:delText></w:r></w:del>",
        "<w:fldSimple w:instr='PAGE'><w:r><w:t>tre</w:t></w:r></w:fldSimple>",
    ):
        document.paragraphs[-1]._p.append(parse_xml(re.sub(r"^<(w:\w+)", rf"<\1 {word}", inner)))
    control = f"<w:sdt {word}><w:sdtContent><w:p><w:r><w:t>fyra</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(2, parse_xml(control))
    assert read(saved(document)).sections[0].text == "ett två tre\n\nfyra"


def test_a_table_of_contents_is_left_out() -> None:
    document = docx_document([("h1", "Innehåll"), ("text", "Ansvar ........ 3"), ("h1", "Ansvar"), ("h1", "Mål")])
    assert outline(read(saved(document))) == [(1, "Ansvar"), (1, "Mål")]


def test_footnotes_stand_at_the_end_of_their_section() -> None:
    data = docx_plan([("h1", "Lagen"), ("text", "Se lagen@ och planen."), ("text", "Mer.")])
    word = nsdecls("w")
    body = entry(data, "word/document.xml").decode()
    body = body.replace("lagen@", '</w:t></w:r><w:r><w:t>Se lagen</w:t><w:footnoteReference w:id="7"/></w:r><w:r><w:t>')
    run = "<w:r><w:t>SFS 1</w:t></w:r>"
    note = f'<w:footnotes {word}><w:footnote w:id="7"><w:p>{run}</w:p></w:footnote></w:footnotes>'
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = (
        entry(data, "[Content_Types].xml")
        .decode()
        .replace(
            "</Types>",
            f'<Override PartName="/word/footnotes.xml" ContentType="{main}.footnotes+xml"/></Types>',
        )
    )
    relations = (
        entry(data, "word/_rels/document.xml.rels")
        .decode()
        .replace(
            "</Relationships>",
            f'<Relationship Id="rX" Type="{office}/footnotes" Target="footnotes.xml"/></Relationships>',
        )
    )
    changed = {
        "word/document.xml": body,
        "word/footnotes.xml": note,
        "[Content_Types].xml": types,
        "word/_rels/document.xml.rels": relations,
    }
    plan = read(rezipped(data, {name: text.encode() for name, text in changed.items()}))
    assert plan.sections[0].text.split("\n\n")[1:] == ["Mer.", "¹ SFS 1"]
    assert "lagen¹" in plan.sections[0].text


def test_what_stands_before_the_first_heading_is_a_section_without_heading() -> None:
    plan = read(docx_plan([("title", "Plan"), ("text", "Beslutad den 3 maj."), ("h1", "Mål"), ("text", "Lugn.")]))
    assert plan.sections[0] == SectionText("", 1, "Beslutad den 3 maj.", ())


def test_an_address_outside_is_text_and_nothing_is_fetched() -> None:
    data = docx_plan()
    relations = entry(data, "word/_rels/document.xml.rels").decode()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    outside = (
        f'<Relationship Id="rY" TargetMode="External" Type="{office}/attachedTemplate" Target="http://127.0.0.1:9/x"/>'
    )
    changed = relations.replace("</Relationships>", outside + "</Relationships>")
    assert activities(read(rezipped(data, {"word/_rels/document.xml.rels": changed.encode()}))) == ACTIVITIES


def test_a_letter_is_not_a_plan() -> None:
    with pytest.raises(Unreadable) as refused:
        read(docx_plan([("text", "Hej Alice."), ("text", "Vi ses på fredag, hoppas jag. Hälsningar Bob.")]))
    assert refused.value.reason is Reason.NOT_A_PLAN
