"""axe-core on the page one stands on."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page


@cache
def _axe() -> str:
    return (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text()


def violations(page: Page) -> list[str]:
    """What axe finds wrong, one line for each element: rule and element. Empty when all is well."""
    page.evaluate(_axe())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
