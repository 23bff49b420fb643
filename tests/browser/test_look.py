"""The look: no barriers in either theme, nothing cut off on a small screen, and what works without script."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser


def open_components(page: Page) -> None:
    """The component page, as the first person of the demo's list."""
    page.goto("/konto/logga-in/")
    page.locator("form[action*='/demo/'] button").first.click()
    page.wait_for_url(lambda address: "logga-in" not in address)
    page.goto("/komponenter/")
    assert page.locator("h1").inner_text() == "Komponenter"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_components_have_no_barriers(page: Page, scheme: Literal["light", "dark"], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    open_components(page)
    assert violations(page) == []


def test_nothing_is_cut_off_at_320_pixels(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    open_components(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    cut = "[...document.querySelectorAll('.ds-card')].filter(card => card.scrollWidth > card.clientWidth + 1)"
    assert page.evaluate(f"{cut}.length") == 0


def test_the_open_menu_has_no_barriers_and_escape_closes_it(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_components(page)
    menu = page.locator("details.room-phone")
    menu.locator("> summary").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_menu_and_theme_work_without_script(browser: Browser, server: str) -> None:
    context = browser.new_context(
        base_url=server, java_script_enabled=False, locale="sv-SE", viewport={"width": 390, "height": 800}
    )
    page = context.new_page()
    open_components(page)
    page.locator("details.room-phone > summary").click()
    page.locator("button[value=dark]:visible").click()
    assert page.url.endswith("/komponenter/")
    assert page.locator("html").get_attribute("data-color-scheme") == "dark"
    context.close()


def test_a_form_pressed_twice_is_sent_once(page: Page) -> None:
    open_components(page)
    press = "form.dispatchEvent(new SubmitEvent('submit', {bubbles: true, cancelable: true}))"
    assert page.locator("form.form").first.evaluate(f"form => [{press}, {press}]") == [True, False]


def test_print_shows_the_page_without_the_room(page: Page) -> None:
    open_components(page)
    page.emulate_media(media="print")
    assert not page.locator(".room").is_visible()
    assert page.locator("h1").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
