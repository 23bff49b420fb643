"""Reads schedules of a plan for 2019, writes days so that a test can be read, and names periods."""

from __future__ import annotations

from datetime import date

from ledstjarna.plans.timing import PeriodName, Schedule, read_schedule


def read(text: str, until: int | None = None) -> Schedule:
    return read_schedule(text, year=2019, until=until)


def days(start: date | None, end: date | None) -> str:
    return f"{start or ''}" if start == end else f"{start or ''}..{end or ''}"


def slots(schedule: Schedule) -> list[str]:
    return [days(slot.start, slot.end) for slot in schedule.slots]


PERIODS = (
    PeriodName("VP", ("verksamhetsplan",)),
    PeriodName("T1", ("tertialrapport 1", "tertial 1")),
    PeriodName("T2", ("tertialrapport 2", "tertial 2")),
    PeriodName("VB", ("verksamhetsberättelse",)),
)
