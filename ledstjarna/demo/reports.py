"""The demo's reports: three years of them handled, and a few that wait in the inbox."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import cycle

from ledstjarna.accounts.models import Unit, User
from ledstjarna.demo.lists import build_coverage, build_lists
from ledstjarna.demo.report_texts import CLOSED, FEEDBACK, NEW, TWO_YEARS_BEFORE, YEAR_BEFORE, DemoReport
from ledstjarna.reports import services
from ledstjarna.reports.lists import Feedback, Handling, Kind, Place, Span
from ledstjarna.reports.models import Report
from ledstjarna.walls.roles import Role

HANDLED = {
    Feedback.COUNTED: Handling.NONE,
    Feedback.REMOVED: Handling.REMOVED,
    Feedback.POLICE: Handling.POLICE,
    Feedback.SUPPORT: Handling.TALK,
    Feedback.NOTHING_MORE: Handling.NONE,
}

WHERE = frozenset({"Björkstrand", "Ekudden", "Klippeby", "Masthamn"})
"""The districts that the demo's reports are from."""


def build_reports(units: dict[str, Unit], users: dict[str, User], today: date) -> None:
    """File them in the order they happened, handle and close those of `CLOSED`; leave `NEW` as of this week."""
    year = today.year
    districts = build_lists(users, today)
    for texts, first, last in (
        (CLOSED[:TWO_YEARS_BEFORE], date(year - 2, 1, 1), date(year - 2, 12, 31)),
        (CLOSED[:YEAR_BEFORE], date(year - 1, 1, 1), date(year - 1, 12, 31)),
        (CLOSED, date(year, 1, 1), today),
    ):
        _close(_filed(units, texts, first, last, districts), users[Role.LOCAL_COORDINATOR].pk)
    for told in NEW:
        _file(units, told, today, Span.WEEK, on=today)
    build_coverage(units, users, today)


def _filed(
    units: dict[str, Unit], texts: tuple[DemoReport, ...], first: date, last: date, districts: dict[str, str]
) -> Iterable[Report]:
    """Spread evenly over the time between the two days, and over a few districts."""
    somewhere = cycle(code for name, code in districts.items() if name in WHERE)
    for place, told in enumerate(texts):
        day = first + (last - first) * place // len(texts)
        district = "" if told.place == Place.ONLINE else next(somewhere)
        yield _file(units, told, day, Span.MONTH, on=day + (last - day) // 20, district=district)


def _file(units: dict[str, Unit], told: DemoReport, happened: date, span: Span, on: date, district: str = "") -> Report:
    filed = services.report_file(
        unit=units[told.unit],
        happened=happened,
        span=span,
        kind=told.kind,
        place=told.place,
        environment=told.environment,
        district=district,
        urgent=told.urgent,
        measures=told.measures,
        description=told.text,
        on=on,
    )
    return Report.objects.get(pk=filed.pk)


def _close(reports: Iterable[Report], actor_id: int) -> None:
    for report, feedback in zip(reports, cycle(FEEDBACK)):
        triage = services.Triage(
            guess=False,
            act=True,
            child=False,
            environment=report.environment,
            kind=report.kind,
            with_act=Kind.GATHERING if report.kind == Kind.STATEMENT else "",
            description=report.description or "",
        )
        report = services.report_triage(report=report, triage=triage, lock=report.lock, actor_id=actor_id)
        report = services.report_handle(
            report=report, handled_with=[HANDLED[feedback]], lock=report.lock, actor_id=actor_id
        )
        services.report_close(report=report, feedback=feedback, lock=report.lock, actor_id=actor_id)
