"""The year wheel: what a board's year holds, drawn and listed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledstjarna.accounts.models import Unit
from ledstjarna.accounts.request import SignedRequest
from ledstjarna.accounts.selectors import boards
from ledstjarna.documents.drawings.wheel import wheel_svg
from ledstjarna.followup.access import access
from ledstjarna.followup.forms import WheelFilter
from ledstjarna.followup.permissions import READ
from ledstjarna.followup.views.door import record_draft
from ledstjarna.followup.year import year_of
from ledstjarna.plans.selectors_followup import FollowedPlan, followed_plans
from ledstjarna.walls.permission import requires


@requires(READ)
@require_safe
def wheel(request: SignedRequest) -> HttpResponse:
    """A board's year; the user's own board and this year unless others are asked for."""
    today = timezone.localdate()
    own = {board for _role, _unit, board in request.user.holdings}
    usual = {"year": today.year, "board": next((board for board in boards(today) if board.pk in own), None)}
    form = WheelFilter(request.GET or None, initial=usual)
    chosen = {**usual, **(form.cleaned_data if form.is_valid() else {})}
    board: Unit | None = chosen["board"]
    year: int = chosen["year"]
    plan = followed_plans(year, [board.pk]).get(board.pk) if board else None
    shown = _readable(request, plan)
    shown_year = year_of(year, shown)
    context = {
        "form": form,
        "drawing": wheel_svg(shown_year.wheel(today, lambda key: _address(shown, key))),
        "board": board,
        "plan": shown if shown and shown.decided_on else None,
        "hidden": plan is not None and shown is None,
        "year": shown_year,
    }
    return render(request, "followup/wheel.html", context)


def _address(plan: FollowedPlan | None, key: UUID) -> str:
    """An activity's place in the decided plan."""
    return f"{reverse('plans:plan', args=[plan.pk])}#r-{key}" if plan and plan.decided_on else ""


def _readable(request: SignedRequest, plan: FollowedPlan | None) -> FollowedPlan | None:
    """The plan if the times of its activities may be shown: they follow the draft while there is one."""
    if plan is None or not plan.drafting:
        return plan
    if not access(request.user, plan).inside:
        return None
    record_draft(request, plan)
    return plan
