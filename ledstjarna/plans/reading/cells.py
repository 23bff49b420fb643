"""What a cell of a spreadsheet shows, as text."""

import re
from datetime import date, datetime, time
from typing import Any

from .own_layout import UNDERSCORE_CODED

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
NO_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')  # what a number format shows as it stands
LINE_END = re.compile(r"(?<!_x005F)_x000D_\n?|\r\n?")


def text_of(cell: Any) -> str:
    """The text of an openpyxl cell; "" for an empty one and for a formula's error. Dates are shown to the unit that
    their format shows: 2030-05-21, maj 2030 or 2030.
    """
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, str):
        return UNDERSCORE_CODED.sub("_", LINE_END.sub("\n", value))
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, datetime | date):
        return _day(value, cell.number_format)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    return str(value)


def _day(value: datetime | date, number_format: str) -> str:
    shown = NO_FORMAT.sub("", number_format.casefold())
    if "d" not in shown and "y" in shown and "h" not in shown:
        return f"{MONTHS[value.month - 1]} {value.year}" if "m" in shown else str(value.year)
    clock = f" {value:%H:%M}" if isinstance(value, datetime) and (value.hour or value.minute) else ""
    return f"{value:%Y-%m-%d}{clock}"


def _number(value: float, number_format: str) -> str:
    percent = "%" in NO_FORMAT.sub("", number_format)
    shown = f"{value * 100 if percent else value:.10g}".replace(".", ",")
    return f"{shown} %" if percent else shown
