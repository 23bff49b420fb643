"""Patterns for years and their parts: terms, quarters, weeks, the turn of the year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from . import spans
from .dates import End, between, full_year, in_years, reach, years_of
from .model import Slot, Unit
from .parts import Build, Found, InYear, Part, Pattern, Plan, Role, always, words
from .vocabulary import (
    LAST,
    MONTH,
    NO_BARE_NUMBER,
    OF_YEARS,
    ONE_YEAR,
    ORDINAL,
    TERM,
    TO,
    YEAR,
    YEARS,
    number_of,
    unit_of,
)

TERMS = {"v": (1, 6), "h": (8, 12), "s": (6, 8)}
OF_THE_YEAR = r"(?:kvartal(?:et|en)?|halvår(?:et)?|tertial(?:et|en)?)"
NUMBERED = r"(?:kvartal(?:et|en)?|kv\.?|q|k|tertial(?:et|en)?|halvår|h|veckorna|veckor|vecka|v\.?)"
PART = rf"\d{{1,2}}(?!\d|[/:]|\s?(?:gång|ggr|tillf|{MONTH}))"
AND = rf"(?:{TO}|\s?[,&/]\s?|\s(?:och|samt)\s)"


def _a_term(key: str, year: str) -> str:
    short = rf"(?:(?<=[vh]t)\s?|\s?-\s?)(?P<short{key}>[0-4]\d)(?![\d/:-])"
    return rf"(?P<term{key}>{TERM})(?:{short}|{year})?"


def _term_end(found: Found, key: str) -> End:
    first, last = TERMS[found[f"term{key}"][0].casefold()]
    year = found[f"year{key}"] or found[f"short{key}"]
    return partial(spans.months, first=first, last=last), full_year(year) if year else None


def _terms(found: Found, _plan: Plan) -> tuple[Part, ...]:
    return between(found[0], _term_end(found, "_a"), _term_end(found, "_b"))


def _term(found: Found, _plan: Plan) -> tuple[Part, ...]:
    first, last = TERMS[found["term"][0].casefold()]
    return in_years(found["years"] or found["short"], [partial(spans.months, first=first, last=last)])


def _ordinals(found: Found, _plan: Plan) -> tuple[Part, ...]:
    """ "andra halvåret", "första och tredje kvartalet"."""
    unit = unit_of(found["unit"])
    ordinals = re.findall(rf"{ORDINAL}|{TO}", found["ordinals"], re.IGNORECASE)
    numbers = [number_of(word) if word[0].isalnum() else None for word in ordinals]
    last = len(spans.MONTHS[unit])
    return in_years(found["years"], _places(unit, (last if number == LAST else number for number in numbers)))


def _numbered(found: Found, _plan: Plan) -> tuple[Part, ...]:
    """ "kvartal 1–2", "v. 40, 42 och 44", "Q3"."""
    numbers = re.findall(rf"\d+|{TO}", found["numbers"], re.IGNORECASE)
    places = _places(unit_of(found["unit"]), (int(word) if word.isdigit() else None for word in numbers))
    return in_years(found["years"], places)


def _places(unit: Unit, numbers: Iterable[int | None]) -> Iterator[InYear]:
    """A place for each number; one for two numbers that have None, which is a word for "to", between them."""
    reaches: list[tuple[int, int]] = []
    reaching = False
    for number in numbers:
        if number is None:
            reaching = True
        elif reaching:
            reaches[-1] = (reaches[-1][0], number)
            reaching = False
        else:
            reaches.append((number, number))
    return (partial(spans.part, unit=unit, first=first, last=last) for first, last in reaches)


def _years(found: Found, _plan: Plan) -> tuple[Part, ...]:
    """ "2019", "2019–2020", "2019 och 2020". "2019-10" is a month."""
    if month := re.fullmatch(r"(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])", found["years"]):
        number = int(month["month"])
        return in_years(month["year"], [partial(spans.months, first=number, last=number)])
    years: list[int] = []
    for written in re.findall(YEARS, found["years"]):
        several = years_of(written)
        if several is None:
            return (Part(Role.IMPOSSIBLE, text=written),)
        years += several
    return _whole(years)


def _year_to_year(found: Found, _plan: Plan) -> tuple[Part, ...]:
    years = range(int(found["first"]), int(found["last"]) + 1)
    return _whole(years) if years else (Part(Role.IMPOSSIBLE, text=found[0]),)


def _whole(years: Iterable[int]) -> tuple[Part, ...]:
    return (Part(Role.YEARS, in_year=lambda year: spans.year_span(year, year), years=tuple(years)),)


def _first_of_next(year: int) -> Slot | None:
    return spans.day(year + 1, 1, 1)


def _new_year(found: Found, _plan: Plan) -> tuple[Part, ...]:
    """The last day of the year; after it, the first of the next. "2019/2020" is the last of 2019."""
    years = [full_year(number) for number in re.findall(r"\d+", found["years"] or "")]
    if years[1:] and years[1] != years[0] + 1:
        return (Part(Role.IMPOSSIBLE, text=found["years"]),)
    if found["after"]:
        return (Part(Role.BEGIN, in_year=_first_of_next, years=tuple(years[:1])),)
    role = Role.DEADLINE if found["before"] else Role.SPAN
    return (Part(role, in_year=partial(spans.day, month=12, number=31), years=tuple(years[:1])),)


def _school_year(found: Found, _plan: Plan) -> tuple[Part, ...]:
    first, last = (full_year(number) for number in re.findall(r"\d+", found["years"]))
    if last != first + 1:
        return (Part(Role.IMPOSSIBLE, text=found["years"]),)
    return (Part(Role.SPAN, in_year=partial(spans.months, first=8, last=6), years=(first,)),)


def _by(month: int, day: int) -> Build:
    return always(Role.DEADLINE, in_year=partial(spans.day, month=month, number=day))


REACHES: tuple[Pattern, ...] = (
    (reach(rf"(?P<first>{YEAR})", rf"(?P<last>{YEAR})(?![-/])"), _year_to_year),
    (reach(*(_a_term(key, rf"\s(?P<year{key}>{ONE_YEAR})") for key in ("_a", "_b"))), _terms),
)
SEASONS: tuple[Pattern, ...] = (
    (words(r"(?:(?:klar[at]?|färdig[at]?|senast)\still|före|innan)\s(?:sommaren|semest\w+)"), _by(6, 30)),
    (words(r"(?:före|innan)\sjul(?:en)?"), _by(12, 23)),
    (words(r"efter\s(?:sommaren|semest\w+)"), always(Role.SPAN, in_year=partial(spans.months, first=8, last=12))),
    (words(r"halvårsskifte[nt]?"), always(Role.SPAN, in_year=partial(spans.day, month=6, number=30))),
)
YEAR_PARTS: tuple[Pattern, ...] = (
    (words(rf"(?P<ordinals>{ORDINAL}(?:-?{AND}{ORDINAL}){{0,3}})\s(?P<unit>{OF_THE_YEAR}){OF_YEARS}"), _ordinals),
    (
        words(rf"(?P<unit>{NUMBERED})\s?(?P<numbers>{PART}(?:{AND}(?:[qkh]|v\.?\s?)?{PART}){{0,12}}){OF_YEARS}"),
        _numbered,
    ),
    (words(_a_term("", OF_YEARS) + NO_BARE_NUMBER), _term),
    (
        words(
            r"(?:(?P<before>före|innan)\s|(?P<after>efter)\s)?(?:årsskifte[nt]?|årets\s(?:slut|utgång))"
            r"(?:\s(?P<years>(?:20)?\d\d\s?[/–-]\s?(?:20)?\d\d(?!\d)|20\d\d))?"
        ),
        _new_year,
    ),
    (words(r"läsåret?\s(?P<years>(?:20)?\d\d\s?[/–-]\s?(?:20)?\d\d)"), _school_year),
    (
        words(rf"(?P<years>{YEAR})(?:\soch\sframåt|\s?[-–](?=\s?(?:$|[,.;)]|löpande|tills)))"),
        lambda found, _plan: (replace(_whole([int(found["years"])])[0], role=Role.BEGIN),),
    ),
    (words(rf"(?:år(?:en)?\s)?(?P<years>{YEARS}(?:(?:\s(?:och|samt|till)\s|,\s){YEARS}(?!-)){{0,12}})"), _years),
    (
        words(
            r"(?:hela\s|under\s)?(?:(?:kalender|verksamhets)?året(?:\srunt)?|innevarande\sår)"
            r"(?!\s(?:efter|innan|före|därpå|20\d\d))|i\sår"
        ),
        lambda _found, plan: _whole(plan.years[:1]),
    ),
    (words(r"(?:hela\s)?plan(?:ens\s)?perioden|hela\sperioden"), lambda _found, plan: _whole(plan.years)),
)
