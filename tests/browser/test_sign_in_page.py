"""The first page anyone meets."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser


def test_the_first_page_leads_a_stranger_to_sign_in(page: Page) -> None:
    answer = page.goto("/")
    assert answer is not None and answer.status == 200
    assert "/konto/" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_in_page_has_no_barriers(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto("/")
    assert violations(page) == []


def test_the_sign_in_page_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
