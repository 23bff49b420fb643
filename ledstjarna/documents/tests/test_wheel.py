from datetime import date, timedelta
from itertools import combinations, pairwise
from xml.etree.ElementTree import Element

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from ledstjarna.documents.drawings.pen import overlap
from ledstjarna.documents.drawings.placing import badges, clusters
from ledstjarna.documents.drawings.wheel import Mark, Span, Wheel, wheel_rows, wheel_svg

from .drawn import SVG, Item, angle, inside, pale, read, shapes, texts, view
from .figures import HOSTILE, SPANS, deadline, once, wheel

MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


def counts(root: Element) -> list[int]:
    """The numbers in the bubbles, in order around the wheel."""
    return [int(item.words) for item in texts(root, "13") if item.words.isdigit()]


def letters(root: Element) -> list[Item]:
    return [item for item in texts(root, "12") if item.words[0].isupper() and set(item.words[1:]) <= set("–ABCDEFGHI")]


def test_each_month_bears_the_number_of_times_that_fall_in_it() -> None:
    marks = [once(date(2026, 1, 1)), once(date(2026, 1, 31)), once(date(2026, 12, 31)), once(date(2027, 1, 1))]
    marks.append(Mark("Utbildning", date(2026, 3, 30), date(2026, 5, 2)))
    marks.append(deadline(date(2026, 7, 1)))
    assert counts(read(wheel_svg(wheel(*marks)))) == [2, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1]


def test_sixty_activities_every_month_stay_twelve_numbers() -> None:
    days = [date(2026, month, 1 + step % 28) for month in range(1, 13) for step in range(60 - month)]
    root = read(wheel_svg(wheel(*map(once, days), spans=())))
    assert counts(root) == [60 - month for month in range(1, 13)]
    bubbles = [item for item in shapes(root, "circle") if item.element.get("cx")]
    assert not any(overlap(one.box, other.box) for one, other in combinations(bubbles, 2))
    for bubble, number in zip(bubbles, [item for item in texts(root, "13") if item.words.isdigit()], strict=True):
        assert all(inside(corner, bubble.points) for corner in number.points)


@pytest.mark.parametrize("first", range(1, 13))
def test_the_year_may_begin_in_any_month(first: int) -> None:
    root = read(wheel_svg(wheel(once(date(2026 + (first > 3), 3, 5)), first_month=first)))
    names = [item for item in texts(root) if item.words in MONTHS]
    assert [item.words for item in names] == MONTHS[first - 1 :] + MONTHS[: first - 1]
    assert [angle(item.middle) for item in names] == sorted(angle(item.middle) for item in names)
    assert counts(root)[(3 - first) % 12] == 1
    assert any(item.words == ("2026" if first == 1 else "2026/27") for item in texts(root))


def test_what_is_due_stands_at_its_day() -> None:
    year = wheel()
    for label, day in (("VP", date(2026, 1, 20)), ("T1", date(2026, 5, 8)), ("T2", date(2026, 9, 15))):
        (badge,) = [item for item in texts(read(wheel_svg(year))) if item.words == label]
        assert angle(badge.middle) == pytest.approx(year.angle(day, 0.5), abs=0.6)


def test_a_period_that_began_last_year_is_shown_from_the_years_first_day() -> None:
    (first, *_others) = badges(wheel())
    assert first.words == "VP"
    assert first.arc == pytest.approx((0, 31 * 360 / 365))


NEW_YEAR = (
    Span("VP", date(2026, 1, 1), date(2026, 1, 31), date(2026, 1, 2)),
    Span("VB", date(2026, 12, 1), date(2026, 12, 31), date(2026, 12, 30)),
)
SAME_DAY = tuple(Span(label, date(2026, 3, 1), date(2026, 4, 30), date(2026, 4, 2)) for label in ("T1", "Enkät", "VP"))
SAME_TIME = tuple(
    Span(f"P{month}", date(2026, month, 1), date(2026, 9, 30), date(2026, month, 20)) for month in range(1, 7)
)


@pytest.mark.parametrize("spans", [SPANS, NEW_YEAR, SAME_DAY, SAME_TIME], ids=["usual", "new year", "day", "time"])
def test_periods_keep_apart(spans: tuple[Span, ...]) -> None:
    placed = badges(wheel(spans=spans))
    assert len(placed) == len(spans)
    for one, other in combinations(placed, 2):
        assert not overlap(one.box, other.box)
        assert (
            one.radius != other.radius
            or one.arc is None
            or other.arc is None
            or one.arc[1] <= other.arc[0]
            or other.arc[1] <= one.arc[0]
        )


