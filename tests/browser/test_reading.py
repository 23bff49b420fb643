"""A plan comes in row by row: what is stopped and what to look at is told without barriers, on a phone too."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import FilePayload, Page, expect

from ledstjarna.plans.tests.plan_files import HEADER, csv_plan
from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

ROWS = (
    ("Plan för Exempelstad", "", "", ""),
    HEADER,
    ("Ordna en träff för föreningarna i stadsdelen.", "Säkerhetssamordnaren", "Våren 2030", "Tertialrapport 1"),
    ("Ring 19121212-1212", "Enhetschefer", "Löpande", ""),
    ("", "Stadsdelsförvaltningarna", "", ""),
    ("Läxhjälp", "Föreningar", "Terminsvis", "Enkät"),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_file_is_tried_row_by_row(page: Page, scheme: Literal["light", "dark"], width: int) -> None:
    page.goto("/konto/logga-in/")
    page.locator("form[action*='/demo/'] button", has_text="Sam Exempel").click()
    page.wait_for_url(lambda address: "logga-in" not in address)
    # The page is not the fixture's own: the browser tells of an answer that names faults as of an error.
    page = page.context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto("/planer/inlasning/")
    file = FilePayload(name="plan.csv", mimeType="text/csv", buffer=csv_plan(ROWS))
    page.get_by_label("Planen som fil").set_input_files(file)
    page.get_by_role("button", name="Läs filen").click()
    expect(page.get_by_role("heading", name="1 rad stoppas")).to_be_visible()
    expect(page.get_by_role("row", name="rad 4")).to_contain_text("personnummer")
    assert violations(page) == [] and page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Planen som fil").set_input_files(file)
    page.get_by_label("Lämna ute rader som stoppas").check()
    page.get_by_role("button", name="Läs filen").click()
    expect(page.get_by_role("heading", name="1 rad lämnades ute")).to_be_visible()
    page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")
    expect(page.get_by_role("table", name="Raderna som lästes")).to_contain_text("rad 6")
    assert violations(page) == [] and page.evaluate("document.documentElement.scrollWidth") <= width
