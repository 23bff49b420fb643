"""Reports go after the situation picture that counted them, and never before it is published.

The time runs from the year's newest published picture. What has no picture is kept: the law (2023:196) builds the
picture on the reports, and a year that is not summed up would be lost with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ledstjarna.audit.retention import Rule, register
from ledstjarna.reports import services as reports
from ledstjarna.situation.models import Picture


def settled(before: datetime | None = None) -> set[tuple[int, int]]:
    """The boards and years whose newest published picture is there, and older than a moment if one is given."""
    newest = Picture.objects.published().order_by().values_list("board", "year").annotate(last=Max("published_at"))
    return {(board, year) for board, year, last in newest if before is None or last < before}


def _texts(before: datetime) -> Sequence[int]:
    return reports.texts_removable(settled(before), timezone.localdate(before))


def _rows(before: datetime) -> Sequence[int]:
    return reports.rows_removable(settled(before), timezone.localdate(before))


def _texts_note() -> str:
    return _kept_back(texts=True)


def _rows_note() -> str:
    lost = _now(
        "Antalen per slag av händelse och miljö står kvar. Månad, stadsdel, enhet och hur många som togs bort som "
        "åsikt eller orosanmälan försvinner med rapporterna."
    )
    return " ".join(part for part in (_kept_back(texts=False), lost) if part)


def _kept_back(*, texts: bool) -> str:
    """What waits for its picture, and what is in none because nobody has judged it."""
    there = settled()
    parts = _waiting(reports.waiting_for_a_picture(there, texts=texts)), _unjudged(reports.unjudged(there))
    return " ".join(part for part in parts if part)


def _unjudged(number: int) -> str:
    if not number:
        return ""
    words = ngettext(
        "En rapport är inte bedömd och står kvar.", "%(number)d rapporter är inte bedömda och står kvar.", number
    )
    return words % {"number": number}


def _waiting(number: int) -> str:
    if not number:
        return ""
    words = ngettext(
        "En rapport väntar på att lägesbilden för dess år publiceras.",
        "%(number)d rapporter väntar på att lägesbilden för deras år publiceras.",
        number,
    )
    return words % {"number": number}


RULES = (
    Rule(
        code="reports.texts",
        what=_("Beskrivningar, frågor och svar i rapporter, räknat från att årets lägesbild är publicerad"),
        months=24,
        kind="report_text",
        select=_texts,
        purge=reports.texts_erase,
        note=_texts_note,
    ),
    Rule(
        code="reports.rows",
        what=_("Rapporter, räknat från att årets lägesbild är publicerad"),
        months=60,
        kind="report",
        select=_rows,
        purge=reports.rows_remove,
        note=_rows_note,
    ),
)


def register_all() -> None:
    """Tell the retention registry; called when the app is ready."""
    for rule in RULES:
        register(rule)
