"""A real server, a real browser, and a page that tolerates neither errors nor foreign addresses."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tools.browser import flags
from tools.server import prepare, serving, settings


@pytest.fixture(scope="session")
def _prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo municipality, ready to be served."""
    data = tmp_path_factory.mktemp("prepared")
    prepare(settings(data))
    return data


@pytest.fixture(scope="module")
def server(_prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the product with its demo municipality, which no other module's tests have changed."""
    data = tmp_path_factory.mktemp("server") / "data"
    shutil.copytree(_prepared, data)
    with serving(settings(data)) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """CHROMIUM, else the machine's own, else Playwright's."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags())
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A page on a desktop, in Swedish. Afterwards: nothing on the console, nothing fetched from elsewhere."""
    faults: list[str] = []
    context = browser.new_context(base_url=server, locale="sv-SE", viewport={"width": 1280, "height": 800})
    page = context.new_page()

    def fetched(request: Request) -> None:
        if not request.url.startswith((server, "data:", "blob:")):
            faults.append(f"fetched from elsewhere: {request.url}")

    page.on("request", fetched)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    yield page
    context.close()
    assert faults == []
