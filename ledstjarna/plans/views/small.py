"""A small form about one activity: shown on a page of its own, done in one act, and back to the activity."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans.models import Activity, Plan
from ledstjarna.plans.services import NoDraft
from ledstjarna.plans.views.door import no_draft, record_read
from ledstjarna.ui.forms import add_fault
from ledstjarna.walls.permission import Permission


def activity_within_or_404(request: SignedRequest, pk: int, permission: Permission) -> Activity:
    """An activity of a plan where the user holds the permission, unless it was taken out of the draft."""
    plans = Plan.objects.within(request.user, permission)
    kept = Activity.objects.filter(section__plan__in=plans, removed_at__isnull=True, section__removed_at__isnull=True)
    return get_object_or_404(kept.select_related("section__plan__board", "goal"), pk=pk)


def page_of(activity: Activity) -> str:
    """The address of the activity's own page."""
    return reverse("plans:activity_page", args=[activity.plan.pk, activity.key])


def small_form(
    request: SignedRequest,
    activity: Activity,
    form: BaseForm,
    act: Callable[[], object],
    heading: str,
    **context: Any,
) -> HttpResponse:
    """The form's page; when it was sent and is sound, `act` is done and the activity's page follows."""
    if form.is_bound and form.is_valid():
        try:
            act()
        except audit.Repeated:
            return redirect(page_of(activity))
        except NoDraft:
            form.add_error(None, no_draft())
        except ValidationError as fault:
            add_fault(form, fault)
        else:
            return redirect(page_of(activity))
    record_read(request, activity.plan)
    context |= {
        "activity": activity,
        "plan": activity.plan,
        "form": form,
        "heading": heading,
        "back": page_of(activity),
    }
    return render(request, "plans/small_form.html", context, status=422 if form.errors else 200)
