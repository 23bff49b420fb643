"""The figures of a year beside the year before, as tables that may be shown to whoever asks.

Within the own board they are whole. Seen from the city they are what `city` has made of them for the period.
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
from ledstjarna.deid.counts import THRESHOLD, Shown
from ledstjarna.reports import city, terms
from ledstjarna.reports.counting import REMOVED, Counts, Year, counted
from ledstjarna.reports.models import COUNTED, Report, Tally, TermList
from ledstjarna.reports.permissions import STATISTICS

CITY = "staden"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose reports are counted: one board's, or (`city`) all boards' together under disclosure control.

    Within a board those that the person `seen_by` has stepped back from are not: the file would tell which they are.
    """

    code: str
    name: str
    boards: frozenset[int]
    city: bool = False
    seen_by: int | None = None


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
    """Seen from the city it is of what had come in before the day `until`, as it stood on the day `made`."""

    year: int
    sentence: str
    tables: tuple[Table, ...]
    removed: int = 0
    until: date | None = None
    made: date | None = None


def scopes(user: User) -> list[Scope]:
    """What the user may see figures of: each board where the permission is held, and the city. One query or two."""
    held = {board for role, _unit, board in user.holdings if board is not None and role in STATISTICS.roles}
    every = list(boards())
    own = [
        Scope(str(board.pk), board.name, frozenset({board.pk}), seen_by=user.pk) for board in every if board.pk in held
    ]
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
    """A year's figures beside the year before. Seven queries within the board, whatever is counted."""
    return _of_city(year, today) if scope.city else _of_board(scope, year)


def _of_board(scope: Scope, year: int) -> Statistics:
    found = counted(boards=scope.boards, years=(year, year - 1), by="unit", seen_by=scope.seen_by)
    now, before = found[year], found[year - 1]
    lists, districts = _lists(year)
    tables = (
        _whole(_("Slags händelse"), lists[TermList.KIND], now.kinds, before.kinds),
        _whole(_("Miljö"), lists[TermList.ENVIRONMENT], now.environments, before.environments),
        _months(now, before),
        _whole(_("Stadsdel"), districts, now.districts, before.districts),
        _whole(_("Enhet"), _places({*now.places, *before.places}), now.places, before.places),
    )
    return Statistics(year, sentence(year, now.total, before.total), tables, now.removed + before.removed)


def _of_city(year: int, today: date) -> Statistics:
    found = city.figures(today)
    now, before = found.shown[str(year)], found.shown[str(year - 1)]
    lists, districts = _lists(year)
    boards = _places({code for one in (now, before) for code in (*one["places"]["cells"], *one["places"]["rest"])})
    some = now["total"] != 0 or before["total"] != 0

    def table(first: str, labels: Labels, name: str) -> Table:
        return _guarded(first, labels, city.read(now[name]), city.read(before[name]), some=some)

    tables = (
        table(_("Slags händelse"), lists[TermList.KIND], "kinds"),
        table(_("Miljö"), lists[TermList.ENVIRONMENT], "environments"),
        _parts(now["months"], before["months"]),
        table(_("Stadsdel"), districts, "districts"),
        table(_("Nämnd"), boards, "places"),
    )
    words = sentence(year, now["total"], before["total"], guarded=True)
    return Statistics(year, words, tables, until=found.period, made=found.made_on)


def _lists(year: int) -> tuple[terms.Lists, Labels]:
    """The lists of a year, and the districts with what stands for none."""
    lists = terms.known(year)
    return lists, {**lists[TermList.DISTRICT], "": _("ingen stadsdel angiven"), REMOVED: _("gallrade rapporter")}


def sentence(year: int, now: int | None, before: int | None, *, guarded: bool = False) -> str:
    """How many events in confirmed reports, beside the year before; None for fewer than may be told."""
    words = {"year": year, "now": _number(now, guarded), "before": _number(before, guarded)}
    start = _("En bekräftad händelse %(year)d") if now == 1 else _("%(now)s bekräftade händelser %(year)d")
    return capfirst((start + _(", %(before)s året före.")) % words)


def _number(number: int | None, guarded: bool) -> str:
    if number is None:
        return _("färre än %d") % THRESHOLD
    if not number:
        return _("inga")
    return _("minst %d") % number if guarded else str(number)


