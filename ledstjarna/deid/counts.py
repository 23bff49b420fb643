"""Disclosure control of a table of counts: counts in, suppressed counts out. Plain Python, no texts for users.

A small number can point somebody out. Beside a total that is shown, one small number that is left out can be had by
taking the others away; so small cells go together into one bucket, with as many of the next smallest as it takes.
What the intruder is thought to know: the total, that nought is shown as nought, that the bucket holds the smallest
cells and which they are, and the other tables of the same total (they add nothing, as each adds up by itself). Every
cell of the bucket can then still be any small number. (Statistics Sweden's handbook of 2015: threshold, secondary
suppression, roll-up.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

THRESHOLD: Final = 5
"""Numbers from one up to this are small."""
LOWEST: Final = 3
"""The lowest threshold that may be set."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it may be shown.

    `cells` are the codes with their numbers, in the order given; the codes of `rest` are told by their sum alone,
    `rest_sum`. A table that cannot be shown at all is `withheld`: no cells, and no total either when that is small.
    """

    cells: Mapping[str, int]
    rest: tuple[str, ...] = ()
    rest_sum: int = 0
    total: int | None = None
    withheld: bool = False


def suppress(counts: Mapping[str, int], *, threshold: int = THRESHOLD) -> Shown:
    """One table with its total. Raises `ValueError` on a threshold below the lowest, or a number below nought.

    A table where everything falls in one cell says the same of everyone and is withheld.
    """
    if threshold < LOWEST or any(number < 0 for number in counts.values()):
        raise ValueError("no such threshold or number")
    total = sum(counts.values())
    if 0 < total < threshold:
        return Shown({}, withheld=True)
    filled = sorted((code for code in counts if counts[code]), key=lambda code: counts[code])
    if len(filled) == 1:
        return Shown({}, total=total, withheld=True)
    small = sum(1 for code in filled if counts[code] < threshold)
    if not small:
        return Shown(dict(counts), total=total)
    for members in range(max(small, 2), len(filled) + 1):
        hidden, beyond = filled[:members], [counts[code] for code in filled[members : members + 1]]
        if _safe([counts[code] for code in hidden], beyond, threshold):
            kept = {code: number for code, number in counts.items() if code not in hidden}
            rest = tuple(code for code in counts if code in hidden)
            return Shown(kept, rest, sum(counts[code] for code in hidden), total)
    return Shown({}, total=total, withheld=True)


def _safe(hidden: Sequence[int], beyond: Sequence[int], threshold: int) -> bool:
    """Whether each of the hidden numbers could be any small one, for all that is shown.

    The sum leaves room for a cell of `threshold - 1` with one in each of the others; and where a larger cell is shown
    beside the bucket, room for a cell of one with the others below that larger cell.
    """
    members, summed = len(hidden), sum(hidden)
    if summed < max(threshold, members + threshold - 2):
        return False
    return not beyond or summed - 1 <= (members - 1) * (beyond[0] - 1)


def rolled_up(years: Sequence[Sequence[int]], *, threshold: int = THRESHOLD) -> tuple[int, list[Shown]]:
    """The months of some years as they are, as four-month periods or as the years alone: what first needs no bucket.

    Gives how many months a part has (1, 4 or 12, the same for all years) and each year's parts as "1", "2", …
    """
    for months in (1, 4):
        tables = [suppress(dict(_parts(counts, months)), threshold=threshold) for counts in years]
        if not any(shown.withheld or shown.rest for shown in tables):
            return months, tables
    return 12, [_whole(sum(counts), threshold) for counts in years]


def _parts(counts: Sequence[int], months: int) -> Iterable[tuple[str, int]]:
    for start in range(0, len(counts), months):
        yield str(start // months + 1), sum(counts[start : start + months])


def _whole(total: int, threshold: int) -> Shown:
    return Shown({}, withheld=True) if 0 < total < threshold else Shown({"1": total}, total=total)
