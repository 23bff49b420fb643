"""The prevention star stands after the plan's own text, in the PDF and in Word, and is left out when read in again."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pdfplumber
import pikepdf
import pytest

from ledstjarna.plans import services
from ledstjarna.plans.content import draft_parts
from ledstjarna.plans.details import Details
from ledstjarna.plans.models import Plan
from ledstjarna.plans.printing import plan_docx, plan_pdf
from ledstjarna.plans.reading import SectionText, read_plan
from ledstjarna.plans.reading.own_layout import STAR_HEADING
from ledstjarna.plans.tests.plan_files import HEADER, ROWS, docx_plan
from ledstjarna.plans.tests.world import SMALL, World

pytestmark = pytest.mark.slow


@pytest.fixture
def plan(world: World) -> Plan:
    """A draft with areas on one of its activities."""
    made = world.plan()
    activity = world.first_activity(made)
    texts = {"areas": [["extremism", "universal"], ["crime", "indicated"]]}
    services.item_edit(item=activity, texts=texts, lock=activity.lock, actor_id=None)
    return made


def sections(data: bytes) -> tuple[SectionText, ...]:
    return read_plan(data, filename="plan").sections


def pdf_text(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_the_paper_shows_the_star_with_its_table_after_the_text(plan: Plan) -> None:
    text = pdf_text(plan_pdf(plan, draft_parts(plan)))
    annex = text.partition(STAR_HEADING)[2]
    assert "1 av 2 aktiviteter är märkta." in annex and "Aktiviteter per område och nivå" in annex
    assert "våldsbejakande extremism 1 0 0" in annex and "kriminalitet 0 0 1" in annex


def test_the_drawing_has_words_in_the_pdf_and_in_word(plan: Plan) -> None:
    parts = draft_parts(plan)
    with pikepdf.open(io.BytesIO(plan_pdf(plan, parts))) as pdf:
        alts = [str(thing.get("/Alt")) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        metadata = pdf.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
    [shape] = docx.Document(io.BytesIO(plan_docx(plan, parts))).inline_shapes
    for words in (next(alt for alt in alts if alt.startswith("Preventionsstjärnan")), shape._inline.docPr.get("descr")):
        assert "utanförskap" in words and "Samma tal står i tabellen nedanför." in words


def test_a_plan_without_areas_has_no_star_on_paper(world: World) -> None:
    made = world.plan()
    assert STAR_HEADING not in pdf_text(plan_pdf(made, draft_parts(made)))
    paper = docx.Document(io.BytesIO(plan_docx(made, draft_parts(made))))
    assert not paper.inline_shapes and all(p.text != STAR_HEADING for p in paper.paragraphs)


def test_read_in_again_from_word_the_plan_is_what_it_was(plan: Plan) -> None:
    assert sections(plan_docx(plan, draft_parts(plan))) == SMALL.sections


def test_a_pdf_is_read_in_again_as_if_it_had_no_star(plan: Plan) -> None:
    parts = draft_parts(plan)
    bare = [
        replace(part, activities=tuple(replace(row, details=Details()) for row in part.activities)) for part in parts
    ]
    without, found = sections(plan_pdf(plan, bare)), sections(plan_pdf(plan, parts))
    assert found[1:] == without[1:]  # the first page counts its pages
    assert [s.activities for s in found if s.activities] == [s.activities for s in SMALL.sections if s.activities]


def test_the_list_of_changes_in_a_pdf_is_left_out_too(world: World, plan: Plan) -> None:
    before = sections(plan_pdf(plan, draft_parts(plan)))
    world.decided(plan)
    services.plan_revise(plan=plan, actor_id=None)
    activity = world.first_activity(plan)
    services.item_edit(item=activity, texts={"schedule": "Var sjätte vecka"}, lock=activity.lock, actor_id=None)
    found = sections(plan_pdf(plan, draft_parts(plan)))
    assert [s.heading for s in found] == [s.heading for s in before]
    assert "Var sjätte vecka" in [row.schedule for s in found for row in s.activities]


def test_a_paper_of_somebody_elses_make_keeps_a_section_of_that_name() -> None:
    parts = [("h1", STAR_HEADING), ("text", "Stjärnan visar var vi arbetar."), ("table", HEADER, ROWS)]
    assert [s.heading for s in sections(docx_plan(parts))] == [STAR_HEADING]
