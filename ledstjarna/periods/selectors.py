"""Questions about the year's periods."""

from __future__ import annotations

from collections.abc import Iterable

from ledstjarna.periods.models import Period


def periods(years: Iterable[int]) -> list[Period]:
    """The periods of the years, in the order they are due. One query."""
    return list(Period.objects.filter(year__in=set(years)))
