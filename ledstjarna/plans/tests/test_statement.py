"""The tjänsteutlåtande: what is known is filled in, what only people know is asked for, and the annexes go with it."""

from __future__ import annotations

import io
import zipfile

import docx
from django.urls import reverse

from ledstjarna.accounts.models import User
from ledstjarna.plans import services
from ledstjarna.plans.models import Outcome, Plan
from ledstjarna.plans.tests.test_way import taken_up
from ledstjarna.plans.tests.world import DAY, World, browser

PARTS = (
    "Förslag till beslut",
    "Sammanfattning",
    "Bakgrund",
    "Ärendets beredning",
    "Ärendet",
    "Analys och konsekvenser",
    "Bilagor",
)


def fetched(user: User, plan: Plan, fmt: str, number: int | None = None) -> bytes:
    name = "draft_statement" if number is None else "version_statement"
    args = [plan.pk, fmt] if number is None else [plan.pk, number, fmt]
    answer = browser(user).get(reverse(f"plans:{name}", args=args))
    assert answer.status_code == 200
    return answer.content


def words(content: bytes) -> str:
    paper = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_a_first_plan_goes_to_its_board_with_all_parts(world: World) -> None:
    plan = world.plan()
    text = words(fetched(world.alice, plan, "docx"))
    places = [text.index(f"\n{part}\n") for part in PARTS]
    assert places == sorted(places)
    assert "1. Nämnden antar Handlingsplan 2026." in text
    assert "överlämnar planen till kommunstyrelsen" in text and "[Fyll i: diarienummer]" in text


def test_the_second_round_carries_consultation_changes_answers_and_dnr(world: World) -> None:
    plan = world.decided().plan
    taken_up(world, plan, Outcome.CONDITIONS, ["Skriv hur skolan nås."])
    services.plan_revise(plan=plan, actor_id=None)
    plan.refresh_from_db()
    first = world.first_activity(plan)
    services.item_edit(item=first, texts={"schedule": "Var sjätte vecka"}, lock=0, actor_id=None)
    services.remark_answer(remark=plan.remarks.get(), answer="Genom rektorerna.", lock=0, actor_id=None)
    services.consultation_record(
        plan=plan, held_on=DAY, body="Kommunpolisen", outcome=Outcome.REMARKS, text="Lägg till kvällar.", actor_id=None
    )
    text = words(fetched(world.bob, plan, "docx"))
    for said in ("SN 2026/118", "Kommunpolisen, med synpunkter. Lägg till kvällar.", "(tidplan)", "Genom rektorerna."):
        assert said in text


def test_the_annexes_come_in_one_file_under_names_that_stay(world: World) -> None:
    plan = world.decided().plan
    services.plan_revise(plan=plan, actor_id=None)
    archive = zipfile.ZipFile(io.BytesIO(fetched(world.alice, plan, "zip")))
    assert archive.namelist() == [
        "tjansteutlatande.docx",
        "bilaga-1-handlingsplan.pdf",
        "bilaga-1-handlingsplan.docx",
        "bilaga-2-andringar-och-svar.pdf",
    ]
    assert archive.read("bilaga-2-andringar-och-svar.pdf").startswith(b"%PDF")


def test_a_decided_version_goes_to_the_executive_board_as_it_was_frozen(world: World) -> None:
    version = world.decided()
    text = words(fetched(world.charlie, version.plan, "docx", 1))
    assert "Kommunstyrelsen godkänner Socialnämndens Handlingsplan 2026, version 1." in text
    archive = zipfile.ZipFile(io.BytesIO(fetched(world.charlie, version.plan, "zip", 1)))
    assert archive.read("bilaga-1-handlingsplan.pdf") == bytes(version.pdf)


def test_another_format_is_not_there(world: World) -> None:
    plan = world.plan()
    assert browser(world.alice).get(reverse("plans:draft_statement", args=[plan.pk, "exe"])).status_code == 404
