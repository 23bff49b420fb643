"""The period of a plan's next revision."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.periods.selectors import periods
from ledstjarna.plans import services
from ledstjarna.plans.models import Plan
from ledstjarna.plans.permissions import DRAFT_EDIT
from ledstjarna.plans.views.door import act_and_go, draft_url, own_plan_or_404
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

_YEARS_AHEAD = 3


class NextRevisionForm(forms.Form):
    """One of the coming periods."""

    period = forms.TypedChoiceField(
        label=_("Nästa revidering"), coerce=int, required=False, empty_value=None, widget=forms.Select
    )

    def __init__(self, data: QueryDict | None = None, *, plan: Plan) -> None:
        super().__init__(data, initial={"period": plan.next_revision_id})
        today = timezone.localdate()
        coming = periods(range(today.year, today.year + _YEARS_AHEAD))
        self.periods = {one.pk: str(one) for one in coming if one.due >= today}
        if plan.next_revision:
            self.periods = {plan.next_revision.pk: str(plan.next_revision), **self.periods}
        field = self.fields["period"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", _("Inte bestämt")), *self.periods.items()]


@requires(DRAFT_EDIT)
@require_POST
def next_revision(request: SignedRequest, pk: int) -> HttpResponse:
    """Choose the period."""
    plan = own_plan_or_404(request, pk, DRAFT_EDIT)
    form = NextRevisionForm(request.POST, plan=plan)
    if not form.is_valid():
        messages.warning(request, _now("Välj en av perioderna i listan."))
        return redirect(draft_url(plan))
    return act_and_go(
        request,
        lambda: services.next_revision_set(
            plan=plan, period_id=form.cleaned_data["period"], actor_id=request.user.pk, once=once_of(request)
        ),
        draft_url(plan),
    )
