"""Årshjulet: the year as a ring of months, clockwise from the top.

From the outside in: the months' names, the deadlines on the rim, how many times activities happen each month, the
periods of reporting and surveys, and in the hub the year. The guiding star on the hub points at today.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .lettering import Entry, legend
from .pen import Look, Pen, arc, at, content, joined, named, number, polygon, sector
from .placing import BADGE_SIZE, BREADTH, DOT, FLOOR, GEM, GEM_SIZE, HUB, RIM, Badge, Cluster, badges, clusters
from .year import Mark, Month, Span, Wheel, summary, wheel_rows

__all__ = ["Mark", "Span", "Wheel", "wheel_rows", "wheel_svg"]

HALF_WIDTH, HALF_HEIGHT = 204.0, 198.0
NAMES: Final = 188.0  # the radius at which the months' names stand
COUNTS: Final = 128.0  # and their bubbles
SMALLEST, GROWTH = 10.5, 5.5  # the radius of a month's bubble, and what the fullest month has more
BUBBLE: Final[Look] = {"fill": "blue-tint", "stroke": "blue", "stroke_width": 1.5}
GAP: Final[Look] = {"fill": "card", "stroke": "edge", "stroke_width": 1.25, "stroke_dasharray": "3 3"}
WEEK: Final[Look] = {"fill": "amber-tint", "stroke": "amber-text", "stroke_width": 1.25, "stroke_linejoin": "round"}
STAR: Final = (11.0, 3.1)  # the radii of its points and of what is between them


def wheel_svg(wheel: Wheel, *, standalone: bool = False) -> SafeString:
    """The wheel as SVG: in a page in the colours of its theme and with links, or `standalone` for PDF and Word."""
    pen, periods, dates = Pen(standalone), badges(wheel), clusters(wheel)
    months = wheel.months()
    linked = [cluster for cluster in dates if _address(cluster) and not standalone]
    key, end = legend(pen, _key(pen, wheel, periods), top=HALF_HEIGHT + 4, room=2 * HALF_WIDTH)
    return pen.sheet(
        named("wheel", wheel),
        _band_of_months(pen),
        _week(pen, wheel),
        *(_month(pen, wheel, month, quarter=place % 3 == 0) for place, month in enumerate(months)),
        *(_period(pen, period) for period in periods),
        *(_bubble(pen, wheel, month, max(month.count for month in months)) for month in months),
        *(_badge(pen, period) for period in periods),
        _hub(pen, wheel),
        *(_gem(pen, cluster) for cluster in dates if cluster not in linked),
        key,
        links=[_link(pen, cluster) for cluster in linked],
        title=_("Årshjulet %(year)s") % {"year": wheel.name},
        description=summary(wheel),
        box=(-HALF_WIDTH, -HALF_HEIGHT, HALF_WIDTH, end + 4),
    )


def _band_of_months(pen: Pen) -> SafeString:
    band = pen.draw("circle", r=(RIM + FLOOR) / 2, fill="none", stroke="sunken", stroke_width=RIM - FLOOR)
    edges = [pen.draw("circle", r=radius, fill="none", stroke="line", stroke_width=1.5) for radius in (RIM, FLOOR)]
    return joined([band, *edges])


def _week(pen: Pen, wheel: Wheel) -> SafeString:
    """The week of today, from the hub to the rim."""
    if wheel.now is None:
        return SafeString()
    monday = wheel.now - timedelta(days=wheel.now.weekday())
    begin = wheel.angle(max(monday, wheel.first))
    end = wheel.angle(min(monday + timedelta(days=6), wheel.last), 1)
    return pen.draw("path", d=sector(HUB, RIM, begin, end), **WEEK)


def _month(pen: Pen, wheel: Wheel, month: Month, *, quarter: bool) -> SafeString:
    """The border before a month, longer and darker where a quarter begins, and its name, bold if it is now."""
    angle = wheel.angle(month.first)
    (x1, y1), (x2, y2) = at(angle, FLOOR), at(angle, RIM + 12 if quarter else RIM)
    now = wheel.now is not None and month.first <= wheel.now <= month.last
    border = pen.draw("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="edge" if quarter else "line", stroke_width=1.5)
    place = _middle(wheel, month, NAMES)
    return border + pen.write(place, _short(month.first), fill="ink" if now else "muted", bold=now)


def _short(month: date) -> str:
    """Jan in English, jan in Swedish: Django's own short names all have a capital."""
    name = date_format(month, "M")
    return name if date_format(month, "F")[0].isupper() else name.lower()


def _middle(wheel: Wheel, month: Month, radius: float) -> tuple[float, float]:
    return at((wheel.angle(month.first) + wheel.angle(month.last, 1)) / 2, radius)


def _bubble(pen: Pen, wheel: Wheel, month: Month, most: int) -> SafeString:
    """A month's count: the more, the larger; dashed when there is none."""
    x, y = _middle(wheel, month, COUNTS)
    told = f"{date_format(month.first, 'F')}: {month.count}"
    radius = SMALLEST + GROWTH * month.count / max(most, 1)
    return pen.draw(
        "g",
        pen.draw("title", content(told)),
        pen.draw("circle", cx=x, cy=y, r=radius, **(BUBBLE if month.count else GAP)),
        pen.write((x, y), str(month.count), size=13, fill="ink" if month.count else "muted", bold=True),
    )


