"""The start page: first what waits, then how it stands."""

from django.contrib.humanize.templatetags.humanize import apnumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ledstjarna.home.steps import steps_for
from ledstjarna.plans.selectors import CurrentPlan, current_plans
from ledstjarna.reports.permissions import FILE
from ledstjarna.walls.permission import SIGNED_IN, requires


@requires(SIGNED_IN)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """One sentence, what waits, and the plans that hold for the user's own boards."""
    steps = steps_for(request.user)  # type: ignore[arg-type]
    plans = current_plans(request.user)  # type: ignore[arg-type]
    own = any(board for _role, _unit, board in request.user.holdings)  # type: ignore[union-attr]
    context = {
        "title": _("Det här väntar på dig") if steps else _("Lugnt just nu"),
        "lead": _lead(len(steps), plans, own),
        "own": own,
        "reporter": own and request.user.may(FILE),  # type: ignore[union-attr]
        "over": capfirst(date_format(timezone.localdate(), "l j F")),
        "steps": steps,
        "plans": plans,
    }
    return render(request, "home/start.html", context)


def _lead(waiting: int, plans: list[CurrentPlan], own: bool) -> str:
    """What waits, and for those who belong to a board how its plan stands."""
    calm = _calm(plans) if own else ""
    if not waiting:
        return calm or _("Det som behöver dig står här.")
    number = capfirst(str(apnumber(waiting)))
    count = ngettext("En sak väntar.", "%(number)s saker väntar.", waiting) % {"number": number}
    return f"{count} {calm}".strip()


def _calm(plans: list[CurrentPlan]) -> str:
    """Whether a plan applies, will apply, or is yet to be decided."""
    if any(not plan.to_come for plan in plans):
        return _("Planen är beslutad och gäller.")
    if plans:
        return _("Planen är beslutad och kommer att gälla från %d.") % plans[0].to_come
    return _("Ingen plan är beslutad än.")
