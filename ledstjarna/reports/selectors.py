"""Questions other rooms ask about reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """How many confirmed reports of a year are of an environment and a kind."""

    year: int
    environment: str
    kind: str
    number: int
