"""The history of a list's words: how each code is called, and whether it is in use, from which year on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import override

from ledstjarna.reports.models import Term, TermList
from ledstjarna.reports.terms import BEGUN_WITH, LASTING


@dataclass(frozen=True, slots=True)
class Wording:
    """How a code is worded from a year on; `from_year` is None for the product's own words."""

    from_year: int | None
    label: str
    label_en: str
    used: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A code as it stands in a year. `lasting` ones cannot be taken out of use, `begun` ones came with the product.

    `changed` when it was called something else, or was in use or not, before.
    """

    code: str
    now: Wording
    lasting: bool
    begun: bool
    changed: bool


History = dict[str, list[Wording]]


def history(name: TermList) -> History:
    """Every code of a list with its wordings, the earliest first, in the order in which lists are shown. One query."""
    found: History = {code: [wording] for code, wording in _begun(name)}
    for row in Term.objects.filter(list=name).order_by("from_year", "pk"):
        found.setdefault(row.code, []).append(Wording(row.from_year, row.label, row.label_en, row.used))
    return found


def _begun(name: TermList) -> Iterable[tuple[str, Wording]]:
    """The product's own words in both languages, whatever language one reads."""
    with override("en"):
        english = {code: str(label) for code, label in BEGUN_WITH[name].items()}
    with override("sv"):
        swedish = {code: str(label) for code, label in BEGUN_WITH[name].items()}
    for code, label in swedish.items():
        yield code, Wording(None, label, english[code] if english[code] != label else "", used=True)


def at(wordings: Iterable[Wording], year: int) -> Wording | None:
    """The wording that holds in a year; None before there was one."""
    return next((row for row in reversed(list(wordings)) if row.from_year is None or row.from_year <= year), None)


def entries(found: History, name: TermList, year: int) -> list[Entry]:
    """The codes of a list as they stand in a year, those in use first."""
    begun = BEGUN_WITH[name]
    standing = [
        Entry(code, now, code in LASTING and code in begun, code in begun, now is not wordings[0])
        for code, wordings in found.items()
        if (now := at(wordings, year)) is not None
    ]
    return sorted(standing, key=lambda entry: not entry.now.used)
