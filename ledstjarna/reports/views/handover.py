"""Who takes care of a report: taken, handed over, stepped back from."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.reports import services
from ledstjarna.reports.forms.around import HandOverForm
from ledstjarna.reports.forms.handling import Locked
from ledstjarna.reports.models import Recusal, Report
from ledstjarna.reports.permissions import TRIAGE
from ledstjarna.reports.services.handover import nobody_else
from ledstjarna.reports.team import Colleague, able, near
from ledstjarna.reports.views.page import UNPROCESSABLE, found, or_moved, record
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(TRIAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@or_moved
def handler(request: SignedRequest, pk: int) -> HttpResponse:
    """Take care of the report, or hand it over to one of the board's coordinators or stand-ins."""
    here = found(request, pk)
    team = able(here)
    if request.method != "POST":
        return _page(request, here, team, HandOverForm(report=here, others=_others(request, here, team)))
    # Whoever has it by now may be chosen once more: a form sent twice.
    over = HandOverForm(request.POST, report=here, others=[one for one in team if one.user.pk != request.user.pk])
    form: Locked = over if "over" in request.POST else Locked(request.POST, report=here)
    try:
        if not form.is_valid():
            return _page(request, here, team, form)
        _done(request, here, form, team)
    except audit.Repeated:
        pass
    except ValidationError as fault:
        form.add_error(None, fault)
        return _page(request, here, team, form)
    return redirect("reports:report", pk)


def _done(request: SignedRequest, here: Report, form: Locked, team: list[Colleague]) -> None:
    lock, once = form.cleaned_data["lock"], once_of(request)
    if not isinstance(form, HandOverForm):
        services.report_take(report=here, actor=request.user, lock=lock, once=once)
        messages.success(request, _("Du tar hand om rapporten."))
        return
    to = next(one.user for one in team if one.user.pk == form.cleaned_data["to"])
    services.report_hand_over(report=here, to=to, actor=request.user, lock=lock, once=once)
    messages.success(request, _("%(name)s tar hand om rapporten.") % {"name": to.name})


def _others(request: SignedRequest, here: Report, team: list[Colleague]) -> list[Colleague]:
    return [one for one in team if one.user.pk not in (here.handler_id, request.user.pk)]


def _page(request: SignedRequest, here: Report, team: list[Colleague], form: Locked) -> HttpResponse:
    record(request, here)
    over = form if isinstance(form, HandOverForm) else HandOverForm(report=here, others=_others(request, here, team))
    context = {
        "report": here,
        "form": over,
        "team": team,
        "mine": here.handler_id == request.user.pk,
        "near": request.user.pk in near(here),
    }
    return render(request, "reports/handler.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(TRIAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@or_moved
def recuse(request: SignedRequest, pk: int) -> HttpResponse:
    """Step back from the report, after one has been told what it means."""
    if request.method == "POST" and Recusal.objects.filter(report=pk, user=request.user).exists():
        return redirect("reports:inbox")  # sent twice: the report is out of sight already
    here = found(request, pk)
    others = [one for one in able(here) if one.user.pk != request.user.pk]
    form = Locked(request.POST if request.method == "POST" else None, report=here)
    if form.is_valid():
        try:
            services.report_recuse(
                report=here, actor=request.user, lock=form.cleaned_data["lock"], once=once_of(request)
            )
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Du har lämnat rapport %(number)d och ser den inte längre.") % {"number": pk})
            return redirect("reports:inbox")
    record(request, here)
    context = {"report": here, "form": form, "others": others, "nobody": "" if others else nobody_else()}
    return render(request, "reports/recuse.html", context, status=UNPROCESSABLE if form.errors else 200)
