"""The prevention star of a plan: how many activities work in which area, on which level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.documents.drawings.star import Arm, Star, star_rows, star_svg
from ledstjarna.documents.model import Block, Heading, Paragraph, Picture, Table
from ledstjarna.plans.content import Part
from ledstjarna.plans.models import TermKind
from ledstjarna.plans.reading.own_layout import STAR_HEADING
from ledstjarna.plans.terms import PreventionLevel, every_term

ARMS = range(3, 9)  # a star with fewer points is none, with more it cannot be read
_WIDTH = 96  # millimetres: heading, table and the checksum of a version find room on its page
_COLUMN_WIDTHS = (5, 2, 2, 2)


def prevention_star(parts: Iterable[Part]) -> Star | None:
    """The star of the city's areas; None when no activity has an area, or the city's list does not make a star.

    An activity counts once in each area and level that it is marked with. One query, none without areas.
    """
    rows = [row for part in parts for row in part.activities]
    counts = Counter(pair for row in rows for pair in set(row.details.areas))
    if not counts:
        return None
    used = {area for area, _level in counts}
    areas = [term for term in every_term(TermKind.AREA) if not term.retired or term.code in used]
    if len(areas) not in ARMS:
        return None
    marked = sum(bool(row.details.areas) for row in rows)
    told = ngettext(
        "%(marked)d av %(all)d aktivitet är märkt.", "%(marked)d av %(all)d aktiviteter är märkta.", len(rows)
    )
    universal, selective, indicated = PreventionLevel
    return Star(
        arms=tuple(
            Arm(t.name, (counts[t.code, universal], counts[t.code, selective], counts[t.code, indicated]))
            for t in areas
        ),
        levels=(str(universal.label), str(selective.label), str(indicated.label)),
        title=_("Preventionsstjärnan"),
        description=told % {"marked": marked, "all": len(rows)},
    )


def star_context(parts: Iterable[Part]) -> dict[str, Any]:
    """What the template `plans/star.html` shows: the drawing and the table beside it."""
    star = prevention_star(parts)
    if star is None:
        return {}
    header, rows = star_rows(star)
    return {"star": star, "star_svg": star_svg(star, standalone=False), "star_header": header, "star_rows": rows}


def star_blocks(star: Star | None) -> Iterator[Block]:
    """The star as the paper shows it, after the plan's own text: the drawing and the same figures as a table."""
    if star is None:
        return
    header, rows = star_rows(star)
    yield Heading(STAR_HEADING, 1)
    yield Paragraph(f"{star.description} {_how_to_read()}")
    yield Picture(star_svg(star, standalone=True), alt=_in_words(star), width=_WIDTH)
    yield Table(caption=_("Aktiviteter per område och nivå"), header=header, rows=rows, widths=_COLUMN_WIDTHS)


def _how_to_read() -> str:
    return _("Talen säger hur många aktiviteter som arbetar i området på nivån; 0 är ett område utan aktivitet där.")


def _in_words(star: Star) -> str:
    """The drawing for those who do not see it. Its numbers are in the table that follows."""
    told = _("%(title)s: en arm för vart och ett av områdena %(areas)s, med antalet aktiviteter på varje nivå.")
    areas = ", ".join(arm.label for arm in star.arms)
    return f"{told % {'title': star.title, 'areas': areas}} {_('Samma tal står i tabellen nedanför.')}"
