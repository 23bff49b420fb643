"""What is copied into the municipality's steering system: a text for each activity, within a number of characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from ledstjarna.followup.following import Line, Sheet
from ledstjarna.followup.models import Report
from ledstjarna.plans.selectors_followup import FollowedActivity, Status

LIMIT: Final = 1_000
LIMITS: Final = range(100, 10_001)
LANGUAGE: Final = "sv"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class SteeringText:
    """An activity's text, cut to the limit. `left_out` is how many characters of the whole are not in it."""

    activity: FollowedActivity
    report: Report
    text: str
    left_out: int

    @property
    def length(self) -> int:
        return len(self.text)


def steering_texts(sheet: Sheet, limit: int) -> list[SteeringText]:
    """The text of every activity that is reported on, in the plan's order and in Swedish."""
    return [_text(line, line.report, limit) for line in sheet.lines if line.report]


def _text(line: Line, report: Report, limit: int) -> SteeringText:
    whole = composed(report)
    text = cut(whole, limit)
    return SteeringText(line.activity, report, text, max(0, len(whole) - len(text.removesuffix("…"))))


def composed(report: Report) -> str:
    """Status, text, deviation and measure as one text."""
    with override(LANGUAGE):
        parts = [f"{capfirst(str(Status(report.status).label))}."]
        parts += [report.text] if report.text else []
        parts += [_("Avvikelse: %s") % report.deviation] if report.deviation else []
        parts += [_("Åtgärd: %s") % report.measure] if report.measure else []
    return "\n".join(parts)


def cut(text: str, limit: int) -> str:
    """Whole sentences within the limit; whole words and "…" where the sentences would fill less than half of it."""
    if len(text) <= limit:
        return text
    ends = [found.start() for found in _SENTENCE.finditer(text) if found.start() <= limit]
    if ends and ends[-1] * 2 >= limit:
        return text[: ends[-1]]
    words = text[: limit - 1].rsplit(maxsplit=1)
    return f"{words[0] if len(words) > 1 else text[: limit - 1]}…"
