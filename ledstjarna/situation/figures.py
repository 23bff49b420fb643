"""The figures of a year beside the year before, each with a code that stays the same from year to year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledstjarna.reports.selectors import Count
from ledstjarna.surveys.definition import Kind, Subject
from ledstjarna.surveys.results import percent
from ledstjarna.surveys.selectors import YearFigure

TOTAL = "reports.total"
ENVIRONMENT = "reports.environment"
KIND = "reports.kind"
CROSSING = "reports.crossing"
SURVEY = "survey"

Labels = Mapping[str, "str | Promise"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number; of a share also `of`, the units that answered the question, and `asked`, all that got it. A share of
    the staff (`who`) is in per cent, weighed by how many they are: `heads` people at `weighed` units.
    """

    number: int
    of: int | None = None
    asked: int | None = None
    who: str = Subject.UNIT.value
    heads: int = 0
    weighed: int = 0

    @property
    def words(self) -> str:
        """As it stands in a table: 14, or 23 av 31 enheter (74 %)."""
        if self.of is None:
            return str(self.number)
        if not self.of:
            return _("inga svar")
        share = percent(Fraction(self.number, self.of))
        if self.who == Subject.STAFF:
            return _("%(percent)s\N{NO-BREAK SPACE}%% av medarbetarna") % {"percent": share}
        if self.who == Subject.MANAGER:
            words = ngettext(
                "%(yes)s av %(answered)s chef (%(percent)s\N{NO-BREAK SPACE}%%)",
                "%(yes)s av %(answered)s chefer (%(percent)s\N{NO-BREAK SPACE}%%)",
                self.of,
            )
            return words % {"yes": self.number, "answered": self.of, "percent": share}
        words = ngettext(
            "%(yes)s av %(answered)s enhet (%(percent)s\N{NO-BREAK SPACE}%%)",
            "%(yes)s av %(answered)s enheter (%(percent)s\N{NO-BREAK SPACE}%%)",
            self.of,
        )
        return words % {"yes": self.number, "answered": self.of, "percent": share}

    @property
    def answered(self) -> str:
        """How many of those asked a share stands on; empty of a count."""
        if self.of is None or self.asked is None:
            return ""
        if self.who == Subject.STAFF:
            if not self.heads:
                return ""
            staff = ngettext("%(heads)d medarbetare", "%(heads)d medarbetare", self.heads) % {"heads": self.heads}
            units = _("%(weighed)d av %(asked)d enheter") % {"weighed": self.weighed, "asked": self.asked}
            return _("%(staff)s vid %(units)s") % {"staff": staff, "units": units}
        words = ngettext("%(of)d av %(asked)d har svarat", "%(of)d av %(asked)d har svarat", self.asked)
        return words % {"of": self.of, "asked": self.asked}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the year and of the year before. None: there was no such question that year.

    `reworded` says that the question was another the year before, so that the two cannot be compared.
    """

    code: str
    label: str
    now: Amount | None
    before: Amount | None
    reworded: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was counted in either year."""
        return not any(amount and (amount.number or amount.of) for amount in (self.now, self.before))

    @property
    def survey_code(self) -> str:
        """What the survey calls the figure; empty when it is from elsewhere."""
        room, _dot, code = self.code.partition(".")
        return code if room == SURVEY else ""

    @property
    def _is_share(self) -> bool:
        return any(one and one.of is not None and one.who != Subject.STAFF for one in (self.now, self.before))

    @property
    def now_words(self) -> str:
        return self.now.words if self.now else _("inte frågat")

    @property
    def before_words(self) -> str:
        if self.reworded:
            return _("går inte att jämföra, frågan var en annan")
        return self.before.words if self.before else _("inte frågat")

    @property
    def line(self) -> str:
        """Both years on one line: Hot: 2 · året före: 1."""
        if self.survey_code and "." not in self.survey_code and self._is_share:
            words = _("%(label)s Ja: %(now)s · året före: %(before)s")
        elif self.label.endswith("?"):
            words = _("%(label)s %(now)s · året före: %(before)s")
        else:
            words = _("%(label)s: %(now)s · året före: %(before)s")
        return words % {"label": self.label, "now": self.now_words, "before": self.before_words}


