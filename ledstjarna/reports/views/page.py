"""A report as the coordinator sees it, with all there is to do about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.reports import selectors_inbox, terms
from ledstjarna.reports.clock import pressing
from ledstjarna.reports.forms.around import AskForm, ShareForm
from ledstjarna.reports.forms.handling import (
    AsideForm,
    CloseForm,
    ConcernForm,
    HandleForm,
    LeaveOutForm,
    Locked,
    ReopenForm,
    TriageForm,
    UnhandleForm,
)
from ledstjarna.reports.lists import Handling
from ledstjarna.reports.models import COUNTED, OPEN, SET_ASIDE, Contact, Disclosure, Question, Report, Status
from ledstjarna.reports.services.moving import MovedOn
from ledstjarna.reports.services.questions import PATIENCE, UNANSWERED_AT_MOST
from ledstjarna.reports.team import teams
from ledstjarna.reports.workdays import workdays_since

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
View = Callable[[SignedRequest, int], HttpResponse]
STEPS: Final[dict[str, type[Locked]]] = {
    "triage": TriageForm,
    "handle": HandleForm,
    "close": CloseForm,
    "aside": AsideForm,
    "leave_out": LeaveOutForm,
    "reopen": ReopenForm,
    "unhandle": UnhandleForm,
}
FORMS: Final[dict[str, tuple[str, ...]]] = {
    Status.RECEIVED: ("triage", "leave_out"),
    Status.RETURNED: ("triage", "leave_out"),
    Status.CONFIRMED: ("handle", "reopen", "aside"),
    Status.HANDLED: ("close", "unhandle"),
}
"""The steps a report can take from where it stands, the one at hand first."""
_WITH: Final = ("board", "unit__parent__parent__parent", "handler", "same_event__unit")
_NOT_WITH: Final = ("same_event__description", "same_event__feedback_words")


def found(request: SignedRequest, pk: int) -> Report:
    """The report, in the words of its year. Raises Http404 for what is not to be seen."""
    rows = Report.objects.visible_to(request.user).select_related(*_WITH).defer(*_NOT_WITH)
    report = get_object_or_404(rows, pk=pk)
    terms.word([report])
    return report


def or_moved(view: View) -> View:
    """Tell whoever was too late, with the way back to the report and what was written, which is stored nowhere."""

    @wraps(view)
    def told(request: SignedRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except MovedOn as late:
            written = [text for name in ("text", "words") if (text := request.POST.get(name, "").strip())]
            context = {"pk": pk, "sentence": str(late), "written": written}
            return render(request, "reports/moved.html", context, status=CONFLICT)

    return told


def report_page(
    request: SignedRequest, report: Report, *, contact: str = "", sent: dict[str, Locked] | None = None
) -> HttpResponse:
    """The report's page, with the forms that were sent and came back. Every answer is logged."""
    record(request, report)
    step, *others = FORMS.get(report.status, ("",))
    forms: dict[str, Locked | None] = {
        "form": STEPS[step](report=report) if step else None,
        **{f"{other}_form": STEPS[other](report=report) for other in others},
        "ask": AskForm(report=report) if report.status in OPEN else None,
        "share": ShareForm(report=report) if report.status in COUNTED else None,
        "concern": ConcernForm(report=report) if report.concern_waits else None,
    }
    context = {
        "report": report,
        "step": step,
        "aside": report.status in SET_ASIDE,
        "counted": report.status in COUNTED,
        "handled": [str(Handling(code).label) for code in report.handled_with],
        "pressing": pressing(report),
        "contact": contact,
        "has_contact": report.status in OPEN and Contact.objects.filter(report=report).exists(),
        "mine": report.handler_id == request.user.pk,
        "ahead": selectors_inbox.ahead(request.user, report.pk),
        "decided": "klart" in request.GET,
        "disclosures": _disclosures(request, report),
        **_questions(report),
        **_team(report),
        **_events(request, report),
        "shared": report.shared.select_related("unit", "by") if report.status in COUNTED else (),
        **forms,
        **(sent or {}),
    }
    wrong = any(form.errors for form in (sent or {}).values())
    return render(request, "reports/report.html", context, status=UNPROCESSABLE if wrong else 200)


def record(request: SignedRequest, report: Report, *others: int) -> None:
    """Leave the row of one who has read the report, and of others at its board."""
    ids = [report.pk, *others]
    audit.read("report.read", actor_id=request.user.pk, board_id=report.board_id, kind="report", ids=ids)


def _questions(report: Report) -> dict[str, Any]:
    """The questions with their answers, and whether one has waited long enough."""
    asked: list[Question] = list(report.questions.all())
    open_since = [one.asked_on for one in asked if one.answered_on is None]
    today = timezone.localdate()
    return {
        "questions": asked,
        "may_ask": report.status in OPEN and len(open_since) < UNANSWERED_AT_MOST,
        "waited": report.status == Status.RETURNED
        and any(workdays_since(day, today) >= PATIENCE for day in open_since),
    }


def _disclosures(request: SignedRequest, report: Report) -> list[Disclosure]:
    """The decisions on disclosure that name the report, day by day: of each the day alone."""
    rows = Disclosure.objects.visible_to(request.user).filter(board=report.board_id, report_number=report.pk)
    return list(rows.only("decided_on"))


def _team(report: Report) -> dict[str, Any]:
    """Who takes care of it, and whether that person still has the role or stands in."""
    team = {one.user.pk: one for one in teams({report.board_id})[report.board_id]}
    handler = team.get(report.handler_id or 0)
    return {"stands_in": handler is not None and handler.deputy, "left": bool(report.handler_id and handler is None)}


def _events(request: SignedRequest, report: Report) -> dict[str, Any]:
    """The reports told to be of the same event."""
    if report.status not in COUNTED:
        return {}
    repeated = list(
        Report.objects.visible_to(request.user)
        .filter(same_event=report)
        .select_related("unit")
        .defer("description", "feedback_words")
    )
    terms.word([*repeated, *([report.same_event] if report.same_event else [])])
    return {"repeated": repeated, "stands_seen": stands_seen(request, report)}


def stands_seen(request: SignedRequest, report: Report) -> bool:
    """Whether the report that stands for the event is to be seen: one may have stepped back from it."""
    stands = report.same_event_id
    return stands is not None and Report.objects.visible_to(request.user).filter(pk=stands).exists()
