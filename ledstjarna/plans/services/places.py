"""The order of rows that have a `position`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    pk: int
    position: int


Row = TypeVar("Row", bound=Placed)


def moved(rows: Sequence[Row], row: Row, steps: int) -> list[Row]:
    """The rows numbered anew, with the one moved some steps down (negative: up) as far as there is room."""
    others = [other for other in rows if other.pk != row.pk]
    old = next(place for place, other in enumerate(rows) if other.pk == row.pk)
    others.insert(min(max(old + steps, 0), len(others)), row)
    return numbered(others)


def numbered(rows: Sequence[Row]) -> list[Row]:
    """The rows, each with its place as `position`."""
    for place, row in enumerate(rows):
        row.position = place
    return list(rows)
