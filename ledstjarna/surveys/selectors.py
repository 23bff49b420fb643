"""Questions other rooms ask about the survey."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """One question of a year's round: how many units said yes, of how many that answered, of how many asked.

    `answered` counts the units that gave any answer to this question ("vet ej" too), `asked` all units in the round.
    `key` is the question's own and stays the same from year to year.
    """

    key: str
    wording: str
    year: int
    yes: int
    no: int
    unknown: int
    asked: int

    @property
    def answered(self) -> int:
        return self.yes + self.no + self.unknown
