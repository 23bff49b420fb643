"""The prevention star of a plan: how many activities work in which area, on which level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.documents.drawings.star import Arm, Star, star_rows, star_svg
from ledstjarna.plans.content import Part
from ledstjarna.plans.models import TermKind
from ledstjarna.plans.terms import PreventionLevel, every_term

ARMS = range(3, 9)  # a star with fewer points is none, with more it cannot be read


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
