"""What is checked, and what a rule has found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ledstjarna.plans.content import Part, Row
from ledstjarna.plans.timing import PeriodName

if TYPE_CHECKING:
    from ledstjarna.plans.selectors_details import Work


class Severity(StrEnum):
    """An error should not stand when a board decides, a warning should be looked at, a notice is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Mend(StrEnum):
    """Where it is mended: in the row's form, on the activity's page, in the chain, among remarks, or on the plan."""

    ACTIVITY = "activity"
    SECTION = "section"
    WORK = "work"
    CHAIN = "chain"
    REMARKS = "remarks"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that something breaks: a sentence that says what and, where there is one, the key and name of the row."""

    rule: str
    sentence: str
    key: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask of a plan. The parts alone are enough; what is not known is not asked about.

    `unanswered` are findings (key, heading) without an activity, `lacking` the headings that the city's template
    requires, `owed` (year, count) of remarks on earlier plans without an answer, `details_lacking` by the activity's
    key what the template requires of it, `months` the city's own clock.
    """

    parts: tuple[Part, ...]
    year: int
    names: Sequence[PeriodName]
    today: date
    pictured: bool = False
    unanswered: Sequence[tuple[str, str]] = ()
    work: Mapping[str, Work] = field(default_factory=dict)
    lacking: Sequence[str] = ()
    owed: Sequence[tuple[int, int]] = ()
    details_lacking: Mapping[str, Sequence[str]] = field(default_factory=dict)
    has_next_revision: bool = True
    decided_on: date | None = None
    months: int = 12

    @property
    def rows(self) -> list[Row]:
        return [row for part in self.parts for row in part.activities]
