"""What cannot wait: an urgent report is read within a working day, one to the social services made before midnight.

A working day is from eight to four where the municipality is, on the days that `workdays` knows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.reports.models import Report, Status
from ledstjarna.reports.workdays import is_workday, workday_after

HOUR: Final = timedelta(hours=1)
WORKDAYS: Final = 5
"""So many working days a report that does not press may wait to be read."""
OPENS: Final = time(8)
LAST: Final = time(14)
NOON: Final = time(12)
CLOSES: Final = time(16)


def read_by(moment: datetime) -> datetime:
    """When an urgent report that comes in at a moment is to have been read.

    From eight until two on a working day: before four that day, two hours later at least. Any other time: before noon
    on the working day that begins next. It tells no more of when it came in than which of these it was.
    """
    here = timezone.localtime(moment)
    day = here.date()
    if is_workday(day) and OPENS <= here.time() < LAST:
        return datetime.combine(day, CLOSES, tzinfo=here.tzinfo)
    if here.time() >= OPENS:
        day += timedelta(days=1)
    while not is_workday(day):
        day += timedelta(days=1)
    return datetime.combine(day, NOON, tzinfo=here.tzinfo)


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
    def by(self) -> str:
        """The day, while it has not passed, in words."""
        if timezone.localdate(self.now) == self.due:
            return _("i dag")
        return date_format(self.due, "l j F")

    @property
    def day(self) -> str:
        """The day that has come or passed, in words."""
        if timezone.localdate(self.now) == self.due:
            return _("i dag")
        if timezone.localdate(self.now) - self.due == timedelta(days=1):
            return _("i går")
        return _("den %(day)s") % {"day": date_format(self.due, "j F")}


@dataclass(frozen=True, slots=True)
class Pressing:
    """What cannot wait, in a few words, and whether it is late."""

    text: str
    late: bool


def pressing(report: Report) -> Pressing | None:
    """What about the report cannot wait: an urgent one that is unread, a concern that is not made."""
    if report.status == Status.RECEIVED and report.read_by:
        return to_read(report.read_by, timezone.now())
    if report.concern_waits and report.concern_decided_at:
        clock = Clock(timezone.localdate(report.concern_decided_at))
        late = _("skulle ha anmälts %(day)s") % {"day": clock.day}
        return Pressing(late if clock.late else _("anmäl: %(left)s") % {"left": clock.left}, clock.late)
    return None


def reading(report: Report) -> Pressing:
    """By when the report is to be read, as the reporter is told: as `read_by` when it is urgent, else in `WORKDAYS`."""
    now, due = timezone.now(), report.read_by and timezone.localtime(report.read_by)
    clock = Clock(due.date() if due else workday_after(waits_since(report), WORKDAYS), now)
    if now >= due if due else clock.late:
        return Pressing(_("Rapporten skulle ha lästs %(day)s. Prata med din chef.") % {"day": clock.day}, late=True)
    if due:
        words = _("Det brådskar: samordnaren ska läsa rapporten %(day)s före %(hour)d.00.") % _moment(due, now)
    else:
        words = _("Samordnaren ska läsa rapporten senast %(by)s.") % {"by": clock.by}
    return Pressing(words, late=False)


def to_read(due: datetime, now: datetime) -> Pressing:
    """Before when a report is to be read, or was to be."""
    here, late = timezone.localtime(due), now >= due
    clock = Clock(here.date(), now)
    if clock.late:
        return Pressing(_("skulle ha lästs %(day)s") % {"day": clock.day}, late)
    words = _("skulle ha lästs %(day)s före %(hour)d.00") if late else _("ska läsas %(day)s före %(hour)d.00")
    return Pressing(words % _moment(here, now), late)


def waits_since(report: Report) -> date:
    """The day from which the report waits to be read: when it came in, or when its questions were answered last."""
    return max(report.received_on, report.answered or report.received_on)


def _moment(here: datetime, now: datetime) -> dict[str, str | int]:
    """A local time today or later, in words."""
    return {"day": _coming(here.date(), (here.date() - timezone.localdate(now)).days), "hour": here.hour}


def _coming(day: date, days: int) -> str:
    """A day so many days from now."""
    if days < 2:
        return _("i morgon") if days else _("i dag")
    if days < 7:
        return _("på %(weekday)s") % {"weekday": date_format(day, "l")}
    return _("den %(day)s") % {"day": date_format(day, "j F")}
