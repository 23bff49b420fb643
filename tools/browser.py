"""Find or fetch the Chromium that the browser tests drive."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tools.steps import PYTHON, Stop, found, run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]


def flags() -> list[str]:
    """What it is started with: it does nothing of its own accord, and works for root."""
    return [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET


def chromium() -> str:
    """The path to a browser: CHROMIUM, the machine's, Debian's package (root), Playwright's. Raises Stop."""
    if named := os.environ.get("CHROMIUM"):
        if not found(named):
            raise Stop(f"CHROMIUM names {named}, which is no program.")
        return named
    if path := found(*NAMES):
        return path
    if os.geteuid() == 0 and found("apt-get"):
        print("fetching Debian's Chromium …", flush=True)
        run(["apt-get", "update", "--quiet"])
        packages = ["chromium", "fonts-liberation"]
        run(
            ["apt-get", "install", "--yes", "--no-install-recommends", *packages],
            DEBIAN_FRONTEND="noninteractive",
        )
        if path := found(*NAMES):
            return path
    return _from_playwright()


def _from_playwright() -> str:
    where = "from playwright.sync_api import sync_playwright\n"
    where += "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    path = subprocess.run([PYTHON, "-c", where], capture_output=True, text=True, check=True).stdout.strip()
    if not Path(path).exists():
        print("fetching Playwright's Chromium …", flush=True)
        run([PYTHON, "-m", "playwright", "install", "chromium"])
    return path
