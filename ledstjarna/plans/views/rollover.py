"""The turn of the year: look through last year's activities, and begin the next plan with one press."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.plans import services
from ledstjarna.plans.forms_rollover import RollForm
from ledstjarna.plans.models import YEARS, Activity, Choice, Plan
from ledstjarna.plans.permissions import DRAFT_EDIT
from ledstjarna.plans.rollover import Source, source_of
from ledstjarna.plans.selectors_details import work_of
from ledstjarna.plans.views.door import draft_url, own_plan_or_404, record_read
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

CONFLICT = 409
UNPROCESSABLE = 422


@requires(DRAFT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def roll(request: SignedRequest, pk: int) -> HttpResponse:
    """Each activity beside how it will read, and what becomes of it."""
    plan = own_plan_or_404(request, pk, DRAFT_EDIT)
    asked = request.POST if request.method == "POST" else request.GET
    year = _year(asked.get("year" if request.method == "POST" else "ar", ""), plan)
    source = source_of(plan)
    if request.method != "POST":
        fresh = RollForm(source=source, year=year, title=request.GET.get("rubrik", "")[:300])
        return _page(request, fresh, source, year)
    form = RollForm(request.POST, source=source, year=year)
    if not form.is_valid():
        return _page(request, form, source, year)
    try:
        made = services.plan_roll(
            source=plan,
            year=year,
            title=form.cleaned_data["title"],
            chosen=form.chosen(),
            seen=form.cleaned_data["seen"],
            actor_id=request.user.pk,
            once=once_of(request),
        )
    except audit.Repeated as before:
        return redirect("plans:draft", before.ids[0])
    except services.DraftChanged:
        form = RollForm({**request.POST.dict(), "seen": source.seen}, source=source, year=year)
        form.add_error(
            None, _("Planen har ändrats sedan du öppnade sidan. Gå igenom den igen. Det du valde står kvar.")
        )
        return _page(request, form, source, year, status=CONFLICT)
    except ValidationError as fault:
        form.add_error(None, fault.messages)
        return _page(request, form, source, year)
    return _go_on(request, made)


def _go_on(request: SignedRequest, made: Plan) -> HttpResponse:
    """To the first activity that is to be changed, else to the draft."""
    words = _("Utkastet för %(year)d är påbörjat. Förs över: %(carry)d. Ska ändras: %(change)d. Avslutas: %(close)d.")
    counts = {choice: made.carried.filter(choice=choice).count() for choice in Choice.values}
    messages.success(request, words % {"year": made.year, **counts})
    to_change = made.carried.filter(choice=Choice.CHANGE).values("key")
    first = Activity.objects.filter(section__plan=made, key__in=to_change).order_by("section__position", "position")[:1]
    return redirect(reverse("plans:activity", args=[first[0].pk]) if first else draft_url(made))


def _year(text: str, plan: Plan) -> int:
    """The year asked for, the next one if none. Raises Http404 for one that the plan cannot be followed in."""
    if not text:
        return plan.year + 1
    if text.isascii() and text.isdecimal() and len(text) == 4 and int(text) in range(plan.year + 1, YEARS.stop):
        return int(text)
    raise Http404


def _page(request: SignedRequest, form: RollForm, source: Source, year: int, status: int = 200) -> HttpResponse:
    if source.version is None:
        record_read(request, source.plan)
    context = {
        "plan": source.plan,
        "source": source,
        "year": year,
        "form": form,
        "there": Plan.objects.filter(board=source.plan.board_id, year=year).first(),
        "work": work_of(source.plan),
        "activities": sum(len(part.rows) for part in form.parts),
    }
    wrong = UNPROCESSABLE if form.errors and status == 200 else status
    return render(request, "plans/roll.html", context, status=wrong)
