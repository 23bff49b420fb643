"""Consultations and the decisions of others than the plan's own board are recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.forms_decisions import CommitteeForm, ConsultationForm, ExecutiveForm, PartnerForm, TakenUpForm
from ledstjarna.plans.models import Outcome, Plan, StepKind
from ledstjarna.plans.permissions import DECISION_RECORD, DRAFT_EDIT, EXECUTIVE_RECORD
from ledstjarna.plans.states import outcomes
from ledstjarna.plans.views.door import draft_url, no_draft, plan_within_or_404, record_read
from ledstjarna.plans.views.minutes import confirming, minutes_page
from ledstjarna.plans.way import Course, course
from ledstjarna.ui.forms import add_fault, once_of
from ledstjarna.walls.permission import requires


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def consultation(request: SignedRequest, pk: int) -> HttpResponse:
    """The draft has been taken up with the police."""
    plan = plan_within_or_404(request, pk, DRAFT_EDIT)
    if plan.draft_since is None:
        messages.warning(request, no_draft())
        return redirect("plans:plan", plan.pk)
    form = ConsultationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ConsultationForm.Meta.fields}
        try:
            services.consultation_record(plan=plan, **said, actor_id=request.user.pk, once=once_of(request))
        except audit.Repeated:
            return redirect(draft_url(plan))
        except services.NoDraft:
            form.add_error(None, no_draft())
        except ValidationError as fault:
            add_fault(form, fault)
        else:
            messages.success(request, _("Samrådet är noterat."))
            return redirect(draft_url(plan))
    record_read(request, plan)
    context = {"plan": plan, "form": form}
    return render(request, "plans/consultation.html", context, status=422 if form.errors else 200)


@requires(DECISION_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def committee(request: SignedRequest, pk: int) -> HttpResponse:
    """The board's committee has said its word."""
    plan = get_object_or_404(
        Plan.objects.filter(board__in=request.user.boards(DECISION_RECORD)).select_related("board"), pk=pk
    )
    if plan.draft_since is None:
        messages.warning(request, no_draft())
        return redirect("plans:plan", plan.pk)
    form = CommitteeForm(request.POST or None, latest=None)
    words = {
        "heading": _("Registrera utskottets ställningstagande"),
        "lead": _("Utkastet går vidare till nämnden, som beslutar."),
        "warning": _("Ställningstagandet gäller utkastet som det ser ut nu."),
        "act": _("Registrera"),
        "card": _("Utskottet"),
        "back": draft_url(plan),
    }
    if form.is_bound and form.is_valid() and "confirm" in request.POST:
        try:
            services.committee_record(
                plan=plan,
                decision=form.decision,
                outcome=form.cleaned_data["outcome"],
                text=form.cleaned_data["text"],
                actor_id=request.user.pk,
                once=once_of(request),
            )
        except audit.Repeated:
            return redirect(draft_url(plan))
        except services.NoDraft:
            form.add_error(None, no_draft())
            return minutes_page(request, plan, form, words, confirm=False, status=409)
        except ValidationError as fault:
            add_fault(form, fault)
        else:
            messages.success(request, _("Utskottets ställningstagande är registrerat."))
            return redirect(draft_url(plan))
    return minutes_page(request, plan, form, words, confirm=confirming(request, form))


@requires(EXECUTIVE_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def executive(request: SignedRequest, pk: int) -> HttpResponse:
    """The executive board has decided about the version that the board decided last."""
    boards = request.user.boards(EXECUTIVE_RECORD)
    plan = get_object_or_404(Plan.objects.decided().filter(board__in=boards).select_related("board"), pk=pk)
    so_far = course(plan)
    if not outcomes(so_far.standing_of_version, StepKind.EXECUTIVE):
        messages.warning(request, _("Kommunstyrelsen har inget att besluta om den här planen just nu."))
        return redirect("plans:plan", plan.pk)
    number = so_far.base.number if so_far.base else 0
    initial = {"body": _("Kommunstyrelsen"), "number": number}
    form = ExecutiveForm(request.POST or None, latest=so_far.base, initial=initial)
    heading = _("Registrera kommunstyrelsens beslut")
    return _taken_up(request, plan, so_far, form, heading)


@requires(DECISION_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def partner(request: SignedRequest, pk: int) -> HttpResponse:
    """A board that shares the plan has decided about the version."""
    boards = request.user.boards(DECISION_RECORD)
    shared = Plan.objects.decided().filter(partners__board__in=boards).distinct().select_related("board")
    plan = get_object_or_404(shared, pk=pk)
    so_far = course(plan)
    left = {board.pk: board for board in so_far.boards_left() if board.pk in boards}
    if not left or not outcomes(so_far.standing_of_version, StepKind.BOARD):
        messages.warning(request, _("Nämnden har inget att besluta om den här planen just nu."))
        return redirect("plans:plan", plan.pk)
    number = so_far.base.number if so_far.base else 0
    first = next(iter(left.values()))
    initial = {"board": first.pk, "body": first.name, "number": number}
    form = PartnerForm(request.POST or None, latest=so_far.base, boards=left.values(), initial=initial)
    return _taken_up(request, plan, so_far, form, _("Registrera nämndens beslut"), left)


def _taken_up(
    request: SignedRequest,
    plan: Plan,
    so_far: Course,
    form: TakenUpForm,
    heading: str,
    boards: Mapping[int, Unit] | None = None,
) -> HttpResponse:
    """The form, what was written once more, then the act."""
    said: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if said and "confirm" in request.POST:
        try:
            services.version_take_up(
                plan=plan,
                number=said["number"],
                decision=form.decision,
                outcome=said["outcome"],
                remarks=said["remarks"],
                board=boards[said["board"]] if boards else None,
                actor_id=request.user.pk,
                once=once_of(request),
            )
        except audit.Repeated:
            return redirect("plans:plan", plan.pk)
        except ValidationError as fault:
            add_fault(form, fault)
        else:
            messages.success(request, _("Beslutet är registrerat."))
            return redirect("plans:plan", plan.pk)
    asks = said.get("outcome") in (Outcome.CONDITIONS, Outcome.REFERRED_BACK)
    number = so_far.base.number if so_far.base else 0
    words = {
        "heading": heading,
        "lead": _("Beslutet gäller version %d.") % number,
        "warning": _("Nämndens samordnare svarar på synpunkterna i en ny version.") if asks else "",
        "act": _("Registrera beslutet"),
        "card": _("Version %d") % number,
        "back": reverse("plans:plan", args=[plan.pk]),
    }
    return minutes_page(request, plan, form, words, confirm=confirming(request, form))
