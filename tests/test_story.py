"""docs/story.md as one test: the first file to read. Later issues widen the story here."""

from __future__ import annotations

import datetime
import io
import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ledstjarna.accounts.tests.town import Town, person
from ledstjarna.plans.interchange import plan_from_file
from ledstjarna.plans.tests.plan_files import PARTS, ROWS, docx_plan
from ledstjarna.plans.tests.world import browser
from ledstjarna.walls.roles import Role

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
LINK = re.compile(r'<a href="([^"]+)"[^>]*>([^<]*)<')
CELL = "Onsdagar i mars"
DECISION = {"body": "Socialnämnden", "paragraph": "§ 14", "dnr": "SN 2030/17"}


@pytest.fixture
def town(db: None) -> Town:
    return Town()


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return unescape(answer.content.decode())


def sent(client: Client, path: str, **fields: object) -> str:
    """Fill in the form on a page and send it with what it hides; gives the address it leads to, or the page."""
    answer = client.post(path, dict(HIDDEN.findall(shown(client, path))) | fields)
    if answer.status_code == 302:
        return answer["Location"].partition("#")[0]
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_a_plan_comes_in_is_edited_decided_printed_and_the_log_tells_who_read_it(town: Town) -> None:
    alice = browser(person("Alice", Role.LOCAL_COORDINATOR, town.social))
    bob = browser(person("Bob", Role.REGISTRAR, town.social))
    charlie = person("Charlie", Role.UNIT_MANAGER, town.homeless)
    stranger = browser(person("Dana", Role.LOCAL_COORDINATOR, town.culture))
    auditor = person("Eve", Role.AUDITOR, town.city)

    draft = brought_in(alice, town)
    edited(alice, draft)

    assert CELL in shown(browser(charlie), draft)
    for path in (draft, f"{draft}export/pdf/"):
        assert stranger.get(path).status_code == 404

    plan = decided(bob, draft)
    assert "SN 2030/17" in shown(stranger, plan)
    assert_goes_out(stranger, plan)

    log = browser(auditor)
    readings = shown(log, f"{reverse('audit:log')}?action=plan.draft.read&person={charlie.pk}")
    assert "En rad." in readings and "läste ett utkast till plan" in readings
    assert log.get(draft).status_code == 403
    assert verified().startswith("Kedjan håller")


def brought_in(client: Client, town: Town) -> str:
    """The file is read and shown; then it is a draft, whose address this gives."""
    file = SimpleUploadedFile("plan.docx", docx_plan(PARTS))
    preview = sent(client, reverse("plans:import"), file=file)
    page = shown(client, preview)
    assert all(cell in page for row in ROWS for cell in row) and "Inget är sparat" in page
    return sent(client, preview, board=town.social.pk, year="2030")


def edited(client: Client, draft: str) -> None:
    """One cell is rewritten; a personal number is stopped, and the rest of the text kept for the writer."""
    row = next(path for path, words in LINK.findall(shown(client, draft)) if "/aktivitet/" in path and words == "Ändra")
    texts = dict(zip(("activity", "responsible", "schedule", "follow_up"), ROWS[0], strict=True))
    hidden = dict(HIDDEN.findall(shown(client, row)))
    refused = client.post(row, hidden | texts | {"follow_up": "Ring 19900101-0017", "schedule": CELL})
    assert refused.status_code == 422 and CELL in refused.content.decode()
    assert CELL not in shown(client, draft)
    assert sent(client, row, **texts | {"schedule": CELL}) == draft


def decided(client: Client, draft: str) -> str:
    """What the board decided is recorded, looked at once more, and frozen. Gives the plan's address."""
    day = timezone.localdate() - datetime.timedelta(days=1)
    path = f"{draft}beslut/"
    said = DECISION | {"decided_on": day.isoformat()}
    confirm = sent(client, path, **said)
    assert "Stämmer det här?" in confirm
    return sent(client, path, **said, confirm="1")


def assert_goes_out(client: Client, plan: str) -> None:
    """PDF, Word and JSON hold the same activities, and Word and PDF can be read in again."""
    files = {fmt: client.get(f"{plan}export/{fmt}/").content for fmt in ("pdf", "docx", "json")}
    frozen = json.loads(files["json"])
    assert frozen["decision"]["dnr"] == "SN 2030/17"
    rows = [row["schedule"] for section in frozen["sections"] for row in section["activities"]]
    assert rows == [CELL, "Löpande"]
    for fmt in ("pdf", "docx"):
        text = plan_from_file(files[fmt], filename=f"plan.{fmt}")
        assert [row.schedule for section in text.sections for row in section.activities] == rows, fmt


def verified() -> str:
    out = io.StringIO()
    call_command("audit", "verify", stdout=out)
    return out.getvalue()
