"""The way of a plan through the houses: no barriers on its pages, and two remarks answered and sent without script."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

COORDINATOR, REGISTRAR, CENTRAL = "Sam Exempel", "registrator", "central samordnare"
OF_COORDINATOR = (
    "utkast/",
    "synpunkter/",
    "utkast/samrad/",
    "utkast/gemensam/",
    "utkast/redaktionellt/",
    "version/1/maska/",
)
OF_REGISTRAR = ("", "utkast/beslut/", "utkast/utskott/")


def enter(page: Page, who: str) -> None:
    page.goto("/konto/logga-in/")
    page.locator("form[action*='/demo/'] button", has_text=who).first.click()
    page.wait_for_url(lambda address: "logga-in" not in address)


def plan_of(page: Page) -> str:
    """The address of the board's plan that has a draft, from the list of all."""
    page.goto("/planer/")
    address = page.get_by_role("link", name="Utkast 20").first.get_attribute("href") or ""
    return address.removesuffix("utkast/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_of_the_way_have_no_barriers(page: Page, scheme: Literal["light", "dark"], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for who, pages in ((COORDINATOR, OF_COORDINATOR), (REGISTRAR, OF_REGISTRAR)):
        page.context.clear_cookies()
        enter(page, who)
        plan = plan_of(page)
        for one in pages:
            page.goto(plan + one)
            assert violations(page) == [], one
            assert page.evaluate("document.documentElement.scrollWidth") <= width, one


def test_the_executive_boards_decision_is_recorded_with_its_remarks(page: Page) -> None:
    enter(page, CENTRAL)
    page.get_by_role("link", name="Öppna").first.click()
    page.get_by_role("link", name="Registrera kommunstyrelsens beslut").click()
    page.get_by_text("godkänd med villkor", exact=True).click()
    page.get_by_label("Beslutsdatum").fill(page.evaluate("new Date().toISOString().slice(0, 10)"))
    page.get_by_label("Paragraf").fill("88")
    page.get_by_label("Diarienummer").fill("KS 41")
    page.get_by_label("Synpunkter").fill("Skriv mer om skolan.\nSkriv mer om föreningarna.")
    page.get_by_role("button", name="Granska").click()
    assert violations(page) == []
    page.get_by_role("button", name="Registrera beslutet").click()
    expect(page.get_by_text("godkänd med villkor, 2 synpunkter")).to_be_visible()


def test_two_remarks_are_answered_and_the_draft_handed_to_the_board_without_script(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False, locale="sv-SE")
    page = context.new_page()
    enter(page, COORDINATOR)
    page.locator(".step", has_text="2 synpunkter på planen").get_by_role("link", name="Svara").click()
    for number in (1, 2):
        page.locator(f"#synpunkt-{number} textarea").fill(f"Svaret på synpunkt {number} står i planen.")
    page.get_by_role("button", name="Spara svaren").click()
    page.get_by_role("link", name="Lämna till nämnden").click()
    page.get_by_role("button", name="Lämna till nämnden").click()
    expect(page.get_by_text("Utkastet är lämnat till nämnden.")).to_be_visible()
    context.close()
