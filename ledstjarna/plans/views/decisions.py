"""The board's decision is recorded, and the next draft begun."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.checks import check
from ledstjarna.plans.checks.gathering import draft_facts
from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.forms import DecisionForm
from ledstjarna.plans.models import Plan
from ledstjarna.plans.permissions import DECISION_RECORD, DRAFT_EDIT
from ledstjarna.plans.printing import Decision
from ledstjarna.plans.views.door import act_and_go, draft_url, plan_within_or_404, record_read
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(DECISION_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedRequest, pk: int) -> HttpResponse:
    """Date, paragraph and dnr; then everything once more to confirm; then the version is frozen."""
    plan = get_object_or_404(Plan.objects.within(request.user, DECISION_RECORD).select_related("board"), pk=pk)
    if request.method != "POST":
        if plan.draft_since is None:
            return redirect("plans:plan", plan.pk)
        return _page(request, plan, _fresh_form(plan))
    form = DecisionForm(request.POST, latest=plan.versions.defer("content", "pdf").last())
    if not form.is_valid() or "confirm" not in request.POST:
        return _page(request, plan, form, confirm=form.is_valid() and "change" not in request.POST)
    try:
        version = services.version_decide(
            plan=plan,
            decision=Decision(**{name: form.cleaned_data[name] for name in DecisionForm.Meta.fields}),
            seen=form.cleaned_data["seen"],
            actor_id=request.user.pk,
            once=once_of(request),
        )
    except (audit.Repeated, services.NoDraft):
        return redirect("plans:plan", plan.pk)
    except services.DraftChanged:
        form = DecisionForm({**request.POST.dict(), "seen": _seen(plan)}, latest=None)
        form.add_error(None, _("Utkastet har ändrats sedan du öppnade sidan. Läs igenom det igen."))
        return _page(request, plan, form, status=409)
    except ValidationError as fault:
        form.add_error(None, fault)
        return _page(request, plan, form)
    messages.success(request, _("Version %d är fastställd.") % version.number)
    return redirect("plans:plan", plan.pk)


@requires(DRAFT_EDIT)
@require_POST
def revise(request: SignedRequest, pk: int) -> HttpResponse:
    """Begin a new draft from what was decided."""
    plan = plan_within_or_404(request, pk, DRAFT_EDIT)
    return act_and_go(
        request,
        lambda: services.plan_revise(plan=plan, actor_id=request.user.pk, once=once_of(request)),
        draft_url(plan),
    )


def _seen(plan: Plan) -> str:
    return fingerprint(plan, draft_parts(plan))


def _fresh_form(plan: Plan) -> DecisionForm:
    return DecisionForm(initial={"body": plan.board.name, "seen": _seen(plan)}, latest=None)


def _page(
    request: SignedRequest, plan: Plan, form: DecisionForm, *, confirm: bool = False, status: int = 200
) -> HttpResponse:
    record_read(request, plan)
    parts = draft_parts(plan)
    context = {
        "plan": plan,
        "form": form,
        "confirm": confirm,
        "checks": check(draft_facts(plan, parts)),
        "sections": len(parts),
        "activities": sum(len(part.activities) for part in parts),
        "number": plan.versions.count() + 1,
    }
    return render(request, "plans/decide.html", context, status=422 if form.errors and status == 200 else status)
