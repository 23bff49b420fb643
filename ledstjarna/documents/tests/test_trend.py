"""A figure over the years: a line within a series, none across, and every point with its number."""

import re

from ledstjarna.documents.drawings.trend import Trend, YearPoint, trend_svg


def drawn(*points: YearPoint) -> str:
    return str(trend_svg(Trend(points, 100.0, "Vet ni?", "2018: 30 %")))


def point(year: int, value: float | None, series: int = 1) -> YearPoint:
    return YearPoint(year, value, "–" if value is None else f"{value:g} %", series)


def test_years_of_one_series_are_joined_and_a_new_series_begins_apart() -> None:
    svg = drawn(point(2018, 30), point(2019, 42), point(2020, 38, series=2), point(2021, 40, series=2))
    assert svg.count('stroke-linecap="round"') == 2 and svg.count('stroke-dasharray="3 4"') == 1
    assert svg.count("<circle") == 4 and all(f">{words}<" in svg for words in ("30 %", "42 %", "38 %", "40 %", "2020"))


def test_a_year_without_a_figure_leaves_a_gap() -> None:
    svg = drawn(point(2018, 30), point(2019, None), point(2020, 38))
    assert "stroke-linecap" not in svg and svg.count("<circle") == 2 and ">–<" in svg


def test_a_line_across_missing_years_is_dashed_and_takes_more_room() -> None:
    svg = drawn(point(2018, 1), point(2019, 1), point(2024, 1))
    places = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', svg)]
    assert places[2] - places[1] == 1.5 * (places[1] - places[0])
    assert svg.count('stroke-linecap="round"') == 2 and svg.count('stroke-dasharray="1 6"') == 1


def test_it_is_named_and_told_and_stands_alone_on_paper() -> None:
    svg = drawn(point(2018, 30))
    assert 'role="img"' in svg and ">Vet ni?</title>" in svg and ">2018: 30 %</desc>" in svg and "var(--blue)" in svg
    alone = str(trend_svg(Trend((point(2018, 30),), 100.0, "Vet <ni>?", ""), standalone=True))
    assert "var(" not in alone and "Vet &lt;ni&gt;?" in alone
