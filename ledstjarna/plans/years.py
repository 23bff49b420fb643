"""The years in a text moved on, when it speaks of no other years than those of the plan that is being followed."""

from __future__ import annotations

import re

_SAID = re.compile(
    r"(?<![\d/])(?P<year>20\d\d)"
    r"(?:(?P<link>[-–/])(?P<short>\d\d)(?![\d-])|(?P<day>-\d\d-\d\d)(?!\d)|(?P<number>/\d{3,}|/\d(?!\d))|(?!\d))"
)
"""A year alone; with a short one after it (2026/27); with month and day; or before the number of a case (2026/118)."""
_LEAP_DAY = re.compile(r"\b29 februari\b|-02-29\b", re.IGNORECASE)


def moved_on(text: str, years: range, by: int) -> str:
    """The text with its years moved `by`, when all of them are among `years`; else the text itself.

    The number of a case is no year. A leap day stays, for it may not come again that year.
    """
    said = [match for match in _SAID.finditer(text) if _is_year(match)]
    if any(int(match["year"]) not in years for match in said) or _LEAP_DAY.search(text):
        return text
    return _SAID.sub(lambda match: _moved(match, by) if _is_year(match) else match[0], text)


def names_any(text: str, years: range) -> bool:
    """Whether the text speaks of any of the years."""
    return any(_is_year(match) and int(match["year"]) in years for match in _SAID.finditer(text))


def _is_year(match: re.Match[str]) -> bool:
    if match["number"]:
        return False
    return not match["short"] or int(match["short"]) == (int(match["year"]) + 1) % 100


def _moved(match: re.Match[str], by: int) -> str:
    year = int(match["year"]) + by
    if match["short"]:
        return f"{year}{match['link']}{(year + 1) % 100:02}"
    return f"{year}{match['day'] or ''}"
