"""Disclosure control: an intruder who tries every table that fits what is shown narrows no small number down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledstjarna.deid.counts import LOWEST, THRESHOLD, Shown, rolled_up, suppress

TABLES = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 40), min_size=1, max_size=10)


def fitting(shown: Shown) -> Iterator[tuple[int, ...]]:
    """Every way to fill the bucket that fits the sum and, smallest first, what stands beside it."""
    beside = [number for number in shown.cells.values() if number]
    most = min(beside) if beside else shown.rest_sum
    for tried in product(range(1, most + 1), repeat=len(shown.rest) - 1):
        last = shown.rest_sum - sum(tried)
        if 1 <= last <= most:
            yield (*tried, last)


def bounds(shown: Shown, threshold: int) -> set[int]:
    """The small numbers that each hidden cell may be, by integer bounds; the ones that all of them may be."""
    members, beside = len(shown.rest), [number for number in shown.cells.values() if number]
    most = min(beside) - 1 if beside else shown.rest_sum
    return {
        value
        for value in range(1, threshold)
        if members - 1 <= shown.rest_sum - value <= (members - 1) * most and value <= most
    }


@pytest.mark.parametrize("cells", [2, 3, 4])
@pytest.mark.parametrize("threshold", [3, 5])
def test_an_intruder_who_tries_every_table_narrows_nothing_down(cells: int, threshold: int) -> None:
    every, seen, narrowed = set(range(1, threshold)), set(), 0
    for numbers in product(range(9), repeat=cells):
        shown = suppress(dict(zip("abcd", numbers, strict=False)), threshold=threshold)
        key = (tuple(shown.cells.items()), shown.rest, shown.rest_sum)
        if not shown.rest or key in seen:
            continue
        seen.add(key)
        solutions = list(fitting(shown))
        narrowed += sum(not every <= {found[place] for found in solutions} for place in range(len(shown.rest)))
    assert seen and narrowed == 0


@given(TABLES, st.integers(LOWEST, 8))
def test_no_small_number_stands_alone_and_all_adds_up(counts: dict[str, int], threshold: int) -> None:
    shown = suppress(counts, threshold=threshold)
    assert all(not 0 < number < threshold for number in shown.cells.values())
    assert shown.total is None or not 0 < shown.total < threshold
    if shown.withheld:
        assert not shown.cells and not shown.rest
        return
    assert shown.total == sum(counts.values()) == sum(shown.cells.values()) + shown.rest_sum
    assert {code: counts[code] for code in shown.cells} == shown.cells
    assert set(shown.cells) | set(shown.rest) == set(counts)
    if shown.rest:
        assert len(shown.rest) >= 2 and all(counts[code] for code in shown.rest)
        assert shown.rest_sum >= max(threshold, len(shown.rest) + threshold - 2)
        assert bounds(shown, threshold) == set(range(1, threshold))


@given(st.lists(st.sampled_from([("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"), ("c", "z")]), max_size=30))
def test_two_tables_of_the_same_total_tell_no_more_than_each_alone(events: list[tuple[str, str]]) -> None:
    """Each table's bucket is bound by its own sum alone: what the other shows puts no bound on its cells."""
    tables = [dict.fromkeys(codes, 0) for codes in ("abcd", "xyzw")]
    for event in events:
        for table, code in zip(tables, event, strict=True):
            table[code] += 1
    for shown in map(suppress, tables):
        solutions = list(fitting(shown)) if shown.rest else []
        for place in range(len(shown.rest)):
            assert {1, 2, 3, 4} <= {found[place] for found in solutions}


@pytest.mark.parametrize(
    ("counts", "cells", "rest", "rest_sum"),
    [
        ({"a": 0, "b": 7, "c": 9}, {"a": 0, "b": 7, "c": 9}, (), 0),
        ({"a": 2, "b": 7, "c": 9, "d": 0}, {"c": 9, "d": 0}, ("a", "b"), 9),
        ({"a": 1, "b": 1, "c": 1, "d": 3, "e": 20}, {}, ("a", "b", "c", "d", "e"), 26),
        ({"a": 4, "b": 4, "c": 20}, {"c": 20}, ("a", "b"), 8),
        ({"a": 4, "b": 5, "c": 5, "d": 30}, {"d": 30}, ("a", "b", "c"), 14),
    ],
)
def test_small_cells_go_together_with_the_next_smallest(
    counts: Mapping[str, int], cells: Mapping[str, int], rest: tuple[str, ...], rest_sum: int
) -> None:
    assert suppress(counts) == Shown(cells, rest, rest_sum, sum(counts.values()))


@pytest.mark.parametrize("counts", [{"a": 1, "b": 1, "c": 3}, {"a": 9, "b": 0}, {"a": 9}])
def test_a_table_that_cannot_be_made_safe_is_withheld_but_for_its_total(counts: Mapping[str, int]) -> None:
    assert suppress(counts) == Shown({}, total=sum(counts.values()), withheld=True)


def test_a_small_total_is_withheld_and_nothing_at_all_is_said() -> None:
    assert suppress({"a": 1, "b": 3}) == Shown({}, withheld=True)
    assert suppress({"a": 0, "b": 0}) == Shown({"a": 0, "b": 0}, total=0)


@pytest.mark.parametrize("threshold", [2, 0, -1])
def test_the_threshold_goes_no_lower_than_three(threshold: int) -> None:
    with pytest.raises(ValueError, match="threshold"):
        suppress({"a": 1}, threshold=threshold)
    with pytest.raises(ValueError, match="number"):
        suppress({"a": -1}, threshold=THRESHOLD)


@pytest.mark.parametrize(
    ("months", "parts", "cells"),
    [
        ([6] * 12, 1, {str(month): 6 for month in range(1, 13)}),
        ([2] * 12, 4, {"1": 8, "2": 8, "3": 8}),
        ([0, 0, 0, 5, 0, 0, 0, 6, 0, 0, 0, 0], 1, None),
        ([1, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0], 12, {"1": 7}),
        ([0] * 12, 1, {str(month): 0 for month in range(1, 13)}),
    ],
)
def test_months_roll_up_to_four_at_a_time_and_then_to_the_year(
    months: list[int], parts: int, cells: dict[str, int] | None
) -> None:
    size, (shown,) = rolled_up([months])
    assert size == parts and shown.total == sum(months)
    assert cells is None or shown.cells == cells


def test_two_years_roll_up_alike() -> None:
    size, tables = rolled_up([[6] * 12, [2] * 12])
    assert size == 4 and [shown.cells["1"] for shown in tables] == [24, 8]


def test_a_year_of_few_says_nothing() -> None:
    assert rolled_up([[1, 2] + [0] * 10]) == (12, [Shown({}, withheld=True)])
