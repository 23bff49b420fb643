"""Which units have been heard of, and the one click that says there is nothing to report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.reports.coverage import Coverage, State, can_undo, of_units, to_answer
from ledstjarna.reports.permissions import COVERAGE, NOTHING, TRIAGE
from ledstjarna.reports.services.coverage import nothing_to_report, nothing_undo
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

PAGE: Final = 100
WORDS: Final[dict[State, str | Promise]] = {
    State.REPORTED: _("har hört av sig"),
    State.NOTHING: _("inget att rapportera"),
    State.ANSWERED: _("har svarat"),
    State.SILENT: _("tyst"),
    State.ABSENT: _("fanns inte"),
}


@requires(COVERAGE)
@require_safe
def coverage(request: SignedRequest) -> HttpResponse:
    """The units of one's reach by month; a manager also answers here."""
    today = timezone.localdate()
    found = of_units(request.user, today)
    asked = to_answer(request.user, today) if request.user.may(NOTHING) else []
    whole = bool(request.user.boards(TRIAGE))
    asked_for = request.GET.get("page") or _page_of(found, request.GET.get("enhet", ""))
    page = Paginator(found.rows, PAGE).get_page(asked_for)
    told = [state for state in State if any(state is there for row in page for _month, there in row.months)]
    context = {
        "coverage": found,
        "rows": [(row, [(month, state, WORDS[state]) for month, state in row.months]) for row in page],
        "page": page,
        "sentence": _sentence(found),
        "legend": [(state, WORDS[state]) for state in told if state is not State.ABSENT],
        "asked": [(unit, month, said, said and can_undo(month, today)) for unit, month, said in asked],
        "whole": whole,
    }
    return render(request, "reports/coverage.html", context)


def _page_of(found: Coverage, unit: str) -> int:
    """The page that a unit stands on; the first for one that is not there."""
    return next((place // PAGE + 1 for place, row in enumerate(found.rows) if str(row.unit.pk) == unit), 1)


def _sentence(found: Coverage) -> str:
    if not found.units:
        return _now("Inga enheter att visa.")
    words = ngettext(
        "%(heard)d av %(units)d enhet har rapporterat eller svarat att inget finns att rapportera i år.",
        "%(heard)d av %(units)d enheter har rapporterat eller svarat att inget finns att rapportera i år.",
        found.units,
    )
    return words % {"heard": found.heard, "units": found.units}


@requires(NOTHING)
@require_POST
def nothing(request: SignedRequest, pk: int, month: str) -> HttpResponse:
    """Say that there is nothing to report."""
    return _act(request, pk, month, nothing_to_report, _("Tack. %(unit)s har inget att rapportera för %(month)s."))


@requires(NOTHING)
@require_POST
def undo(request: SignedRequest, pk: int, month: str) -> HttpResponse:
    """Take it back."""
    return _act(request, pk, month, nothing_undo, _("Svaret för %(unit)s i %(month)s är borttaget."))


def _act(request: SignedRequest, pk: int, month: str, act: Callable[..., object], words: str | Promise) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.filter(pk__in=request.user.units(NOTHING)), pk=pk)
    first = _first(month)
    try:
        act(unit=unit, month=first, actor_id=request.user.pk, once=once_of(request))
    except audit.Repeated:
        pass
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
    else:
        messages.success(request, str(words) % {"unit": unit.name, "month": date_format(first, "F Y")})
    return redirect("reports:coverage")


def _first(month: str) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Http404 from None
