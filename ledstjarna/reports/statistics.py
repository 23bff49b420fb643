"""The figures of a year beside the year before, as tables that may be shown to whoever asks.

Within the own board they are whole. Seen from the city small numbers go together (`deid.counts`), units are left out,
and what has come in since the last four-month period is not counted: else one could see day by day what came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ledstjarna.accounts.models import Unit, User
from ledstjarna.accounts.selectors import boards
from ledstjarna.deid.counts import THRESHOLD, Shown, rolled_up, suppress
from ledstjarna.reports import terms
from ledstjarna.reports.counting import REMOVED, Counts, Year, counted
from ledstjarna.reports.models import COUNTED, Report, Tally, TermList
from ledstjarna.reports.permissions import STATISTICS

CITY = "staden"
_TERTIAL = 4


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose reports are counted: one board's, or (`city`) all boards' together under disclosure control."""

    code: str
    name: str
    boards: frozenset[int]
    city: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, or the words that stand where it may not be shown; `bar` is its part of the table's largest."""

    words: str
    bar: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    now: Cell
    before: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """`withheld` says why there are no rows; `note` what to know about those there are."""

    heading: str
    first: str
    rows: tuple[Row, ...]
    note: str = ""
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Statistics:
    year: int
    sentence: str
    until: date | None
    removed: int
    tables: tuple[Table, ...]


def scopes(user: User) -> list[Scope]:
    """What the user may see figures of: each board where the permission is held, and the city. One query or two."""
    held = {board for role, _unit, board in user.holdings if board is not None and role in STATISTICS.roles}
    every = list(boards())
    own = [Scope(str(board.pk), board.name, frozenset({board.pk})) for board in every if board.pk in held]
    if user.at_city(STATISTICS):
        own.append(Scope(CITY, _("Hela kommunen"), user.boards(STATISTICS), city=True))
    return own


def first_year(scope: Scope, today: date) -> int:
    """The first year that anything is counted in, the present one if nothing is. Two queries."""
    rows = (Report.objects.filter(status__in=COUNTED), Tally.objects.all())
    firsts: list[int | None] = [
        found.filter(board__in=scope.boards).aggregate(first=Min("year"))["first"] for found in rows
    ]
    return min([today.year, *(year for year in firsts if year)])


