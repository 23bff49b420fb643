"""Days and spans in words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .model import Slot
from .spans import FRIDAY

LONGEST_MONTH = 31


def day_in_words(day: date) -> str:
    return date_format(day, "j F Y")


def span_in_words(slot: Slot) -> str:
    """ "31 mars 2019", "vecka 14 (1–5 april 2019)", "mars 2019", "januari–juni 2019", "2019–2020"."""
    start, end = slot.start, slot.end
    if start == end:
        return day_in_words(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if start.day == 1 and _ends_month(end):
        return _reach(slot, "F Y", ("F", "F Y"))
    days = _reach(slot, "j F Y", ("j", "j F Y") if start.month == end.month else ("j F", "j F Y"))
    if _is_week(slot):
        return _("vecka %(number)d (%(days)s)") % {"number": start.isocalendar().week, "days": days}
    return days


def _reach(slot: Slot, whole: str, same_year: tuple[str, str]) -> str:
    """From start to end in date formats, the year once when it is the same."""
    if date_format(slot.start, whole) == date_format(slot.end, whole):
        return date_format(slot.start, whole)
    first, last = same_year if slot.start.year == slot.end.year else (whole, whole)
    return f"{date_format(slot.start, first)}–{date_format(slot.end, last)}"


def when_in_words(slot: Slot) -> str:
    """The same after a verb: "den 31 mars 2019", "i mars 2019", "under 2019–2020"."""
    span = span_in_words(slot)
    if slot.start == slot.end:
        return _("den %(day)s") % {"day": span}
    if slot.start.day == 1 and _ends_month(slot.end) and slot.days <= LONGEST_MONTH:
        return _("i %(month)s") % {"month": span}
    return span if _is_week(slot) else _("under %(span)s") % {"span": span}


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _is_week(slot: Slot) -> bool:
    return slot.start.weekday() == 0 and slot.end - slot.start == FRIDAY


def impossible_in_words(written: Sequence[str]) -> list[str]:
    """A sentence on the dates that cannot be, when there are any."""
    return [_("Det här kan inte stämma: %(words)s.") % {"words": ", ".join(written)}] if written else []
