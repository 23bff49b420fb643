"""A draft as a whole: begin, rename, release, take back, throw away."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.accounts.selectors import boards_of
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.forms import PlanForm, RenameForm
from ledstjarna.plans.outline import TITLE
from ledstjarna.plans.permissions import DRAFT_EDIT
from ledstjarna.plans.rollover import free_year, plan_before
from ledstjarna.plans.template import structure_for
from ledstjarna.plans.views.door import (
    act_and_go,
    draft_or_404,
    draft_url,
    no_draft,
    own_plan_or_404,
    plan_within_or_404,
    record_read,
    taken_context,
)
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: SignedRequest) -> HttpResponse:
    """Begin a plan: from the common structure, from the board's plan before, or from nothing."""
    boards = boards_of(request.user, DRAFT_EDIT)
    year = free_year(boards.values_list("pk", flat=True), timezone.localdate().year)
    initial = {"year": year, "title": TITLE % year, "start": PlanForm.STRUCTURE}
    form = PlanForm(request.POST or None, boards=boards, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _begin(request, form)
    return _create_page(request, form)


def _begin(request: SignedRequest, form: PlanForm) -> HttpResponse:
    board, year, title, start = (form.cleaned_data[name] for name in ("board", "year", "title", "start"))
    if start == PlanForm.PREVIOUS:
        previous = plan_before(board.pk, year)
        if previous is not None:
            asked = urlencode({"ar": year, "rubrik": title})
            return redirect(f"{reverse('plans:roll', args=[previous.pk])}?{asked}")
        form.add_error("start", _("Nämnden har ingen plan från något tidigare år. Börja från stadens mall i stället."))
        return _create_page(request, form)
    try:
        plan = services.plan_create(
            board=board,
            year=year,
            title=title,
            structure=structure_for(year) if start == PlanForm.STRUCTURE else None,
            actor_id=request.user.pk,
            once=once_of(request),
        )
    except audit.Repeated as before:
        return redirect("plans:draft", before.ids[0])
    except ValidationError as fault:
        form.add_error(None, fault)
        return _create_page(request, form)
    return redirect(draft_url(plan))


def _create_page(request: SignedRequest, form: PlanForm) -> HttpResponse:
    context = {"form": form, "structure": structure_for(form.initial["year"]), **taken_context(request, form)}
    return render(request, "plans/create.html", context, status=422 if form.errors else 200)


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: SignedRequest, pk: int) -> HttpResponse:
    """Give the draft another title."""
    plan = draft_or_404(request, pk) if request.method != "POST" else plan_within_or_404(request, pk, DRAFT_EDIT)
    if not plan.reached_by(request.user, DRAFT_EDIT):
        return redirect(draft_url(plan))
    form = RenameForm(request.POST or None, instance=plan, initial={"lock": plan.lock})
    if request.method == "POST" and form.is_valid():
        try:
            services.plan_rename(
                plan=plan,
                title=form.cleaned_data["title"],
                lock=form.cleaned_data["lock"],
                actor_id=request.user.pk,
                once=once_of(request),
            )
        except audit.Repeated:
            return redirect(draft_url(plan))
        except services.NoDraft:
            form.add_error(None, no_draft())
        except ValidationError as fault:
            form.add_error(None, fault.messages)
        else:
            return redirect(draft_url(plan))
    if request.method == "POST":
        record_read(request, plan)
    return render(request, "plans/rename.html", {"form": form, "plan": plan}, status=422 if form.errors else 200)


@requires(DRAFT_EDIT)
@require_POST
def release(request: SignedRequest, pk: int) -> HttpResponse:
    """Let the central coordinator see the draft."""
    plan = plan_within_or_404(request, pk, DRAFT_EDIT)
    return act_and_go(
        request,
        lambda: services.draft_release(plan=plan, actor_id=request.user.pk, once=once_of(request)),
        reverse("plans:plan", args=[pk]) if plan.draft_since is None else draft_url(plan),
    )


@requires(DRAFT_EDIT)
@require_POST
def withdraw(request: SignedRequest, pk: int) -> HttpResponse:
    """Close the draft to the central coordinator again."""
    plan = plan_within_or_404(request, pk, DRAFT_EDIT)
    return act_and_go(
        request,
        lambda: services.draft_withdraw(plan=plan, actor_id=request.user.pk, once=once_of(request)),
        reverse("plans:plan", args=[pk]) if plan.draft_since is None else draft_url(plan),
    )


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask, then throw the draft away."""
    plan = own_plan_or_404(request, pk, DRAFT_EDIT)
    latest = plan.versions.defer("content", "pdf").last()
    if plan.draft_since is None:
        messages.warning(request, no_draft())
        return redirect("plans:plan", plan.pk)
    if request.method != "POST":
        record_read(request, plan)
        return render(request, "plans/discard.html", {"plan": plan, "latest": latest})
    to = reverse("plans:plan", args=[pk]) if latest else reverse("plans:list")
    return act_and_go(
        request,
        lambda: services.draft_discard(plan=plan, actor_id=request.user.pk, once=once_of(request)),
        to,
    )
