"""What the room's views share: whose plan it is, the row in the log before a draft is shown, failed acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans.forms import PlaceForm
from ledstjarna.plans.models import Activity, Item, Plan, Section
from ledstjarna.plans.permissions import DRAFT_EDIT
from ledstjarna.plans.rollover import taken
from ledstjarna.plans.services import NoDraft
from ledstjarna.walls.permission import Permission


def record_read(request: SignedRequest, plan: Plan, action: str = "plan.draft.read") -> None:
    """Write in the log that the draft is about to be shown."""
    audit.read(action, actor_id=request.user.pk, board_id=plan.board_id, kind="plan", ids=[plan.pk])


def visible_or_404(request: SignedRequest, pk: int) -> Plan:
    """A plan the user may open at all."""
    return get_object_or_404(_with_boards(Plan.objects.visible_to(request.user)), pk=pk)


def draft_or_404(request: SignedRequest, pk: int) -> Plan:
    """A draft the user may read, recorded as read."""
    plan = get_object_or_404(_with_boards(Plan.objects.drafts_for(request.user)), pk=pk)
    record_read(request, plan)
    return plan


def plan_within_or_404(request: SignedRequest, pk: int, permission: Permission) -> Plan:
    """A plan that a board where the user holds the permission has or shares."""
    return get_object_or_404(_with_boards(Plan.objects.within(request.user, permission)), pk=pk)


def _with_boards(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """With what is needed to tell whose the plan is, alone or jointly."""
    return plans.select_related("board", "next_revision").prefetch_related("partners__board")


def own_plan_or_404(request: SignedRequest, pk: int, permission: Permission) -> Plan:
    """A plan that a board where the user holds the permission has itself; a share in another's is not enough."""
    own = Plan.objects.filter(board__in=request.user.boards(permission))
    return get_object_or_404(_with_boards(own), pk=pk)


def item_or_404(request: SignedRequest, model: type[Item], pk: int) -> Item:
    """A section or an activity that the user may edit, removed ones too."""
    plans = Plan.objects.within(request.user, DRAFT_EDIT)
    if model is Section:
        return get_object_or_404(Section.objects.select_related("plan__board").filter(plan__in=plans), pk=pk)
    activities = Activity.objects.select_related("section__plan__board")
    return get_object_or_404(activities.filter(section__plan__in=plans), pk=pk)


def draft_url(plan: Plan, key: object = None) -> str:
    """The draft's page, at one of its sections or activities."""
    return reverse("plans:draft", args=[plan.pk]) + (f"#r-{key}" if key else "")


def act_and_go(request: HttpRequest, act: Callable[[], object], to: str) -> HttpResponse:
    """Do an act without a form of its own and go on; a form sent twice goes to the same place."""
    try:
        act()
    except audit.Repeated:
        pass
    except NoDraft:
        messages.warning(request, no_draft())
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))
    return redirect(to)


def taken_context(request: SignedRequest, form: PlaceForm) -> dict[str, Any]:
    """For a form that has been refused: the plan that the board has that year, if that is why."""
    said = form.cleaned_data if form.errors else {}
    if not said.get("board") or not said.get("year"):
        return {}
    board = said["board"].pk
    return {"taken": taken(board, said["year"]), "can_roll": board in request.user.boards(DRAFT_EDIT)}


def no_draft() -> str:
    """The sentence for an act that came after the board's decision."""
    return _("Planen är beslutad och har inget utkast. Välj Revidera för att börja ett nytt.")
