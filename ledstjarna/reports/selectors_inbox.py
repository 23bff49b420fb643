"""The inbox: what waits in which lane, in the order to take it, and how it stands in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.utils.functional import Promise
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ledstjarna.accounts.models import User
from ledstjarna.reports.clock import pressing
from ledstjarna.reports.models import UNMADE, Contact, Report, Status
from ledstjarna.reports.models.report import ReportQuerySet
from ledstjarna.reports.team import waits_for


@dataclass(frozen=True, slots=True)
class Lane:
    """A part of the inbox: which reports lie there, in the order of the lanes."""

    code: str
    title: str | Promise
    of: Q


LANES: Final[tuple[Lane, ...]] = (
    Lane("pressing", _("Brådskar"), Q(status=Status.RECEIVED, urgent=True) | UNMADE),
    Lane("unread", _("Att läsa"), Q(status=Status.RECEIVED, urgent=False)),
    Lane("confirmed", _("Att åtgärda"), Q(status=Status.CONFIRMED)),
    Lane("handled", _("Att avsluta"), Q(status=Status.HANDLED)),
    Lane("returned", _("Väntar på svar från den som rapporterade"), Q(status=Status.RETURNED)),
)
_RANK: Final = Case(
    *(When(lane.of, then=Value(number)) for number, lane in enumerate(LANES)),
    default=Value(len(LANES)),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A lane as a page of the inbox shows it: how many lie there in all, and those on the page."""

    lane: Lane
    number: int
    reports: list[Report]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The next unread report to take, and how many there are."""

    pk: int
    number: int


def waiting_rows(user: User) -> ReportQuerySet:
    """What waits, in the order to take it: lane by lane, the oldest first. Without their texts."""
    reachable = Exists(Contact.objects.filter(report=OuterRef("pk")))
    found = _rows(user).with_answered().annotate(lane=_RANK, reachable=reachable)
    return found.filter(lane__lt=len(LANES)).order_by("lane", F("read_by").asc(nulls_last=True), "received_on", "pk")


def done_rows(user: User) -> ReportQuerySet:
    """What is done, the newest first."""
    return _rows(user).filter(_done()).order_by("-received_on", "-pk")


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many lie in each lane, and how many of them wait for the user: see `waits_for`."""

    all: dict[str, int]
    mine: dict[str, int]


def numbers(user: User) -> Numbers:
    """How the lanes stand. One query."""
    mine = waits_for(user)
    asked = {lane.code: Count("pk", filter=lane.of) for lane in LANES}
    asked |= {f"{lane.code}_mine": Count("pk", filter=lane.of & mine) for lane in LANES}
    found = Report.objects.visible_to(user).aggregate(**asked)
    return Numbers(*({lane.code: found[f"{lane.code}{end}"] for lane in LANES} for end in ("", "_mine")))


def first(user: User) -> int | None:
    """The unread report to begin with. One query."""
    return _unread(user).values_list("pk", flat=True).first()


def shown(reports: Iterable[Report], counts: dict[str, int]) -> list[Shown]:
    """The reports of a page under their lanes."""
    by_lane = groupby(reports, lambda report: int(report.lane))  # type: ignore[attr-defined]
    return [Shown(LANES[rank], counts[LANES[rank].code], list(rows)) for rank, rows in by_lane]


def clocks(reports: Iterable[Report]) -> None:
    """Give each report what about it cannot wait, as `pressing`."""
    for report in reports:
        report.pressing = pressing(report)  # type: ignore[attr-defined]


def how_it_stands(counts: dict[str, int]) -> str:
    """A sentence or two about what waits."""
    mine = sum(number for code, number in counts.items() if code != "returned")
    said = []
    if mine == 1:
        said.append(
            _now("En rapport väntar på dig, och den brådskar.")
            if counts["pressing"]
            else _now("En rapport väntar på dig.")
        )
    elif mine and mine in (counts[code] for code in counts if code != "returned"):
        said.append(_alone(counts, mine))
    elif mine:
        parts = {"number": mine, "parts": get_text_list(list(_parts(counts)), _now("och"))}
        said.append(_now("%(number)d rapporter väntar på dig: %(parts)s.") % parts)
    if returned := counts["returned"]:
        said.append(
            ngettext(
                "%d väntar på svar från den som rapporterade.", "%d väntar på svar från dem som rapporterade.", returned
            )
            % returned
        )
    return capfirst(" ".join(said))


def _alone(counts: dict[str, int], mine: int) -> str:
    """What is to be done with all that waits."""
    words = {
        "pressing": _now("%d rapporter brådskar."),
        "unread": _now("%d rapporter att läsa."),
        "confirmed": _now("%d rapporter att åtgärda."),
        "handled": _now("%d rapporter att avsluta."),
    }
    return next(said for code, said in words.items() if counts[code]) % mine


def _parts(counts: dict[str, int]) -> Iterator[str]:
    """What is to be done with how many, in the order of the lanes."""
    worded = (
        ("pressing", ngettext("%d brådskar", "%d brådskar", counts["pressing"])),
        ("unread", ngettext("%d ska läsas", "%d ska läsas", counts["unread"])),
        ("confirmed", ngettext("%d ska åtgärdas", "%d ska åtgärdas", counts["confirmed"])),
        ("handled", ngettext("%d ska avslutas", "%d ska avslutas", counts["handled"])),
    )
    return (words % counts[code] for code, words in worded if counts[code])


def ahead(user: User, current: int) -> Ahead | None:
    """The unread report to take after the one at hand, the urgent first, and round again; None when there is none."""
    keys = list(_unread(user).values_list("pk", flat=True))
    others = [pk for pk in keys if pk != current]
    if not others:
        return None
    place = keys.index(current) if current in keys else 0
    return Ahead(others[place % len(others)], len(others))


def _unread(user: User) -> ReportQuerySet:
    """What the user may take to read, in the order to take it."""
    unread = Report.objects.visible_to(user).filter(waits_for(user), status=Status.RECEIVED)
    return unread.order_by("-urgent", "received_on", "pk")


def _rows(user: User) -> ReportQuerySet:
    return Report.objects.visible_to(user).select_related("unit", "handler").defer("description", "feedback_words")


def _done() -> Q:
    return Q(status__in=(Status.CLOSED, Status.OPINION, Status.UNCOUNTED)) | (Q(status=Status.CONCERN) & ~UNMADE)
