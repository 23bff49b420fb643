"""What the code reads in an activity's schedule and follow-up, kept beside the words as they were written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ledstjarna.periods import selectors as periods
from ledstjarna.plans.models import Activity
from ledstjarna.plans.timing import FollowUp, PeriodName, Schedule, read_follow_up, read_schedule

USUAL: Final = (
    PeriodName("VP", ("verksamhetsplan",)),
    PeriodName("T1", ("tertialrapport 1", "tertial 1")),
    PeriodName("T2", ("tertialrapport 2", "tertial 2")),
    PeriodName("VB", ("verksamhetsberättelse",)),
)
"""What plans name where the municipality has not set its periods yet."""


def period_names(year: int) -> Sequence[PeriodName]:
    """What the periods of a year are called in plans; the usual names when none is set. One query."""
    return [PeriodName(period.code, period.names) for period in periods.periods((year,))] or USUAL


def schedule_of(activity: Activity) -> Schedule:
    """The schedule as it was read when the activity was last saved."""
    return Schedule.from_json(activity.understood["schedule"]) if activity.understood else read_schedule("", year=2000)


def follow_up_of(activity: Activity) -> FollowUp:
    """The follow-up as it was read when the activity was last saved."""
    if activity.understood:
        return FollowUp.from_json(activity.understood["follow_up"])
    return read_follow_up("", year=2000, periods=())


def understand(activity: Activity, year: int, names: Sequence[PeriodName]) -> Schedule:
    """Read both columns anew into the activity, unsaved; `year` is the plan's first."""
    schedule = read_schedule(activity.schedule, year=year)
    follow_up = read_follow_up(activity.follow_up, year=year, periods=names)
    activity.understood = {"schedule": schedule.as_json(), "follow_up": follow_up.as_json()}
    return schedule
