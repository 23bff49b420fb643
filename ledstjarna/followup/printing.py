"""The year's summary of the boards' follow-up, as a document for the executive board.

What is accepted is told, board by board in Swedish order. Boards are not compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.selectors import boards, city
from ledstjarna.documents.model import Block, BulletList, Document, Heading, Paragraph, Table
from ledstjarna.followup.following import Sheet, sheets
from ledstjarna.followup.models import Report, State
from ledstjarna.followup.services import short
from ledstjarna.periods import selectors as periods
from ledstjarna.periods.selectors import PeriodRef
from ledstjarna.plans.selectors_followup import FollowedPlan, Status, followed_plans

LANGUAGE: Final = "sv"
NAME: Final = 120
"""How much of an activity's text names it in a list."""


def summary_of(year: int, today: date) -> Document:
    """The year's summary as it stands on the day, in Swedish whoever asks for it."""
    terms = [term for term in periods.periods([year]) if term.opens <= today]
    plans = {board: plan for board, plan in followed_plans(year).items() if plan.decided_on}
    found: dict[int, list[Sheet]] = {board: [] for board in plans}
    for sheet in sheets((plan, term) for plan in plans.values() for term in terms):
        found[sheet.plan.board_id].append(sheet)
    present, municipality = list(boards(today)), city()
    with override(LANGUAGE):
        return Document(
            title=_("Uppföljning av nämndernas handlingsplaner %d") % year,
            subtitle=_("Sammanställning till kommunstyrelsen"),
            municipality=municipality.name if municipality else "",
            authority=_("Kommunstyrelsen"),
            date=today,
            language=LANGUAGE,
            facts=_facts(year, today, present, plans),
            blocks=(*_at_a_glance(present, plans, found, terms), *_each(present, plans, found)),
        )


def _facts(year: int, today: date, present: list[Unit], plans: dict[int, FollowedPlan]) -> tuple[tuple[str, str], ...]:
    words = _("%(plans)d av %(boards)d") % {"plans": sum(b.pk in plans for b in present), "boards": len(present)}
    return (
        (_("År"), str(year)),
        (_("Nämnder med beslutad plan"), words),
        (_("Framtagen"), date_format(today, "j F Y")),
    )


def _at_a_glance(
    present: list[Unit], plans: dict[int, FollowedPlan], found: dict[int, list[Sheet]], terms: list[PeriodRef]
) -> Iterator[Block]:
    yield Heading(_("I korthet"))
    yield Paragraph(
        _(
            "Tabellen visar när nämnden beslutade den plan som gäller, och för varje period hur många av de "
            "aktiviteter som ska följas upp som är godkända av nämndens samordnare."
        )
    )
    shared = {board: plan.board_name for plan in plans.values() for board in plan.boards - {plan.board_id}}
    yield Table(
        caption=_("Planer och uppföljning per nämnd"),
        header=(_("Nämnd"), _("Beslutad"), *(term.code for term in terms)),
        rows=tuple(
            (
                board.name,
                _decided(plans.get(board.pk), shared.get(board.pk, "")),
                *_accepted(found.get(board.pk), terms),
            )
            for board in present
        ),
        widths=(4, 3, *(2 for _term in terms)),
    )


def _decided(plan: FollowedPlan | None, shared: str) -> str:
    if plan and plan.decided_on:
        return date_format(plan.decided_on, "j F Y")
    return _("Gemensam plan med %s") % shared if shared else _("Ingen beslutad plan")


def _accepted(found: list[Sheet] | None, terms: list[PeriodRef]) -> Iterable[str]:
    if not found:
        return ("–" for _term in terms)
    return (_of(sheet.counts.accepted, sheet.counts.due) for sheet in found)


def _of(part: int, whole: int) -> str:
    return _("%(part)d av %(whole)d") % {"part": part, "whole": whole} if whole else "–"


def _each(present: list[Unit], plans: dict[int, FollowedPlan], found: dict[int, list[Sheet]]) -> Iterator[Block]:
    for board in present:
        if plan := plans.get(board.pk):
            yield Heading(board.name)
            yield Paragraph(plan.title)
            yield from _statuses(plan, found[board.pk])
            yield from _periods(found[board.pk])
            yield from _deviations(found[board.pk])


def _statuses(plan: FollowedPlan, found: list[Sheet]) -> Iterator[Block]:
    """How many activities stand where, as last accepted in the year."""
    last = {report.key: report.status for report, _sheet in _told(found)}
    known = Counter(last[activity.key] for activity in plan.activities if activity.key in last)
    rows = [(capfirst(str(status.label)), str(known[status])) for status in Status if known[status]]
    if silent := len(plan.activities) - known.total():
        rows.append((_("Ingen godkänd uppföljning än"), str(silent)))
    if rows:
        yield Table(_("Aktiviteternas läge"), (_("Läge"), _("Aktiviteter")), tuple(rows), (4, 1))


def _periods(found: list[Sheet]) -> Iterator[Block]:
    rows = tuple(
        (str(sheet.period), str(counts.due), str(counts.handed_in), str(counts.accepted), str(counts.missing))
        for sheet in found
        if (counts := sheet.counts).due
    )
    if rows:
        header = (_("Period"), _("Ska följas upp"), _("Inlämnade"), _("Godkända"), _("Saknas"))
        yield Table(_("Uppföljning per period"), header, rows, (2, 2, 2, 2, 2))


def _deviations(found: list[Sheet]) -> Iterator[Block]:
    told = [(report, sheet) for report, sheet in _told(found) if report.deviation]
    if not told:
        return
    yield Heading(ngettext("Avvikelse", "Avvikelser", len(told)), 2)
    yield BulletList(tuple(_deviation(report, sheet) for report, sheet in told))


def _deviation(report: Report, sheet: Sheet) -> str:
    lines = [f"{short(report.label, NAME)} ({sheet.period.code}): {' '.join(report.deviation.split())}"]
    if report.measure:
        lines.append(_("Åtgärd: %s") % " ".join(report.measure.split()))
    return "\n".join(lines)


def _told(found: list[Sheet]) -> Iterator[tuple[Report, Sheet]]:
    """The accepted reports, period by period in the plan's order."""
    for sheet in found:
        reports = [line.report for line in sheet.lines if line.report] + list(sheet.lost)
        yield from ((report, sheet) for report in reports if report.state == State.ACCEPTED)
