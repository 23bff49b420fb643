"""Joint plans: the board that has the plan says who shares it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.accounts.selectors import boards
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.forms_partners import PartnerForm
from ledstjarna.plans.models import Plan
from ledstjarna.plans.permissions import DRAFT_EDIT
from ledstjarna.plans.views.door import act_and_go, no_draft, own_plan_or_404, record_read
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedRequest, pk: int) -> HttpResponse:
    """Who shares the plan, and one more."""
    plan = own_plan_or_404(request, pk, DRAFT_EDIT)
    others = boards().exclude(pk=plan.board_id)
    form = PartnerForm(request.POST or None, boards=others)  # a form sent before names one that is in by now
    if request.method == "POST" and form.is_valid():
        try:
            services.partner_add(plan=plan, **form.cleaned_data, actor_id=request.user.pk, once=once_of(request))
        except audit.Repeated:
            return redirect("plans:partners", pk)
        except services.NoDraft:
            form.add_error(None, no_draft())
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return redirect("plans:partners", pk)
    if plan.draft_since is None and request.method != "POST":
        messages.warning(request, no_draft())
        return redirect("plans:plan", pk)
    if not form.is_bound:
        form = PartnerForm(boards=others.exclude(pk__in=plan.partners.exclude(board=None).values("board")))
    return _page(request, plan, form)


@requires(DRAFT_EDIT)
@require_POST
def remove(request: SignedRequest, pk: int, partner_id: int) -> HttpResponse:
    """Share the plan with one fewer."""
    plan = own_plan_or_404(request, pk, DRAFT_EDIT)
    partner = get_object_or_404(plan.partners, pk=partner_id)
    return act_and_go(
        request,
        lambda: services.partner_remove(partner=partner, actor_id=request.user.pk, once=once_of(request)),
        reverse("plans:partners", args=[pk]),
    )


def _page(request: SignedRequest, plan: Plan, form: PartnerForm) -> HttpResponse:
    record_read(request, plan)
    context = {"plan": plan, "form": form, "partners": plan.partners.select_related("board")}
    return render(request, "plans/partners.html", context, status=422 if form.errors else 200)