def test_a_name_at_new_year_hides_no_period_that_ends_in_december() -> None:
    first, last = badges(
        wheel(
            spans=(
                Span("VP", date(2026, 1, 1), date(2026, 1, 31), date(2026, 1, 2)),
                Span("VB", date(2026, 11, 1), date(2026, 12, 31), date(2026, 11, 20)),
            )
        )
    )
    assert first.radius != last.radius


def test_a_survey_is_striped_and_a_report_is_not() -> None:
    def stripes(kind: str) -> list[str | None]:
        root = read(wheel_svg(wheel(spans=tuple(span for span in SPANS if span.kind == kind))))
        return [path.get("stroke-dasharray") for path in root.iter(f"{SVG}path") if path.get("stroke") == "var(--blue)"]

    assert set(stripes("report")) == {None}
    assert set(stripes("survey")) == {"2.5 3"}


def test_deadlines_are_lettered_in_order_and_near_ones_stand_together() -> None:
    days = (date(2026, 12, 31), date(2026, 5, 21), date(2026, 5, 23), date(2026, 1, 1), date(2026, 9, 1))
    root = read(wheel_svg(wheel(*map(deadline, days), spans=())))
    found = letters(root)
    assert [item.words for item in found] == ["A", "B–C", "D", "E"]
    assert angle(found[2].middle) == pytest.approx(wheel().angle(date(2026, 9, 1), 0.5), abs=0.6)


@pytest.mark.parametrize("step", [1, 3, 5, 8, 30])
def test_no_deadline_hides_another(step: int) -> None:
    year = wheel(*(deadline(date(2026, 1, 1) + timedelta(day)) for day in range(0, 365, step)))
    found = clusters(year)
    assert sum(len(cluster.marks) for cluster in found) == len(range(0, 365, step))
    ends = [(cluster.angle - cluster.half, cluster.angle + cluster.half) for cluster in found]
    assert all(end <= begin for (_begin, end), (begin, _end) in pairwise(ends))
    assert ends[0][0] >= 0 and ends[-1][1] <= 360


def test_the_star_points_at_today_and_the_week_is_told() -> None:
    root = read(wheel_svg(wheel(today=date(2026, 12, 31))))
    assert any(item.words == "vecka 53" for item in texts(root))
    (star,) = [item for item in shapes(root, "polygon") if item.element.get("fill") == "var(--amber)"]
    assert angle(star.middle) == pytest.approx(wheel().angle(date(2026, 12, 31), 0.5), abs=0.6)
    (month,) = [item for item in texts(root) if item.words in MONTHS and item.element.get("font-weight")]
    assert month.words == "dec"


@pytest.mark.parametrize("today", [None, date(2025, 12, 31), date(2027, 1, 1)])
def test_a_day_outside_the_year_is_not_pointed_at(today: date | None) -> None:
    svg = wheel_svg(wheel(today=today))
    assert "vecka" not in svg and "var(--amber)" not in svg


def test_deadlines_lead_to_their_pages_in_a_page_but_not_on_paper() -> None:
    year = wheel(deadline(date(2026, 5, 21), href="/planer/3/?a=1&b=2"), deadline(date(2026, 8, 1)))
    root = read(wheel_svg(year))
    (link,) = root.iter(f"{SVG}a")
    assert (link.get("href"), link.get("aria-label")) == ("/planer/3/?a=1&b=2", "A. Planen till nämnden, 21 maj")
    assert root.get("role") == "group"
    assert read(wheel_svg(wheel())).get("role") == "img"
    paper = wheel_svg(year, standalone=True)
    assert "<a " not in paper and "var(" not in paper and 'role="img"' in paper


def test_deadlines_that_stand_together_lead_on_only_if_they_lead_to_the_same_page() -> None:
    days = (date(2026, 5, 21), date(2026, 5, 22))
    same, apart = (
        wheel(*(deadline(day, href=f"/{page}/") for day, page in zip(days, pages, strict=True)))
        for pages in ("aa", "ab")
    )
    assert len(list(read(wheel_svg(same)).iter(f"{SVG}a"))) == 1
    assert len(list(read(wheel_svg(apart)).iter(f"{SVG}a"))) == 0


