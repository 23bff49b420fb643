"""The organisation: the tree, one unit, and the acts on it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.accounts import selectors, services
from ledstjarna.accounts.forms import CloseForm, MoveForm, RenameForm, UnitForm, carry_out
from ledstjarna.accounts.models import Assignment, Unit, UnitKind, User, current
from ledstjarna.accounts.permissions import EDIT_UNITS, PEOPLE, SEE_UNITS, SEE_VACANCIES
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires
from ledstjarna.walls.roles import Role

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _editable(request: HttpRequest, pk: int) -> Unit:
    return get_object_or_404(Unit.objects.visible_to(_user(request), EDIT_UNITS), pk=pk)


@requires(SEE_UNITS)
@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """The organisation from the city down, on request with what no longer exists."""
    closed = "stangda" in request.GET
    context = {
        "branches": selectors.tree(closed=closed),
        "closed": closed,
        "may_edit": _user(request).may(EDIT_UNITS),
        "today": timezone.localdate(),
    }
    return render(request, "accounts/tree.html", context)


@requires(SEE_UNITS)
@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: its place, who holds its roles, what is vacant, and what it came from and went to."""
    user = _user(request)
    place = get_object_or_404(
        Unit.objects.visible_to(user, SEE_UNITS).select_related("board", "parent__parent__parent__parent"),
        pk=pk,
    )
    edits = Unit.objects.visible_to(user, EDIT_UNITS).filter(pk=pk).exists()
    looks_after = Unit.objects.visible_to(user, PEOPLE).filter(pk=pk).exists()
    today = timezone.localdate()
    roles = place.assignments.select_related("user").exclude(role=Role.STAFF).order_by("role", "deputy", "pk")
    above: list[Unit] = []
    step = place.parent
    while step:
        above.insert(0, step)
        step = step.parent
    context = {
        "unit": place,
        "above": above,
        "below": place.children.filter(current(today)),
        "held": roles.filter(current(today)),
        "coming": roles.filter(valid_from__gt=today),
        "before": roles.filter(valid_to__lte=today).order_by("-valid_to")[:50],
        "staff": Assignment.objects.filter(current(today), unit=place, role=Role.STAFF).count(),
        "vacant": selectors.vacancies(units=[place]),
        "predecessors": place.predecessors.all(),
        "successors": place.successors.all(),
        "open": place.valid_to is None or place.valid_to > today,
        "edits": edits,
        "looks_after": looks_after,
    }
    return render(request, "accounts/unit.html", context)


@requires(EDIT_UNITS)
@form_page
def unit_add(request: HttpRequest) -> HttpResponse:
    """Add a unit; `?under=` suggests where."""
    initial = {"parent": request.GET.get("under"), "kind": UnitKind.UNIT}
    form = UnitForm(request.POST or None, initial=initial, user=_user(request))
    if form.is_valid() and carry_out(
        form,
        lambda: services.unit_add(actor_id=_user(request).pk, once=once_of(request), **form.cleaned_data),
    ):
        messages.success(request, _("Enheten är tillagd."))
        added = get_object_or_404(Unit, code=form.cleaned_data["code"])
        return redirect("accounts:unit", added.pk)
    return _form(request, form, _("Lägg till en enhet"), None)


@requires(EDIT_UNITS)
@form_page
def unit_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a unit's name or code."""
    place = _editable(request, pk)
    form = RenameForm(request.POST or None, initial={"name": place.name, "code": place.code})
    if form.is_valid() and carry_out(
        form,
        lambda: services.unit_rename(
            actor_id=_user(request).pk, unit=place, once=once_of(request), **form.cleaned_data
        ),
    ):
        messages.success(request, _("Namnet är ändrat."))
        return redirect("accounts:unit", pk)
    return _form(request, form, _("Ändra namn och kod"), place)


@requires(EDIT_UNITS)
@form_page
def unit_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a unit elsewhere within its board."""
    place = _editable(request, pk)
    form = MoveForm(request.POST or None, user=_user(request), unit=place)
    if form.is_valid() and carry_out(
        form,
        lambda: services.unit_move(actor_id=_user(request).pk, unit=place, once=once_of(request), **form.cleaned_data),
    ):
        messages.success(request, _("Enheten är flyttad."))
        return redirect("accounts:unit", pk)
    return _form(request, form, _("Flytta enheten"), place)


@requires(EDIT_UNITS)
@form_page
def unit_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a unit a last day and successors."""
    place = _editable(request, pk)
    form = CloseForm(request.POST or None, user=_user(request), unit=place)
    if form.is_valid() and carry_out(
        form,
        lambda: services.unit_close(actor_id=_user(request).pk, unit=place, once=once_of(request), **form.cleaned_data),
    ):
        messages.success(request, _("Enheten stängs den dag du angav."))
        return redirect("accounts:unit", pk)
    return _form(request, form, _("Stäng enheten"), place)


@requires(SEE_VACANCIES)
@require_safe
def vacancies(request: HttpRequest) -> HttpResponse:
    """The roles that nobody holds, within the holder's reach."""
    user = _user(request)
    found = selectors.vacancies_for(user)
    context = {"vacancies": found, "looks_after": user.units(PEOPLE)}
    return render(request, "accounts/vacancies.html", context)


def _form(request: HttpRequest, form: object, title: str, place: Unit | None) -> HttpResponse:
    context = {"form": form, "title": title, "unit": place}
    return render(request, "accounts/unit_form.html", context)
