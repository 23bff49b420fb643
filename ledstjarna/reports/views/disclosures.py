"""Decisions on disclosure to authorities: listed, noted and read. Nothing is sent from here."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.accounts.selectors import boards_of
from ledstjarna.audit import services as audit
from ledstjarna.reports import services
from ledstjarna.reports.forms.disclosures import DisclosureForm
from ledstjarna.reports.grounds import BY_CODE, GROUNDS, Kept
from ledstjarna.reports.models import Disclosure, Report
from ledstjarna.reports.permissions import DISCLOSURES
from ledstjarna.reports.views.page import UNPROCESSABLE
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

PAGE: Final = 25


@requires(DISCLOSURES)
@require_safe
def listing(request: SignedRequest) -> HttpResponse:
    """The records of one's boards, the newest first; without the weighing."""
    rows = Disclosure.objects.visible_to(request.user).select_related("board", "assessor").defer("weighing")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    for board_id in sorted({row.board_id for row in page}):
        ids = [row.pk for row in page if row.board_id == board_id]
        audit.read(
            "report.disclosure.list.read", actor_id=request.user.pk, board_id=board_id, kind="disclosure", ids=ids
        )
    for row in page:
        _word(row)
    several = len({row.board_id for row in page}) > 1
    return render(request, "reports/disclosures.html", {"page": page, "several": several})


@requires(DISCLOSURES)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: SignedRequest) -> HttpResponse:
    """Note a decision. What is wrong comes back with all that was written."""
    boards = list(boards_of(request.user, DISCLOSURES))
    if not boards:
        return render(request, "reports/disclosure_new.html", {})
    form = DisclosureForm(request.POST if request.method == "POST" else None, boards=boards, user=request.user)
    try:
        if form.is_valid():
            made = services.disclosure_record(**form.about(), actor=request.user, once=once_of(request))
            messages.success(request, _("Beslutet är antecknat."))
            return redirect("reports:disclosure", made.pk)
    except audit.Repeated as before:
        return redirect("reports:disclosure", before.ids[0])
    except ValidationError as fault:
        form.add_error(None, fault)
    over = boards[0].name if len(boards) == 1 else ""
    context = {"form": form, "over": over, "grounds": GROUNDS}
    return render(request, "reports/disclosure_new.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(DISCLOSURES)
@require_safe
def disclosure(request: SignedRequest, pk: int) -> HttpResponse:
    """One record, with how the interests were weighed."""
    rows = Disclosure.objects.visible_to(request.user).select_related("board", "assessor")
    row = get_object_or_404(rows, pk=pk)
    audit.read(
        "report.disclosure.read", actor_id=request.user.pk, board_id=row.board_id, kind="disclosure", ids=[row.pk]
    )
    _word(row)
    there = Report.objects.visible_to(request.user).filter(pk=row.report_number or 0).exists()
    return render(request, "reports/disclosure.html", {"record": row, "there": there})


def _word(row: Disclosure) -> None:
    """Give a record its ground and kind of information in words."""
    row.law = BY_CODE.get(row.ground)  # type: ignore[attr-defined]
    row.kept = Kept(row.what).label if row.what in Kept.values else row.what  # type: ignore[attr-defined]
