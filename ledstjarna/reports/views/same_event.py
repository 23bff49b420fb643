"""Reports of one event: chosen by when, where and what kind, and by how they begin, which is read under audit."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.reports import services, terms
from ledstjarna.reports.forms.around import SameEventForm
from ledstjarna.reports.forms.handling import Locked
from ledstjarna.reports.models import COUNTED, Report
from ledstjarna.reports.permissions import TRIAGE
from ledstjarna.reports.services.events import alike
from ledstjarna.reports.views.page import UNPROCESSABLE, found, or_moved, record, stands_seen
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

MOST = 50


@requires(TRIAGE)
@require_http_methods(["GET", "HEAD", "POST"])
@or_moved
def same_event(request: SignedRequest, pk: int) -> HttpResponse:
    """Say that a report tells of the same event as another, or take it back."""
    here = found(request, pk)
    if here.status not in COUNTED:
        raise services.MovedOn
    if request.method != "POST":
        return _page(request, here, _form(request, here))
    form = Locked(request.POST, report=here) if "part" in request.POST else _form(request, here)
    try:
        if not form.is_valid():
            return _page(request, here, form)
        _done(request, here, form)
    except audit.Repeated:
        pass
    except ValidationError as fault:
        form.add_error(None, fault)
        return _page(request, here, form)
    return redirect("reports:report", pk)


def _done(request: SignedRequest, here: Report, form: Locked) -> None:
    lock, once, actor_id = form.cleaned_data["lock"], once_of(request), request.user.pk
    if not isinstance(form, SameEventForm):
        services.event_part(report=here, lock=lock, actor_id=actor_id, once=once)
        messages.success(request, _("Rapporten räknas för sig igen."))
        return
    same_as = Report.objects.visible_to(request.user).filter(pk=form.cleaned_data["same"]).first()
    if same_as is None:
        raise services.MovedOn
    services.event_join(report=here, same_as=same_as, lock=lock, actor_id=actor_id, once=once)
    said = {"number": here.pk, "other": same_as.pk}
    messages.success(request, _("Rapport %(number)d räknas nu ihop med rapport %(other)d.") % said)


def _form(request: SignedRequest, here: Report) -> SameEventForm:
    rows = alike(here).visible_to(request.user).select_related("unit").defer("feedback_words")
    candidates = list(rows[:MOST])
    terms.word(candidates)
    return SameEventForm(request.POST if request.method == "POST" else None, report=here, candidates=candidates)


def _page(request: SignedRequest, here: Report, form: Locked) -> HttpResponse:
    form = form if isinstance(form, SameEventForm) else _form(request, here)
    shown = [] if here.repeated.exists() else [int(pk) for pk, _label in form.fields["same"].choices]  # type: ignore[attr-defined]
    record(request, here, *shown)
    context = {
        "report": here,
        "form": form,
        "stands": here.repeated.exists(),
        "stands_seen": stands_seen(request, here),
    }
    return render(request, "reports/same_event.html", context, status=UNPROCESSABLE if form.errors else 200)
