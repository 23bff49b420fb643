"""The paper says itself what was changed since the version before, first in a line and last in full."""

from __future__ import annotations

import io

import docx
import pdfplumber
import pytest
from django.urls import reverse

from ledstjarna.plans import services
from ledstjarna.plans.annex import HEADING, annex_of, in_short
from ledstjarna.plans.comparing import differences
from ledstjarna.plans.content import draft_parts, version_parts
from ledstjarna.plans.models import Activity, Goal, Indicator, IndicatorValue, Party, Plan, Version
from ledstjarna.plans.rounds import Round
from ledstjarna.plans.tests.world import World, browser
from ledstjarna.walls.roles import Role


@pytest.fixture
def second(world: World) -> Version:
    """The second version: one activity rewritten, one removed, two added."""
    plan = world.decided().plan
    services.plan_revise(plan=plan, actor_id=None)
    first, other = Activity.objects.filter(section__plan=plan)
    services.item_edit(item=first, texts={"schedule": "Var sjätte vecka"}, lock=0, actor_id=None)
    services.item_remove(item=other, actor_id=None)
    for text in ("Stöd till den som vill lämna", "Besök hos föreningar"):
        services.activity_add(section=first.section, texts={"activity": text}, actor_id=None)
    return world.decided(plan)


def words(version: Version) -> str:
    with pdfplumber.open(io.BytesIO(bytes(version.pdf))) as pdf:
        return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_the_first_page_counts_the_changes_and_the_annex_names_them(second: Version) -> None:
    text = words(second)
    assert "2 nya, 1 ändrad, 1 borttagen" in text.partition("Inledning")[0]
    annex = text.partition("Följande ändringar och tillägg har gjorts")[2]
    lines = (
        "Ändrad aktivitet: Möte i nätverket (tidplan)",
        "Ny aktivitet: Besök hos föreningar",
        "Borttagen aktivitet: Utbildning för nyanställda",
    )
    assert all(line in annex for line in lines) and "Var sjätte vecka" in annex


def test_word_says_the_same_in_one_part_at_the_end(world: World, second: Version) -> None:
    url = reverse("plans:version_export", args=[second.plan_id, 2, "docx"])
    paper = docx.Document(io.BytesIO(browser(world.charlie).get(url).content))
    headings = [p.text for p in paper.paragraphs if p.style and p.style.name.lower().startswith("heading")]
    assert headings[headings.index(HEADING) :] == [HEADING, "Följande ändringar och tillägg har gjorts"]


def test_the_draft_that_goes_to_the_board_has_the_list_too(world: World) -> None:
    plan = world.decided().plan
    services.plan_revise(plan=plan, actor_id=None)
    first = world.first_activity(plan)
    services.item_edit(item=first, texts={"schedule": "Var sjätte vecka"}, lock=0, actor_id=None)
    content = browser(world.alice).get(reverse("plans:draft_export", args=[plan.pk, "docx"])).content
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    assert "Ändrad aktivitet: Möte i nätverket (tidplan)" in text


def test_a_first_version_has_no_annex(world: World) -> None:
    version = world.decided()
    assert not annex_of(None, version_parts(version), Round()) and HEADING not in words(version)


def test_a_version_with_the_same_text_says_that_too(world: World) -> None:
    plan = world.decided().plan
    services.plan_revise(plan=plan, actor_id=None)
    assert "Texten är densamma som i version 1." in words(world.decided(plan))
    assert in_short([]) == "inga"


def test_what_is_said_beside_the_columns_is_told_in_words(world: World) -> None:
    plan = Plan.objects.get(pk=world.decided().plan_id)
    services.plan_revise(plan=plan, actor_id=None)
    first = world.first_activity(plan)
    Party.objects.create(activity=first, lead=True, role=Role.UNIT_MANAGER, unit=world.homeless)
    Party.objects.create(activity=first, function="Polisen")
    first.goal = Goal.objects.create(year=2026, name="Alla är trygga")
    first.reference, first.areas, first.factors = "1.2.3", [["crime", "universal"]], ["safe_adult"]
    first.save()
    indicator = Indicator.objects.create(activity=first, name="Andel", measure="procent")
    IndicatorValue.objects.create(indicator=indicator, year=2026, target=80)
    before = version_parts(plan.versions.get())
    [change] = differences(before, draft_parts(plan))
    assert {field.field: field.after for field in change.fields} == {
        "parties": "ansvarig: Enhetschef, Enheten för hemlösa\nPolisen",
        "goal": "Alla är trygga",
        "reference": "1.2.3",
        "areas": "kriminalitet: universell",
        "factors": "har en vuxen att lita på",
        "indicators": "Andel (procent) 2026: 80",
    }
