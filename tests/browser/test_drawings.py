"""The drawings in a real page: its theme, its content security policy, and no barriers."""

from datetime import date
from typing import Literal

import pytest
from playwright.sync_api import Page

from ledstjarna.documents.drawings.star import star_svg
from ledstjarna.documents.drawings.wheel import wheel_svg
from ledstjarna.documents.tests.figures import deadline, once, star, wheel
from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

COLOUR = """name => { const probe = document.querySelector("main").appendChild(document.createElement("i"));
    probe.style.color = `var(--${name})`; return getComputedStyle(probe).color; }"""
# A line's box is a third higher than its letters.
OVERLAPS = """() => { const boxes = [...document.querySelectorAll("svg.drawing-star text")]
    .map(text => text.getBoundingClientRect());
    const meet = (one, other) => one.left < other.right && other.left < one.right
        && one.top + one.height / 3 < other.bottom && other.top + other.height / 3 < one.bottom;
    return boxes.filter((one, place) => boxes.slice(0, place).some(other => meet(one, other))).length; }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [280, 600])
def test_drawings_follow_the_pages_theme_and_policy(page: Page, scheme: Literal["light", "dark"], width: int) -> None:
    year = wheel(once(date(2026, 5, 4)), deadline(date(2026, 5, 21), href="/planer/"), today=date(2026, 11, 23))
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto("/konto/logga-in/")
    drawn = star_svg(star(), standalone=False) + wheel_svg(year)
    page.evaluate("svg => { document.querySelector('main').innerHTML = '<h1>Stjärnan</h1>' + svg; }", drawn)
    field = page.locator("svg.drawing-star polygon").first
    assert field.evaluate("field => getComputedStyle(field).fill") == page.evaluate(COLOUR, "green")
    assert page.evaluate(OVERLAPS) == 0
    assert page.get_by_role("link", name="A. Planen till nämnden, 21 maj").count() == 1
    assert violations(page) == []