def _places(codes: Iterable[str]) -> dict[str, str]:
    """The units or boards that are counted, in Swedish order, ended ones too."""
    units = Unit.objects.filter(pk__in=set(codes) - {REMOVED}).order_by("sort_key")
    return {str(unit.pk): unit.name for unit in units} | {REMOVED: _("gallrade rapporter")}


Labels = Mapping[str, "str | Promise"]


def _named(labels: Labels, used: set[str]) -> dict[str, str]:
    """The codes that are counted in either year, in the list's order, then what the list does not know."""
    known = {code: capfirst(str(label)) for code, label in labels.items() if code in used}
    return known | {code: code for code in sorted(used - set(known))}


def _whole(first: str, labels: Labels, now: Counts, before: Counts) -> Table:
    named = _named(labels, {code for year in (now, before) for code, number in year.items() if number})
    largest = max((*now.values(), *before.values(), 1))

    def cell(counts: Counts, code: str) -> Cell:
        return Cell(str(counts[code]), 100 * counts[code] // largest)

    return Table(first, first, tuple(Row(label, cell(now, c), cell(before, c)) for c, label in named.items()))


def _guarded(first: str, labels: Labels, now: Shown, before: Shown, *, some: bool) -> Table:
    years = (now, before)
    named = _named(labels, {code for year in years for code in (*year.cells, *year.rest)})
    if not any(year.cells for year in years):
        return Table(first, first, (), withheld=_why(some))
    largest = max(*(max(year.cells.values(), default=0) for year in years), *(year.rest_sum for year in years), 1)
    rows = [Row(label, *(_cell(year, code, largest) for year in years)) for code, label in named.items()]
    if any(year.rest for year in years):
        rows.append(Row(_("Övriga"), *(_rest(year, largest) for year in years)))
    return Table(first, first, tuple(rows), note=_note() if any(year.rest for year in years) else "")


def _note() -> str:
    return _("Tal under %d kan peka ut någon. De räknas ihop under Övriga med de närmast större.") % THRESHOLD


def _why(some: bool) -> str:
    if not some:
        return _("Inga händelser.")
    return _("Talen är för små för att visas utan att någon kan pekas ut.")


def _cell(shown: Shown, code: str, largest: int) -> Cell:
    if shown.withheld:
        return Cell(_("visas inte"))
    if code in shown.rest:
        return Cell(_("ingår i övriga"))
    number = shown.cells.get(code, 0)
    return Cell(str(number), 100 * number // largest)


def _rest(shown: Shown, largest: int) -> Cell:
    if not shown.rest:
        return Cell("–")
    words = _("%(sum)d (%(members)d st)") % {"sum": shown.rest_sum, "members": len(shown.rest)}
    return Cell(words, 100 * shown.rest_sum // largest)


def _months(now: Year, before: Year) -> Table:
    years = [{str(place): number for place, number in enumerate(year.months, 1)} for year in (now, before)]
    rows = _periods(1, *years)
    if now.removed or before.removed:
        rows.append(Row(_("Gallrade rapporter"), Cell(str(now.removed)), Cell(str(before.removed))))
    return Table(_("Månad"), _("Månad"), tuple(rows))


Parts = Mapping[str, Mapping[str, int]]


def _parts(now: Parts, before: Parts) -> Table:
    """The shortest parts of the year that both years can be shown by."""
    size = next((size for size in (1, city.TERTIAL) if str(size) in now and str(size) in before), None)
    if size is None:
        return Table(_("Månad"), _("Månad"), (), withheld=_("Talen är för små för att delas upp på delar av året."))
    rows = tuple(_periods(size, now[str(size)], before[str(size)]))
    if size == 1:
        return Table(_("Månad"), _("Månad"), rows)
    note = _("Månaderna är hopräknade fyra och fyra, så att inga små tal syns.")
    return Table(_("Månad"), _("Period"), rows, note)


def _periods(size: int, now: Mapping[str, int], before: Mapping[str, int]) -> list[Row]:
    largest = max(*now.values(), *before.values(), 1)

    def row(place: int) -> Row:
        first = capfirst(str(MONTHS[place * size + 1]))
        label = first if size == 1 else f"{first}–{MONTHS[place * size + size]}"
        cells = (Cell(str(number), 100 * number // largest) for number in (now[str(place + 1)], before[str(place + 1)]))
        return Row(label, *cells)

    return [row(place) for place in range(12 // size)]
