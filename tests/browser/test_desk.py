"""The coordinator's desk: no barriers, nothing cut off, and what an answer makes needless is not asked for."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]


def inbox(page: Page) -> None:
    """The coordinator's inbox."""
    page.goto("/konto/logga-in/")
    page.locator("form[action*='/demo/'] button", has_text="Sam Exempel").click()
    page.wait_for_url(lambda address: "logga-in" not in address)
    page.goto("/rapport/inkorg/")


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
    done = page.get_by_role("table", name="Rapporter som är klara").get_by_role("link").first.get_attribute("href")
    for report in (new.partition("#")[0], done or ""):
        doors += [report, f"{report}handlaggare/", f"{report}jav/"]
    doors.append(f"{done}samma-handelse/")
    for door in doors:
        page.goto(door)
        for closed in page.locator("main details:not([open]) > summary").all():
            closed.click()
        assert violations(page) == [], door
        assert page.evaluate("document.documentElement.scrollWidth") <= width, door


def test_what_an_answer_makes_needless_is_not_asked_for(page: Page) -> None:
    inbox(page)
    page.get_by_role("link", name="Läs den första").click()
    text, month = page.get_by_label("Texten som sparas"), page.get_by_text("Månad i stället för vecka")
    act = page.get_by_role("group", name="Vilken handling gjordes uttalandet ihop med?")
    made = page.get_by_text("Orosanmälan är redan gjord")
    assert [one.is_visible() for one in (text, month, act, made)] == [True, False, False, False]
    tap(page, "Kan en kollega gissa", "Ja")
    page.get_by_role("group", name="Slags händelse").locator("label", has_text="Något som sades").click()
    assert [one.is_visible() for one in (text, month, act, made)] == [True, True, True, False]
    tap(page, "Finns det ett barn", "Ja")
    assert [one.is_visible() for one in (text, month, act, made)] == [False, False, False, True]
