"""What of a round may leave its board: no result of a small group, and nothing from which one could be worked out.

Outsiders see all units together and one year at a time: two groups beside each other (all, and those of both years)
could be taken from each other. `deid.suppress` decides what of a table may be shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from ledstjarna.deid.counts import THRESHOLD, suppress
from ledstjarna.surveys.definition import NONE, Definition, Kind
from ledstjarna.surveys.results import Result, Results, Share, Sum, share_of, sum_of


@dataclass(frozen=True, slots=True)
class OutsideLine:
    """One answer's share; None where it is small and goes together with others."""

    code: str
    label: str
    share: Share | None


@dataclass(frozen=True, slots=True)
class Outside:
    """A question as the city sees it. With neither lines nor a sum it is withheld."""

    number: int
    definition: Definition
    answered: int | None
    lines: tuple[OutsideLine, ...] = ()
    sum: Sum | None = None

    @property
    def withheld(self) -> bool:
        return not self.lines and self.sum is None


def answered_outside(results: Results) -> int | None:
    """How many units answered the round; None when that is small."""
    return None if _small(results.answered) else results.answered


def outside(results: Results) -> list[Outside]:
    """Every question but those in own words, which never leave the board."""
    shown: dict[str, frozenset[str]] = {}
    return [_outside(one, results, shown) for one in results.results if one.definition.kind != Kind.TEXT]


def _outside(result: Result, results: Results, shown: dict[str, frozenset[str]]) -> Outside:
    """`shown` gathers which codes of each question stand with their own number: how many were asked a question that
    leans on others would tell those.
    """
    question, tally = result.definition, result.now
    shown[question.key] = frozenset()
    leans = question.condition
    if results.answered < THRESHOLD or tally.answered < THRESHOLD:
        return Outside(result.number, question, None)
    if leans and not set(leans.any_of) <= shown.get(leans.key, frozenset()):
        return Outside(result.number, question, None)
    if question.kind == Kind.NUMBER:
        small = 0 < tally.total < THRESHOLD or 0 < tally.above < THRESHOLD or tally.numbers < THRESHOLD
        return Outside(result.number, question, tally.answered, sum=None if small else sum_of(tally))
    if question.kind == Kind.SHARE:
        share, missing = share_of(question, tally, ""), tally.answered - tally.weighed
        whole = (OutsideLine("", "", share),) if share and tally.weighed >= THRESHOLD and not _small(missing) else ()
        return Outside(result.number, question, tally.answered, whole)
    lines, codes = _several(result) if question.kind == Kind.MANY else _one(result)
    shown[question.key] = codes
    return Outside(result.number, question, tally.answered, lines)


def _one(result: Result) -> tuple[tuple[OutsideLine, ...], frozenset[str]]:
    """One answer each: the table of all of them."""
    question, tally = result.definition, result.now
    counts = {code: tally.counts.get(code, 0) for code, _label in question.choices}
    table = suppress(counts)
    if table.withheld:
        return (), frozenset()
    return tuple(_lines(result, frozenset(table.cells))), frozenset(table.cells)


def _several(result: Result) -> tuple[tuple[OutsideLine, ...], frozenset[str]]:
    """Several answers each: every answer is a table of its own, those who gave it and those who did not; withheld
    together where the ones that are shown narrow down one that is not.
    """
    question, tally = result.definition, result.now
    counts = {code: tally.counts.get(code, 0) for code, _label in question.choices}
    told = {code: one for code, one in counts.items() if not _small(one) and not _small(tally.answered - one)}
    if not told or _narrowed(told, counts.keys() - told.keys(), tally.answered):
        return (), frozenset()
    return tuple(_lines(result, frozenset(told))), frozenset(told)


def _narrowed(told: Mapping[str, int], hidden: AbstractSet[str], answered: int) -> bool:
    """Whether what is told leaves one of the hidden fewer numbers than all the small ones.

    Everybody has given at least one of the answers, or none of them and nothing else; so where few of the others are
    left over, one that is not told has to make up for them. Only what outsiders know is used here: how many answered,
    the numbers told, and that each of the others is small on one side.
    """
    few = set(range(1, THRESHOLD))
    many = {answered - one for one in few}
    own = [code for code in hidden if code != NONE]
    summed = sum(one for code, one in told.items() if code != NONE)
    largest = max((one for code, one in told.items() if code != NONE), default=0)
    may_be: dict[str, set[int]] = {code: set() for code in hidden}
    for none in {told[NONE]} if NONE in told else few | many:
        some = answered - none
        free = {one for one in few | many if 1 <= one <= some}
        if largest > some or (own and not free) or summed + len(own) * max(free, default=0) < some:
            continue
        others = summed + (len(own) - 1) * max(free, default=0)
        for code in hidden:
            may_be[code] |= {none} if code == NONE else {one for one in free if others + one >= some}
    return any(side & found and not side <= found for found in may_be.values() for side in (few, many))


def _small(number: int) -> bool:
    return 0 < number < THRESHOLD


def _lines(result: Result, codes: frozenset[str]) -> Iterator[OutsideLine]:
    for code, label in result.definition.choices:
        share = share_of(result.definition, result.now, code) if code in codes else None
        yield OutsideLine(code, str(label), share)
