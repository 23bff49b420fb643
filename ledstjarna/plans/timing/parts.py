"""What the reading of a cell is made of: parts, each what a pattern takes some words for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from .model import Rule, Slot


class Role(Enum):
    SPAN = auto()  # the four that have a place in the calendar
    BEGIN = auto()
    DEADLINE = auto()
    UNTIL = auto()
    YEARS = auto()  # whole years, which others are in
    RULE = auto()
    COUNT = auto()
    ONGOING = auto()
    ON_DEMAND = auto()
    EVENT = auto()
    IMPOSSIBLE = auto()
    UNREAD = auto()  # a date whose year is in doubt
    BEFORE = auto()  # only as a mark, as the next
    AFTER = auto()
    LEAD = auto()  # "vid", "när": what follows is an event
    LEAD_PAST_DATES = auto()  # "enligt", "inför": the same, and a date in it is not when this is done
    CHECK = auto()  # "uppföljning", "utvärderas": only in a follow-up, as the two below
    PERIOD = auto()
    OUTSIDE = auto()


PLACED = frozenset({Role.SPAN, Role.BEGIN, Role.DEADLINE, Role.UNTIL})
DATED = PLACED | {Role.YEARS}

InYear: TypeAlias = Callable[[int], Slot | None]


@dataclass(frozen=True, slots=True)
class Plan:
    """The years of the plan, first and last."""

    first: int
    last: int

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True)
class Part:
    """What a pattern takes some words for; `text` is the words.

    `in_year` gives the place in a year, None when that year has none such, and `years` are those written beside it. A
    `mark` has no place but gives its role to the dates that follow, over other words too unless they must follow
    `at_once`. `slots` is empty until the years are settled.
    """

    role: Role
    text: str = ""
    mark: bool = False
    at_once: bool = False
    in_year: InYear | None = None
    years: tuple[int, ...] = ()
    joined: bool = False  # nothing but "och" or a comma since the date before
    count: int | None = None
    rule: Rule | None = None
    codes: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()


Found: TypeAlias = "re.Match[str]"
Build: TypeAlias = Callable[[Found, Plan], Iterable[Part]]  # nothing when it is not what it looked like
Pattern: TypeAlias = tuple["re.Pattern[str]", Build]


def words(pattern: str) -> re.Pattern[str]:
    """The pattern for whole words, whatever their case."""
    return re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE)


def always(
    role: Role, *, mark: bool = False, at_once: bool = False, in_year: InYear | None = None, rule: Rule | None = None
) -> Build:
    """Builds the same part whatever was found."""
    part = Part(role, mark=mark, at_once=at_once, in_year=in_year, rule=rule)
    return lambda _found, _plan: (part,)
