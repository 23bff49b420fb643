"""Patterns for the municipality's periods by the names it gives them, and for what looks like one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from .model import PeriodName
from .parts import Build, Found, Part, Pattern, Plan, Role, words
from .vocabulary import ONE_YEAR

LONG = 4  # letters; what is shorter is a code and is not inflected
FORMS = r"(?:erna|er|en|et|n|t|s)?"
AT = r"(?:(?:i\ssamband\smed|i\sanslutning\still|inför|efter|vid|i|per)\s(?:den\s)?)?"
OF_A_YEAR = rf"(?:,?\s(?:(?:för|år)\s)?(?P<year>{ONE_YEAR}))?"
NUMBERS = r"(?P<numbers>\d{1,2}(?:(?:\s?[/&+-]\s?|\s(?:och|samt)\s)\d{1,2}(?!\w)){0,5})"
NOT_A_CODE = frozenset({"år", "en", "ett", "i", "av", "om", "på"})  # words of the language unless in capitals
FOREIGN = (
    r"(?P<outside>(?-i:(?:T|DR|D)\s?\d|VP|VB|DR|ÅR|DÅ|ÅB)|(?:verksamhetsplan|verksamhetsberättelse|tertialrapport"
    r"|tertialbokslut|tertial|delårsrapport|delårsbokslut|årsredovisning|årsrapport|årsbokslut|bokslut"
    rf"|kvartalsrapport|månadsrapport){FORMS}(?:\s\d(?!\d))?)"
)


def patterns_of(periods: Sequence[PeriodName]) -> tuple[Pattern, ...]:
    """The periods' codes and names in the forms people write them: "T1 och 2", "tertialrapporterna", "VB 2020"."""
    plain: dict[str, str] = {}
    numbered: dict[str, dict[int, str]] = defaultdict(dict)
    for period in periods:
        for label in (period.code, *period.names):
            stem, number = _split(label)
            if number is None:
                plain[stem.casefold()] = period.code
            elif stem:
                numbered[stem.casefold()][number] = period.code
    patterns = [(_plain(plain), _build_plain(plain))] if plain else []
    if numbered:
        patterns += [(_numbered(numbered), _build_numbered(numbered)), (_all(numbered), _build_all(numbered))]
    return (*patterns, (words(rf"{AT}{FOREIGN}"), _outside))


def _split(label: str) -> tuple[str, int | None]:
    """ "tertialrapport 1" as its stem and number."""
    tidy = " ".join(label.split())
    found = re.fullmatch(r"(.*?)\s?(\d{1,2})", tidy)
    return (found[1], int(found[2])) if found else (tidy, None)


def _either(labels: Iterable[str]) -> str:
    """One of the labels, the longest first; with none, what never matches."""
    sorted_labels = sorted((label for label in labels if label), key=len, reverse=True)
    return "|".join(_exact(label) for label in sorted_labels) or r"(?!)"


def _exact(label: str) -> str:
    return rf"(?-i:{re.escape(label.upper())})" if label in NOT_A_CODE else re.escape(label)


def _long(labels: Iterable[str]) -> str:
    return _either(label for label in labels if len(label) >= LONG)


def _short(labels: Iterable[str]) -> str:
    return _either(label for label in labels if len(label) < LONG)


def _plain(codes: Iterable[str]) -> re.Pattern[str]:
    labels = list(codes)
    return words(rf"{AT}(?:(?P<name>{_long(labels)}){FORMS}|(?P<code>{_short(labels)})(?::\w{{1,3}})?){OF_A_YEAR}")


def _build_plain(codes: dict[str, str]) -> Build:
    def build(found: Found, _plan: Plan) -> tuple[Part, ...]:
        return (_period(found, codes[(found["name"] or found["code"]).casefold()]),)

    return build


def _numbered(stems: Iterable[str]) -> re.Pattern[str]:
    labels = list(stems)
    return words(rf"{AT}(?:(?P<name>{_long(labels)}){FORMS}|(?P<code>{_short(labels)}))\s?{NUMBERS}{OF_A_YEAR}")


def _build_numbered(stems: dict[str, dict[int, str]]) -> Build:
    def build(found: Found, _plan: Plan) -> tuple[Part, ...]:
        stem = found["name"] or found["code"]
        codes = stems[stem.casefold()]
        numbers = [int(number) for number in re.findall(r"\d+", found["numbers"])]
        space = " " if found["name"] else ""
        return tuple(
            _period(found, codes[number]) if number in codes else Part(Role.OUTSIDE, text=f"{stem}{space}{number}")
            for number in numbers
        )

    return build


def _all(stems: Iterable[str]) -> re.Pattern[str]:
    long = _long(stems)
    return words(rf"(?:i\s)?(?:per|varje)\s(?P<each>{long})|{AT}(?P<every>{long})(?:erna|er)")


def _build_all(stems: dict[str, dict[int, str]]) -> Build:
    def build(found: Found, _plan: Plan) -> tuple[Part, ...]:
        codes = stems[(found["each"] or found["every"]).casefold()]
        return (Part(Role.PERIOD, codes=tuple(codes[number] for number in sorted(codes))),)

    return build


def _period(found: Found, code: str) -> Part:
    return Part(Role.PERIOD, codes=(code,), years=(int(found["year"]),) if found["year"] else ())


def _outside(found: Found, _plan: Plan) -> tuple[Part, ...]:
    return (Part(Role.OUTSIDE, text=found["outside"]),)
