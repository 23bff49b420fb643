"""Shares counted occasions out over the spans they are counted in."""

from __future__ import annotations

from collections.abc import Sequence

from .model import Slot
from .parts import Part, Role
from .placing import cover
from .said import merged


def counted(parts: Sequence[Part], window: Slot) -> list[Slot]:
    """A slot for each occasion, in order; none when their number is not said or it is unclear where they belong.

    A count belongs to the spans after it ("två tillfällen i mars"), or to those before when they come first
    ("mars: två tillfällen"). Spans without a count are an occasion each, and a count without spans is in the window.
    """
    role = Role.SPAN if any(part.role is Role.SPAN for part in parts) else Role.YEARS
    told = [part for part in parts if part.role in {role, Role.COUNT}]
    if not any(part.role is Role.COUNT for part in told):
        return merged(slot for part in told for slot in part.slots)
    if len(told) == 1:
        return [window] * (told[0].count or 0)
    if told[0].role is not Role.COUNT:
        told.reverse()
    groups: list[tuple[int, list[Slot]]] = []
    for part in told:
        if part.role is Role.COUNT:
            groups.append((part.count or 0, []))
        elif groups:
            groups[-1][1].extend(part.slots)
        else:
            return []
    shared = [_shared(count, spans) for count, spans in groups if spans]
    return sorted(slot for slots in shared for slot in slots) if len(shared) == len(groups) else []


def _shared(count: int, spans: list[Slot]) -> list[Slot]:
    """One in each span when they are as many as the count, else all of them some time within the spans."""
    whole = cover(spans)
    return spans if count == len(spans) or whole is None else [whole] * count
