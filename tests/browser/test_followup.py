"""Following up in a real browser: a report on a phone, its judgement at a desk, and no barriers on the way."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
YEAR = date.today().year  # noqa: DTZ011 (the server's own day)
LOCAL, CENTRAL = "Sam Exempel", "Cleo Exempel"
PAGES = (
    (LOCAL, "/uppfoljning/"),
    (LOCAL, "/uppfoljning/arshjul/"),
    (CENTRAL, "/uppfoljning/staden/"),
    (CENTRAL, f"/uppfoljning/staden/{YEAR}/"),
    (CENTRAL, f"/perioder/{YEAR}/"),
    (CENTRAL, f"/perioder/{YEAR + 5}/lagg-upp/"),
)


def enter(page: Page, name: str, width: int = 1280) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.context.clear_cookies()
    page.goto("/konto/logga-in/")
    page.get_by_role("button", name=name).click()
    page.wait_for_url(lambda address: "logga-in" not in address)


def form(page: Page) -> None:
    """The first report of the coordinator's that waits, or that may be written all the same."""
    page.goto("/uppfoljning/")
    for more in page.locator("main summary").all():
        more.click()
    page.locator("main").get_by_role("link", name="Rapportera").or_(
        page.locator("main").get_by_role("link", name="Fortsätt")
    ).first.click()
    expect(page.get_by_role("button", name="Lämna in")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_have_no_barriers_and_nothing_is_cut_off(page: Page, scheme: Scheme, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    name = ""
    for who, address in PAGES:
        if who != name:
            enter(page, name := who, width)
        page.goto(address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    enter(page, LOCAL, width)
    form(page)
    assert violations(page) == []
    page.goto("/")
    page.get_by_role("link", name="Läs och godkänn").first.click()
    assert violations(page) == []
    page.get_by_role("link", name="Text till styrsystemet").click()
    assert violations(page) == []


def test_a_report_is_written_on_a_phone_and_accepted_at_a_desk(page: Page) -> None:
    enter(page, LOCAL, 390)
    form(page)
    heading = page.locator("h1").inner_text()
    more = page.locator("details.more", has=page.get_by_label("Avvikelse"))
    assert more.get_attribute("open") is None
    page.locator("label.chip", has_text="pausad").click()
    assert more.get_attribute("open") is not None
    page.locator("label.chip", has_text="klar").click()
    page.get_by_label("Vad har hänt?").fill("Allt är gjort, och alla vet om det.")
    page.get_by_role("button", name="Lämna in").click()
    expect(page.get_by_text("Tack. Uppföljningen är inlämnad.")).to_be_visible()
    enter(page, LOCAL)
    page.get_by_role("link", name="Läs och godkänn").first.click()
    card = page.locator("section.ds-card", has=page.get_by_role("heading", name=heading, exact=True))
    expect(card).to_contain_text("Allt är gjort, och alla vet om det.")
    card.get_by_role("button", name="Godkänn").click()
    expect(page.get_by_text(f"Godkänd: {heading}")).to_be_visible()


def test_the_last_report_is_clamped_on_a_phone_and_shown_whole_when_asked(page: Page) -> None:
    enter(page, LOCAL, 390)
    form(page)
    before = page.locator(".followup-clamped")
    before.locator("p").first.evaluate("text => { text.textContent = 'En lång mening. '.repeat(60); }")
    page.locator(".followup-whole").evaluate("whole => { whole.hidden = false; }")
    short = before.bounding_box()
    page.get_by_text("Visa hela texten").click()
    whole = before.bounding_box()
    assert short and whole and whole["height"] > 3 * short["height"]


def test_a_text_for_the_steering_system_is_copied(page: Page) -> None:
    enter(page, LOCAL)
    page.get_by_role("link", name="Läs och godkänn").first.click()
    page.get_by_role("link", name="Text till styrsystemet").click()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopiera").first.click()
    expect(page.get_by_text("Kopierat.").first).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("textarea").first.input_value()
