"""The pages of a year's periods, and the acts on them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.periods import selectors, services
from ledstjarna.periods.forms import PeriodForm, ReopenForm, SuggestedFormSet, kept
from ledstjarna.periods.models import YEARS, Period
from ledstjarna.periods.permissions import PERIODS_READ, PERIODS_SET
from ledstjarna.periods.suggestion import suggested
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(PERIODS_READ)
@require_safe
def now(request: SignedRequest) -> HttpResponse:
    """The periods of the year that has one open, else this year's."""
    return _year_page(request, selectors.year_at(timezone.localdate()))


@requires(PERIODS_READ)
@require_safe
def year(request: SignedRequest, year: int) -> HttpResponse:
    """A year's periods with their days, and when they have been opened again."""
    return _year_page(request, _year_or_404(year))


@requires(PERIODS_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: SignedRequest, year: int) -> HttpResponse:
    """All of a year's periods at once, as suggested or changed."""
    _year_or_404(year)
    forms = SuggestedFormSet(request.POST or None, initial=[asdict(row) for row in suggested(year)])
    faults: list[str] = []
    if request.method == "POST" and forms.is_valid():
        try:
            services.periods_set_up(year=year, rows=kept(forms), actor_id=request.user.pk, once=once_of(request))
        except audit.Repeated:
            return redirect("periods:year", year)
        except ValidationError as fault:
            faults = fault.messages
        else:
            messages.success(request, _("Årets perioder är upplagda."))
            return redirect("periods:year", year)
    wrong = bool(faults or (forms.is_bound and not forms.is_valid()))
    context = {"year": year, "forms": forms, "faults": faults, "wrong": wrong}
    return render(request, "periods/set_up.html", context, status=422 if wrong else 200)


@requires(PERIODS_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedRequest, year: int) -> HttpResponse:
    """One more period."""
    _year_or_404(year)
    form = PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.period_add(year=year, row=form.days(), actor_id=request.user.pk, once=once_of(request))
        except audit.Repeated:
            return redirect("periods:year", year)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return redirect("periods:year", year)
    return _form_page(request, form, {"year": year, "title": _("Lägg till en period")})


@requires(PERIODS_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedRequest, pk: int) -> HttpResponse:
    """Other days or names, and the way to take a period away."""
    period = get_object_or_404(Period, pk=pk)
    form = PeriodForm(request.POST or None, instance=get_object_or_404(Period, pk=pk))
    if request.method == "POST" and form.is_valid():
        try:
            services.period_change(period_id=pk, row=form.days(), actor_id=request.user.pk, once=once_of(request))
        except audit.Repeated:
            return redirect("periods:year", period.year)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Perioden %s är ändrad.") % period)
            return redirect("periods:year", period.year)
    context = {"year": period.year, "title": _("Ändra %s") % period, "period": period}
    return _form_page(request, form, context)


@requires(PERIODS_SET)
@require_POST
def remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Take away a period that nothing hangs on."""
    period = get_object_or_404(Period, pk=pk)
    try:
        services.period_remove(period_id=pk, actor_id=request.user.pk, once=once_of(request))
    except audit.Repeated:
        pass
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
        return redirect("periods:change", pk)
    else:
        messages.success(request, _("Perioden %s är borttagen.") % period)
    return redirect("periods:year", period.year)


@requires(PERIODS_SET)
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: SignedRequest, pk: int) -> HttpResponse:
    """Let one board hand in until a day. `namnd` chooses it beforehand, `next` says where one came from."""
    period = get_object_or_404(Period, pk=pk)
    back = _back(request, period)
    form = ReopenForm(request.POST or None, board_id=request.GET.get("namnd", ""))
    if request.method == "POST" and form.is_valid():
        try:
            services.period_reopen(period_id=pk, **form.cleaned_data, actor_id=request.user.pk, once=once_of(request))
        except audit.Repeated:
            return redirect(back)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            words = _("%(period)s är öppen igen för %(board)s till och med %(day)s.")
            said = {"board": form.cleaned_data["board"], "day": date_format(form.cleaned_data["until"], "j F")}
            messages.success(request, words % {"period": period, **said})
            return redirect(back)
    context = {"period": period, "form": form, "back": back}
    return render(request, "periods/reopen.html", context, status=422 if form.errors else 200)


def _back(request: SignedRequest, period: Period) -> str:
    """Where one came from, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return reverse("periods:year", args=[period.year])


def _year_or_404(year: int) -> int:
    if year not in YEARS:
        raise Http404
    return year


def _form_page(request: SignedRequest, form: PeriodForm, context: dict[str, Any]) -> HttpResponse:
    return render(request, "periods/form.html", {**context, "form": form}, status=422 if form.errors else 200)


def _year_page(request: SignedRequest, year: int) -> HttpResponse:
    today = timezone.localdate()
    rows = selectors.periods([year])
    context = {
        "year": year,
        "before": year - 1 if year - 1 in YEARS else None,
        "after": year + 1 if year + 1 in YEARS else None,
        "rows": [(row, row.state(None, today)) for row in rows],
        "reopenings": selectors.reopenings(year),
        "can_set": request.user.may(PERIODS_SET),
    }
    return render(request, "periods/year.html", context)
