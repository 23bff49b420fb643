"""The board's page, and the acts of those who accept."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.followup import services
from ledstjarna.followup.forms import LockForm, RemarkForm
from ledstjarna.followup.models import State
from ledstjarna.followup.permissions import ACCEPT, READ
from ledstjarna.followup.views.door import judged_or_404, readable_or_404, sheet_or_404
from ledstjarna.periods import selectors as periods
from ledstjarna.periods.permissions import PERIODS_SET
from ledstjarna.ui.errors import Conflict
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(READ)
@require_safe
def board(request: SignedRequest, board_pk: int, period_pk: int) -> HttpResponse:
    """A board's activities in a period with what is reported on them, as far as the user may see."""
    sheet, seen = readable_or_404(request, board_pk, period_pk)
    today = timezone.localdate()
    context = {
        "sheet": sheet,
        "access": seen,
        "state": sheet.period.state(board_pk, today),
        "last_day": sheet.period.last_day(board_pk),
        "counts": sheet.counts,
        "waiting": [line.report for line in sheet.lines if line.report and line.report.state == State.SUBMITTED],
        "terms": [term for term in periods.periods([sheet.period.year]) if term.opens <= today],
        "may_report": seen.on_behalf and sheet.period.is_open(board_pk, today),
        "may_reopen": request.user.may(PERIODS_SET),
    }
    return render(request, "followup/board.html", context)


@requires(ACCEPT)
@require_POST
def accept(request: SignedRequest, pk: int) -> HttpResponse:
    """Accept one report as it was read."""
    report = judged_or_404(request, pk)
    form = LockForm(request.POST)
    lock = form.cleaned_data["lock"] if form.is_valid() else -1
    try:
        services.report_accept(report_id=pk, lock=lock, actor_id=request.user.pk, once=once_of(request))
    except audit.Repeated:
        pass
    except Conflict as fault:
        messages.warning(request, str(fault))
    else:
        messages.success(request, _("Godkänd: %s") % services.short(report.label, 80))
    return redirect("followup:board", report.board_id, report.period_id)


@requires(ACCEPT)
@require_POST
def accept_all(request: SignedRequest, board_pk: int, period_pk: int) -> HttpResponse:
    """Accept all that was handed in, as the page showed it."""
    _sheet, seen = sheet_or_404(request, board_pk, period_pk)
    if not seen.accepts:
        raise Http404
    try:
        count = services.reports_accept(
            board_id=board_pk,
            period_id=period_pk,
            seen=_seen(request),
            actor_id=request.user.pk,
            once=once_of(request),
        )
    except audit.Repeated:
        pass
    else:
        words = ngettext("%d uppföljning är godkänd.", "%d uppföljningar är godkända.", count)
        messages.success(request, words % count)
    return redirect("followup:board", board_pk, period_pk)


@requires(ACCEPT)
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask for a change, with a remark that the reporter sees."""
    report = judged_or_404(request, pk)
    back = redirect("followup:board", report.board_id, report.period_id)
    form = RemarkForm(request.POST or None, initial={"lock": report.lock})
    if request.method == "POST" and form.is_valid():
        try:
            services.report_send_back(
                report_id=pk,
                lock=form.cleaned_data["lock"],
                remark=form.cleaned_data["remark"],
                actor_id=request.user.pk,
                once=once_of(request),
            )
        except audit.Repeated:
            return back
        except Conflict as fault:
            messages.warning(request, str(fault))
            return back
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Skickad tillbaka: %s") % services.short(report.label, 80))
            return back
    context = {"report": report, "form": form}
    return render(request, "followup/send_back.html", context, status=422 if form.errors else 200)


def _seen(request: SignedRequest) -> dict[int, int]:
    """The reports that the page showed, each with its lock: "12.3"; what is not of that form was not shown."""
    pairs = (word.partition(".") for word in request.POST.getlist("seen"))
    return {int(pk): int(lock) for pk, _dot, lock in pairs if _small(pk) and _small(lock)}


def _small(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 10
