"""The pages of those who report: what waits for them, and the form."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.accounts.selectors import boards_of
from ledstjarna.audit import services as audit
from ledstjarna.audit.months import add_months
from ledstjarna.followup import selectors, services
from ledstjarna.followup.access import Access
from ledstjarna.followup.following import HANDED_IN, Line, Sheet
from ledstjarna.followup.forms import TEXTS, ReportForm
from ledstjarna.followup.models import Report, State
from ledstjarna.followup.permissions import BOARD, CITY, REPORT
from ledstjarna.followup.views.door import line_or_404, record_draft
from ledstjarna.periods import selectors as periods
from ledstjarna.periods.selectors import PeriodRef
from ledstjarna.ui.forms import add_fault, once_of
from ledstjarna.walls.permission import requires

UNPROCESSABLE, CONFLICT = 422, 409


@requires(REPORT)
@require_safe
def mine(request: SignedRequest) -> HttpResponse:
    """The activities to report on now, period by period."""
    today = timezone.localdate()
    rows = selectors.mine(request.user, today)
    for row in rows:
        if row.sheet.plan.decided_on is None:
            record_draft(request, row.sheet.plan)
    context = {
        "rows": rows,
        "own": any(row.own or row.others for row in rows),
        "boards": list(boards_of(request.user, BOARD)),
        "periods": _lately(today),
        "city": request.user.may(CITY),
        "city_year": periods.year_at(today),
    }
    return render(request, "followup/mine.html", context)


def _lately(today: date) -> list[PeriodRef]:
    """The periods that are open or have closed within a year, the latest first."""
    terms = periods.periods(range(today.year - 1, today.year + 2))
    return sorted((t for t in terms if t.opens <= today < add_months(t.closes, 12)), key=lambda t: t.due, reverse=True)


@requires(REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedRequest, board_pk: int, period_pk: int, key: UUID) -> HttpResponse:
    """The report on an activity: written, saved, handed in; once accepted, read."""
    sheet, line, seen = line_or_404(request, board_pk, period_pk, key)
    if request.method == "POST":
        return _save(request, sheet, line, seen)
    form = ReportForm(initial=_initial(line, seen), another=seen.speaks_for_another(line.activity))
    return _page(request, sheet, line, form)


@requires(REPORT)
@require_POST
def unchanged(request: SignedRequest, board_pk: int, period_pk: int, key: UUID) -> HttpResponse:
    """Hand in that nothing has changed, in one click."""
    sheet, line, seen = line_or_404(request, board_pk, period_pk, key)
    if line.before is None:
        return redirect("followup:report", board_pk, period_pk, key)
    try:
        services.report_unchanged(
            plan=sheet.plan,
            activity=line.activity,
            period=sheet.period,
            before=line.before,
            on_behalf_of=_on_behalf(line, seen),
            actor_id=request.user.pk,
            once=once_of(request),
        )
    except audit.Repeated:
        pass
    except services.Stale:
        messages.warning(request, _("Någon har redan skrivit om aktiviteten. Läs det först."))
        return redirect("followup:report", board_pk, period_pk, key)
    except services.Shut as shut:
        messages.warning(request, str(shut))
    except ValidationError:  # what was said before lacks something that is asked for now
        messages.warning(request, _("Läget behöver förklaras. Fyll i det som saknas och lämna in."))
        return redirect("followup:report", board_pk, period_pk, key)
    else:
        messages.success(request, _("Inlämnat som oförändrat: %s") % services.short(line.activity.activity, 80))
    return redirect("followup:mine")


def _initial(line: Line, seen: Access) -> dict[str, Any]:
    """What the form begins with: what is saved, else how the activity stands."""
    if line.report:
        return {name: getattr(line.report, name) for name in (*TEXTS, "lock")}
    return {"status": line.activity.status, "on_behalf_of": _on_behalf(line, seen), "lock": 0}


def _on_behalf(line: Line, seen: Access) -> str:
    """Who answers for the activity, when it is another than the user."""
    if not seen.speaks_for_another(line.activity):
        return ""
    parties = line.activity.parties
    words = (line.activity.lead or parties[0]).words if parties else line.activity.responsible
    return services.short(words, 200)


def _save(request: SignedRequest, sheet: Sheet, line: Line, seen: Access) -> HttpResponse:
    here = (sheet.plan.board_id, sheet.period.pk, line.activity.key)
    submit = request.POST.get("act") == "submit"
    form = ReportForm(request.POST, another=seen.speaks_for_another(line.activity), submit=submit)
    if not form.is_valid():
        return _page(request, sheet, line, form, UNPROCESSABLE)
    try:
        saved = services.report_save(
            plan=sheet.plan,
            activity=line.activity,
            period=sheet.period,
            said=form.said(),
            submit=submit,
            lock=form.cleaned_data["lock"],
            actor_id=request.user.pk,
            once=once_of(request),
        )
    except ValidationError as fault:
        add_fault(form, fault)
        return _page(request, sheet, line, form, UNPROCESSABLE)
    except services.Stale as stale:
        return _conflict_page(request, sheet, line, form, stale.current)
    except services.Shut as shut:
        form.add_error(None, str(shut))
        return _page(request, sheet, line, form, CONFLICT)
    except audit.Repeated:
        now = Report.objects.select_related("saved_by").filter(board=here[0], period=here[1], key=here[2]).first()
        if now and _differing(now, form):  # changed, and sent as the same form
            return _conflict_page(request, sheet, line, form, now)
        return redirect("followup:mine")
    if saved.state == State.SUBMITTED:
        messages.success(request, _("Tack. Uppföljningen är inlämnad."))
        return redirect("followup:mine")
    if submit or not sheet.period.is_open(here[0], timezone.localdate()):
        messages.warning(request, f"{services.closed(sheet.period)} {_('Det du skrev är sparat som utkast.')}")
        return redirect("followup:report", *here)
    messages.success(request, _("Sparat som utkast. Lämna in när du är klar."))
    return redirect("followup:mine")


def _differing(now: Report, form: ReportForm) -> list[tuple[str, str, str]]:
    """Where what is saved and what was written are not the same: the field's name, and both texts."""
    found = []
    for name in TEXTS:
        saved, own = getattr(now, name), form.cleaned_data[name]
        if saved != own:
            words = dict(form.fields["status"].choices) if name == "status" else {}  # type: ignore[attr-defined]
            found.append((str(form.fields[name].label), str(words.get(saved, saved)), str(words.get(own, own))))
    return found


def _conflict_page(request: SignedRequest, sheet: Sheet, line: Line, form: ReportForm, now: Report) -> HttpResponse:
    """Both texts side by side; the own one stays in the form, ready to be saved over the other."""
    own = {name: form.cleaned_data[name] for name in TEXTS}
    again = ReportForm(initial={**own, "lock": now.lock}, another=form.another)
    context = {"differing": _differing(now, form), "now": now}
    return _page(request, sheet, line, again, CONFLICT, context)


def _page(
    request: SignedRequest,
    sheet: Sheet,
    line: Line,
    form: ReportForm,
    status: int = 200,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    board = sheet.plan.board_id
    is_open = sheet.period.is_open(board, timezone.localdate())
    state = line.report.state if line.report else ""
    context = {
        "sheet": sheet,
        "line": line,
        "report": line.report,
        "form": form,
        "is_open": is_open,
        "closed": "" if is_open else services.closed(sheet.period),
        "last_day": sheet.period.last_day(board),
        "locked": not form.is_bound and (state == State.ACCEPTED or (state in HANDED_IN and not is_open)),
    }
    return render(request, "followup/report.html", context | (more or {}), status=status)
