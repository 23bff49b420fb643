"""Changes of wording only: a version of them without a new decision, and objections to their being called so."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.comparing import text_changes
from ledstjarna.plans.content import draft_parts, fingerprint
from ledstjarna.plans.forms_editorial import ObjectionForm
from ledstjarna.plans.models import Change, Plan
from ledstjarna.plans.permissions import CHANGE_OBJECT, DRAFT_EDIT
from ledstjarna.plans.stale import staleness
from ledstjarna.plans.views.door import draft_url, no_draft, plan_within_or_404, record_read
from ledstjarna.plans.way import course
from ledstjarna.ui.forms import add_fault, once_of
from ledstjarna.walls.permission import requires


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def editorial(request: SignedRequest, pk: int) -> HttpResponse:
    """What is changed in wording, looked at once more and given out as a version that carries the decision."""
    plan = plan_within_or_404(request, pk, DRAFT_EDIT)
    if plan.draft_since is None:
        messages.warning(request, no_draft())
        return redirect("plans:plan", plan.pk)
    fault = ""
    if request.method == "POST":
        try:
            version = services.version_editorial(
                plan=plan, seen=request.POST.get("seen", ""), actor_id=request.user.pk, once=once_of(request)
            )
        except (audit.Repeated, services.NoDraft):
            return redirect("plans:plan", plan.pk)
        except services.DraftChanged:
            fault = _("Utkastet har ändrats sedan du öppnade sidan. Läs igenom det igen.")
        except ValidationError as refused:
            fault = " ".join(refused.messages)
        else:
            messages.success(request, _("Version %d är utgiven. Nämndens beslut gäller som förut.") % version.number)
            return redirect("plans:plan", plan.pk)
    record_read(request, plan)
    parts, base = draft_parts(plan), course(plan).base
    context = {
        "plan": plan,
        "base": base,
        "stale": staleness(plan, base, parts) if base else None,
        "seen": fingerprint(plan, parts),
        "fault": fault,
    }
    return render(request, "plans/editorial.html", context, status=409 if fault else 200)


@requires(CHANGE_OBJECT)
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: SignedRequest, pk: int, revision: int) -> HttpResponse:
    """A reader of the draft says why a change is one of substance."""
    plan = get_object_or_404(Plan.objects.drafts_for(request.user).select_related("board"), pk=pk)
    change = get_object_or_404(plan.revisions.filter(change=Change.EDITED, editorial=True), pk=revision)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_object(
                revision=change,
                reason=form.cleaned_data["reason"],
                actor_id=request.user.pk,
                once=once_of(request),
            )
        except (audit.Repeated, services.NoDraft):
            return redirect(draft_url(plan))
        except ValidationError as fault:
            add_fault(form, fault)
        else:
            messages.success(request, _("Invändningen är noterad. Ändringen räknas nu som en ändring i sak."))
            return redirect(draft_url(plan))
    record_read(request, plan)
    context = {
        "plan": plan,
        "form": form,
        "change": change,
        "fields": text_changes(change.before or {}, change.after or {}),
    }
    return render(request, "plans/objection.html", context, status=422 if form.errors else 200)
