"""The lists of each year: kinds of events, environments and districts, with the history of every code."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.reports.forms.settings import TermForm
from ledstjarna.reports.models import TermList
from ledstjarna.reports.permissions import SETTINGS
from ledstjarna.reports.services.wording import open_years, term_add, term_reword, term_use
from ledstjarna.reports.views.page import UNPROCESSABLE
from ledstjarna.reports.wordings import History, at, entries, history
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires


@requires(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def term_list(request: SignedRequest, name: str) -> HttpResponse:
    """A list as it stands in a year, and how to add to it."""
    which = _list_or_404(name)
    found = history(which)
    years = _years(found)
    year = _year(request, years)
    form = TermForm(request.POST if request.method == "POST" else None, year=year if year in open_years() else years[1])
    if form.is_bound and form.is_valid():
        try:
            made = term_add(name=which, **form.cleaned_data, actor_id=request.user.pk, once=once_of(request))
        except audit.Repeated:
            return redirect("reports:settings_list", name)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Tillagt: %s.") % made.label)
            return redirect(_address(which, made.from_year))
    context = {
        "which": which,
        "entries": entries(found, which, year),
        "year": year,
        "years": years,
        "open": year in open_years(),
        "form": form,
    }
    return render(request, "reports/settings_list.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def term(request: SignedRequest, name: str, code: str) -> HttpResponse:
    """A code: other words from a year on, in use or not, and what it has been called."""
    which = _list_or_404(name)
    found = history(which)
    if code not in found:
        raise Http404
    this, following = open_years()
    newest = at(found[code], following)
    assert newest is not None
    begins = this if at(found[code], this) else following
    initial = {"label": newest.label, "label_en": newest.label_en}
    form = TermForm(request.POST if request.method == "POST" else None, year=begins, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            term_reword(name=which, code=code, **form.cleaned_data, actor_id=request.user.pk, once=once_of(request))
        except audit.Repeated:
            return redirect("reports:settings_term", name, code)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Sparat. Tidigare år har kvar sina ord."))
            return redirect("reports:settings_term", name, code)
    standing = {entry.code: entry for entry in entries(found, which, following)}[code]
    context = {
        "which": which,
        "entry": standing,
        "form": form,
        "years": [(year, now.used) for year in (this, following) if (now := at(found[code], year))],
        "history": reversed(found[code]),
    }
    return render(request, "reports/settings_term.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(SETTINGS)
@require_POST
def term_used(request: SignedRequest, name: str, code: str) -> HttpResponse:
    """Take a code out of use from a year on, or back."""
    which = _list_or_404(name)
    used, year = request.POST.get("used") == "1", request.POST.get("year", "")
    if code not in history(which):
        raise Http404
    try:
        begins = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else 0
        term_use(name=which, code=code, used=used, year=begins, actor_id=request.user.pk, once=once_of(request))
    except audit.Repeated:
        pass
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
    else:
        words = _("Går att välja från och med %s.") if used else _("Går inte att välja från och med %s.")
        messages.success(request, words % begins)
    return redirect("reports:settings_term", name, code)


def _list_or_404(name: str) -> TermList:
    if name not in TermList.values:
        raise Http404
    return TermList(name)


def _years(found: History) -> list[int]:
    """The next year, this one, and those before with words of their own."""
    this, following = open_years()
    earlier = {row.from_year for rows in found.values() for row in rows if row.from_year and row.from_year < this}
    return [following, this, *sorted({*earlier, this - 1}, reverse=True)]


def _year(request: SignedRequest, years: list[int]) -> int:
    """The year that is asked for, this one if none."""
    return next((year for year in years if str(year) == request.GET.get("ar")), years[1])


def _address(which: TermList, year: int) -> str:
    return f"{reverse('reports:settings_list', args=[which])}?ar={year}"
