"""The file holds what is on the list and nothing else, and no cell of it is a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from ledstjarna.accounts.tests.town import person
from ledstjarna.audit.models import Entry
from ledstjarna.reports import export
from ledstjarna.reports.export import FIELDS
from ledstjarna.reports.models import Report, Term
from ledstjarna.reports.tests.test_statistics import confirmed
from ledstjarna.reports.tests.world import TEXT, World, browser
from ledstjarna.walls.roles import Role

HEADINGS = [
    "Nämnd", "Enhet", "År", "När", "Slags händelse", "Miljö", "Plats", "Kanal", "Stadsdel", "Riktat mot",
    "Antal inblandade", "Ålder", "Brådskade", "Enheten hade gjort", "Åtgärder", "Läge", "Räknas",
]  # fmt: skip


def fetched(world: World, fmt: str = "csv", year: int = 2026) -> bytes:
    answer = browser(world.bob).get(reverse("reports:export", args=[world.social.pk, year, fmt]))
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"] == f'attachment; filename="rapporter-socialnamnden-{year}.{fmt}"'
    return b"".join(part if isinstance(part, bytes) else part.encode() for part in answer)


def lines(world: World, **given: Any) -> list[dict[str, str]]:
    text = fetched(world, **given).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_columns_are_these_and_no_others(world: World) -> None:
    assert [str(field.heading) for field in FIELDS] == HEADINGS
    confirmed(world, 1, happened=date(2026, 3, 16), span="week", place="online", measures=["police", "gone"])
    (row,) = lines(world)
    assert row == dict(
        zip(
            HEADINGS,
            [
                "Socialnämnden", "Enheten för hemlösa", "2026", "2026-v12", "symbol, klotter",
                "våldsbejakande högerextremism, vit makt", "på nätet", "digital", "", "vet inte",
                "vet inte", "vet inte", "nej", "polisanmält", "", "bekräftad", "ja",
            ],
            strict=True,
        )
    )  # fmt: skip


def test_no_text_number_or_code_comes_along(world: World) -> None:
    report = world.closed(words="Tack för din hjälp.")
    file = fetched(world, year=report.year).decode()
    assert TEXT not in file and "Tack" not in file and report.code_hash not in file and "Bob" not in file


def test_only_confirmed_reports_of_the_board_and_year_are_there(world: World) -> None:
    confirmed(world, 2)
    confirmed(world, 1, happened=date(2025, 3, 1))
    confirmed(world, 1, board=world.culture, unit=world.library)
    confirmed(world, 1, status="received")
    first, second = Report.objects.filter(board=world.social, year=2026, status="confirmed").order_by("pk")
    Report.objects.filter(pk=second.pk).update(same_event=first)
    assert [row["Räknas"] for row in lines(world)] in (["nej", "ja"], ["ja", "nej"])
    assert lines(world)[0]["När"] == "2026-03" and lines(world)[0]["Kanal"] == "fysisk"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_taken_for_a_formula(world: World, start: str) -> None:
    """A label cannot hold a line end, but a unit's name out of an old import might."""
    label = f"{start}cmd|' /C calc'!A0"
    Term.objects.create(list="district", code="norr", from_year=2020, label=label.replace("\r", " ").strip("\r\n\t"))
    type(world.homeless).objects.filter(pk=world.homeless.pk).update(name=label)
    confirmed(world, 1, district="norr")
    (row,) = lines(world)
    assert not row["Enhet"].startswith(start) and row["Enhet"].startswith("'")
    assert not row["Stadsdel"].startswith(start)
    page = load_workbook(io.BytesIO(fetched(world, "xlsx")))["Rapporter"]
    kinds = {str(head.value): cell.data_type for head, cell in zip(page[1], page[2], strict=True) if cell.value}
    assert kinds.pop("År") == "n" and set(kinds.values()) == {"s"}
    assert (page.column_dimensions["B"].width, page.column_dimensions["C"].width) == (34, 8)


def test_the_workbook_says_what_each_column_means(world: World) -> None:
    confirmed(world, 2)
    book = load_workbook(io.BytesIO(fetched(world, "xlsx")))
    assert book.sheetnames == ["Rapporter", "Förklaringar"]
    assert [cell.value for cell in book["Rapporter"][1]] == HEADINGS and book["Rapporter"].max_row == 3
    assert [row[0].value for row in book["Förklaringar"].iter_rows(min_row=2)] == HEADINGS
    assert all(row[1].value for row in book["Förklaringar"].iter_rows(min_row=2))


def test_the_file_is_read_under_audit_and_by_the_boards_own_coordinator(world: World) -> None:
    fetched(world)
    row = Entry.objects.get(action="report.export")
    assert (row.actor_id, row.board_id, row.facts) == (world.bob.pk, world.social.pk, {"format": "csv", "year": 2026})
    page = reverse("reports:export", args=[world.social.pk, 2026, "csv"])
    assert browser(world.charlie).get(page).status_code == 404
    cleo = person("Cleo", Role.CENTRAL_COORDINATOR, world.city)
    assert browser(cleo).get(page).status_code == 403
    assert browser(world.bob).get(reverse("reports:export", args=[world.social.pk, 2026, "ods"])).status_code == 404


def test_a_long_file_reads_the_lists_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "_CHUNK", 2)
    confirmed(world, 7)
    confirmed(world, 2, happened=date(2025, 3, 1))
    with CaptureQueriesContext(connection) as caught:
        assert len(list(export.rows(Report.objects.all()))) == 9
    assert sum('FROM "reports_term"' in query["sql"] for query in caught) == 1
