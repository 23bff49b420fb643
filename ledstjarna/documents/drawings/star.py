"""Preventionsstjärnan: one arm for each area of prevention, and on it how many activities there are at each level.

The fields from the middle out are the levels; a field without activities is dashed and hatched, one with a few is
pale, one with many is full. Every field bears its number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .arm import APART, SIZES, Shape
from .lettering import Entry, legend, width, wrapped
from .pen import Box, Look, Pen, content, named, number, polygon

MANY: Final = 4  # activities in a field that is shown full
LARGEST: Final = 999  # that can be read in a tip
HALF_WIDTH: Final = 160.0  # of the drawing
LABEL, LABEL_LINE, LABEL_ROOM = 14.0, 16.0, 110.0
SMALL_ARM, SQUARE = 26.0, 14.0  # in the legend


@dataclass(frozen=True, slots=True)
class Hue:
    """The colours of a level: full field, what is written on it, pale field, outline."""

    full: str
    on_full: str
    pale: str
    outline: str


HUES: Final = (
    Hue("green", "card", "green-tint", "green"),
    Hue("amber", "night", "amber-tint", "amber-text"),
    Hue("red", "card", "red-tint", "red"),
)
NEUTRAL: Final = Hue("muted", "card", "sunken", "edge")


@dataclass(frozen=True, slots=True)
class Arm:
    """An area and its number of activities at each level, from the middle out. Raises ValueError outside 0–999."""

    label: str
    counts: tuple[int, int, int]

    def __post_init__(self) -> None:
        if not all(0 <= count <= LARGEST for count in self.counts):
            raise ValueError(f"an arm shows 0–{LARGEST} activities, not {self.counts}")


@dataclass(frozen=True, slots=True)
class Star:
    """What the star shows. `levels` are named from the middle out. Raises ValueError for other than 3–8 arms."""

    arms: tuple[Arm, ...]
    levels: tuple[str, str, str]
    title: str
    description: str

    def __post_init__(self) -> None:
        if len(self.arms) not in SIZES:
            raise ValueError(f"a star has 3–8 arms, not {len(self.arms)}")


def star_rows(star: Star) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The same figures as a table: header and rows."""
    rows = tuple((arm.label, *map(str, arm.counts)) for arm in star.arms)
    return (_("Område"), *star.levels), rows


def star_svg(star: Star, *, standalone: bool) -> SafeString:
    """The star as SVG: in a page in the colours of its theme, or `standalone` for PDF and Word."""
    pen, mark = Pen(standalone), named("star", star)
    shapes = [Shape(len(star.arms), place) for place in range(len(star.arms))]
    labels = [_label(shape, arm.label) for shape, arm in zip(shapes, star.arms, strict=True)]
    heights = [y for shape in shapes for _x, y in shape.outline()]
    top = min(*heights, *(label.box[1] for label in labels)) - APART
    bottom = max(*heights, *(label.box[3] for label in labels)) + APART
    key, end = _key(pen, mark, star, bottom + 8)
    return pen.sheet(
        mark,
        pen.draw("defs", _hatch(pen, mark)),
        *(_arm(pen, mark, shape, arm, star.levels) for shape, arm in zip(shapes, star.arms, strict=True)),
        *(line for label in labels for line in label.drawn(pen)),
        key,
        title=star.title,
        description=star.description,
        box=(-HALF_WIDTH, top, HALF_WIDTH, end + APART),
    )


def _arm(pen: Pen, mark: str, shape: Shape, arm: Arm, levels: tuple[str, str, str]) -> SafeString:
    """The three fields of an arm; pointing at it tells all of it."""
    told = ", ".join(f"{level.lower()} {count}" for level, count in zip(levels, arm.counts, strict=True))
    parts = [pen.draw("title", content(f"{arm.label}: {told}"))]
    for level, count in enumerate(arm.counts):
        hue = HUES[level]
        colour = hue.on_full if count >= MANY else "ink" if count else "muted"
        parts.append(pen.draw("polygon", points=polygon(shape.field(level)), **_look(mark, hue, count)))
        size = 14 if count < 100 else 10
        parts.append(pen.write(shape.middle(level), str(count), size=size, fill=colour, bold=True))
    return pen.draw("g", *parts)


