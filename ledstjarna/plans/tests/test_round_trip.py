"""What goes out of here comes in again: every section, level, text and cell of a plan, whatever is written in them."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledstjarna.documents.model import BulletList, blocks_from_text
from ledstjarna.plans.content import Part, parts_from_text
from ledstjarna.plans.interchange import plan_from_file, plan_to_json
from ledstjarna.plans.models import Plan
from ledstjarna.plans.printing import plan_document, plan_docx
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText
from ledstjarna.plans.reading.child import answer
from ledstjarna.plans.sheets import plan_xlsx
from ledstjarna.plans.tests.world import World
from ledstjarna.plans.word_template import filling
from ledstjarna.plans.word_template.child import PLAIN
from ledstjarna.plans.word_template.fields import context_of
from ledstjarna.plans.word_template.starter import starter

pytestmark = pytest.mark.slow

SIGNS = st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs"))
WRITTEN = ("=1+1", "- en sak", "+46", "@alla", "-", "• punkt", "1.2 Mål", "Aktivitet", "Ansvarig", "'x", "_x0041_", " ")
line = st.text(SIGNS, max_size=12) | st.sampled_from(WRITTEN)
lines = st.lists(line, max_size=4).map("\n".join)
filled = lines.filter(str.strip)
rows = st.builds(ActivityText, filled, lines, lines, lines)
sections = st.builds(SectionText, line, st.integers(1, 4), lines, st.lists(rows, max_size=3).map(tuple))
plans = st.builds(PlanText, line.filter(str.strip), st.lists(sections, max_size=5).map(tuple))

# Without marks a section is known by its heading alone.
headed = st.builds(
    PlanText,
    line.filter(str.strip),
    st.lists(
        st.builds(SectionText, line.filter(str.strip), st.integers(1, 4), lines, st.lists(rows, max_size=3).map(tuple)),
        max_size=4,
    ).map(tuple),
)

EACH = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


def read(data: bytes) -> tuple[SectionText, ...]:
    """The sections, read in this process."""
    return PlanText.from_json(answer(data)).sections


def in_blocks(text: str) -> str:
    """A section's text as the paper keeps it: bare lines, a blank one between paragraphs and lists."""
    blocks = blocks_from_text(text)
    shown = ""
    for before, block in zip([None, *blocks], blocks, strict=False):
        together = isinstance(before, BulletList) and isinstance(block, BulletList)
        shown += "" if before is None else "\n" if together else "\n\n"
        shown += "\n".join(f"- {item}" for item in block.items) if isinstance(block, BulletList) else block.text
    return shown


def on_paper(plan: PlanText) -> tuple[SectionText, ...]:
    """What a Word file keeps of a plan: no section of nothing, no blank heading, no line break at a cell's end."""
    kept = [
        SectionText(
            section.heading if section.heading.strip() else "",
            section.level,
            in_blocks(section.text),
            tuple(
                ActivityText(*("\n".join(cell.splitlines()) for cell in cells_of(row))) for row in section.activities
            ),
        )
        for section in plan.sections
    ]
    return tuple(section for section in kept if section.heading or section.text or section.activities)


def cells_of(row: ActivityText) -> tuple[str, ...]:
    return row.activity, row.responsible, row.schedule, row.follow_up


@pytest.fixture
def plan(world: World) -> Plan:
    return world.plan()


def parts(text: PlanText) -> tuple[Part, ...]:
    return parts_from_text(text)


@EACH
@given(text=plans)
def test_word_keeps_every_section_and_cell(plan: Plan, text: PlanText) -> None:
    assert read(plan_docx(plan, parts(text))) == on_paper(text)


@settings(EACH, max_examples=25)
@given(text=headed)
def test_word_laid_out_by_a_template_keeps_them_too(plan: Plan, text: PlanText) -> None:
    made, _text = filling.filled(starter(), context_of(plan_document(plan, parts(text))), PLAIN)
    assert read(made) == on_paper(text)


@EACH
@given(text=plans)
def test_excel_keeps_every_section_and_cell_to_the_last_space(text: PlanText) -> None:
    data = plan_xlsx(text.title, parts(text))
    assert read(data) == text.sections
    assert data == plan_xlsx(text.title, parts(text))


def test_a_text_too_long_for_a_cell_goes_on_below_it() -> None:
    long = "\n\n".join(f"Stycke {n}. " + "ord " * 300 for n in range(30)) + "x" * 40_000
    text = PlanText("Plan", (SectionText("A", 2, long, ()), SectionText("A", 1, "kort", ())))
    assert read(plan_xlsx(text.title, parts(text))) == text.sections


@EACH
@given(text=plans)
def test_json_keeps_everything(plan: Plan, text: PlanText) -> None:
    data = plan_to_json(plan, text.title, parts(text))
    assert plan_from_file(data, filename="plan.json") == text
    assert json.loads(data)["sections"] == text.as_json()["sections"]
