"""The shape of an arm of the star."""

from __future__ import annotations

import math
from typing import Final

from .pen import Point, at

# Of so many arms: from the middle to the point of an arm, and half its width.
SIZES: Final = {
    3: (148.0, 36.0),
    4: (148.0, 36.0),
    5: (148.0, 39.0),
    6: (148.0, 35.0),
    7: (138.0, 30.0),
    8: (138.0, 28.0),
}
BASE: Final = 0.36  # of the arm belongs to the first level at least
SECOND: Final = 0.45  # of the rest belongs to the second
APART: Final = 3.0  # between two fields
STEPS: Final = 40  # along an edge, for what has to stay clear of it
ROOMIEST: Final = (0.66, 0.46, 0.32)  # where along each field there is most room


class Shape:
    """An arm as a kite from the middle: widest where it leaves its neighbours, then narrowing to its point."""

    def __init__(self, arms: int, place: int) -> None:
        turn = 360 / arms
        # No arm lies flat, for its label would have nowhere to go.
        self.angle = turn * (place + (0.5 if arms % 4 == 0 else 0))
        half = math.radians(turn / 2)
        tip, self.breadth = SIZES[arms]
        self.shoulder = self.breadth / math.tan(half)
        self.away = APART / 2 / math.sin(half)
        self.length = tip - self.away
        base = max(self.shoulder, BASE * self.length)
        self.cuts = (0.0, base, base + SECOND * (self.length - base), self.length)

    def half(self, along: float) -> float:
        """Half the width of the arm so far from where it begins."""
        if along <= self.shoulder:
            return self.breadth * along / self.shoulder
        return self.breadth * (self.length - along) / (self.length - self.shoulder)

    def place(self, along: float, across: float = 0.0) -> Point:
        """A place on the arm as a place in the drawing."""
        (x, y), (dx, dy) = at(self.angle, self.away + along), at(self.angle + 90, across)
        return x + dx, y + dy

    def outline(self) -> list[Point]:
        """Places close together along both edges."""
        steps = [self.length * step / STEPS for step in range(STEPS + 1)]
        return [self.place(along, side * self.half(along)) for along in steps for side in (-1, 1)]

    def field(self, level: int) -> list[Point]:
        """The corners of a level's field."""
        begin = self.cuts[level] + (APART / 2 if level else 0)
        end = self.cuts[level + 1] - (APART / 2 if level < 2 else 0)
        bends = [begin, *([self.shoulder] if begin < self.shoulder < end else []), end]
        right = [self.place(along, self.half(along)) for along in bends]
        left = [self.place(along, -self.half(along)) for along in reversed(bends)]
        return list(dict.fromkeys(right + left))

    def middle(self, level: int) -> Point:
        """Where the number of a level's field stands: where there is most room."""
        begin, end = self.cuts[level], self.cuts[level + 1]
        return self.place(begin + ROOMIEST[level] * (end - begin))
