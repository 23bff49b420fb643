"""The inbox: what waits, lane by lane, and below it what is done. Every answer is logged, and holds no text."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.reports import selectors, selectors_inbox, terms
from ledstjarna.reports.models import Report
from ledstjarna.reports.permissions import TRIAGE
from ledstjarna.walls.permission import requires

PAGE: Final = 50
DONE: Final = 20


@requires(TRIAGE)
@require_safe
def inbox(request: SignedRequest) -> HttpResponse:
    """What waits, the pressing first and then the oldest; what is done."""
    user, year = request.user, timezone.localdate().year
    waits = _page_of(request, "page", selectors_inbox.waiting_rows(user), PAGE)
    done = _page_of(request, "klara", selectors_inbox.done_rows(user), DONE)
    rows = [*waits, *done]
    _record(request, rows)
    terms.word(rows)
    selectors_inbox.clocks(waits)
    counts = selectors_inbox.numbers(user)
    context = {
        "waits": waits,
        "lanes": selectors_inbox.shown(waits, counts.all),
        "stands": selectors_inbox.how_it_stands(counts.mine),
        "done": done,
        "year": year,
        "first": selectors_inbox.first(user),
        "aside": selectors.set_aside(user, year),
    }
    return render(request, "reports/inbox.html", context)


def _record(request: SignedRequest, rows: list[Report]) -> None:
    """A row at each board whose reports are shown."""
    for board_id, shown in groupby(sorted(rows, key=_board), _board):
        ids = [row.pk for row in shown]
        audit.read("report.inbox.read", actor_id=request.user.pk, board_id=board_id, kind="report", ids=ids)


def _board(report: Report) -> int:
    return report.board_id


def _page_of(request: SignedRequest, name: str, rows: QuerySet[Report], size: int) -> Page[Report]:
    return Paginator(rows, size).get_page(request.GET.get(name))
