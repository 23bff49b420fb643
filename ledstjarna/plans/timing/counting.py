"""Shares counted occasions out over the spans they are counted in."""

from __future__ import annotations

from collections.abc import Sequence

from .model import Slot
from .parts import Part, Role
from .placing import cover
from .said import merged


def counted(parts: Sequence[Part], window: Slot) -> list[Slot]:
    """A slot for each occasion, in order; none for those whose number is not said.

    A count belongs to the spans after it ("två tillfällen i mars"), or to those before when the cell begins with one
    ("mars: två tillfällen"). Spans without a count are an occasion each, and a count without a span is in the window.
    """
    role = Role.SPAN if any(part.role is Role.SPAN for part in parts) else Role.YEARS
    told = [part for part in parts if part.role in {role, Role.COUNT}]
    if not any(part.role is Role.COUNT for part in told):
        return merged(slot for part in told for slot in part.slots)
    if told[0].role is not Role.COUNT:
        told.reverse()
    groups: list[tuple[int | None, list[Slot]]] = []
    for part in told:
        if part.role is Role.COUNT:
            groups.append((part.count, []))
        else:
            groups[-1][1].extend(part.slots)
    return sorted(slot for count, spans in groups for slot in _shared(count or 0, spans, window))


def _shared(count: int, spans: list[Slot], window: Slot) -> list[Slot]:
    """One in each span when they are as many as the count, else all of them some time within the spans."""
    if count == len(spans):
        return spans
    return [cover(spans) or window] * count
