"""What a case of `make bench` gets and gives."""

from __future__ import annotations

from dataclasses import dataclass

from tools.timing import Figure


@dataclass(frozen=True)
class Row:
    """One line of the table. `aim` is the product's own, in the same unit; empty when there is none."""

    what: str
    ours: Figure
    bare: Figure | None
    unit: str
    aim: str = ""

    def __str__(self) -> str:
        ratio = f"{self.ours.p50 / self.bare.p50:.1f}" if self.bare else ""
        return f"{self.what:40}{self._in_unit(self.ours):>20}{self._in_unit(self.bare):>20}{ratio:>8}  {self.aim}"

    def _in_unit(self, value: Figure | None) -> str:
        if value is None:
            return ""
        return f"{value.p50:.1f}{'' if value.p95 is None else f' / {value.p95:.1f}'} {self.unit}"


@dataclass(frozen=True)
class Bench:
    """Two servers that run side by side: the product with a filled municipality, and the bare view.

    `filled` says where things are: "plan" and "activity" are keys of rows, "seed" too where there is one.
    """

    ours: str
    bare: str
    env: dict[str, str]
    bare_env: dict[str, str]
    filled: dict[str, int]
