"""A figure over the years as a line that breaks where the years cannot be compared.

The years of one `series` are joined, with dashes across years that are not among the points; a new series begins a
line of its own after a dashed upright, and a year without a figure leaves a gap. Every point bears its number, so
nothing has to be read off an axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from django.utils.safestring import SafeString

from .pen import Look, Pen, named

HEIGHT, SIDE, ABOVE, BELOW = 96.0, 34.0, 26.0, 30.0
STEP, NARROW, MANY = 64.0, 46.0, 6  # from one year to the next, narrower where there are many
GAP: Final = 1.5  # steps across missing years, however many: what is written has to stay large enough to read
FEWEST: Final = 3  # years that the drawing has room for, however few there are


@dataclass(frozen=True, slots=True)
class YearPoint:
    """A year's figure with the words that stand at it; None where there is none. One series may be compared."""

    year: int
    value: float | None
    words: str
    series: int


@dataclass(frozen=True, slots=True)
class Trend:
    """The points in the order of their years, from nought to `top`."""

    points: tuple[YearPoint, ...]
    top: float
    title: str
    description: str


def trend_svg(trend: Trend, *, standalone: bool = False) -> SafeString:
    """The trend as SVG: in a page in the colours of its theme, or `standalone` for PDF and Word."""
    pen, mark = Pen(standalone), named("trend", trend)
    step = STEP if len(trend.points) <= MANY else NARROW
    across = [0.0]
    for before, after in pairwise(trend.points):
        across.append(across[-1] + step * (1 if after.year - before.year == 1 else GAP))
    places = [
        (x, HEIGHT * (1 - (point.value or 0) / (trend.top or 1)))
        for point, x in zip(trend.points, across, strict=False)
    ]
    width = max(across[-1], step * FEWEST)
    return pen.sheet(
        mark,
        pen.draw("path", d=f"M{-SIDE / 2:g} {HEIGHT:g}H{width + SIDE / 2:g}", stroke="line", stroke_width=1.5),
        *_lines(pen, trend, places),
        *_points(pen, trend, places),
        title=trend.title,
        description=trend.description,
        box=(-SIDE, -ABOVE, width + SIDE, HEIGHT + BELOW),
    )


def _lines(pen: Pen, trend: Trend, places: list[tuple[float, float]]) -> list[SafeString]:
    drawn = []
    for (before, start), (after, end) in pairwise(zip(trend.points, places, strict=True)):
        if before.series != after.series:
            middle = (start[0] + end[0]) / 2
            path = f"M{middle:g} {-ABOVE / 2:g}V{HEIGHT:g}"
            drawn.append(pen.draw("path", d=path, stroke="edge", stroke_width=1.5, stroke_dasharray="3 4"))
        elif before.value is not None and after.value is not None:
            path = f"M{start[0]:g} {start[1]:.2f}L{end[0]:g} {end[1]:.2f}"
            dashes = None if after.year - before.year == 1 else "1 6"
            look: Look = {"stroke": "blue", "stroke_width": 2.5, "stroke_linecap": "round"}
            drawn.append(pen.draw("path", d=path, stroke_dasharray=dashes, **look))
    return drawn


def _points(pen: Pen, trend: Trend, places: list[tuple[float, float]]) -> list[SafeString]:
    drawn = []
    for point, (x, y) in zip(trend.points, places, strict=True):
        drawn.append(pen.write((x, HEIGHT + BELOW / 2), str(point.year), size=13, fill="muted"))
        if point.value is None:
            drawn.append(pen.write((x, HEIGHT - 12), point.words, size=13, fill="muted"))
            continue
        drawn.append(pen.draw("circle", cx=x, cy=y, r=4.5, fill="blue", stroke="card", stroke_width=1.5))
        drawn.append(pen.write((x, y - 14), point.words, size=13, bold=True))
    return drawn
