"""What people write of how often, and the occurrences it is read as, in a plan for 2019."""

from __future__ import annotations

from datetime import date

import pytest

from ledstjarna.plans.timing import Kind, Rule, Unit, read_schedule

from .timed import read, slots


@pytest.mark.parametrize(
    ("text", "rule", "number", "first", "last"),
    [
        ("en gång i månaden", Rule(Unit.MONTH), 12, "2019-01-01..2019-01-31", "2019-12-01..2019-12-31"),
        ("Varje månad", Rule(Unit.MONTH), 12, "2019-01-01..2019-01-31", "2019-12-01..2019-12-31"),
        ("månadsvis", Rule(Unit.MONTH), 12, "2019-01-01..2019-01-31", "2019-12-01..2019-12-31"),
        ("1 gång/mån", Rule(Unit.MONTH), 12, "2019-01-01..2019-01-31", "2019-12-01..2019-12-31"),
        ("varannan månad", Rule(Unit.MONTH, step=2), 6, "2019-01-01..2019-01-31", "2019-11-01..2019-11-30"),
        ("var tredje månad", Rule(Unit.MONTH, step=3), 4, "2019-01-01..2019-01-31", "2019-10-01..2019-10-31"),
        ("var sjätte vecka", Rule(Unit.WEEK, step=6), 9, "2019-01-01..2019-01-04", "2019-12-02..2019-12-06"),
        ("var 6:e vecka", Rule(Unit.WEEK, step=6), 9, "2019-01-01..2019-01-04", "2019-12-02..2019-12-06"),
        ("varannan vecka", Rule(Unit.WEEK, step=2), 26, "2019-01-01..2019-01-04", "2019-12-16..2019-12-20"),
        ("var fjortonde dag", Rule(Unit.WEEK, step=2), 26, "2019-01-01..2019-01-04", "2019-12-16..2019-12-20"),
        ("varje vecka", Rule(Unit.WEEK), 52, "2019-01-01..2019-01-04", "2019-12-23..2019-12-27"),
        ("två gånger i veckan", Rule(Unit.WEEK, times=2), 104, "2019-01-01..2019-01-04", "2019-12-23..2019-12-27"),
        ("tre gånger i veckan", Rule(Unit.WEEK, times=3), 120, "2019-01-01..2019-01-04", "2019-09-30..2019-10-04"),
        ("kvartalsvis", Rule(Unit.QUARTER), 4, "2019-01-01..2019-03-31", "2019-10-01..2019-12-31"),
        ("en gång per tertial", Rule(Unit.TERTIAL), 3, "2019-01-01..2019-04-30", "2019-09-01..2019-12-31"),
        ("halvårsvis", Rule(Unit.HALF), 2, "2019-01-01..2019-06-30", "2019-07-01..2019-12-31"),
        ("terminsvis", Rule(Unit.TERM), 2, "2019-01-01..2019-06-30", "2019-08-01..2019-12-31"),
        ("två gånger per termin", Rule(Unit.TERM, times=2), 4, "2019-01-01..2019-06-30", "2019-08-01..2019-12-31"),
        ("årligen", Rule(Unit.YEAR), 1, "2019-01-01..2019-12-31", "2019-01-01..2019-12-31"),
        ("3 ggr/år", Rule(Unit.YEAR, times=3), 3, "2019-01-01..2019-12-31", "2019-01-01..2019-12-31"),
        ("fyra möten per år", Rule(Unit.YEAR, times=4), 4, "2019-01-01..2019-12-31", "2019-01-01..2019-12-31"),
        (
            "Minst en gång per termin och vid behov",
            *(Rule(Unit.TERM, at_least=True), 2, "2019-01-01..2019-06-30", "2019-08-01..2019-12-31"),
        ),
        (
            "1–2 gånger per halvår",
            *(Rule(Unit.HALF, at_least=True), 2, "2019-01-01..2019-06-30", "2019-07-01..2019-12-31"),
        ),
        (
            "En gång per kvartal med start i maj 2019",
            *(Rule(Unit.QUARTER), 3, "2019-05-01..2019-06-30", "2019-10-01..2019-12-31"),
        ),
        ("varje månad under våren", Rule(Unit.MONTH), 6, "2019-01-01..2019-01-31", "2019-06-01..2019-06-30"),
        ("Varje månad t.o.m. april", Rule(Unit.MONTH), 4, "2019-01-01..2019-01-31", "2019-04-01..2019-04-30"),
        ("en gång i månaden, vår och höst", Rule(Unit.MONTH), 11, "2019-01-01..2019-01-31", "2019-12-01..2019-12-31"),
        ("Start i november, varje månad", Rule(Unit.MONTH), 2, "2019-11-01..2019-11-30", "2019-12-01..2019-12-31"),
        ("löpande, en gång per månad", Rule(Unit.MONTH), 12, "2019-01-01..2019-01-31", "2019-12-01..2019-12-31"),
        ("årligen i mars", Rule(Unit.YEAR), 1, "2019-03-01..2019-03-31", "2019-03-01..2019-03-31"),
        ("Den 8 mars varje år", Rule(Unit.YEAR), 1, "2019-03-08", "2019-03-08"),
        ("varje höst 2019–2021", Rule(Unit.YEAR), 3, "2019-08-01..2019-12-31", "2021-08-01..2021-12-31"),
        ("Årligen, senast 31 mars", Rule(Unit.YEAR), 1, "2019-03-31", "2019-03-31"),
        (
            "Fyra gånger per år (mars, juni, september, december)",
            *(Rule(Unit.YEAR, times=4), 4, "2019-03-01..2019-03-31", "2019-12-01..2019-12-31"),
        ),
        ("en gång per termin (maj, oktober)", Rule(Unit.TERM), 2, "2019-05-01..2019-05-31", "2019-10-01..2019-10-31"),
        ("varje måndag", Rule(Unit.WEEK, weekday=0), 52, "2019-01-07", "2019-12-30"),
        ("onsdagar", Rule(Unit.WEEK, weekday=2), 52, "2019-01-02", "2019-12-27"),
        ("varannan torsdag", Rule(Unit.WEEK, step=2, weekday=3), 26, "2019-01-03", "2019-12-19"),
        ("varje första tisdag i månaden", Rule(Unit.MONTH, weekday=1, nth=1), 12, "2019-01-02", "2019-12-03"),
        ("sista fredagen i varje månad", Rule(Unit.MONTH, weekday=4, nth=-1), 12, "2019-01-25", "2019-12-27"),
        ("den 15:e varje månad", Rule(Unit.MONTH, day=15), 12, "2019-01-15", "2019-12-16"),
    ],
)  # fmt: skip
def test_what_recurs_has_its_occurrences(text: str, rule: Rule, number: int, first: str, last: str) -> None:
    schedule = read(text)
    assert (schedule.kind, schedule.rule, schedule.rest) == (Kind.RECURRING, rule, "")
    assert (len(schedule.slots), slots(schedule)[0], slots(schedule)[-1]) == (number, first, last)


