"""The coordinator's desk: no barriers, nothing cut off, and what an answer makes needless is not asked for."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]


def inbox(page: Page) -> None:
    """The coordinator's inbox."""
    page.goto("/konto/logga-in/")
    page.locator("form[action*='/demo/'] button", has_text="Sam Exempel").click()
    page.wait_for_url(lambda address: "logga-in" not in address)
    page.goto("/rapport/inkorg/")


def first(page: Page) -> None:
    """The report that the inbox begins with."""
    inbox(page)
    page.get_by_role("link", name="Läs den första").click()
    page.wait_for_url("**/rapport/inkorg/*/")


def seen(parts: list[Locator], which: list[bool]) -> None:
    for part, there in zip(parts, which, strict=True):
        expect(part).to_be_visible(visible=there)


def tap(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question).locator("label").get_by_text(answer, exact=True).click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_desk_has_no_barriers(page: Page, scheme: Scheme, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    inbox(page)
    doors = ["/rapport/inkorg/", "/rapport/utlamnanden/", "/rapport/utlamnanden/nytt/"]
    new = page.get_by_role("link", name="Läs den första").get_attribute("href") or ""
    table = page.get_by_role("table", name="Rapporter som är klara")
    done = table.get_by_role("row", name="avslutad").first.get_by_role("link").get_attribute("href")
    for report in (new.partition("#")[0], done or ""):
        doors += [report, f"{report}handlaggare/", f"{report}jav/"]
    doors.append(f"{done}samma-handelse/")
    for door in doors:
        page.goto(door)
        page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert violations(page) == [], door
        assert page.evaluate("document.documentElement.scrollWidth") <= width, door


def test_what_an_answer_makes_needless_is_not_asked_for(page: Page) -> None:
    first(page)
    text, month = page.get_by_label("Texten som sparas"), page.get_by_text("Månad i stället för vecka")
    act = page.get_by_role("group", name="Vilken handling hörde uttalandet ihop med?")
    guess = page.get_by_role("group", name="Kan en kollega gissa")
    seen([text, month, act, guess], [True, False, False, True])
    tap(page, "Kan en kollega gissa", "Ja")
    page.get_by_role("group", name="Slags händelse").locator("label", has_text="Något som sades").click()
    seen([text, month, act, guess], [True, True, True, True])
    tap(page, "Finns det ett barn", "Ja")
    seen([text, month, act, guess], [False, False, False, False])
    tap(page, "Finns det ett barn", "Nej")
    tap(page, "Har någon gjort något", "Nej")
    seen([text, month, act, guess], [False, False, False, False])


@pytest.mark.parametrize("width", [390, 1280])
def test_a_childs_text_goes_after_one_has_said_who_makes_the_report_of_concern(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    inbox(page)
    page.get_by_role("table", name="Att läsa").get_by_role("link").last.click()
    page.wait_for_url("**/rapport/inkorg/*/")
    number = page.get_by_role("heading", level=1).inner_text()
    text = page.get_by_label("Texten som sparas").input_value()
    tap(page, "Har någon gjort något", "Ja")
    tap(page, "Finns det ett barn", "Ja")
    page.get_by_role("button", name="Fortsätt").click()
    expect(page.get_by_text(text)).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Jag har gjort orosanmälan").check()
    page.get_by_role("button", name="Ta bort texten").click()
    page.wait_for_url("**?klart")
    assert page.evaluate("scrollY") == 0 and page.get_by_role("heading", name=number, level=1).is_visible()
    assert "Texten är borttagen." in page.locator(":focus").inner_text() and violations(page) == []
    expect(page.get_by_role("link", name="Nästa rapport")).to_be_visible()


def test_a_form_that_came_too_late_gives_back_what_was_written(page: Page) -> None:
    first(page)
    other = page.context.new_page()
    other.goto(page.url)
    for window in (page, other):
        window.get_by_text("Ställ en fråga", exact=True).click()
        window.get_by_label("Din fråga").fill("Satt de inne eller ute?")
        with window.expect_navigation():
            window.get_by_role("button", name="Ställ frågan").click()
    assert other.get_by_role("textbox", name="Det du skrev").input_value() == "Satt de inne eller ute?"
    assert violations(other) == []
    other.get_by_role("link", name="Öppna den igen").click()
    other.get_by_role("button", name="Ta tillbaka frågan").click()
