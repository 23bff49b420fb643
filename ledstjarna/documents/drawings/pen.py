"""What the drawings share: colours that follow the page's theme or are fixed for paper, elements, places on a circle.

Nothing here needs an inline style: colours are presentation attributes (SVG 2, 6.6), which the content security
policy lets through and in which `var(…)` names a colour of `ui/tokens.css`.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

from django.utils.safestring import SafeString, mark_safe

from ledstjarna.documents.markup import legal

# The light theme of ui/tokens.css, for paper.
PAPER: Final = {
    "card": "#ffffff",
    "sunken": "#f4f1e8",
    "ink": "#1b2336",
    "muted": "#545c6f",
    "line": "#e4e0d5",
    "edge": "#757b8a",
    "blue": "#1d4f9f",
    "red": "#a3301e",
    "green": "#1d6a4b",
    "amber": "#f3b229",
    "amber-text": "#7a5200",
    "blue-tint": "#e8eef8",
    "red-tint": "#fce9e5",
    "green-tint": "#e4f1ea",
    "amber-tint": "#fdf1d8",
    "night": "#0f1b35",
    "night-text": "#e6e9f2",
}
FACES: Final = {"sans": "Source Sans 3", "serif": "Source Serif 4"}
MIDDLE: Final = 0.33  # from the middle of a figure or capital to its foot, in parts of the type size
Point = tuple[float, float]
Look = dict[str, str | float]  # attributes
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws elements, all text in them escaped. `standalone` fixes colours and type faces for PDF and Word."""

    standalone: bool

    def draw(self, tag: str, *children: SafeString, **attributes: str | float | None) -> SafeString:
        """An element: `stroke_width=2` becomes `stroke-width="2"`, None is left out, colours are those of `PAPER`."""
        written = "".join(
            f' {name.rstrip("_").replace("_", "-")}="{self._value(name, value)}"'
            for name, value in attributes.items()
            if value is not None
        )
        return mark_safe(f"<{tag}{written}>{joined(children)}</{tag}>")  # noqa: S308 (values are escaped)

    def _value(self, name: str, value: str | float) -> str:
        if not isinstance(value, str):
            return number(value)
        if name in ("fill", "stroke") and value in PAPER:
            return PAPER[value] if self.standalone else f"var(--{value})"
        return content(value)

    def write(
        self,
        place: Point,
        words: str,
        *,
        size: float = 14,
        fill: str = "ink",
        bold: bool = False,
        face: Literal["sans", "serif"] = "sans",
        anchor: Literal["start", "middle"] = "middle",
    ) -> SafeString:
        """One line of text around the place, or beginning there."""
        return self.draw(
            "text",
            content(words),
            x=place[0],
            y=place[1] + MIDDLE * size,
            fill=fill,
            font_size=size,
            font_weight="600" if bold else None,
            font_family=FACES[face] if self.standalone else f"var(--{face})",
            text_anchor=anchor,
        )

    def sheet(
        self,
        mark: str,
        *children: SafeString,
        title: str,
        description: str,
        box: Box,
        links: Iterable[SafeString] = (),
    ) -> SafeString:
        """The whole drawing, named by `mark` as in `named`.

        It is one image to screen readers, or with links in it a group of them, the rest told by title and description.
        """
        left, top, right, bottom = box
        inside, doors = joined(children), joined(links)
        return self.draw(
            "svg",
            self.draw("title", content(title), id=f"{mark}-title"),
            self.draw("desc", content(description), id=f"{mark}-desc"),
            self.draw("g", inside, aria_hidden="true") if doors else inside,
            doors,
            xmlns="http://www.w3.org/2000/svg",
            class_=None if self.standalone else f"drawing drawing-{mark.partition('-')[0]}",
            viewBox=" ".join(map(number, (left, top, right - left, bottom - top))),
            width=right - left if self.standalone else None,
            height=bottom - top if self.standalone else None,
            role="group" if doors else "img",
            aria_labelledby=f"{mark}-title",
            aria_describedby=f"{mark}-desc",
        )


def named(kind: str, data: object) -> str:
    """A name for the drawing of the data, unlike that of other data on the same page: star-1a2b3c4d."""
    return f"{kind}-{zlib.crc32(repr(data).encode()):08x}"


def joined(parts: Iterable[SafeString]) -> SafeString:
    """The elements one after another."""
    return mark_safe("".join(parts))  # noqa: S308 (made of escaped parts)


def content(words: str) -> SafeString:
    """The words as the content of an element or an attribute."""
    return mark_safe(escape(legal(words)))  # noqa: S308 (escaped)


def number(value: float) -> str:
    """At most two decimals, no trailing zeros and no negative zero."""
    return f"{round(value, 2) + 0.0:g}"


def at(angle: float, radius: float) -> Point:
    """The place at an angle in degrees, clockwise from the top, around (0, 0)."""
    turn = math.radians(angle)
    return radius * math.sin(turn), -radius * math.cos(turn)


def polygon(points: list[Point]) -> str:
    """The points as the attribute of a polygon."""
    return " ".join(map(_pair, points))


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have an area in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def arc(radius: float, begin: float, end: float) -> str:
    """A path along a circle from one angle to a greater one, less than a whole turn on."""
    start, stop = _pair(at(begin, radius)), _pair(at(end, radius))
    return f"M{start}A{number(radius)} {number(radius)} 0 {int(end - begin > 180)} 1 {stop}"


def sector(inner: float, outer: float, begin: float, end: float) -> str:
    """A path around the field between two circles and two angles, less than a whole turn apart."""
    start, stop = _pair(at(begin, inner)), _pair(at(end, inner))
    back = f"A{number(inner)} {number(inner)} 0 {int(end - begin > 180)} 0 {start}"
    return f"{arc(outer, begin, end)}L{stop}{back}Z"


def _pair(point: Point) -> str:
    return " ".join(map(number, point))
