"""Who takes part in an activity: asked by the coordinator, answered by whoever holds the role."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts.models import Unit, UnitKind
from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.forms_work import AnswerForm, NotedAnswerForm, PartyForm
from ledstjarna.plans.models import Party, Plan
from ledstjarna.plans.permissions import ASKED, DRAFT_EDIT
from ledstjarna.plans.selectors_details import asked_of
from ledstjarna.plans.views.door import act_and_go
from ledstjarna.plans.views.small import activity_within_or_404, page_of, small_form
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask a role at a unit, or a function, to answer for the activity or take part in it."""
    found = activity_within_or_404(request, pk, DRAFT_EDIT)
    form = PartyForm(request.POST or None, units=Unit.objects.current().exclude(kind=UnitKind.CITY))
    return small_form(
        request,
        found,
        form,
        lambda: services.party_add(
            activity=found,
            lead=bool(form.cleaned_data["lead"]),
            role=form.cleaned_data["role"],
            unit=form.cleaned_data["unit"],
            function=form.cleaned_data["function"],
            actor_id=request.user.pk,
            once=once_of(request),
        ),
        _("Lägg till ansvarig eller medverkande"),
    )


@requires(DRAFT_EDIT)
@require_POST
def remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Ask no longer."""
    party = _of_plans_or_404(request, pk)
    return act_and_go(
        request,
        lambda: services.party_remove(party=party, actor_id=request.user.pk, once=once_of(request)),
        page_of(party.activity) + "#medverkande",
    )


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_noted(request: SignedRequest, pk: int) -> HttpResponse:
    """What a function without an account has answered, noted by the coordinator."""
    party = _of_plans_or_404(request, pk)
    form = NotedAnswerForm(request.POST or None, initial={"spoke": party.function})
    return small_form(
        request,
        party.activity,
        form,
        lambda: services.party_answer(
            party=party, **form.cleaned_data, actor_id=request.user.pk, once=once_of(request)
        ),
        _("Notera ett svar"),
        party=party,
    )


@requires(ASKED)
@require_safe
def asked(request: SignedRequest) -> HttpResponse:
    """The activities that the user's roles are asked to answer for or take part in, whichever board's they are."""
    found = list(asked_of(request.user))
    for board, plans in _by_board(found).items():
        audit.read("plan.party.read", actor_id=request.user.pk, board_id=board, kind="plan", ids=sorted(plans))
    return render(request, "plans/asked.html", {"parties": found})


@requires(ASKED)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: SignedRequest, pk: int) -> HttpResponse:
    """One activity's four columns, and yes or no to it."""
    party = asked_of(request.user).filter(pk=pk).first()
    if party is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            services.party_answer(party=party, **form.cleaned_data, actor_id=request.user.pk, once=once_of(request))
        except audit.Repeated:
            return redirect("plans:asked")
        except ValidationError as fault:
            form.add_error("reason", fault.message_dict.get("reason", fault.messages))
        else:
            return redirect("plans:asked")
    plan = party.activity.plan
    audit.read("plan.party.read", actor_id=request.user.pk, board_id=plan.board_id, kind="plan", ids=[plan.pk])
    context = {"party": party, "activity": party.activity, "plan": plan, "form": form}
    return render(request, "plans/party.html", context, status=422 if form.errors else 200)


def _of_plans_or_404(request: SignedRequest, pk: int) -> Party:
    found = Party.objects.filter(activity__section__plan__in=Plan.objects.within(request.user, DRAFT_EDIT))
    return get_object_or_404(found.select_related("activity__section__plan__board", "unit"), pk=pk)


def _by_board(parties: list[Party]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for party in parties:
        found.setdefault(party.activity.plan.board_id, set()).add(party.activity.plan.pk)
    return found
