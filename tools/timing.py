"""Times of acts that take turns, so that noise on the machine hits all alike."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Figure:
    """A measured value; `p95` only where there are many of them."""

    p50: float
    p95: float | None = None


def side_by_side(*acts: Callable[[], object], times: int = 100, warm: int = 10) -> list[Figure]:
    """Milliseconds of each act, after some rounds that are not counted."""
    taken: list[list[float]] = [[] for _ in acts]
    for _ in range(warm + times):
        for place, act in enumerate(acts):
            began = time.perf_counter()
            act()
            taken[place].append((time.perf_counter() - began) * 1000)
    return [figure(some[warm:]) for some in taken]


def figure(values: list[float]) -> Figure:
    """The median, and the value that 95 of 100 stay below."""
    return Figure(median(values), quantiles(values, n=20)[-1])
