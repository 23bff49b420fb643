"""People and the roles they hold."""

from __future__ import annotations

from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts import selectors, services
from ledstjarna.accounts.forms import (
    AssignmentForm,
    EndForm,
    NewPersonForm,
    PeopleFilter,
    PersonForm,
    carry_out,
)
from ledstjarna.accounts.models import Assignment, Unit, User, current
from ledstjarna.accounts.permissions import PEOPLE
from ledstjarna.audit.services import Repeated
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import SIGNED_IN, requires

form_page = require_http_methods(["GET", "HEAD", "POST"])


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)


def _person(request: HttpRequest, pk: int, *, own: bool = False) -> User:
    found = get_object_or_404(User.objects.visible_to(_user(request), PEOPLE), pk=pk)
    if own and not selectors.looks_after(_user(request), found):
        raise Http404
    return found


@requires(SIGNED_IN)
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """One's own account: roles, language, password and second step."""
    user = _user(request)
    context = {
        "person": user,
        "held": user.assignments.filter(current(timezone.localdate())).select_related("unit"),
        "factors": Authenticator.objects.filter(user=user).exclude(type="recovery_codes").count(),
        "required": selectors.sees_protected(user),
    }
    return render(request, "accounts/me.html", context)


@requires(PEOPLE)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The people one looks after, fifty at a time, found by name, address or unit."""
    chosen = PeopleFilter(request.GET, user=_user(request))
    asked = chosen.cleaned_data if chosen.is_valid() else {}
    found = selectors.people(
        _user(request),
        search=asked.get("q", ""),
        unit=asked.get("unit"),
        active=None if asked.get("closed") else True,
    )
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    held: dict[int, list[Assignment]] = {}
    for assignment in Assignment.objects.filter(
        current(timezone.localdate()), user__in=[person.pk for person in page]
    ).select_related("unit"):
        held.setdefault(assignment.user_id or 0, []).append(assignment)
    rows = [(person, held.get(person.pk, [])) for person in page]
    return render(request, "accounts/people.html", {"filter": chosen, "page": page, "rows": rows})


@requires(PEOPLE)
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: the account, the roles now and before."""
    user, found = _user(request), _person(request, pk)
    today = timezone.localdate()
    roles = found.assignments.select_related("unit__board").order_by("-valid_from")
    reached = set(Unit.objects.visible_to(user, PEOPLE).values_list("pk", flat=True))
    context = {
        "person": found,
        "held": roles.exclude(valid_to__lte=today),
        "before": roles.filter(valid_to__lte=today)[:50],
        "reached": reached,
        "own": selectors.looks_after(user, found),
        "factors": Authenticator.objects.filter(user=found).exclude(type="recovery_codes").count(),
    }
    return render(request, "accounts/person.html", context)


@requires(PEOPLE)
@form_page
def person_add(request: HttpRequest) -> HttpResponse:
    """Add a person with the first role."""
    form = NewPersonForm(request.POST or None, user=_user(request), initial={"unit": request.GET.get("unit")})
    if form.is_valid() and carry_out(
        form,
        lambda: services.user_add(actor_id=_user(request).pk, once=once_of(request), **form.cleaned_data),
    ):
        messages.success(request, _("Personen är tillagd. Lösenordet väljs via ”Glömt lösenordet” vid inloggningen."))
        return redirect("accounts:people")
    return render(request, "accounts/person_form.html", {"form": form, "title": _("Lägg till en person")})


@requires(PEOPLE)
@form_page
def person_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a person's name or address."""
    found = _person(request, pk, own=True)
    form = PersonForm(request.POST or None, initial={"name": found.name, "email": found.email})
    if form.is_valid() and carry_out(
        form,
        lambda: services.user_change(
            actor_id=_user(request).pk, user=found, once=once_of(request), **form.cleaned_data
        ),
    ):
        messages.success(request, _("Uppgifterna är ändrade."))
        return redirect("accounts:person", pk)
    context = {"form": form, "title": _("Ändra uppgifter"), "person": found}
    return render(request, "accounts/person_form.html", context)


@requires(PEOPLE)
@require_POST
def person_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account and end its roles today."""
    found = _person(request, pk, own=True)
    if found.pk == _user(request).pk:
        messages.error(request, _("Du kan inte stänga ditt eget konto."))
        return redirect("accounts:person", pk)
    try:
        services.user_deactivate(actor_id=_user(request).pk, user=found, once=once_of(request))
    except Repeated:
        return redirect("accounts:person", pk)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("accounts:person", pk)
    messages.success(request, _("Kontot är stängt och rollerna avslutade."))
    return redirect("accounts:person", pk)


@requires(PEOPLE)
@require_POST
def person_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again."""
    found = _person(request, pk, own=True)
    try:
        services.user_reactivate(actor_id=_user(request).pk, user=found, once=once_of(request))
    except Repeated:
        return redirect("accounts:person", pk)
    messages.success(request, _("Kontot är öppet igen. Ge personen en roll."))
    return redirect("accounts:person", pk)


@requires(PEOPLE)
@require_POST
def factor_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away the second step of someone who lost it."""
    found = _person(request, pk, own=True)
    try:
        services.second_factor_remove(actor_id=_user(request).pk, user=found, once=once_of(request))
    except Repeated:
        return redirect("accounts:person", pk)
    messages.success(request, _("Det andra inloggningssteget är borttaget."))
    return redirect("accounts:person", pk)


@requires(PEOPLE)
@form_page
def assignment_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role at a unit to an account or a named function."""
    place = get_object_or_404(Unit.objects.visible_to(_user(request), PEOPLE), pk=pk)
    initial = {"role": request.GET.get("roll"), "email": request.GET.get("person")}
    form = AssignmentForm(request.POST or None, initial=initial)
    if form.is_valid() and carry_out(form, lambda: _assign(request, place, form)):
        messages.success(request, _("Rollen är tilldelad."))
        return redirect("accounts:unit", pk)
    context = {"form": form, "title": _("Ge en roll"), "unit": place}
    return render(request, "accounts/unit_form.html", context)


def _assign(request: HttpRequest, place: Unit, form: AssignmentForm) -> Assignment:
    given = form.cleaned_data
    return services.assignment_add(
        actor_id=_user(request).pk,
        unit=place,
        user=form.user,
        role=given["role"],
        function=given["function"],
        deputy=given["deputy"],
        valid_from=given["valid_from"],
        last_day=given["last_day"],
        once=once_of(request),
    )


@requires(PEOPLE)
@form_page
def assignment_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role a last day."""
    reached = Unit.objects.visible_to(_user(request), PEOPLE)
    found = get_object_or_404(Assignment.objects.select_related("unit", "user"), pk=pk, unit__in=reached)
    form = EndForm(request.POST or None, initial={"last_day": found.last_day or timezone.localdate()})
    if form.is_valid() and carry_out(
        form,
        lambda: services.assignment_end(
            actor_id=_user(request).pk, assignment=found, once=once_of(request), **form.cleaned_data
        ),
    ):
        messages.success(request, _("Rollens sista dag är sparad."))
        return redirect("accounts:unit", found.unit_id)
    context = {"form": form, "title": _("Avsluta rollen"), "unit": found.unit, "assignment": found}
    return render(request, "accounts/unit_form.html", context)
