"""The same-day clock: what came in or was decided one day is to be done before that day ends, 23:59 included."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.reports.models import Report, Status

HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Clock:
    """A day by whose end something is to be done, as seen at a moment."""

    due: date
    now: datetime = field(default_factory=timezone.now)

    @property
    def late(self) -> bool:
        """Whether the day is over."""
        return timezone.localdate(self.now) > self.due

    @property
    def hours(self) -> int:
        """The whole hours left until midnight where the municipality is."""
        midnight = datetime.combine(self.due + timedelta(days=1), time(), tzinfo=timezone.get_default_timezone())
        return max(0, (midnight.astimezone(UTC) - self.now.astimezone(UTC)) // HOUR)

    @property
    def left(self) -> str:
        """How much of the day is left, in words."""
        if not self.hours:
            return _("mindre än en timme kvar i dag")
        return ngettext("%d timme kvar i dag", "%d timmar kvar i dag", self.hours) % self.hours

    @property
    def day(self) -> str:
        """The day that has passed, in words."""
        if timezone.localdate(self.now) - self.due == timedelta(days=1):
            return _("i går")
        return _("den %(day)s") % {"day": date_format(self.due, "j F")}


@dataclass(frozen=True, slots=True)
class Pressing:
    """What is to be done the same day, in a few words, and whether it is late."""

    text: str
    late: bool


def pressing(report: Report) -> Pressing | None:
    """What about the report cannot wait until tomorrow: an urgent one that is unread, a concern that is not made."""
    if report.status == Status.RECEIVED and report.urgent:
        return _of(Clock(waits_since(report)), _("läs: %(left)s"), _("skulle ha lästs %(day)s"))
    if report.status == Status.CONCERN and report.concern_decided_at and not report.concern_made_at:
        decided = timezone.localdate(report.concern_decided_at)
        return _of(Clock(decided), _("anmäl: %(left)s"), _("skulle ha anmälts %(day)s"))
    return None


def waits_since(report: Report) -> date:
    """The day from which the report waits to be read: when it came in, or when its questions were answered last."""
    return max(report.received_on, report.answered or report.received_on)


def _of(clock: Clock, in_time: str, late: str) -> Pressing:
    text = late % {"day": clock.day} if clock.late else in_time % {"left": clock.left}
    return Pressing(text, clock.late)
