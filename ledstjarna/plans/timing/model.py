"""What a schedule and a follow-up are once they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

MAX_SLOTS = 120
MAX_LENGTH = 5_000  # what the two columns hold


class Kind(StrEnum):
    RECURRING = "recurring"
    TIMES = "times"
    WITHIN = "within"
    ONGOING = "ongoing"
    DEADLINE = "deadline"
    FROM = "from"
    EVENT = "event"
    ON_DEMAND = "on_demand"
    UNREAD = "unread"
    EMPTY = "empty"


class Unit(StrEnum):
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF = "half"
    TERM = "term"
    YEAR = "year"


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One occurrence: on a day (`start` is `end`) or some time from `start` through `end`."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Rule:
    """How often: `times` in every `step`-th `unit`, or on a day of the week or the month."""

    unit: Unit
    step: int = 1
    times: int = 1
    at_least: bool = False  # "minst två", "en till två": `times` is the lowest number
    weekday: int | None = None  # Monday is 0
    nth: int | None = None  # which such weekday of the month; -1 is the last
    day: int | None = None  # of the month


@dataclass(frozen=True, slots=True)
class Schedule:
    """A cell of the column Tidplan.

    `start` and `end` are the span it holds in; None is open or not stated. `slots` are the occurrences inside it, in
    order; a deadline and a beginning are one slot each. TIMES without slots are several, how many is not said.
    `when` is what binds it to something else than the calendar ("vid behov", "i samband med T1"). `impossible` are
    the dates and spans of years that cannot be, `rest` the words that were not read, both as written.
    """

    kind: Kind
    start: date | None = None
    end: date | None = None
    slots: tuple[Slot, ...] = ()
    rule: Rule | None = None
    when: str = ""
    impossible: tuple[str, ...] = ()
    rest: str = ""

    def as_json(self) -> dict[str, Any]:
        """The fields as JSON has them: days as "2019-03-31", slots as pairs of days."""
        return {
            **asdict(self),
            "kind": self.kind.value,
            "start": self.start and self.start.isoformat(),
            "end": self.end and self.end.isoformat(),
            "slots": [[slot.start.isoformat(), slot.end.isoformat()] for slot in self.slots],
            "rule": self.rule and {**asdict(self.rule), "unit": self.rule.unit.value},
            "impossible": list(self.impossible),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Schedule:
        """The inverse of `as_json`. Raises KeyError, TypeError or ValueError when the shape is another."""
        rule = data["rule"]
        return cls(
            kind=Kind(data["kind"]),
            start=_day(data["start"]),
            end=_day(data["end"]),
            slots=tuple(Slot(date.fromisoformat(start), date.fromisoformat(end)) for start, end in data["slots"]),
            rule=Rule(**{**rule, "unit": Unit(rule["unit"])}) if rule else None,
            when=data["when"],
            impossible=tuple(data["impossible"]),
            rest=data["rest"],
        )


@dataclass(frozen=True, slots=True)
class PeriodName:
    """A period of the municipality's own: "T1" with the names "tertialrapport 1" and "tertial 1"."""

    code: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """When something is followed up: at a period (`code`, and its year when one is written), or at a time.

    `day` is the day given, or the last of the span given, whose words are then in `when`. With `when` alone it is
    bound to an event, a need or a recurrence.
    """

    code: str = ""
    day: date | None = None
    when: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A cell of the column Uppföljning.

    `outside` are what look like periods but are not the municipality's, `what` is what is followed up, `rest` what
    is about something else; all as written. An empty cell is not `read` and has no `rest`.
    """

    points: tuple[Point, ...] = ()
    ongoing: bool = False
    outside: tuple[str, ...] = ()
    impossible: tuple[str, ...] = ()
    what: str = ""
    rest: str = ""
    read: bool = False

    def as_json(self) -> dict[str, Any]:
        """The fields as JSON has them; days as "2019-04-30"."""
        points = [{**asdict(point), "day": point.day and point.day.isoformat()} for point in self.points]
        return {
            **asdict(self),
            "points": points,
            "outside": list(self.outside),
            "impossible": list(self.impossible),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FollowUp:
        """The inverse of `as_json`. Raises KeyError, TypeError or ValueError when the shape is another."""
        points = tuple(Point(**{**point, "day": _day(point["day"])}) for point in data["points"])
        lists = {name: tuple(data[name]) for name in ("outside", "impossible")}
        return cls(**{**data, **lists, "points": points})


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