def of_year(scope: Scope, year: int, today: date) -> Statistics:
    """A year's figures beside the year before. Seven queries, whatever is counted."""
    until = today.replace(month=(today.month - 1) // _TERTIAL * _TERTIAL + 1, day=1) if scope.city else None
    found = counted(boards=scope.boards, years=(year, year - 1), by="board" if scope.city else "unit", before=until)
    now, before = found[year], found[year - 1]
    lists, shown = terms.known(year), _guarded if scope.city else _whole
    districts = {**lists[TermList.DISTRICT], "": _("ingen stadsdel angiven"), REMOVED: _("gallrade rapporter")}
    tables = (
        shown(_("Slags händelse"), lists[TermList.KIND], now.kinds, before.kinds),
        shown(_("Miljö"), lists[TermList.ENVIRONMENT], now.environments, before.environments),
        _months(now, before, scope.city),
        shown(_("Stadsdel"), districts, now.districts, before.districts),
        shown(_("Nämnd") if scope.city else _("Enhet"), _places(now, before), now.places, before.places),
    )
    removed = now.removed + before.removed
    return Statistics(year, sentence(year, now.total, before.total, guarded=scope.city), until, removed, tables)


def sentence(year: int, now: int, before: int, *, guarded: bool) -> str:
    """How many events in confirmed reports, beside the year before."""
    words = {"year": year, "now": _number(now, guarded), "before": _number(before, guarded)}
    one = now == 1 and not guarded
    start = _("En bekräftad händelse %(year)d") if one else _("%(now)s bekräftade händelser %(year)d")
    return capfirst((start + _(", %(before)s året före.")) % words)


def _number(number: int, guarded: bool) -> str:
    if not number:
        return _("inga")
    return _("färre än %d") % THRESHOLD if guarded and number < THRESHOLD else str(number)


def _places(*years: Year) -> dict[str, str]:
    """The units or boards that are counted, in Swedish order, ended ones too."""
    keys = {key for year in years for key in year.places} - {REMOVED}
    units = Unit.objects.filter(pk__in=keys).order_by("sort_key")
    return {str(unit.pk): unit.name for unit in units} | {REMOVED: _("gallrade rapporter")}


Labels = Mapping[str, "str | Promise"]


def _named(labels: Labels, *counts: Counts) -> dict[str, str]:
    """The codes that are counted in either year, in the list's order, then what the list does not know."""
    used = {code for year in counts for code, number in year.items() if number}
    known = {code: capfirst(str(label)) for code, label in labels.items() if code in used}
    return known | {code: code for code in sorted(used - set(known))}


def _whole(first: str, labels: Labels, now: Counts, before: Counts) -> Table:
    named = _named(labels, now, before)
    largest = max((*now.values(), *before.values(), 1))

    def cell(counts: Counts, code: str) -> Cell:
        return Cell(str(counts[code]), 100 * counts[code] // largest)

    return Table(first, first, tuple(Row(label, cell(now, c), cell(before, c)) for c, label in named.items()))


def _guarded(first: str, labels: Labels, now: Counts, before: Counts) -> Table:
    named = _named(labels, now, before)
    years = [suppress({code: counts[code] for code in named}) for counts in (now, before)]
    if not any(number for shown in years for number in shown.cells.values()):
        return Table(first, first, (), withheld=_why(now.total() or before.total()))
    largest = max(*(max(shown.cells.values(), default=0) for shown in years), *(y.rest_sum for y in years), 1)
    rows = [Row(label, *(_cell(shown, code, largest) for shown in years)) for code, label in named.items()]
    if any(shown.rest for shown in years):
        rows.append(Row(_("Övriga"), *(_rest(shown, largest) for shown in years)))
    return Table(first, first, tuple(rows), note=_note() if any(year.rest for year in years) else "")


def _note() -> str:
    return _("Tal under %d kan peka ut någon. De räknas ihop under Övriga med de närmast större.") % THRESHOLD


def _why(total: int) -> str:
    if not total:
        return _("Inga händelser.")
    return _("Talen är för små för att visas utan att någon kan pekas ut.")


def _cell(shown: Shown, code: str, largest: int) -> Cell:
    if shown.withheld:
        return Cell(_("visas inte"))
    if code in shown.rest:
        return Cell(_("ingår i övriga"))
    return Cell(str(shown.cells[code]), 100 * shown.cells[code] // largest)


def _rest(shown: Shown, largest: int) -> Cell:
    if not shown.rest:
        return Cell("–")
    words = _("%(sum)d (%(members)d st)") % {"sum": shown.rest_sum, "members": len(shown.rest)}
    return Cell(words, 100 * shown.rest_sum // largest)


def _months(now: Year, before: Year, guarded: bool) -> Table:
    heading = _("Månad")
    size = 1
    years = [{str(place): number for place, number in enumerate(year.months, 1)} for year in (now, before)]
    if guarded:
        size, shown = (12, []) if now.removed or before.removed else rolled_up([now.months, before.months])
        if size == 12:
            return Table(heading, heading, (), withheld=_("Talen är för små för att delas upp på delar av året."))
        years = [dict(part.cells) for part in shown]
    largest = max(number for year in years for number in (*year.values(), 1))
    rows = [
        Row(label, *(Cell(str(year[code]), 100 * year[code] // largest) for year in years))
        for code, label in _periods(size)
    ]
    if now.removed or before.removed:
        rows.append(Row(_("Gallrade rapporter"), Cell(str(now.removed)), Cell(str(before.removed))))
    note = _("Månaderna är hopräknade fyra och fyra, så att inga små tal syns.") if size == _TERTIAL else ""
    return Table(heading, heading if size == 1 else _("Period"), tuple(rows), note)


def _periods(size: int) -> Iterable[tuple[str, str]]:
    for place in range(12 // size):
        first = capfirst(str(MONTHS[place * size + 1]))
        yield str(place + 1), first if size == 1 else f"{first}–{MONTHS[place * size + size]}"
