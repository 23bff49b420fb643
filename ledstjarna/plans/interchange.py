"""A plan comes in from a file: JSON as this product writes it, every other kind through the reader."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from itertools import count
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.plans.content import Part, as_bytes, sections_as_data
from ledstjarna.plans.details import Details
from ledstjarna.plans.models import COLUMNS, YEARS, Level, Plan
from ledstjarna.plans.reading import ActivityText, PlanText, SectionText, read_plan
from ledstjarna.plans.reading.places import Place
from ledstjarna.plans.reasons import named_finding

_MAX_JSON_BYTES = 3_000_000  # some thousand pages of text; the guard reads every sign of it
_MAX_SECTIONS = 1_000
_MAX_ACTIVITIES = 1_000  # some thirty times the largest that boards decide; saving them holds the log


class BadFile(Exception):
    """A JSON file that is not a plan, or too large a plan; the message is a sentence for the one who chose it."""


def plan_from_file(data: bytes, *, filename: str) -> PlanText:
    """Read a plan from DOCX, PDF, XLSX, CSV or our own JSON. Raises `Unreadable` or `BadFile`, both with a sentence."""
    is_json = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    text = _from_json(data) if is_json else read_plan(data, filename=filename)
    rows = sum(len(section.activities) for section in text.sections)
    if len(text.sections) > _MAX_SECTIONS or rows > _MAX_ACTIVITIES:
        raise BadFile(_("Planen i filen är för stor. Dela upp den."))
    return text


def plan_to_json(plan: Plan, title: str, parts: tuple[Part, ...]) -> bytes:
    """The plan in the shape that comes in again: {"id", "title", "sections": [...]}."""
    return as_bytes({"id": plan.pk, "title": title, "sections": sections_as_data(parts)})


def year_of(text: PlanText) -> int:
    """The first year the title names, or the present one."""
    years = (int(number) for number in re.findall(r"(?<!\d)\d{4}(?!\d)", text.title))
    return next((year for year in years if year in YEARS), timezone.localdate().year)


def _from_json(data: bytes) -> PlanText:
    if len(data) > _MAX_JSON_BYTES:
        raise BadFile(_("Planen i filen är för stor. Dela upp den."))
    try:
        content = json.loads(data)
        return PlanText(_text(content["title"]), tuple(map(_section, count(1), content["sections"])))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadFile(_("JSON-filen är ingen plan: den behöver title och sections som i en export härifrån.")) from None


def _section(number: int, data: dict[str, Any]) -> SectionText:
    level = data["level"]
    if type(level) is not int or level not in Level.values:
        raise ValueError
    rows = tuple(
        ActivityText(*(_text(row[name]) for name in COLUMNS), where=Place(section=number, row=n), beside=_beside(row))
        for n, row in enumerate(data["activities"], start=1)
    )
    return SectionText(_text(data["heading"]), level, _text(data["text"]), rows, where=Place(section=number))


def _beside(row: dict[str, Any]) -> dict[str, Any]:
    """The findings and details of a row, each of the shape that goes out from here."""
    findings = [asdict(named_finding(**finding)) for finding in row.get("findings", ())]
    details = Details.from_json(row.get("details", {})).as_json()
    # As it is kept while it waits: lists, no tuples.
    both = json.loads(json.dumps({"findings": findings, "details": details}))
    return {name: value for name, value in both.items() if value}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
