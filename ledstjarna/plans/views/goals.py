"""The year's goals: read by everybody, the council's kept at the city and a board's by its coordinator."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.request import SignedRequest
from ledstjarna.accounts.selectors import boards_of
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.forms_template import GoalForm, NewGoalForm
from ledstjarna.plans.goals import councils_goals, editable_goals, goal_tree, goal_years, goals_to_copy
from ledstjarna.plans.models import YEARS, Goal
from ledstjarna.plans.permissions import GOALS_EDIT, STRUCTURE_EDIT, STRUCTURE_READ
from ledstjarna.plans.views.door import act_and_go
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

UNPROCESSABLE = 422


@requires(STRUCTURE_READ)
@require_safe
def overview(request: SignedRequest) -> HttpResponse:
    """The goals of a year, the boards' beneath the council's."""
    year = _year(request.GET.get("ar"))
    tree = goal_tree(year)
    owners = _owners(request)
    context = {
        "year": year,
        "years": goal_years(),
        "council": [branch for branch in tree if branch.goal.board_id is None],
        "alone": [branch.goal for branch in tree if branch.goal.board_id is not None],
        "own": set(editable_goals(request.user).filter(year=year).values_list("pk", flat=True)),
        "can_edit": bool(owners),
        "to_copy": goals_to_copy(owners, year),
    }
    return render(request, "plans/goals.html", context)


@requires(GOALS_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_new(request: SignedRequest) -> HttpResponse:
    """A new goal of the council or of a board."""
    year = _year(request.GET.get("ar"))
    boards = list(boards_of(request.user, GOALS_EDIT))
    form = NewGoalForm(
        request.POST or None, boards=boards, city=request.user.may(STRUCTURE_EDIT), parents=councils_goals(year)
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            services.goal_add(
                board=next((board for board in boards if board.pk == values["owner"]), None),
                year=year,
                name=values["name"],
                parent=values.get("parent"),
                actor_id=request.user.pk,
                once=once_of(request),
            )
        except audit.Repeated:
            return redirect(_to(year))
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, _("Målet är tillagt."))
            return redirect(_to(year))
    return _page(request, form, year)


@requires(GOALS_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: SignedRequest, pk: int) -> HttpResponse:
    """Other words, or under another of the council's goals."""
    found = _goal_or_404(request, pk)
    parents = councils_goals(found.year) if found.board_id else Goal.objects.none()
    form = GoalForm(request.POST or None, parents=parents, initial={"name": found.name, "parent": found.parent_id})
    if request.method == "POST" and form.is_valid():
        try:
            services.goal_edit(
                goal=found,
                name=form.cleaned_data["name"],
                parent=form.cleaned_data.get("parent"),
                actor_id=request.user.pk,
                once=once_of(request),
            )
        except audit.Repeated:
            return redirect(_to(found.year))
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return redirect(_to(found.year))
    return _page(request, form, found.year, found)


@requires(GOALS_EDIT)
@require_POST
def goal_move(request: SignedRequest, pk: int) -> HttpResponse:
    """One step up or down."""
    found = _goal_or_404(request, pk)
    steps = -1 if request.POST.get("to") == "up" else 1
    return act_and_go(
        request,
        lambda: services.goal_move(goal=found, steps=steps, actor_id=request.user.pk, once=once_of(request)),
        _to(found.year),
    )


@requires(GOALS_EDIT)
@require_POST
def goal_remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Take a goal away, or out of use when something hangs on it."""
    found = _goal_or_404(request, pk)
    return act_and_go(
        request,
        lambda: services.goal_remove(goal=found, actor_id=request.user.pk, once=once_of(request)),
        _to(found.year),
    )


@requires(GOALS_EDIT)
@require_POST
def goal_restore(request: SignedRequest, pk: int) -> HttpResponse:
    """Bring a retired goal back."""
    found = _goal_or_404(request, pk)
    return act_and_go(
        request,
        lambda: services.goal_restore(goal=found, actor_id=request.user.pk, once=once_of(request)),
        _to(found.year),
    )


@requires(GOALS_EDIT)
@require_POST
def goals_copy(request: SignedRequest) -> HttpResponse:
    """Begin the year with the goals of the year before."""
    year = _year(request.POST.get("year"))
    kept = {str(owner.pk if owner else ""): owner for owner in _owners(request)}
    asked = request.POST.get("owner", "")
    if asked not in kept:
        return redirect(_to(year))
    try:
        made = services.goals_copy(board=kept[asked], year=year, actor_id=request.user.pk, once=once_of(request))
    except audit.Repeated:
        return redirect(_to(year))
    if made:
        said = ngettext("%d mål är kopierat.", "%d mål är kopierade.", len(made)) % len(made)
        messages.success(request, said)
    else:
        messages.warning(request, _("Det finns inga mål från tidigare år att kopiera."))
    return redirect(_to(year))


def _owners(request: SignedRequest) -> list[Unit | None]:
    """Whose goals the user keeps: None is the council."""
    council: list[Unit | None] = [None] if request.user.may(STRUCTURE_EDIT) else []
    return [*council, *boards_of(request.user, GOALS_EDIT)]


def _goal_or_404(request: SignedRequest, pk: int) -> Goal:
    return get_object_or_404(editable_goals(request.user).select_related("board", "parent"), pk=pk)


def _year(text: str | None) -> int:
    """The year asked for, this one if none. Raises Http404 for one that no plan could have."""
    if not text:
        return timezone.localdate().year
    if not (text.isascii() and text.isdecimal() and len(text) == 4 and int(text) in YEARS):
        raise Http404
    return int(text)


def _to(year: int) -> str:
    return f"{reverse('plans:goals')}?ar={year}"


def _page(request: SignedRequest, form: GoalForm, year: int, found: Goal | None = None) -> HttpResponse:
    context = {"form": form, "year": year, "goal": found, "back": _to(year)}
    return render(request, "plans/goal.html", context, status=UNPROCESSABLE if form.errors else 200)
