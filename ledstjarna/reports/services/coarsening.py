"""Making a report coarser, so that nobody can be guessed: the finer value is gone for good, as a rewritten text is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import Unit
from ledstjarna.reports.lists import Age, Involved, Place, Span
from ledstjarna.reports.models import Report, first_day

MONTH: Final = "month"
PLACE: Final = "place"
DISTRICT: Final = "district"
PEOPLE: Final = "people"


@dataclass(frozen=True, slots=True)
class Coarser:
    """What is to be told less closely: codes of this module, and a unit further up instead of the report's own."""

    what: frozenset[str] = frozenset()
    unit_id: int | None = None


NOTHING_COARSER: Final = Coarser()


def above(report: Report) -> list[Unit]:
    """The units over the report's own, nearest first, up to its board."""
    found, unit = [], report.unit
    while unit.pk != report.board_id and unit.parent is not None:
        unit = unit.parent
        found.append(unit)
    return found


def possible(report: Report) -> frozenset[str]:
    """What of the report can still be told less closely, the unit apart."""
    can = {
        MONTH: report.span == Span.WEEK,
        PLACE: report.place != Place.OTHER,
        DISTRICT: bool(report.district),
        PEOPLE: (report.involved, report.age) != (Involved.UNKNOWN, Age.UNKNOWN),
    }
    return frozenset(code for code, able in can.items() if able)


def coarsen(report: Report, coarser: Coarser) -> list[str]:
    """Tell the report less closely; gives what was changed. Does not save. Raises ValidationError by field."""
    changed = sorted(coarser.what & possible(report))
    if coarser.unit_id is not None and coarser.unit_id != report.unit_id:
        unit = next((unit for unit in above(report) if unit.pk == coarser.unit_id), None)
        if unit is None:
            raise ValidationError({"unit": _("Välj en enhet ovanför den som rapporten gäller.")})
        report.unit = unit
        changed.append("unit")
    if MONTH in changed:
        _to_month(report)
    if PLACE in changed:
        report.place = Place.OTHER
    if DISTRICT in changed:
        report.district = ""
    if PEOPLE in changed:
        report.involved, report.age = Involved.UNKNOWN, Age.UNKNOWN
    return changed


def _to_month(report: Report) -> None:
    """The month that has most of the week: that of its Thursday, which also gives the week its year, so that the year
    stays. Within the year never a month that had not begun when it was filed.
    """
    thursday = report.happened + timedelta(days=3)
    begun = min(thursday, max(report.received_on, report.happened))
    within = begun if begun.year == thursday.year else thursday
    report.happened, report.span = first_day(within, Span.MONTH), Span.MONTH
