"""A new activity proposed from a result of the survey."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.forms_activity import AnsweringForm
from ledstjarna.plans.permissions import DRAFT_EDIT
from ledstjarna.plans.views.chain import fullest, record_read, sections_of
from ledstjarna.plans.views.door import draft_url, no_draft
from ledstjarna.surveys.selectors import result_for
from ledstjarna.ui.forms import add_fault, once_of
from ledstjarna.walls.permission import requires


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def activity_from_result(request: SignedRequest, round_pk: int, key: str) -> HttpResponse:
    """An activity in one of the board's drafts that leads back to the result; without a draft, where to begin one."""
    result = result_for(request.user, round_pk, key)
    if result is None or result.board_id not in request.user.boards(DRAFT_EDIT):
        raise Http404
    sections = list(sections_of(result.board_id))
    if not sections and "activity" not in request.POST:
        messages.info(request, _("Nämnden har inget utkast med avsnitt. Börja eller revidera en plan först."))
        return redirect("plans:list")
    form = AnsweringForm(request.POST or None, sections=sections, initial={"section": fullest(sections)})
    if form.is_bound and form.is_valid():
        section = next(section for section in sections if section.pk == form.cleaned_data["section"])
        try:
            added = services.activity_add(
                section=section,
                texts=form.texts(),
                result=result,
                actor_id=request.user.pk,
                once=once_of(request),
            )
        except audit.Repeated:
            return redirect(draft_url(section.plan))
        except services.NoDraft:
            form.add_error(None, no_draft())
        except ValidationError as fault:
            add_fault(form, fault)
        else:
            return redirect(draft_url(section.plan, added.key))
    record_read(request, result.board_id, {section.plan_id for section in sections})
    context = {"result": result, "form": form}
    return render(request, "plans/activity_from_result.html", context, status=422 if form.errors else 200)
