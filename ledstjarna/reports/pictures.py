"""Whether a situation picture has counted a report. The room of pictures, which lies above, registers the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from django.utils import timezone

from ledstjarna.reports.models import Report

Ask = Callable[[int, int, datetime], date | None]
"""When a picture that counts a board's year was published, at a moment or later; None when there is none."""
_asked: list[Ask] = []


def register(ask: Ask) -> None:
    """Called when the app is ready."""
    _asked.append(ask)


def counted_on(report: Report) -> date | None:
    """The day on which a published picture has counted a report, which has been so for as long as it is confirmed."""
    came = datetime.combine(report.received_on, time(), tzinfo=timezone.get_default_timezone())
    since = report.confirmed_at or came
    return next((day for ask in _asked if (day := ask(report.board_id, report.year, since))), None)
