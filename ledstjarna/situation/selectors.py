"""Questions other rooms ask about published findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class FindingRef:
    """A published finding as another room may name it. `key` follows it from one picture to the next."""

    key: UUID
    heading: str
    board_id: int
    year: int
    picture_id: int
    picture_title: str
    published_on: date
