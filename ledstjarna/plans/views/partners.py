"""Who shares a draft, and the period of its next revision."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.request import SignedRequest
from ledstjarna.accounts.selectors import boards
from ledstjarna.audit import services as audit
from ledstjarna.periods.selectors import periods
from ledstjarna.plans import services
from ledstjarna.plans.forms import SWEDISH
from ledstjarna.plans.models import Plan
from ledstjarna.plans.permissions import DRAFT_EDIT
from ledstjarna.plans.views.door import draft_url, no_draft, record_read
from ledstjarna.plans.views.minutes import add_fault
from ledstjarna.texts.forms import GuardedField
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

if TYPE_CHECKING:
    from ledstjarna.periods.models import Period

_YEARS_AHEAD = 3


class PartnerForm(forms.Form):
    """A board, or a party outside the municipality in words."""

    board = forms.TypedChoiceField(label=_("Nämnd"), coerce=int, required=False, empty_value=None)
    outside = GuardedField(
        label=_("Eller en part utanför kommunen"),
        guard="institution",
        max_length=200,
        multiline=False,
        required=False,
        widget=forms.TextInput(attrs=SWEDISH),
    )

    def __init__(self, *args: Any, among: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        board = self.fields["board"]
        assert isinstance(board, forms.TypedChoiceField)
        board.choices = [("", _("Välj nämnd")), *((one.pk, one.name) for one in among)]


class NextRevisionForm(forms.Form):
    """One of the coming periods."""

    period = forms.TypedChoiceField(
        label=_("Nästa revidering"), coerce=int, required=False, empty_value=None, widget=forms.Select
    )

    def __init__(self, data: QueryDict | None = None, *, plan: Plan) -> None:
        super().__init__(data, initial={"period": plan.next_revision_id})
        today = timezone.localdate()
        coming = [one for one in periods(range(today.year, today.year + _YEARS_AHEAD)) if one.due >= today]
        if plan.next_revision and plan.next_revision not in coming:
            coming.insert(0, plan.next_revision)
        self.periods: dict[int, Period] = {one.pk: one for one in coming}
        field = self.fields["period"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", _("Inte bestämt")), *((one.pk, str(one)) for one in coming)]


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def partners(request: SignedRequest, pk: int) -> HttpResponse:
    """Who shares the draft; another is added."""
    plan = _own_or_404(request, pk)
    if plan.draft_since is None:
        messages.warning(request, no_draft())
        return redirect("plans:plan", plan.pk)
    shared = list(plan.partners.select_related("board"))
    among = boards().exclude(pk__in=[plan.board_id, *(one.board_id for one in shared if one.board_id)])
    form = PartnerForm(request.POST or None, among=among)
    if request.method == "POST" and form.is_valid():
        try:
            services.partner_add(
                plan=plan,
                board=next((one for one in among if one.pk == form.cleaned_data["board"]), None),
                outside=form.cleaned_data["outside"],
                actor_id=request.user.pk,
                once=once_of(request),
            )
        except (audit.Repeated, services.NoDraft):
            return redirect("plans:partners", plan.pk)
        except ValidationError as fault:
            add_fault(form, fault)
        else:
            return redirect("plans:partners", plan.pk)
    record_read(request, plan)
    context = {"plan": plan, "form": form, "shared": shared}
    return render(request, "plans/partners.html", context, status=422 if form.errors else 200)


@requires(DRAFT_EDIT)
@require_POST
def remove(request: SignedRequest, pk: int, partner: int) -> HttpResponse:
    """End the sharing with one of them."""
    plan = _own_or_404(request, pk)
    found = get_object_or_404(plan.partners, pk=partner)
    return _act(
        request,
        lambda: services.partner_remove(partner=found, actor_id=request.user.pk, once=once_of(request)),
        reverse("plans:partners", args=[plan.pk]),
    )


@requires(DRAFT_EDIT)
@require_POST
def next_revision(request: SignedRequest, pk: int) -> HttpResponse:
    """Choose the period."""
    plan = _own_or_404(request, pk)
    form = NextRevisionForm(request.POST, plan=plan)
    if not form.is_valid():
        messages.warning(request, _now("Välj en av perioderna i listan."))
        return redirect(draft_url(plan))
    period = form.periods.get(form.cleaned_data["period"])
    return _act(
        request,
        lambda: services.next_revision_set(plan=plan, period=period, actor_id=request.user.pk, once=once_of(request)),
        draft_url(plan),
    )


def _own_or_404(request: SignedRequest, pk: int) -> Plan:
    """A plan of the user's own board; those who share it do not invite others."""
    own = Plan.objects.filter(board__in=request.user.boards(DRAFT_EDIT))
    return get_object_or_404(own.select_related("board", "next_revision"), pk=pk)


def _act(request: SignedRequest, act: Callable[[], object], to: str) -> HttpResponse:
    try:
        act()
    except audit.Repeated:
        pass
    except services.NoDraft:
        messages.warning(request, no_draft())
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
    return redirect(to)
