"""docs/story.md in a browser whose scripts are switched off."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from ledstjarna.plans.tests.plan_files import PARTS, docx_plan

pytestmark = pytest.mark.browser

YEAR = "2030"
CELL = "Onsdagar i mars"


@pytest.fixture
def plain(browser: Browser, server: str) -> Iterator[Page]:
    """A page without script."""
    context = browser.new_context(base_url=server, locale="sv-SE", java_script_enabled=False, accept_downloads=True)
    yield context.new_page()
    context.close()


def enter(page: Page, role: str) -> None:
    page.context.clear_cookies()
    page.goto("/konto/logga-in/")
    page.locator("form", has_text=role).get_by_role("button").first.click()


def test_the_story_needs_no_script(plain: Page, tmp_path: Path) -> None:
    enter(plain, "lokal samordnare")
    bring_in(plain, tmp_path / "plan.docx")
    draft = plain.url
    edit(plain)
    enter(plain, "enhetschef")
    plain.goto(draft)
    assert plain.get_by_text(CELL).count() == 1
    enter(plain, "registrator")
    plain.goto(draft)
    decide(plain)
    assert "Dnr SN 2030/17" in plain.locator("main").inner_text()
    assert_goes_out(plain)
    enter(plain, "granskare")
    assert_log_tells(plain)


def bring_in(page: Page, file: Path) -> None:
    """From the start page to the draft."""
    file.write_bytes(docx_plan(PARTS))
    page.get_by_role("link", name="Handlingsplan", exact=True).first.click()
    page.get_by_role("link", name="Läs in från fil").click()
    page.get_by_label("Planen som fil").set_input_files(file)
    page.get_by_role("button", name="Läs filen").click()
    assert page.get_by_text("Inget är sparat").is_visible()
    page.get_by_label("Året planen börjar gälla").fill(YEAR)
    page.get_by_role("button", name="Spara som utkast").click()
    assert page.locator("tbody tr").count() == 2


def edit(page: Page) -> None:
    """One cell, on a page of its own."""
    page.locator("tr", has_text="Ordna en träff").get_by_role("link", name="Ändra").click()
    page.get_by_label("Tidplan").fill(CELL)
    page.get_by_role("button", name="Spara").click()
    assert page.get_by_text(CELL).count() == 1


def decide(page: Page) -> None:
    """What the board decided, looked at once more."""
    page.get_by_role("link", name="Registrera beslut").click()
    page.get_by_label("Beslutsdatum").fill((timezone.localdate() - datetime.timedelta(days=1)).isoformat())
    page.get_by_label("Paragraf").fill("§ 14")
    page.get_by_label("Diarienummer").fill("SN 2030/17")
    page.get_by_role("button", name="Granska").click()
    page.get_by_role("button", name="Fastställ versionen").click()


def assert_goes_out(page: Page) -> None:
    """The three files begin as such files do; the JSON holds the cell."""
    starts = {"Word": b"PK", "PDF": b"%PDF-1.7", "Hämta som JSON": b"{"}
    for name, start in starts.items():
        with page.expect_download() as caught:
            page.locator("main").get_by_role("link", name=name, exact=True).click()
        content = Path(caught.value.path()).read_bytes()
        assert content.startswith(start), name
    sections = json.loads(content)["sections"]
    assert CELL in [row["schedule"] for section in sections for row in section["activities"]]


def assert_log_tells(page: Page) -> None:
    """The coordinator, the unit manager and the registrar have read drafts; the auditor is told so, and no content."""
    page.get_by_role("link", name="Logg", exact=True).first.click()
    page.get_by_label("Vad").select_option("läste ett utkast till plan")
    page.get_by_role("button", name="Visa").click()
    rows = page.locator("main tbody tr")
    assert rows.count() >= 3
    assert all("läste ett utkast till plan" in row for row in rows.all_inner_texts())
    assert page.get_by_text(CELL).count() == 0
