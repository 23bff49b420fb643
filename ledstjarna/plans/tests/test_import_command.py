"""`plan import`: what it prints, what it stores, and the one sentence when it cannot."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from ledstjarna.plans.content import as_bytes
from ledstjarna.plans.models import Activity, Plan, Section
from ledstjarna.plans.reading import PlanText, SectionText
from ledstjarna.plans.tests.plan_files import csv_plan, xlsx_plan
from ledstjarna.plans.tests.world import SMALL, World
from tests.shared import shared_dir

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_bytes(as_bytes(SMALL.as_json()))
    return path


def run(*arguments: Any) -> None:
    call_command("plan", "import", *map(str, arguments))


def refused(capsys: Captured, *arguments: Any) -> str:
    """The sentence of a refused import."""
    with pytest.raises(SystemExit) as left:
        run(*arguments)
    out, err = capsys.readouterr()
    assert left.value.code == 1 and out == "" and len(err.strip().splitlines()) == 1
    return err


def test_the_plan_is_stored_as_a_draft_and_printed_as_json(world: World, file: Path, capsys: Captured) -> None:
    run(file, "--board", "SN", "--json")
    plan = Plan.objects.get()
    assert json.loads(capsys.readouterr().out) == {"id": plan.pk, **SMALL.as_json()}
    assert (plan.board, plan.year, plan.draft_since is not None) == (world.social, 2026, True)


def test_a_dry_run_prints_the_same_without_an_id_and_stores_nothing(world: World, file: Path, capsys: Captured) -> None:
    run(file, "--dry-run", "--json")
    out = json.loads(capsys.readouterr().out)
    rows = out.pop("rows")
    assert out == SMALL.as_json()
    assert {"where": "avsnitt 2, rad 1", "status": "ok", "activity": "Möte i nätverket"} in rows
    assert not Plan.objects.exists()


SICK = [
    ("Nr", "Aktivitet", "Ansvarig", "Tidplan", "Uppföljning"),
    ("1", "Möte", "Alice", "maj", "T1"),
    ("2", "Råd till 19121212-1212", "Bob", "juni", ""),
    ("", "", "Charlie", "", ""),
    ("4", "Stöd", "Dana", "20121212-1212", ""),
]


def test_a_dry_run_says_row_by_row_what_is_stopped_and_never_the_value(
    world: World, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(csv_plan(SICK))
    with pytest.raises(SystemExit) as left:
        run(path, "--dry-run")
    out, err = capsys.readouterr()
    assert left.value.code == 1 and err.strip() == "2 rader stoppas. Inget är sparat."
    lines = out.splitlines()
    assert "rad 2, Aktivitet ”Möte”: kan sparas" in lines
    assert any(
        line.startswith("rad 3, Aktivitet: Aktivitet: Här ser det ut att stå ett personnummer") for line in lines
    )
    assert any(line.startswith("rad 5, Aktivitet ”Stöd”: Tidplan: ") for line in lines)
    assert "rad 4: Raden har text men ingen aktivitet. Texten lades till raden ovanför." in lines
    assert "1212" not in out


def test_a_dry_run_in_json_has_the_same_rows_without_what_is_stopped(
    world: World, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(xlsx_plan(SICK))
    run(path, "--dry-run", "--json", "--leave-out")
    out = capsys.readouterr().out
    plan = json.loads(out)
    assert [row["activity"] for section in plan["sections"] for row in section["activities"]] == ["Möte"]
    assert [(row["where"], row["status"]) for row in plan["rows"] if row["where"]] == [
        ("rad 1", "ok"),
        ("rad 2", "ok"),
        ("rad 3", "stopped"),
        ("rad 5", "stopped"),
        ("rad 4", "note"),
    ]
    assert "1212" not in out and not Plan.objects.exists()


def test_what_is_stopped_can_be_left_out(world: World, tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(csv_plan(SICK))
    sentence = refused(capsys, path, "--board", "SN")
    assert "rad 3" in sentence and "rad 5" in sentence and not Plan.objects.exists()
    run(path, "--board", "SN", "--leave-out")
    assert [row.activity for row in Activity.objects.all()] == ["Möte"]


def test_without_json_it_says_in_words_what_it_did(world: World, file: Path, capsys: Captured) -> None:
    run(file, "--board", "Socialnämnden", "--year", "2025")
    out = capsys.readouterr().out
    assert out == "Handlingsplan 2026: 3 avsnitt, 2 aktiviteter, sparad som utkast för Socialnämnden 2025.\n"


def test_the_board_is_told_from_the_text_when_only_one_is_named(world: World, tmp_path: Path, capsys: Captured) -> None:
    text = PlanText("Plan 2030", (SectionText("Aktiviteter för Kulturnämnden", 1, "", ()),))
    path = tmp_path / "plan.json"
    path.write_bytes(as_bytes(text.as_json()))
    run(path)
    assert Plan.objects.get().board == world.culture


def test_a_board_that_cannot_be_told_is_asked_for(world: World, file: Path, capsys: Captured) -> None:
    assert "--board" in refused(capsys, file) and not Plan.objects.exists()
    assert "SN" in refused(capsys, file, "--board", "finns inte")


def test_a_plan_in_place_is_not_overwritten(world: World, file: Path, capsys: Captured) -> None:
    run(file, "--board", "SN")
    capsys.readouterr()
    assert "redan en plan" in refused(capsys, file, "--board", "SN")
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hej",
        b"PK\x03\x04",
        b"%PDF-1.7",
        b"{",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"title": "x"}',
        b'{"title": 1, "sections": []}',
        b'{"title": "x", "sections": [{"heading": "y", "level": 9, "text": "", "activities": []}]}',
        b'{"title": "x\\u0000", "sections": []}',
        b'{"title": "x", "sections": [{"heading": "y\\ud800", "level": 1, "text": "", "activities": []}]}',
    ],
    ids=range(12),
)
def test_a_file_that_is_no_plan_is_refused_in_one_sentence(
    world: World, tmp_path: Path, capsys: Captured, content: bytes
) -> None:
    path = tmp_path / "fil.json"
    path.write_bytes(content)
    refused(capsys, path, "--board", "SN")
    assert not Plan.objects.exists()


def test_a_missing_file_is_named(world: World, tmp_path: Path, capsys: Captured) -> None:
    assert "borta.docx" in refused(capsys, tmp_path / "borta.docx", "--dry-run")


def test_a_personal_number_in_the_plan_stops_it_all(world: World, tmp_path: Path, capsys: Captured) -> None:
    text = PlanText("Plan 2026", (SectionText("Analys", 1, "Ring 19121212-1212 om det.", ()),))
    path = tmp_path / "plan.json"
    path.write_bytes(as_bytes(text.as_json()))
    sentence = refused(capsys, path, "--board", "SN")
    assert "avsnitt 1, Avsnitt ”Analys”: Text: " in sentence and "personnummer" in sentence and "1212" not in sentence
    assert not Plan.objects.exists()


@pytest.mark.shared
@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_the_seed_plan_comes_in_whole(world: World, capsys: Captured, suffix: str) -> None:
    shared = shared_dir()
    assert shared
    run(shared / f"seed/handlingsplan-2019.{suffix}", "--json")
    plan = json.loads(capsys.readouterr().out)
    assert len([section for section in plan["sections"] if section["activities"]]) == 3
    assert sum(len(section["activities"]) for section in plan["sections"]) == 26
    stored = Plan.objects.get(pk=plan["id"])
    assert (stored.board, stored.year) == (world.social, 2019)
    assert Section.objects.filter(plan=stored).count() == len(plan["sections"])
