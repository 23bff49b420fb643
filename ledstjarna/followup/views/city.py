"""The city's pages: how the boards' plans stand, who has handed in what, and the year's summary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.documents.model import Document
from ledstjarna.documents.pdf import to_pdf
from ledstjarna.documents.word import to_docx
from ledstjarna.followup import selectors
from ledstjarna.followup.forms import YEARS, MatrixFilter
from ledstjarna.followup.permissions import CITY, READ
from ledstjarna.followup.printing import summary_of
from ledstjarna.periods import selectors as periods
from ledstjarna.periods.permissions import PERIODS_SET
from ledstjarna.plans.selectors_standing import Standing, standings
from ledstjarna.walls.permission import requires

FORMATS: Final[dict[str, tuple[str, Callable[[Document], bytes]]]] = {
    "pdf": ("application/pdf", to_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
}


@requires(READ)
@require_safe
def overview(request: SignedRequest) -> HttpResponse:
    """Every board's plan in force, its clock and the period that opened last."""
    today = timezone.localdate()
    around = periods.periods([today.year - 1, today.year, today.year + 1])
    begun = [term for term in around if term.opens <= today]
    term = max(begun, key=lambda term: (term.opens, term.due), default=None)
    stand = standings(today)
    rows = selectors.matrix(term.year if term else today.year, today, [term] if term else [])
    context = {
        "rows": [(row, stand.get(row.board.pk) or Standing(row.board.pk)) for row in rows],
        "term": term,
        "year": periods.year_at(today),
        "years": [year for year in periods.years() if year <= today.year],
        "city": request.user.may(CITY),
    }
    return render(request, "followup/city.html", context)


@requires(CITY)
@require_safe
def matrix(request: SignedRequest, year: int) -> HttpResponse:
    """Boards beside the year's periods; a cell leads to what is handed in, or to the door that opens again."""
    if year not in YEARS:
        raise Http404
    today = timezone.localdate()
    terms = periods.periods([year])
    form = MatrixFilter(request.GET, terms=terms)
    wanted = form.cleaned_data if form.is_valid() else {}
    shown = [term for term in terms if wanted.get("period") in (None, term.pk)]
    rows = selectors.matrix(year, today, shown)
    context = {
        "year": year,
        "terms": shown,
        "rows": [row for row in rows if row.missing or not wanted.get("missing")],
        "all": len(rows),
        "form": form,
        "years": sorted(periods.years()),
        "may_reopen": request.user.may(PERIODS_SET),
    }
    return render(request, "followup/matrix.html", context)


@requires(CITY)
@require_safe
def summary(request: SignedRequest, year: int, fmt: str) -> HttpResponse:
    """The year's summary for the executive board."""
    if year not in YEARS or fmt not in FORMATS:
        raise Http404
    kind, made = FORMATS[fmt]
    return HttpResponse(
        made(summary_of(year, timezone.localdate())),
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="uppfoljning-{year}.{fmt}"',
            "Cache-Control": "no-store",
        },
    )
