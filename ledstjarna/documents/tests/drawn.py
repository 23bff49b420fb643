"""Reading a drawing back: its shapes and texts as they stand in the drawing, measured in the real type face."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from django.conf import settings
from fontTools.ttLib import TTFont

from ledstjarna.documents.drawings.pen import Box, Point

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "title", "desc", "defs", "pattern", "g", "a", "path", "line", "circle", "rect", "polygon", "text"}
ATTRIBUTES = {"id", "class", "role", "href", "d", "points", "transform", "viewBox", "width", "height", "x", "y"}
ATTRIBUTES |= {"x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "fill", "patternUnits", "patternTransform"}
ATTRIBUTES |= {"stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "text-anchor"}
ATTRIBUTES |= {"font-size", "font-weight", "font-family", "aria-labelledby", "aria-describedby", "aria-label"}
ATTRIBUTES |= {"aria-hidden"}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
TOKENS = Path(settings.CODE_DIR) / "ui" / "static" / "ui" / "tokens.css"
TOKEN = re.compile(r"--([a-z-]+): (?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}));")


GROUND = ("var(--line)", "var(--sunken)")  # what only lies behind


@dataclass(frozen=True)
class Item:
    """An element with its place in the drawing: the corners of its box, or the points of its outline."""

    element: Element
    points: list[Point]

    @property
    def box(self) -> Box:
        xs, ys = [x for x, _y in self.points], [y for _x, y in self.points]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def middle(self) -> Point:
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2

    @property
    def words(self) -> str:
        return self.element.text or ""


def read(svg: str) -> Element:
    """The drawing, after a look at every element and attribute in it: nothing that acts, styles or fetches."""
    root: Element = fromstring(svg)
    assert root.tag == f"{SVG}svg"
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in TAGS
        assert set(element.keys()) <= ATTRIBUTES
        for name, value in element.items():
            if name == "href":
                assert value[0] in "/#" and value[1:2] != "/"
            elif name not in ("aria-label", "xmlns"):
                assert ":" not in value and ("url(" not in value or value.startswith(f"url(#{_mark(root)}-"))
    return root


def _mark(root: Element) -> str:
    return root.get("aria-labelledby", "").removesuffix("-title")


def texts(root: Element, size: str = "") -> list[Item]:
    """The texts that are seen, of a type size if one is given."""
    return [
        item for item in items(root) if item.element.tag == f"{SVG}text" and size in ("", item.element.get("font-size"))
    ]


def shapes(root: Element, tag: str) -> list[Item]:
    return [item for item in items(root) if item.element.tag == f"{SVG}{tag}"]


def view(root: Element) -> Box:
    left, top, width, height = map(float, root.get("viewBox", "").split())
    return left, top, left + width, top + height


def items(element: Element, turns: tuple[str, ...] = ()) -> Iterator[Item]:
    """Everything drawn, in order, patterns left out."""
    if element.tag == f"{SVG}defs":
        return
    turns = (*turns, element.get("transform", ""))
    if points := _points(element):
        yield Item(element, [_moved(point, turns) for point in points])
    for child in element:
        yield from items(child, turns)


def _points(element: Element) -> list[Point]:
    def of(*names: str) -> list[float]:
        return [float(element.get(name, "0")) for name in names]

    match element.tag.removeprefix(SVG):
        case "polygon":
            flat = list(map(float, NUMBER.findall(element.get("points", ""))))
            return list(zip(flat[::2], flat[1::2], strict=True))
        case "circle":
            x, y, radius = of("cx", "cy", "r")
            return _corners(x - radius, y - radius, 2 * radius, 2 * radius)
        case "rect":
            return _corners(*of("x", "y", "width", "height"))
        case "line":
            x1, y1, x2, y2 = of("x1", "y1", "x2", "y2")
            return [(x1, y1), (x2, y2)]
        case "text":
            x, y, size = of("x", "y", "font-size")
            wide = advance(element.text or "", element.get("font-weight") == "600") * size
            left = x if element.get("text-anchor") == "start" else x - wide / 2
            return _corners(left, y - 0.66 * size, wide, 0.66 * size)
    return []


def _corners(x: float, y: float, width: float, height: float) -> list[Point]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def _moved(point: Point, turns: tuple[str, ...]) -> Point:
    x, y = point
    for turn in reversed(turns):
        for kind, values in reversed(re.findall(r"(\w+)\(([^)]*)\)", turn)):
            first, *rest = map(float, values.split())
            if kind == "translate":
                x, y = x + first, y + rest[0]
            elif kind == "scale":
                x, y = x * first, y * first
            else:
                assert kind == "rotate"
                cos, sin = math.cos(math.radians(first)), math.sin(math.radians(first))
                x, y = x * cos - y * sin, x * sin + y * cos
    return x, y


@cache
def _face(weight: int) -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    font = TTFont(Path(settings.FONTS_DIR) / f"source-sans-3-{weight}.ttf")
    return font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm


def advance(text: str, bold: bool = False) -> float:
    """How wide the text is in parts of the type size."""
    names, widths, units = _face(600 if bold else 400)
    return sum(widths[names.get(ord(sign), ".notdef")][0] for sign in text) / units


def inside(point: Point, corners: list[Point]) -> bool:
    """Whether a point is within a polygon without notches."""
    sides = zip(corners, [*corners[1:], corners[0]], strict=True)
    turns = [(bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax) for (ax, ay), (bx, by) in sides]
    return all(turn >= 0 for turn in turns) or all(turn <= 0 for turn in turns)


def along(corners: list[Point], steps: int = 25) -> list[Point]:
    """Points close together along the outline of a polygon."""
    sides = zip(corners, [*corners[1:], corners[0]], strict=True)
    return [
        (ax + (bx - ax) * step / steps, ay + (by - ay) * step / steps)
        for (ax, ay), (bx, by) in sides
        for step in range(steps)
    ]


def angle(point: Point) -> float:
    """Degrees clockwise from the top."""
    return math.degrees(math.atan2(point[0], -point[1])) % 360


def themes() -> tuple[dict[str, str], dict[str, str]]:
    """The colours of the light and the dark theme."""
    found = TOKEN.findall(TOKENS.read_text())
    light = {name: bright or one for name, bright, _dark, one in found}
    return light, {name: dark or one for name, _bright, dark, one in found}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def pale(svg: str) -> list[str]:
    """Texts below 4.5 : 1 on what is under them, and shapes of which nothing is 3 : 1 on the card, in either theme."""
    found = []
    for theme in themes():
        grounds: list[tuple[Item, str]] = []
        for item in items(read(svg)):
            fill, stroke = (_colour(item.element.get(name, ""), theme) for name in ("fill", "stroke"))
            if item.element.tag == f"{SVG}text":
                under = [colour for ground, colour in grounds if inside(item.middle, ground.points)]
                if contrast(fill, under[-1] if under else theme["card"]) < 4.5:
                    found.append(f"{item.words}: {fill} on {under[-1:]}")
            elif fill or item.element.get("stroke") not in GROUND:
                grounds += [(item, fill)] if fill else []
                if max(contrast(colour or theme["card"], theme["card"]) for colour in (fill, stroke)) < 3:
                    found.append(f"{item.element.tag}: {fill} {stroke}")
    return found


def _colour(value: str, theme: dict[str, str]) -> str:
    """A colour in the theme; empty for none. A hatched field is as its darkest line."""
    if value.startswith("url("):
        return theme["line"]
    return theme[value.removeprefix("var(--").removesuffix(")")] if value.startswith("var(") else ""