def _period(pen: Pen, period: Badge) -> SafeString:
    """A period's arc, full for a report and striped for a survey, and a dot at the day it is due."""
    parts = [_band(pen, arc(period.radius, *period.arc), period.breadth, period.span.kind)] if period.arc else []
    if period.due is not None:
        x, y = at(period.due, period.radius)
        parts.append(pen.draw("circle", cx=x, cy=y, r=DOT, fill="ink", stroke="card", stroke_width=1.5))
    return joined(parts)


def _band(pen: Pen, path: str, breadth: float, kind: str) -> SafeString:
    stripes = {"report": None, "survey": "2.5 3"}[kind]
    under = pen.draw("path", d=path, fill="none", stroke="blue-tint", stroke_width=breadth)
    return under + pen.draw("path", d=path, fill="none", stroke="blue", stroke_width=breadth, stroke_dasharray=stripes)


def _badge(pen: Pen, period: Badge) -> SafeString:
    """A period's name: dark at (or by) the day it is due, light where it only tells which period it is."""
    left, top, right, bottom = period.box
    due = period.due is not None
    look = {"fill": "ink", "stroke": "card"} if due else {"fill": "card", "stroke": "blue"}
    return pen.draw(
        "g",
        pen.draw("title", content(period.span.label)),
        pen.draw("rect", x=left, y=top, width=right - left, height=bottom - top, rx=9.5, stroke_width=1.5, **look),
        pen.write(
            ((left + right) / 2, (top + bottom) / 2),
            period.words,
            size=BADGE_SIZE,
            fill="card" if due else "ink",
            bold=True,
        ),
    )


def _gem(pen: Pen, cluster: Cluster) -> SafeString:
    """A deadline's letter in a square on its point; several share one that is drawn out along the rim."""
    (x, y), angle = at(cluster.angle, RIM), cluster.angle
    turn = 0 if cluster.length == GEM else angle - 180 if 90 < angle < 270 else angle
    return pen.draw(
        "g",
        pen.draw("title", content(_told(cluster))),
        _diamond(pen, cluster.length, GEM),
        pen.write((0, 0), cluster.words, size=GEM_SIZE, bold=True),
        transform=f"translate({number(x)} {number(y)}) rotate({number(turn)})",
    )


def _told(cluster: Cluster) -> str:
    return "; ".join(f"{letter}. {mark.label}, {date_format(mark.end, 'j F')}" for letter, mark in cluster.marks)


def _diamond(pen: Pen, wide: float, high: float) -> SafeString:
    edge, flat = high / 2, (wide - high) / 2
    points = polygon([(-flat - edge, 0), (-flat, -edge), (flat, -edge), (flat + edge, 0), (flat, edge), (-flat, edge)])
    return pen.draw("polygon", points=points, fill="card", stroke="ink", stroke_width=1.5, stroke_linejoin="round")


def _address(cluster: Cluster) -> str:
    """Where all of the deadlines lead, empty where they lead apart."""
    addresses = {mark.href for _letter, mark in cluster.marks}
    return addresses.pop() if len(addresses) == 1 else ""


def _link(pen: Pen, cluster: Cluster) -> SafeString:
    return pen.draw("a", _gem(pen, cluster), href=_address(cluster), aria_label=_told(cluster))


def _hub(pen: Pen, wheel: Wheel) -> SafeString:
    """The year, and in it the week and the star that points at today."""
    today = wheel.now
    size = 22 if len(wheel.name) == 4 else 17
    parts = [
        pen.draw("circle", r=HUB, fill="night", stroke="edge", stroke_width=1),
        pen.write((0, -4 if today else 0), wheel.name, size=size, fill="night-text", bold=True, face="serif"),
    ]
    if today:
        week = _("vecka %(number)d") % {"number": today.isocalendar().week}
        angle = wheel.angle(today, 0.5)
        points = polygon([at(angle + 45 * step, STAR[step % 2]) for step in range(8)])
        x, y = at(angle, HUB)
        parts.append(pen.write((0, 14), week, size=12, fill="night-text"))
        look: Look = {"fill": "amber", "stroke": "amber-text", "stroke_width": 1, "stroke_linejoin": "round"}
        place = f"translate({number(x)} {number(y)})"
        parts.append(pen.draw("polygon", points=points, transform=place, **look))
    return joined(parts)


def _key(pen: Pen, wheel: Wheel, periods: list[Badge]) -> list[Entry]:
    """What the signs that are on this wheel mean."""
    kinds = {period.span.kind for period in periods if period.arc}
    entries = [Entry(pen.draw("circle", r=7, **BUBBLE), 14, _("tillfällen i månaden"))]
    for kind, words in (("report", _("rapportperiod")), ("survey", _("enkät"))):
        if kind in kinds:
            entries.append(Entry(_band(pen, "M-11 0H11", BREADTH, kind), 22, words))
    if any(period.due is not None for period in periods):
        pill = pen.draw("rect", x=-11, y=-6, width=22, height=12, rx=6, fill="ink")
        entries.append(Entry(pill, 22, _("ska vara klar")))
    if wheel.deadlines():
        entries.append(Entry(_diamond(pen, 16, 16), 16, _("datum i listan")))
    if wheel.now:
        entries.append(Entry(pen.draw("rect", x=-5, y=-7, width=10, height=14, **WEEK), 10, _("den här veckan")))
    return entries
