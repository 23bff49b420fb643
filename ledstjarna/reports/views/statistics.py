"""The figures of a year on a page, and the board's own as a file. Both are read under audit."""

from __future__ import annotations

from typing import Final

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.accounts.selectors import boards_of
from ledstjarna.audit import services as audit
from ledstjarna.reports import export
from ledstjarna.reports import statistics as figures
from ledstjarna.reports.forms.statistics import ChoiceForm
from ledstjarna.reports.models import Report
from ledstjarna.reports.permissions import EXPORT, STATISTICS
from ledstjarna.walls.permission import requires

FORMATS: Final = ("csv", "xlsx")
_CSV: Final = "text/csv; charset=utf-8"


@requires(STATISTICS)
@require_safe
def statistics(request: SignedRequest) -> HttpResponse:
    """A year beside the year before: whole within the own board, without small numbers from the city."""
    scopes = figures.scopes(request.user)
    if not scopes:
        return render(request, "reports/statistics.html", {})
    form = ChoiceForm(request.GET, scopes=scopes, today=timezone.localdate())
    scope, year = form.scope, form.year
    board_id = None if scope.city else next(iter(scope.boards))
    audit.read(
        "report.statistics.read", actor_id=request.user.pk, board_id=board_id, kind="", ids=[], facts={"year": year}
    )
    context = {
        "form": form,
        "scope": scope,
        "figures": figures.of_year(scope, year, timezone.localdate()),
        "export": board_id if board_id in request.user.boards(EXPORT) else None,
    }
    return render(request, "reports/statistics.html", context)


@requires(EXPORT)
@require_safe
def export_file(request: SignedRequest, pk: int, year: int, fmt: str) -> HttpResponseBase:
    """A board's confirmed reports of a year, the columns of `export.FIELDS`."""
    if fmt not in FORMATS:
        raise Http404
    board = get_object_or_404(boards_of(request.user, EXPORT), pk=pk)
    reports = Report.objects.visible_to(request.user).filter(board=board, year=year)
    facts: dict[str, audit.Fact] = {"year": year, "format": fmt}
    audit.read("report.export", actor_id=request.user.pk, board_id=board.pk, kind="", ids=[], facts=facts)
    name = f"{slugify(f'rapporter {board.name} {year}')}.{fmt}"
    if fmt == "xlsx":
        return FileResponse(export.as_xlsx(reports), as_attachment=True, filename=name, headers=_PRIVATE)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **_PRIVATE}
    return StreamingHttpResponse(export.as_csv(reports), content_type=_CSV, headers=headers)


_PRIVATE: Final = {"Cache-Control": "no-store"}
