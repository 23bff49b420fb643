"""Where things stand on the wheel so that none hides another: periods in lanes, deadlines along the rim."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from .lettering import shortened, width
from .pen import Box, at, overlap
from .year import Mark, Span, Wheel

RIM, FLOOR, HUB = 160.0, 108.0, 38.0  # the radii of the months' band and of the hub
OUTER, INNER = 92.0, 55.0  # the middles of the outermost and the innermost lane of periods
# So many lanes, and how many degrees a name may stand from its day: tried in turn until nothing is hidden.
STILL, SHIFTED = (0.0,), (0.0, 8.0, -8.0, 16.0, -16.0, 24.0, -24.0)
TRIES: Final = (*((lanes, STILL) for lanes in range(1, 5)), *((lanes, SHIFTED) for lanes in range(2, 7)))
BREADTH, BETWEEN = 9.0, 3.0  # of a period, and at least from one to the next
DOT: Final = 6.0  # the radius of the day that a period is due
HEIGHT, BADGE_SIZE, BADGE_ROOM = 19.0, 12.0, 44.0
GEM, GEM_SIZE, GEM_ROOM = 23.0, 12.0, 46.0
AIR: Final = 2.0


@dataclass(frozen=True, slots=True)
class Badge:
    """A period in its lane: its arc (none when all of it is outside the year), the day it is due, and its name."""

    span: Span
    radius: float
    arc: tuple[float, float] | None
    due: float | None
    words: str
    box: Box
    breadth: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """Deadlines so near each other that they share a place on the rim: their letters, and how long it is."""

    marks: tuple[tuple[str, Mark], ...]
    words: str
    angle: float
    length: float

    @property
    def half(self) -> float:
        """Half the degrees of the rim that it takes."""
        return math.degrees((self.length + AIR) / 2 / RIM)


def badges(wheel: Wheel) -> list[Badge]:
    """The year's periods in as few lanes as keep them apart; where no number does, some hide a part of others."""
    spans = [span for span in wheel.spans if wheel.holds(span.due) or wheel.crosses(span)]
    spans.sort(key=lambda span: (span.start, span.end, span.label))
    for lanes, shifts in TRIES:
        placed, apart = _in_lanes(wheel, spans, lanes, shifts)
        if apart:
            break
    return placed


def _in_lanes(wheel: Wheel, spans: list[Span], lanes: int, shifts: tuple[float, ...]) -> tuple[list[Badge], bool]:
    """The periods in so many lanes, and whether all are apart."""
    placed: list[Badge] = []
    apart = True
    for span in spans:
        choice = [_badge(wheel, span, lane, lanes, shift) for shift in shifts for lane in range(lanes)]
        free = next((badge for badge in choice if _is_free(badge, placed)), None)
        apart = apart and free is not None
        placed.append(free or choice[0])
    return placed, apart


def _badge(wheel: Wheel, span: Span, lane: int, lanes: int, shift: float) -> Badge:
    """The period in a lane of so many, counted from the outermost, its name so far from its day."""
    apart = (OUTER - INNER) / max(lanes - 1, 1)
    radius = OUTER - lane * apart if lanes > 1 else (OUTER + INNER) / 2
    along = None
    if wheel.crosses(span):
        begin = wheel.angle(max(span.start, wheel.first))
        along = (begin, min(wheel.angle(min(span.end, wheel.last), 1), begin + 359.9))
    due = wheel.angle(span.due, 0.5) if span.due is not None and wheel.holds(span.due) else None
    angle = due if due is not None else sum(along or ()) / 2
    words = shortened(span.label, BADGE_SIZE, BADGE_ROOM)
    box = _around(angle + shift, radius, max(width(words, BADGE_SIZE) + 11, HEIGHT), HEIGHT)
    return Badge(span, radius, along, due, words, box, min(BREADTH, apart - BETWEEN))


def _around(angle: float, radius: float, wide: float, high: float) -> Box:
    x, y = at(angle, radius)
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _is_free(badge: Badge, placed: Iterable[Badge]) -> bool:
    """Whether the name keeps within the lanes and hides neither another name nor an arc of its lane."""
    left, top, right, bottom = badge.box
    furthest = math.hypot(max(-left, right), max(-top, bottom))
    nearest = math.hypot(max(left, -right, 0), max(top, -bottom, 0))
    if furthest > FLOOR or nearest < HUB:
        return False
    return not any(
        overlap(_widened(badge.box), other.box) or (badge.radius == other.radius and _meet(badge, other))
        for other in placed
    )


def _widened(box: Box) -> Box:
    return box[0] - AIR, box[1] - AIR, box[2] + AIR, box[3] + AIR


def _meet(one: Badge, other: Badge) -> bool:
    """Whether what the two take of their lane has something in common, also across the turn of the year."""
    (begin, end), (first, last) = _reach(one), _reach(other)
    return any(begin < last + turn and first + turn < end for turn in (-360, 0, 360))


def _reach(badge: Badge) -> tuple[float, float]:
    """The degrees from which and to which the arc and the name take the lane."""
    left, top, right, bottom = badge.box
    half = math.degrees((right - left) / 2 / badge.radius)
    middle = math.degrees(math.atan2((left + right) / 2, -(top + bottom) / 2)) % 360
    begin, end = badge.arc or (middle, middle)
    return min(begin, middle - half), max(end, middle + half)


def clusters(wheel: Wheel) -> list[Cluster]:
    """The deadlines in order along the rim, those that would hide each other together."""
    found: list[Cluster] = []
    for named in wheel.deadlines():
        found.append(_cluster(wheel, (named,)))
        while len(found) > 1 and found[-2].angle + found[-2].half > found[-1].angle - found[-1].half:
            last = found.pop()
            found.append(_cluster(wheel, found.pop().marks + last.marks))
    return found


def _cluster(wheel: Wheel, marks: tuple[tuple[str, Mark], ...]) -> Cluster:
    """A for one, A–C for three; at the turn of the year moved so that December and January stay apart."""
    (first, begin), (last, end) = marks[0], marks[-1]
    words = shortened(first if first == last else f"{first}–{last}", GEM_SIZE, GEM_ROOM)
    middle = (wheel.angle(begin.end, 0.5) + wheel.angle(end.end, 0.5)) / 2
    cluster = Cluster(marks, words, middle, max(width(words, GEM_SIZE) + 14, GEM))
    return replace(cluster, angle=min(max(middle, cluster.half), 360 - cluster.half))