@dataclass(frozen=True)
class Draft:
    """All figures of a board's year. Those of environments, kinds and crossings each add up to `total`."""

    year: int
    total: Figure
    environments: tuple[Figure, ...]
    kinds: tuple[Figure, ...]
    crossings: tuple[Figure, ...]
    shares: tuple[Figure, ...]

    @property
    def sum(self) -> Figure:
        """The total as the last row of a table."""
        return replace(self.total, label=_("Sammanlagt"))

    @property
    def sentence(self) -> str:
        """How many confirmed reports, beside the year before."""
        return sentence(self.year, _number(self.total.now), _number(self.total.before))

    @cached_property
    def by_code(self) -> dict[str, Figure]:
        """Every figure by its code, in the order of the tables."""
        return {
            figure.code: figure
            for figure in (self.total, *self.environments, *self.kinds, *self.shares, *self.crossings)
        }

    def as_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it again."""
        return {**asdict(self), "sentence": self.sentence}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Draft:
        """What `as_json` wrote."""
        return Draft(
            data["year"],
            _figure(data["total"]),
            *(tuple(map(_figure, data[name])) for name in ("environments", "kinds", "crossings", "shares")),
        )


def sentence(year: int, now: int, before: int) -> str:
    """One sentence about the confirmed reports of a year and of the one before it."""
    if not now and not before:
        return _("Inga bekräftade rapporter %(year)d och inga året före.") % {"year": year}
    start = ngettext("En bekräftad rapport %(year)d", "%(now)d bekräftade rapporter %(year)d", now)
    if not now:
        start = _("Inga bekräftade rapporter %(year)d")
    if now == before:
        end = ngettext("en även året före", "lika många året före", before)
    elif not before:
        end = _("ingen året före")
    else:
        end = ngettext("en året före", "%(before)d året före", before)
    return f"{start}, {end}." % {"year": year, "now": now, "before": before}


def period(year: int, day: date) -> str:
    """Says that a year which is not over on that day stands beside a whole one; empty once it is over."""
    if day.year != year:
        return ""
    words = _("%(year)d är räknat till och med %(day)s, %(before)d är hela året.")
    return words % {"year": year, "day": date_format(day, "j F"), "before": year - 1}


def compute(
    year: int,
    counts: Iterable[Count],
    shares: Iterable[YearFigure],
    shares_before: Iterable[YearFigure],
    *,
    environments: Labels,
    kinds: Labels,
) -> Draft:
    """The figures of `year` from the counts of two years and the shares of each.

    `environments` and `kinds` are the lists' codes with their labels, in order; a code that is counted but no longer
    in its list comes last, called by its code.
    """
    cells: Counter[tuple[int, str, str]] = Counter()
    for count in counts:
        for place in ((count.environment, count.kind), (count.environment, ""), ("", count.kind), ("", "")):
            cells[count.year, *place] += count.number
    named = _with_unlisted(environments, {environment for _year, environment, _kind in cells})
    rows = {code: capfirst(label) for code, label in named.items()}
    columns = _with_unlisted(kinds, {kind for _year, _environment, kind in cells})

    def figure(code: str, label: str, environment: str = "", kind: str = "") -> Figure:
        now, before = Amount(cells[year, environment, kind]), Amount(cells[year - 1, environment, kind])
        return Figure(code, label, now, before)

    return Draft(
        year,
        figure(TOTAL, _("Bekräftade rapporter")),
        tuple(figure(f"{ENVIRONMENT}.{code}", label, code) for code, label in rows.items()),
        tuple(figure(f"{KIND}.{code}", capfirst(label), "", code) for code, label in columns.items()),
        tuple(
            figure(f"{CROSSING}.{row}.{column}", f"{above} – {beside}", row, column)
            for row, above in rows.items()
            for column, beside in columns.items()
        ),
        _shares(shares, shares_before),
    )


def _with_unlisted(labels: Labels, found: set[str]) -> dict[str, str]:
    """The list as plain words, then the codes that are counted without being in it; "" stands for all."""
    return {code: str(label) for code, label in labels.items()} | {code: code for code in sorted(found - {"", *labels})}


def _shares(shares: Iterable[YearFigure], shares_before: Iterable[YearFigure]) -> tuple[Figure, ...]:
    """The year's questions in their order, then those that were asked the year before only."""
    now, before = ({share.key: share for share in part} for part in (shares, shares_before))
    return tuple(_share(now.get(key), before.get(key)) for key in {**now, **before})


def _share(now: YearFigure | None, before: YearFigure | None) -> Figure:
    share = now or before
    assert share is not None
    reworded = bool(now and before and now.series != before.series)
    label = f"{share.wording} {share.answer}" if share.answer and share.kind != Kind.YES_NO else share.wording
    return Figure(f"{SURVEY}.{share.key}", label, _amount(now), None if reworded else _amount(before), reworded)


def _amount(share: YearFigure | None) -> Amount | None:
    return (
        Amount(share.number, share.of, share.asked, share.subject.value, share.heads, share.weighed) if share else None
    )


def _number(amount: Amount | None) -> int:
    return amount.number if amount else 0


def _figure(data: Mapping[str, Any]) -> Figure:
    now, before = (Amount(**data[name]) if data[name] else None for name in ("now", "before"))
    return Figure(data["code"], data["label"], now, before, data["reworded"])
