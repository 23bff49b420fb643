"""The draft goes to the board's registrar: what it will find, the act, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.checks import check
from ledstjarna.plans.checks.gathering import draft_facts
from ledstjarna.plans.content import draft_parts
from ledstjarna.plans.earlier import earlier
from ledstjarna.plans.models import Plan
from ledstjarna.plans.permissions import DRAFT_EDIT
from ledstjarna.plans.rounds import pending
from ledstjarna.plans.views.door import act_and_go, draft_url, no_draft, plan_within_or_404, record_read
from ledstjarna.plans.way import course
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: SignedRequest, pk: int) -> HttpResponse:
    """What the registrar and the board will find; then the draft is handed over."""
    plan = plan_within_or_404(request, pk, DRAFT_EDIT)
    if plan.draft_since is None:
        messages.warning(request, no_draft())
        return redirect("plans:plan", pk)
    if request.method != "POST":
        return _page(request, plan)
    try:
        services.draft_send(plan=plan, actor_id=request.user.pk, once=once_of(request))
    except audit.Repeated:
        pass
    except services.NoDraft:
        messages.warning(request, no_draft())
        return redirect("plans:plan", pk)
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
        return redirect("plans:remarks", pk)
    else:
        messages.success(request, _("Utkastet är lämnat till nämnden. Registratorn ser det bland sina nästa steg."))
    return redirect(draft_url(plan))


@requires(DRAFT_EDIT)
@require_POST
def recall(request: SignedRequest, pk: int) -> HttpResponse:
    """Take the draft back while the board has not dealt with it."""
    plan = plan_within_or_404(request, pk, DRAFT_EDIT)
    to = reverse("plans:plan", args=[pk]) if plan.draft_since is None else draft_url(plan)
    return act_and_go(
        request, lambda: services.draft_recall(plan=plan, actor_id=request.user.pk, once=once_of(request)), to
    )


def _page(request: SignedRequest, plan: Plan) -> HttpResponse:
    record_read(request, plan)
    parts, so_far = draft_parts(plan), course(plan)
    found = check(draft_facts(plan, parts))
    context = {
        "plan": plan,
        "next_number": plan.versions.count() + 1,
        "sections": len(parts),
        "activities": sum(len(part.activities) for part in parts),
        "police_missing": so_far.police_missing,
        "remarks_open": sum(remark.open for remark in pending(plan)),
        "earlier": earlier(plan),
        "checks": found,
    }
    return render(request, "plans/send.html", context)
