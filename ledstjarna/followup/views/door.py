"""What the room's views share: which plan and period it is, and what the user may see of it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.followup.access import Access, access
from ledstjarna.followup.following import Line, Sheet, sheets
from ledstjarna.followup.models import Report
from ledstjarna.followup.services import KIND
from ledstjarna.periods import selectors as periods
from ledstjarna.plans.selectors_followup import FollowedPlan, followed_plans


def sheet_or_404(
    request: SignedRequest, board_pk: int, period_pk: int, *, before: bool = False
) -> tuple[Sheet, Access]:
    """A board's plan in a period that exists, and what the user may do with it, which may be nothing."""
    period = periods.period(period_pk)
    plan = followed_plans(period.year, [board_pk]).get(board_pk) if period else None
    if period is None or plan is None:
        raise Http404
    (sheet,) = sheets([(plan, period)], before=before)
    return sheet, access(request.user, plan)


def readable_or_404(request: SignedRequest, board_pk: int, period_pk: int) -> tuple[Sheet, Access]:
    """A sheet whose plan the user may read, with no reports but those that the user may see; recorded as read."""
    sheet, seen = sheet_or_404(request, board_pk, period_pk)
    if not seen.states:
        raise Http404
    lines = tuple(
        replace(line, report=None) if line.report and line.report.state not in seen.states else line
        for line in sheet.lines
    )
    lost = tuple(report for report in sheet.lost if report.state in seen.states)
    if seen.inside:
        shown = [line.report.pk for line in lines if line.report] + [report.pk for report in lost]
        audit.read("followup.board.read", actor_id=request.user.pk, board_id=sheet.plan.board_id, kind=KIND, ids=shown)
    return replace(sheet, lines=lines, lost=lost), seen


def line_or_404(request: SignedRequest, board_pk: int, period_pk: int, key: UUID) -> tuple[Sheet, Line, Access]:
    """An activity that the user may report on. One in a draft is recorded as read."""
    sheet, seen = sheet_or_404(request, board_pk, period_pk, before=True)
    line = sheet.line(key)
    if line is None or not seen.reports_on(line.activity):
        raise Http404
    if sheet.plan.decided_on is None and request.method in ("GET", "HEAD"):
        record_draft(request, sheet.plan)
    return sheet, line, seen


def record_draft(request: SignedRequest, plan: FollowedPlan) -> None:
    """Write in the log that activities of a draft are about to be shown."""
    audit.read("followup.draft.read", actor_id=request.user.pk, board_id=plan.board_id, kind="plan", ids=[plan.pk])


def judged_or_404(request: SignedRequest, pk: int) -> Report:
    """A report that the user may accept or send back."""
    report = get_object_or_404(Report.objects.select_related("period", "board"), pk=pk)
    _sheet, seen = sheet_or_404(request, report.board_id, report.period_id)
    if not seen.accepts:
        raise Http404
    return report