@pytest.mark.parametrize("href", ["https://a.se/", "//a.se/", "/\\a.se", "javascript:alert(1)", "plan"])
def test_a_mark_never_leads_out_of_the_site(href: str) -> None:
    with pytest.raises(ValueError, match="page of the site"):
        deadline(date(2026, 5, 21), href=href)


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="comes after"):
        Span("T1", date(2026, 2, 1), date(2026, 1, 1))
    with pytest.raises(ValueError, match="comes after"):
        Mark("A", date(2026, 2, 1), date(2026, 1, 1))
    for year, month in ((2026, 13), (2026, 0), (0, 1), (9999, 1)):
        with pytest.raises(ValueError, match=r"out of range|must be in"):
            Wheel(year, month, (), ())


def test_the_table_tells_the_same_month_by_month() -> None:
    header, rows = wheel_rows(wheel(once(date(2026, 5, 4)), deadline(date(2026, 5, 21))))
    assert header == ("Månad", "Tillfällen", "Perioder och datum")
    assert len(rows) == 12
    assert rows[0] == ("Januari 2026", "0", "VP är öppen 1 november 2025–31 januari\nVP ska vara klar 20 januari")
    assert rows[4] == ("Maj 2026", "1", "T1 ska vara klar 8 maj\nA. Planen till nämnden, 21 maj")
    assert rows[10][2] == "Enkät ska vara klar 10 november\nVB är öppen 15 november–31 januari 2027"


def test_the_description_sums_up_the_year() -> None:
    days = (date(2026, 5, 4), date(2026, 5, 5), date(2026, 2, 1))
    root = read(wheel_svg(wheel(*map(once, days), deadline(date(2026, 5, 21)), spans=SPANS[1:2])))
    assert [element.text for element in root[:2]] == [
        "Årshjulet 2026",
        "Året går från januari 2026 till december 2026. 3 tillfällen, flest i maj: 2. T1 ska vara klar 8 maj. "
        "1 datum är utsatt.",
    ]
    assert "Inga tillfällen är inlagda." in wheel_svg(wheel())


def test_english_has_its_own_months() -> None:
    with override("en"):
        root = read(wheel_svg(wheel(once(date(2026, 5, 4)), today=date(2026, 5, 4))))
        assert [item.words for item in texts(root) if item.words == "May"] == ["May"]
        assert any(item.words == "week 19" for item in texts(root))
        assert wheel_rows(wheel())[1][4][0] == "May 2026"


def test_text_and_shapes_stand_out_in_both_themes() -> None:
    year = wheel(once(date(2026, 5, 4)), deadline(date(2026, 7, 21)), today=date(2026, 11, 23))
    assert pale(wheel_svg(year)) == []


def test_the_same_wheel_is_drawn_the_same() -> None:
    assert wheel_svg(wheel()) == wheel_svg(wheel())


DAYS = st.dates(date(2025, 6, 1), date(2027, 12, 31))
PERIODS = st.tuples(DAYS, st.integers(0, 500)).map(lambda found: (found[0], found[0] + timedelta(found[1])))
SOME_SPANS = st.builds(
    lambda label, period, due, kind: Span(label, period[0], period[1], due, kind),
    HOSTILE,
    PERIODS,
    st.none() | DAYS,
    st.sampled_from(["report", "survey"]),
)
SOME_MARKS = st.builds(
    lambda label, period, kind, page: Mark(label, period[0], period[1], kind, page),
    HOSTILE,
    PERIODS,
    st.sampled_from(["activity", "deadline"]),
    st.sampled_from(["", "/a/", "#b", '/"onload="x']),
)


@runs(max_examples=60, deadline=None)
@given(st.lists(SOME_SPANS, max_size=8), st.lists(SOME_MARKS, max_size=30), st.integers(1, 12), DAYS, st.booleans())
def test_anything_at_all_is_drawn_within_the_edges(
    spans: list[Span], marks: list[Mark], first: int, today: date, paper: bool
) -> None:
    year = Wheel(2026, first, tuple(spans), tuple(marks), today)
    root = read(wheel_svg(year, standalone=paper))
    assert counts(root) == [month.count for month in year.months()]
    left, top, right, bottom = view(root)
    for item in (*shapes(root, "polygon"), *shapes(root, "circle"), *shapes(root, "rect"), *shapes(root, "line")):
        box = item.box
        assert left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom
    assert len(wheel_rows(year)[1]) == 12
