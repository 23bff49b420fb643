"""The coordinator's pages: the inbox, and a report with what there is to decide about it. Every answer is logged."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.reports import selectors, services, terms
from ledstjarna.reports.forms.handling import CloseForm, HandleForm, TriageForm
from ledstjarna.reports.models import OPEN, SET_ASIDE, Report, Status
from ledstjarna.reports.permissions import TRIAGE
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

PAGE: Final = 25
UNPROCESSABLE: Final = 422
Form = TriageForm | HandleForm | CloseForm
STEPS: Final[dict[str, type[Form]]] = {"triage": TriageForm, "handle": HandleForm, "close": CloseForm}
FORMS: Final[dict[str, str]] = {
    Status.RECEIVED: "triage",
    Status.RETURNED: "triage",
    Status.CONFIRMED: "handle",
    Status.HANDLED: "close",
}


@requires(TRIAGE)
@require_safe
def inbox(request: SignedRequest) -> HttpResponse:
    """What waits, the unread first, of them the urgent, then the oldest; below it what is done."""
    found = Report.objects.visible_to(request.user).select_related("unit").defer("description", "feedback_words")
    waits = _page_of(request, "page", found.filter(status__in=OPEN).order_by("-status", "-urgent", "received_on", "pk"))
    done = _page_of(request, "klara", found.exclude(status__in=OPEN).order_by("-received_on", "-pk"))
    for board_id, shown in groupby(sorted([*waits, *done], key=lambda row: row.board_id), lambda row: row.board_id):
        ids = [row.pk for row in shown]
        audit.read("report.inbox.read", actor_id=request.user.pk, board_id=board_id, kind="report", ids=ids)
    terms.word([*waits, *done])
    year = timezone.localdate().year
    context = {"waits": waits, "done": done, "year": year, "aside": selectors.set_aside(request.user, year)}
    return render(request, "reports/inbox.html", context)


@requires(TRIAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedRequest, pk: int) -> HttpResponse:
    """One report: its text, the questions while it is new, the answer to the reporter once it is confirmed."""
    found = get_object_or_404(Report.objects.visible_to(request.user).select_related("board", "unit"), pk=pk)
    if request.method != "POST":
        step = FORMS.get(found.status)
        return _report_page(request, found, STEPS[step](initial=_initial(found)) if step else None)
    form = STEPS.get(request.POST.get("step", ""), TriageForm)(request.POST)
    if not form.is_valid():
        _check_standing(found, form)
        return _report_page(request, found, form)
    if isinstance(form, TriageForm) and form.triage().outcome in SET_ASIDE and "confirm" not in request.POST:
        _check_standing(found, form)
        return _confirm_page(request, found, form)
    try:
        now = _handled(request, found, form)
        said = {"number": now.pk, "status": now.get_status_display()}
        messages.success(request, _("Rapport %(number)d: %(status)s.") % said)
    except audit.Repeated:
        now = found
    except ValidationError as fault:
        form.add_error(None, fault)
        return _report_page(request, found, form)
    return redirect("reports:report", now.pk) if now.status in FORMS else redirect("reports:inbox")


def _handled(request: SignedRequest, found: Report, form: Form) -> Report:
    lock, once = form.cleaned_data["lock"], once_of(request)
    if isinstance(form, TriageForm):
        return services.report_triage(
            report=found, triage=form.triage(), lock=lock, actor_id=request.user.pk, once=once
        )
    if isinstance(form, HandleForm):
        done = form.cleaned_data["handled_with"]
        return services.report_handle(report=found, handled_with=done, lock=lock, actor_id=request.user.pk, once=once)
    feedback, words = form.cleaned_data["feedback"], form.cleaned_data["words"]
    return services.report_close(
        report=found, feedback=feedback, words=words, lock=lock, actor_id=request.user.pk, once=once
    )


def _initial(found: Report) -> dict[str, Any]:
    return {name: getattr(found, name) for name in ("lock", "description", "kind", "environment")}


def _check_standing(found: Report, form: Form) -> None:
    """Raise `MovedOn` when the report has left the standing that the form is for; nothing is shown then."""
    if STEPS.get(FORMS.get(found.status, "")) is not type(form):
        raise services.MovedOn


def _report_page(request: SignedRequest, found: Report, form: Form | None) -> HttpResponse:
    _record(request, found)
    terms.word([found])
    context = {
        "report": found,
        "form": form,
        "step": FORMS.get(found.status),
        "aside": found.status in SET_ASIDE,
    }
    return render(request, "reports/report.html", context, status=UNPROCESSABLE if form and form.errors else 200)


def _confirm_page(request: SignedRequest, found: Report, form: TriageForm) -> HttpResponse:
    """Before a text is erased for good."""
    _record(request, found)
    del form.fields["description"]
    context = {"report": found, "form": form, "concern": form.triage().outcome == Status.CONCERN}
    return render(request, "reports/confirm.html", context)


def _record(request: SignedRequest, found: Report) -> None:
    audit.read("report.read", actor_id=request.user.pk, board_id=found.board_id, kind="report", ids=[found.pk])


def _page_of(request: SignedRequest, name: str, rows: QuerySet[Report]) -> Page[Report]:
    return Paginator(rows, PAGE).get_page(request.GET.get(name))