def test_what_recurs_fills_the_years_of_the_plan() -> None:
    assert len(read("en gång i månaden", until=2020).slots) == 24
    assert len(read("var sjätte vecka under 2019–2020").slots) == 18
    assert slots(read("årligen i mars", until=2021)) == [f"{year}-03-01..{year}-03-31" for year in (2019, 2020, 2021)]
    assert slots(read("vartannat år i mars", until=2021)) == ["2019-03-01..2019-03-31", "2021-03-01..2021-03-31"]


def test_a_year_of_53_weeks_has_53_weekly_occurrences() -> None:
    weekly = read_schedule("varje vecka", year=2020)
    assert len(weekly.slots) == 53
    assert slots(weekly)[-1] == "2020-12-28..2020-12-31"
    assert slots(read_schedule("vecka 53", year=2020)) == ["2020-12-28..2021-01-01"]


def test_an_occurrence_on_a_red_day_is_moved_but_a_deadline_is_not() -> None:
    easter_monday = read("varje måndag i april").slots[3]
    assert easter_monday.start == date(2019, 4, 23)
    last_day_of_the_year = read_schedule("sista fredagen i månaden", year=2021).slots[-1]
    assert last_day_of_the_year.start == date(2021, 12, 30)
    assert slots(read("senast den 1 maj")) == ["2019-05-01"]
