"""An activity's own page, and the acts on its work: where it stands, when it happens, how it is measured."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.plans import services
from ledstjarna.plans.activity_page import activity_page
from ledstjarna.plans.forms_work import IndicatorForm, OccurrenceForm, OccurrenceStateForm, StatusForm, ValueForm
from ledstjarna.plans.models import Activity, Indicator, Occurrence, OccurrenceState, Plan
from ledstjarna.plans.permissions import DRAFT_EDIT, DRAFT_READ, WORK
from ledstjarna.plans.views.door import act_and_go, record_read
from ledstjarna.plans.views.small import activity_within_or_404, page_of, small_form
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import Permission, requires


@requires(DRAFT_READ)
@require_safe
def activity(request: SignedRequest, pk: int, key: UUID) -> HttpResponse:
    """All that is known about one activity: as written, as understood, who, when, how measured."""
    readable = Plan.objects.within(request.user, DRAFT_READ) | Plan.objects.drafts_for(request.user)
    plan = get_object_or_404(readable.distinct().select_related("board"), pk=pk)
    kept = Activity.objects.filter(section__plan=plan, removed_at__isnull=True, section__removed_at__isnull=True)
    found = get_object_or_404(kept, key=key)
    record_read(request, plan)
    context = activity_page(found, request.user)
    return render(request, "plans/activity_page.html", context)


@requires(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: SignedRequest, pk: int) -> HttpResponse:
    """Where the work stands."""
    found = activity_within_or_404(request, pk, WORK)
    form = StatusForm(request.POST or None, instance=activity_within_or_404(request, pk, WORK))
    return small_form(
        request,
        found,
        form,
        lambda: services.activity_status_set(
            activity=found,
            **{name: form.cleaned_data[name] for name in StatusForm.Meta.fields},
            actor_id=request.user.pk,
            once=once_of(request),
        ),
        _("Ändra läget"),
    )


@requires(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def occurrence_add(request: SignedRequest, pk: int) -> HttpResponse:
    """One more time, beside those of the schedule."""
    found = activity_within_or_404(request, pk, WORK)
    form = OccurrenceForm(request.POST or None)
    return small_form(
        request,
        found,
        form,
        lambda: services.occurrence_add(
            activity=found,
            start=form.cleaned_data["start"],
            end=form.cleaned_data["end"],
            actor_id=request.user.pk,
            once=once_of(request),
        ),
        _("Lägg till ett tillfälle"),
    )


@requires(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def occurrence(request: SignedRequest, pk: int) -> HttpResponse:
    """What became of a time, with a note."""
    found = _occurrence_or_404(request, pk)
    initial = {"state": found.state, "note": found.note}
    form = OccurrenceStateForm(request.POST or None, initial=initial)
    return small_form(
        request,
        found.activity,
        form,
        lambda: services.occurrence_set(
            occurrence=found, **form.cleaned_data, actor_id=request.user.pk, once=once_of(request)
        ),
        _("Ändra tillfället"),
        occurrence=found,
    )


@requires(WORK)
@require_POST
def occurrence_done(request: SignedRequest, pk: int) -> HttpResponse:
    """It has happened: one click."""
    found = _occurrence_or_404(request, pk)
    return act_and_go(
        request,
        lambda: services.occurrence_set(
            occurrence=found,
            state=OccurrenceState.DONE,
            note=found.note,
            actor_id=request.user.pk,
            once=once_of(request),
        ),
        page_of(found.activity) + "#tillfallen",
    )


@requires(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def occurrence_move(request: SignedRequest, pk: int) -> HttpResponse:
    """Another day for a time."""
    found = _occurrence_or_404(request, pk)
    form = OccurrenceForm(request.POST or None)
    return small_form(
        request,
        found.activity,
        form,
        lambda: services.occurrence_move(
            occurrence=found,
            start=form.cleaned_data["start"],
            end=form.cleaned_data["end"],
            actor_id=request.user.pk,
            once=once_of(request),
        ),
        _("Flytta tillfället"),
        occurrence=found,
    )


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def indicator_add(request: SignedRequest, pk: int) -> HttpResponse:
    """Something more to measure by."""
    found = activity_within_or_404(request, pk, DRAFT_EDIT)
    form = IndicatorForm(request.POST or None)
    return small_form(
        request,
        found,
        form,
        lambda: services.indicator_add(
            activity=found,
            name=form.cleaned_data["name"],
            measure=form.cleaned_data["measure"],
            actor_id=request.user.pk,
            once=once_of(request),
        ),
        _("Lägg till en indikator"),
    )


@requires(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: SignedRequest, pk: int) -> HttpResponse:
    """A year's outcome or, for those who write the plan, its aim."""
    found = _indicator_or_404(request, pk, WORK)
    plan = found.activity.plan
    form = ValueForm(request.POST or None, initial={"year": plan.year})
    if not plan.reached_by(request.user, DRAFT_EDIT):
        del form.fields["what"]

    def act() -> object:
        values = form.cleaned_data
        common = {"indicator": found, "year": values["year"], "actor_id": request.user.pk, "once": once_of(request)}
        if values.get("what") == "target":
            return services.target_set(target=values["number"], **common)
        return services.outcome_set(value=values["number"], **common)

    return small_form(request, found.activity, form, act, _("Ange ett värde"), indicator=found)


@requires(DRAFT_EDIT)
@require_POST
def indicator_remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Measure by it no longer."""
    found = _indicator_or_404(request, pk, DRAFT_EDIT)
    return act_and_go(
        request,
        lambda: services.indicator_remove(indicator=found, actor_id=request.user.pk, once=once_of(request)),
        page_of(found.activity) + "#indikatorer",
    )


def _occurrence_or_404(request: SignedRequest, pk: int) -> Occurrence:
    found = Occurrence.objects.filter(activity__section__plan__in=Plan.objects.within(request.user, WORK))
    return get_object_or_404(found.select_related("activity__section__plan__board"), pk=pk)


def _indicator_or_404(request: SignedRequest, pk: int, permission: Permission) -> Indicator:
    found = Indicator.objects.filter(activity__section__plan__in=Plan.objects.within(request.user, permission))
    return get_object_or_404(found.select_related("activity__section__plan__board"), pk=pk)
