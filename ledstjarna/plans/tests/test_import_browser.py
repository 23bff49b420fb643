"""A file in the browser: read, looked at, placed, saved once."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledstjarna.audit.models import Entry
from ledstjarna.plans.content import as_bytes
from ledstjarna.plans.models import Activity, Plan, Upload
from ledstjarna.plans.reading import MAX_BYTES, ActivityText, PlanText, SectionText
from ledstjarna.plans.services import uploads_purge
from ledstjarna.plans.tests.plan_files import HEADER, csv_plan, xlsx_plan
from ledstjarna.plans.tests.world import SMALL, World, browser


def chosen(content: bytes = b"", name: str = "plan.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or as_bytes(SMALL.as_json()))


def read(client: Client, content: bytes = b"", once: str = "") -> str:
    """The address of the preview."""
    answer = client.post(reverse("plans:import"), {"file": chosen(content), "once": once})
    assert answer.status_code == 302
    return answer["Location"]


def test_what_was_read_is_shown_before_anything_is_a_plan(world: World) -> None:
    client = browser(world.alice)
    page = client.get(read(client)).content.decode()
    assert "Möte i nätverket" in page and "1 aktivitet saknar uppföljning" in page and 'value="2026"' in page
    assert not Plan.objects.exists()


def test_saving_makes_one_draft_and_erases_the_upload(world: World) -> None:
    client = browser(world.alice)
    preview = read(client)
    answers = [client.post(preview, {"board": world.social.pk, "year": "2026"}) for _ in range(2)]
    plan = Plan.objects.get()
    assert [answer["Location"] for answer in answers] == [reverse("plans:draft", args=[plan.pk])] * 2
    assert not Upload.objects.exists() and client.get(preview).status_code == 404


def test_a_file_sent_twice_is_read_once(world: World) -> None:
    client, once = browser(world.alice), str(uuid4())
    assert read(client, once=once) == read(client, once=once) and Upload.objects.count() == 1


def test_a_year_that_is_taken_is_said_and_nothing_is_lost(world: World) -> None:
    world.plan()
    client = browser(world.alice)
    preview = read(client)
    answer = client.post(preview, {"board": world.social.pk, "year": "2026"})
    assert answer.status_code == 422 and "redan en plan" in answer.content.decode()
    assert reverse("plans:draft", args=[Plan.objects.get().pk]) in answer.text and "ligger kvar här" in answer.text
    assert client.post(preview, {"board": world.social.pk, "year": "2027"}).status_code == 302


@pytest.mark.parametrize("year", ["", "x", "1", "99999999999999999999"])
def test_a_year_that_is_none_is_said(world: World, year: str) -> None:
    client = browser(world.alice)
    assert client.post(read(client), {"board": world.social.pk, "year": year}).status_code == 422


def test_another_board_than_ones_own_cannot_be_chosen(world: World) -> None:
    client = browser(world.alice)
    assert client.post(read(client), {"board": world.culture.pk, "year": "2026"}).status_code == 422
    assert not Plan.objects.exists()


def test_an_upload_is_its_owners_alone(world: World) -> None:
    preview = read(browser(world.alice))
    assert browser(world.bob).get(preview).status_code == 404
    answer = browser(world.bob).post(preview, {"board": world.social.pk, "year": "2026"})
    assert answer.status_code == 404 and not Plan.objects.exists()


@pytest.mark.parametrize("content", [b"hej", b"{}", b"%PDF-", b"PK\x03\x04" + b"\0" * 99])
def test_a_bad_file_is_refused_beside_the_field(world: World, content: bytes) -> None:
    answer = browser(world.alice).post(reverse("plans:import"), {"file": chosen(content)})
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_file_of_fifty_megabytes_is_refused_in_a_sentence(world: World) -> None:
    file = chosen(b"%PDF" + bytes(MAX_BYTES * 5 // 2))
    answer = browser(world.alice).post(reverse("plans:import"), {"file": file})
    assert answer.status_code in {413, 422} and "20 MB" in answer.content.decode()


def test_no_file_and_an_empty_one_are_told_apart(world: World) -> None:
    client = browser(world.alice)
    assert client.post(reverse("plans:import")).status_code == 422
    answer = client.post(reverse("plans:import"), {"file": SimpleUploadedFile("tom.docx", b"")})
    assert "Filen är tom" in answer.content.decode()


def test_a_personal_number_is_stopped_before_anything_is_kept(world: World) -> None:
    text = PlanText("Plan", (SectionText("Analys", 1, "Gäller 19121212-1212.", ()),))
    answer = browser(world.alice).post(reverse("plans:import"), {"file": chosen(as_bytes(text.as_json()))})
    assert answer.status_code == 422 and "personnummer" in answer.content.decode()
    assert not Upload.objects.exists()


SICK = (
    HEADER,
    ("Möte", "Alice", "maj", "T1"),
    ("Råd till 19121212-1212", "Bob", "juni", ""),
    ("", "Charlie", "", ""),
    ("Stöd", "20121212-1212", "", ""),
    ("Läxhjälp", "Dana", "", ""),
)


@pytest.mark.parametrize("make", [csv_plan, lambda rows: xlsx_plan(rows)], ids=["csv", "xlsx"])
def test_stopped_rows_are_named_with_place_column_and_reason_and_no_value(
    world: World, make: Callable[[Any], bytes]
) -> None:
    answer = browser(world.alice).post(reverse("plans:import"), {"file": chosen(make(SICK), "plan.xlsx")})
    page = answer.content.decode()
    assert answer.status_code == 422 and "2 rader stoppas" in page
    rows = re.findall(r'<th scope="row"[^>]*>(rad \d+)</th>.*?<li>(\w+): Här ser', page, re.DOTALL)
    assert rows == [("rad 3", "Aktivitet"), ("rad 5", "Ansvarig")]
    assert "1212" not in page and not Upload.objects.exists()


def test_left_out_rows_are_listed_and_the_others_become_the_draft(world: World) -> None:
    client = browser(world.alice)
    data = {"file": chosen(csv_plan(SICK), "plan.csv"), "leave_out": "on"}
    preview = client.post(reverse("plans:import"), data)["Location"]
    page = client.get(preview).content.decode()
    assert "2 rader lämnades ute" in page and "rad 3" in page and "1212" not in page
    assert "1212" not in json.dumps(Upload.objects.get().content)
    client.post(preview, {"board": world.social.pk, "year": "2030"})
    assert [row.activity for row in Activity.objects.all()] == ["Möte", "Läxhjälp"]


def test_a_title_a_heading_and_a_text_that_are_stopped_can_be_left_out_too(world: World) -> None:
    number = "19121212-1212"
    row = ActivityText("Möte", "Alice", "", "")
    sections = (SectionText(f"Om {number}", 1, "Bra.", (row,)), SectionText("Läget", 2, f"Gäller {number}.", (row,)))
    content = as_bytes(PlanText(f"Plan för {number}", sections).as_json())
    client = browser(world.alice)
    preview = client.post(reverse("plans:import"), {"file": chosen(content), "leave_out": "on"})["Location"]
    client.post(preview, {"board": world.social.pk, "year": "2030"})
    plan = Plan.objects.get()
    kept = [(section.heading, section.text, section.activities.count()) for section in plan.sections.all()]
    assert (plan.title, kept) == ("Handlingsplan", [("", "Bra.", 1), ("Läget", "", 1)])


def test_the_preview_shows_row_by_row_where_it_stood_and_what_to_look_at(world: World) -> None:
    client = browser(world.alice)
    rows = (HEADER, ("Möte", "Alice", "maj", "T1"), ("", "Bob", "", ""), (), HEADER, *SICK[-1:])
    page = client.get(read(client, csv_plan(rows))).content.decode()
    assert "Rad för rad" in page and "rad 2" in page and "kan sparas" in page
    assert "<strong>rad 3</strong> Raden har text men ingen aktivitet." in " ".join(page.split())
    assert "1 tom rad hoppades över." in page and "Rubrikraden upprepas 1 gång" in page


def test_what_nobody_saved_within_a_day_is_erased(world: World) -> None:
    client = browser(world.alice)
    preview = read(client)
    uploads_purge()
    assert Upload.objects.exists()
    Upload.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))
    assert client.get(preview).status_code == 404
    uploads_purge()
    assert not Upload.objects.exists()
    assert Entry.objects.get(action="plan.upload.purge").facts == {"count": 1}


def test_more_text_than_the_guard_reads_while_one_waits_is_refused(world: World) -> None:
    section = {"heading": "H", "level": 1, "text": "1 " * 24_000, "activities": []}
    content = as_bytes({"title": "Plan", "sections": [section] * 70})
    answer = browser(world.alice).post(reverse("plans:import"), {"file": chosen(content)})
    assert answer.status_code == 422 and "för stor" in answer.content.decode()
