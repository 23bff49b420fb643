"""The parts of a cell by what they say, and the span that they set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from .model import Kind, Schedule, Slot
from .parts import Part, Plan, Role
from .placing import cover
from .spans import DAY


class Said:
    """The parts sorted, with the years settled."""

    def __init__(self, parts: Sequence[Part], plan: Plan) -> None:
        self.parts, self.plan = parts, plan
        roles = {part.role for part in parts}
        self.counted, self.ongoing = Role.COUNT in roles, Role.ONGOING in roles
        self.on_demand = Role.ON_DEMAND in roles
        self.rules = list(dict.fromkeys(part.rule for part in parts if part.rule))
        self.spans = self._slots(Role.SPAN)
        self.stated = cover(self._slots(Role.YEARS))
        self.begin = next(iter(self._slots(Role.BEGIN)), None)
        self.deadlines = self._slots(Role.DEADLINE)
        self.end = cover([*self.deadlines, *self._slots(Role.UNTIL)])
        self.when = ", ".join(part.text for part in parts if part.role in {Role.EVENT, Role.ON_DEMAND})
        self.in_doubt = [part.text for part in parts if part.role is Role.UNREAD]
        self.impossible = tuple(dict.fromkeys(part.text for part in parts if part.role is Role.IMPOSSIBLE))

    def _slots(self, role: Role) -> list[Slot]:
        return sorted({slot for part in self.parts if part.role is role for slot in part.slots})

    @property
    def inside(self) -> Slot | None:
        return cover(self.spans) or self.stated

    @property
    def contradicts(self) -> bool:
        """It ends before it begins, or is to be as often as two rules or a rule and a count say."""
        ends_first = bool(self.begin and self.end and self.end.end < self.begin.start)
        return ends_first or len(self.rules) > 1 or bool(self.rules and self.counted)

    @property
    def is_past(self) -> bool:
        """It names a day before the plan."""
        return any(slot.end < date(self.plan.first, 1, 1) for part in self.parts for slot in part.slots)

    def bounds(self) -> tuple[date | None, date | None]:
        """First and last day, as far as they are said."""
        start = end = None
        if self.inside:
            start, end = self.inside.start, self.inside.end
        if self.begin:
            start, end = self.begin.start, (end if end and end >= self.begin.end else None)
        if self.end:
            start, end = (start if start and start <= self.end.start else None), self.end.end
        return start, end

    def spans_outside(self, schedule: Schedule) -> list[str]:
        """The words of spans that a schedule leaves out: of "klart i juni, möte i september" the latter."""
        first, last = schedule.start or date.min, schedule.end or date.max
        spans = [part for part in self.parts if part.role is Role.SPAN]
        if schedule.kind is not Kind.FROM:
            spans = [part for part in spans if any(slot.start < first or slot.end > last for slot in part.slots)]
        return [part.text for part in spans]

    def window(self) -> Slot | None:
        """The span for what is repeated or counted: as said, else the plan's years; None when that cannot be."""
        start, end = self.bounds()
        if self.impossible and not (start and end):
            return None
        start = start or date(min(self.plan.first, end.year if end else self.plan.first), 1, 1)
        return Slot(start, end or date(max(self.plan.last, start.year), 12, 31))


def merged(slots: Iterable[Slot]) -> list[Slot]:
    """In order, those that meet or overlap as one."""
    result: list[Slot] = []
    for slot in sorted(slots):
        if result and slot.start <= result[-1].end + DAY:
            result[-1] = Slot(result[-1].start, max(result[-1].end, slot.end))
        else:
            result.append(slot)
    return result


def cut(slots: Iterable[Slot], window: Slot) -> list[Slot]:
    """What of them is inside the window."""
    inside = (slot for slot in slots if slot.start <= window.end and slot.end >= window.start)
    return [Slot(max(slot.start, window.start), min(slot.end, window.end)) for slot in inside]
