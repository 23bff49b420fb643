"""A small form about one activity: shown on a page of its own, done in one act, and back to the activity."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans.models import Activity, Plan
from ledstjarna.plans.services import NoDraft
from ledstjarna.plans.views.door import no_draft, record_read
from ledstjarna.ui.forms import add_fault
from ledstjarna.walls.permission import Permission

DAYS: Final = frozenset({"answered_on"})
"""Fields that begin with the day, which may turn while somebody writes."""


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
    """The form's page; when it was sent and is sound, `act` is done and the activity's page follows.

    What the form began with goes along, so that a change by somebody else meanwhile is told and not written over.
    """
    seen = _seen(form)
    if form.is_bound and request.POST.get("seen", seen) != seen:
        form.add_error(None, _changed_meanwhile(form))
    elif form.is_bound and form.is_valid():
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
        "seen": seen,
        "heading": heading,
        "back": page_of(activity),
    }
    return render(request, "plans/small_form.html", context, status=422 if form.errors else 200)


def _began_with(form: BaseForm) -> dict[str, str]:
    """What its fields stood at when it was drawn."""
    found = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: str(value) for name, value in found.items() if value not in (None, "") and name not in DAYS}


def _seen(form: BaseForm) -> str:
    return hashlib.sha256(repr(sorted(_began_with(form).items())).encode()).hexdigest()[:16]


def _changed_meanwhile(form: BaseForm) -> str:
    words = "; ".join(
        f"{form.fields[name].label or name}: {_word(form, name, value)}" for name, value in _began_with(form).items()
    )
    told = _("Någon har ändrat det här medan du skrev. Nu står det: %s.") % (words or _("ingenting"))
    return f"{told} {_('Spara igen om ditt ska gälla i stället.')}"


def _word(form: BaseForm, name: str, value: str) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value))
