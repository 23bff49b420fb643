"""A draft follows the common structure: one click for each section that it lacks."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.permissions import DRAFT_EDIT
from ledstjarna.plans.views.door import act_and_go, draft_url, no_draft, plan_within_or_404
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(DRAFT_EDIT)
@require_POST
def add(request: SignedRequest, pk: int, key: UUID) -> HttpResponse:
    """Put a section of the structure in its place."""
    plan = plan_within_or_404(request, pk, DRAFT_EDIT)
    try:
        section = services.section_from_structure(plan=plan, key=key, actor_id=request.user.pk, once=once_of(request))
    except audit.Repeated:
        return redirect(draft_url(plan))
    except services.NoDraft:
        messages.warning(request, no_draft())
        return redirect(draft_url(plan))
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
        return redirect(draft_url(plan))
    return redirect(draft_url(plan, section.key))


@requires(DRAFT_EDIT)
@require_POST
def follow(request: SignedRequest, pk: int) -> HttpResponse:
    """Move on to the template that the city has adopted since the draft was begun."""
    plan = plan_within_or_404(request, pk, DRAFT_EDIT)
    return act_and_go(
        request,
        lambda: services.structure_follow(plan=plan, actor_id=request.user.pk, once=once_of(request)),
        f"{draft_url(plan)}#mallen",
    )
