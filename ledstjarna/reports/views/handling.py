"""A report with what there is to decide about it: judged, handled, closed. Every answer is logged."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.reports import selectors, services
from ledstjarna.reports.forms.handling import (
    AsideForm,
    EraseForm,
    HandleForm,
    LeaveOutForm,
    Locked,
    ReopenForm,
    TriageForm,
    UnhandleForm,
)
from ledstjarna.reports.models import SET_ASIDE, Report, Status
from ledstjarna.reports.permissions import TRIAGE
from ledstjarna.reports.views.page import FORMS, STEPS, UNPROCESSABLE, found, or_moved, record, report_page
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(TRIAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@or_moved
def report(request: SignedRequest, pk: int) -> HttpResponse:
    """One report: its text, the questions while it is new, what was done and the answer once it is confirmed."""
    here = found(request, pk)
    if request.method != "POST":
        return report_page(request, here)
    form = STEPS.get(request.POST.get("step", ""), TriageForm)(request.POST, report=here)
    if not form.is_valid():
        _check_standing(here, form)
        return report_page(request, here, sent={_place(form): form})
    triage = form.triage() if isinstance(form, TriageForm | AsideForm) else None
    if triage and triage.outcome in SET_ASIDE:
        sure = EraseForm(request.POST if "confirm" in request.POST else None, concern=triage.outcome is Status.CONCERN)
        if not sure.is_valid():
            _check_standing(here, form)
            return _confirm_page(request, here, form, sure)
        triage = sure.settled(triage)
    try:
        now = _done(request, here, form, triage)
        if now.status not in SET_ASIDE:  # the page itself says what has become of those
            said = {"number": now.pk, "status": now.get_status_display()}
            messages.success(request, _("Rapport %(number)d: %(status)s.") % said)
    except audit.Repeated:
        pass
    except ValidationError as fault:
        form.add_error(None, fault)
        return report_page(request, here, sent={_place(form): form})
    page = reverse("reports:report", args=[pk])
    return redirect(page if isinstance(form, ReopenForm | UnhandleForm) else f"{page}?klart")


def _done(request: SignedRequest, here: Report, form: Locked, triage: services.Triage | None) -> Report:
    said = dict(form.cleaned_data)
    lock, once, actor_id = said.pop("lock"), once_of(request), request.user.pk
    if triage:
        return services.report_triage(report=here, triage=triage, lock=lock, actor_id=actor_id, once=once)
    if isinstance(form, LeaveOutForm):
        return services.report_leave_out(report=here, **said, lock=lock, actor_id=actor_id, once=once)
    if isinstance(form, ReopenForm):
        return services.report_reopen(report=here, lock=lock, actor_id=actor_id, once=once)
    if isinstance(form, UnhandleForm):
        return services.report_unhandle(report=here, lock=lock, actor_id=actor_id, once=once)
    if not isinstance(form, HandleForm):
        return services.report_close(report=here, **said, lock=lock, actor_id=actor_id, once=once)
    if form.closes:
        return services.report_finish(report=here, **said, lock=lock, actor_id=actor_id, once=once)
    done = said["handled_with"]
    return services.report_handle(report=here, handled_with=done, lock=lock, actor_id=actor_id, once=once)


def _check_standing(here: Report, form: Locked) -> None:
    """Raise `MovedOn` when the report has left the standing that the form is for; nothing is shown then."""
    if type(form) not in {STEPS[step] for step in FORMS.get(here.status, ())}:
        raise services.MovedOn


def _place(form: Locked) -> str:
    """Where on the page the form stands."""
    others = {STEPS[other]: other for _step, *others in FORMS.values() for other in others}
    return f"{others[type(form)]}_form" if type(form) in others else "form"


def _confirm_page(request: SignedRequest, here: Report, form: Locked, sure: EraseForm) -> HttpResponse:
    """Before the texts are erased for good; with the text where somebody is to make a report of what it says."""
    record(request, here)
    form.fields.pop("description", None)
    concern = "by" in sure.fields
    context = {
        "report": here,
        "form": form,
        "sure": sure,
        "back": request.POST.get("step", "triage"),
        "concern": concern,
        "step": selectors.child_step() if concern else None,
    }
    return render(request, "reports/confirm.html", context, status=UNPROCESSABLE if sure.errors else 200)
