"""What the pages share where a decision is recorded: what was written, then all of it once more to confirm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.plans.forms_decisions import MinutesForm
from ledstjarna.plans.models import Plan
from ledstjarna.plans.views.door import record_read

UNPROCESSABLE = 422


def confirming(request: SignedRequest, form: MinutesForm) -> bool:
    """Whether what was written is to be shown once more: it holds, and nobody has confirmed it yet."""
    return form.is_bound and form.is_valid() and "confirm" not in request.POST and "change" not in request.POST


def minutes_page(
    request: SignedRequest, plan: Plan, form: MinutesForm, words: dict[str, Any], *, confirm: bool, status: int = 200
) -> HttpResponse:
    """The form, or what was written in it. `words` are the page's own; a draft's are recorded as read."""
    if plan.draft_since is not None:
        record_read(request, plan)
    context = {"plan": plan, "form": form, "confirm": confirm, "facts": _facts(form) if confirm else (), **words}
    status = UNPROCESSABLE if form.errors and status == 200 else status
    return render(request, "plans/decide.html", context, status=status)


def _facts(form: MinutesForm) -> list[tuple[str, str]]:
    """What was written, by label, as it will be stored; remarks are listed by the page."""
    said = []
    for field in form.visible_fields():
        value = form.cleaned_data.get(field.name)
        if not value or field.name == "remarks":
            continue
        if field.name == "decided_on":
            value = date_format(value, "j F Y")
        elif isinstance(field.field, forms.ChoiceField):
            value = next((label for key, label in form.choices_of(field.name) if key == value), value)
        said.append((str(field.label), str(value)))
    return said
