import json

import pytest

from ledstjarna.documents.model import (
    BulletList,
    Heading,
    Paragraph,
    Picture,
    Table,
    as_data,
    blocks_from_text,
    contents_depth,
    with_sound_levels,
)

from .plan import plan


def test_a_text_becomes_paragraphs_line_breaks_and_lists() -> None:
    text = "Först det här.\r\nNy rad.\n\n\nVi ska\n- lyssna\n - stödja\noch följa upp.\n\n-5 grader"
    assert blocks_from_text(text) == (
        Paragraph("Först det här.\nNy rad."),
        Paragraph("Vi ska"),
        BulletList(("lyssna", "stödja")),
        Paragraph("och följa upp."),
        Paragraph("-5 grader"),
    )


@pytest.mark.parametrize("text", ["", "  \n\n\t\n"])
def test_a_text_without_words_has_no_blocks(text: str) -> None:
    assert blocks_from_text(text) == ()


def test_a_document_is_plain_json() -> None:
    data = json.loads(json.dumps(as_data(plan())))
    assert data["date"] == "2026-05-21"
    assert [block["kind"] for block in data["blocks"]] == ["heading", "paragraph", "list", "heading", "table"]


@pytest.mark.parametrize(
    ("levels", "sound"),
    [((1, 2, 3), (1, 2, 3)), ((2, 2, 3, 2), (1, 1, 2, 1)), ((1, 3, 2, 4), (1, 2, 2, 3)), ((4, 1), (1, 1))],
)
def test_headings_begin_at_the_top_and_skip_no_level(levels: tuple[int, ...], sound: tuple[int, ...]) -> None:
    blocks = with_sound_levels(tuple(Heading("Rubrik", level) for level in levels))
    assert tuple(block.level for block in blocks if isinstance(block, Heading)) == sound


@pytest.mark.parametrize(("headings", "depth"), [(6, 0), (7, 2), (60, 1)])
def test_a_long_document_gets_contents_that_fit_a_page(headings: int, depth: int) -> None:
    assert contents_depth((Heading("Kapitel", 1), *(Heading("Del", 2),) * (headings - 1))) == depth


def test_what_cannot_be_printed_is_refused() -> None:
    with pytest.raises(ValueError, match="level 5"):
        Heading("För djupt", 5)
    with pytest.raises(ValueError, match="cells in each row"):
        Table("", ("A", "B"), (("bara en",),), (1, 1))
    with pytest.raises(ValueError, match="at least 1"):
        Table("", ("A", "B"), (), (1, 0))
    with pytest.raises(ValueError, match="do not see it"):
        Picture("<svg/>", " ")
    with pytest.raises(ValueError, match="not 157"):
        Picture("<svg/>", "Sex områden", 157)
    with pytest.raises(ValueError, match="not fi"):
        plan(language="fi")