def _look(mark: str, hue: Hue, count: int) -> Look:
    """How a field with so many activities is painted."""
    if not count:
        return {
            "fill": f"url(#{mark}-hatch)",
            "stroke": "edge",
            "stroke_width": 1.25,
            "stroke_dasharray": "4 3",
            "stroke_linejoin": "round",
        }
    fill = hue.full if count >= MANY else hue.pale
    return {"fill": fill, "stroke": hue.outline, "stroke_width": 1.25, "stroke_linejoin": "round"}


def _hatch(pen: Pen, mark: str) -> SafeString:
    """The pattern of a field without activities."""
    line = pen.draw("path", d="M0 0V7", stroke="line", stroke_width=2)
    return pen.draw(
        "pattern",
        pen.draw("rect", width=7, height=7, fill="card"),
        line,
        id=f"{mark}-hatch",
        width=7,
        height=7,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


@dataclass(frozen=True, slots=True)
class _Label:
    """An arm's name, broken into lines, and the room it takes."""

    lines: list[str]
    box: Box

    def drawn(self, pen: Pen) -> list[SafeString]:
        left, top, right, _bottom = self.box
        middle = (left + right) / 2
        return [
            pen.write((middle, top + LABEL_LINE * (place + 0.5)), line, size=LABEL)
            for place, line in enumerate(self.lines)
        ]


def _label(shape: Shape, words: str) -> _Label:
    """The name above an arm that points up, below one that points down, clear of the arm and within the drawing."""
    lines = wrapped(words, LABEL, LABEL_ROOM)
    wide, high = max((width(line, LABEL) for line in lines), default=0.0), LABEL_LINE * len(lines)
    tip = shape.place(shape.length)
    room = HALF_WIDTH - 2 - wide / 2
    middle = min(max(tip[0], -room), room)
    left, right = middle - wide / 2, middle + wide / 2
    edge = [y for x, y in shape.outline() if left <= x <= right]
    if tip[1] < 0:
        low = min(edge, default=tip[1]) - APART
        return _Label(lines, (left, low - high, right, low))
    top = max(edge, default=tip[1]) + APART
    return _Label(lines, (left, top, right, top + high))


def _key(pen: Pen, mark: str, star: Star, top: float) -> tuple[SafeString, float]:
    """What the fields mean, by place and by fullness, and where the legend ends."""
    levels = [Entry(_small_arm(pen, level), SMALL_ARM, name) for level, name in enumerate(star.levels)]
    amounts = [(0, _("inga aktiviteter")), (1, f"1–{MANY - 1}"), (MANY, _("%(least)d eller fler") % {"least": MANY})]
    squares = [Entry(_square(pen, mark, count), SQUARE, words) for count, words in amounts]
    first, end = legend(pen, levels, top=top, room=2 * HALF_WIDTH)
    second, end = legend(pen, squares, top=end, room=2 * HALF_WIDTH)
    return first + second, end


def _small_arm(pen: Pen, shown: int) -> SafeString:
    """An arm from left to right with one level's field full."""
    shape = Shape(6, 0)
    fields = [
        pen.draw(
            "polygon",
            points=polygon(shape.field(level)),
            fill=hue.full if level == shown else "none",
            stroke=hue.outline if level == shown else "edge",
            stroke_width=7,
            stroke_linejoin="round",
        )
        for level, hue in enumerate(HUES)
    ]
    scale = SMALL_ARM / shape.length
    return pen.draw("g", *fields, transform=f"scale({scale:.3f}) rotate(90) translate(0 {number(shape.length / 2)})")


def _square(pen: Pen, mark: str, count: int) -> SafeString:
    half = SQUARE / 2
    return pen.draw("rect", x=-half, y=-half, width=SQUARE, height=SQUARE, rx=2, **_look(mark, NEUTRAL, count))
