"""What has come of a report, for whoever has its code: read, answered, and a way to be reached left or taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ledstjarna.audit import services as audit
from ledstjarna.audit.models import Outcome
from ledstjarna.reports import selectors, services, tries
from ledstjarna.reports.clock import reading
from ledstjarna.reports.forms.outcome import AnswerForm, CodeForm, ContactForm
from ledstjarna.reports.models import OPEN, Report, Status
from ledstjarna.reports.sealed import FOLLOWING, seal, unseal
from ledstjarna.reports.views.reporter import TOO_MANY, UNPROCESSABLE, door, page

WORDS: Final[dict[str, str | Promise]] = {
    Status.RECEIVED: _("Rapporten har kommit fram. Samordnaren har inte läst klart rapporten än."),
    Status.RETURNED: _("Samordnaren behöver veta mer och har en fråga till dig."),
    Status.CONFIRMED: _("Samordnaren har läst och bekräftat rapporten. Den räknas i nämndens lägesbild."),
    Status.HANDLED: _("Rapporten är bekräftad och åtgärdad. Den räknas i nämndens lägesbild."),
    Status.CLOSED: _("Rapporten är bekräftad och avslutad. Den räknas i nämndens lägesbild."),
    Status.UNCOUNTED: _("Samordnaren har läst rapporten och avslutat den. Den räknas inte i nämndens lägesbild."),
    Status.OPINION: _(
        "Samordnaren bedömer att det gällde en åsikt inom lagen, inte en händelse. Sådant får inte registreras, "
        "så det du skrev är borttaget."
    ),
    Status.CONCERN: _(
        "Samordnaren bedömer att det gällde ett barn som kan fara illa, och det du skrev är borttaget här. Har du inte "
        "redan gjort en orosanmälan, gör den i dag: den som är skyldig att anmäla är det själv."
    ),
}
WRONG: Final = _(
    "Ingen rapport har den koden. Se efter att du har skrivit alla tecken. "
    "Har du tappat bort den, prata med samordnaren: rapporten läses ändå."
)
LATE: Final = _("Sidan har legat öppen för länge. Skriv koden igen.")
HELD_BACK: Final = _("Det har skrivits fem koder härifrån på en minut. Vänta en minut och försök igen.")
WAIT: Final = "60"

Form = AnswerForm | ContactForm


@door
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest) -> HttpResponse:
    """The code, then the report's standing; the report's own text is never shown.

    The code is sent in the body alone, and once: what follows carries it sealed in a hidden field.
    """
    if request.method != "POST":
        return _ask(request, CodeForm())
    if "key" in request.POST:
        return _follow(request)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _ask(request, form)
    if not tries.take(request):
        form.add_error("code", HELD_BACK)
        return _ask(request, form, status=TOO_MANY)
    code = form.cleaned_data["code"]
    report = selectors.by_code(code)
    if report is None:
        audit.nameless("report.outcome.read", outcome=Outcome.REFUSED)
        form.add_error("code", WRONG)
        return _ask(request, form)
    tries.give_back(request)
    audit.nameless("report.outcome.read", board_id=report.board_id)
    return _tell(request, report, code)


def _ask(request: HttpRequest, form: CodeForm, *, status: int = UNPROCESSABLE) -> HttpResponse:
    shown = page(request, "outcome", {"form": form}, status=status if form.errors else 200, to="reports:outcome")
    if shown.status_code == TOO_MANY:
        shown.headers["Retry-After"] = WAIT
    return shown


def _follow(request: HttpRequest) -> HttpResponse:
    """An act on a report whose code was right a while ago."""
    code = unseal(request, request.POST.get("key", ""), use=FOLLOWING)
    report = selectors.by_code(code) if code else None
    if report is None:
        return _late(request)
    act = _ACTS.get(request.POST.get("act", ""))
    form_or_words = act(request, report) if act else ""
    report = selectors.by_code(code)  # as it is now; it may have been removed meanwhile
    return _late(request) if report is None else _tell(request, report, code, form_or_words)


def _late(request: HttpRequest) -> HttpResponse:
    form = CodeForm({"code": ""})
    form.full_clean()
    form.errors["code"] = form.error_class([str(LATE)])
    return _ask(request, form)


def _answered(request: HttpRequest, report: Report) -> Form | str | Promise:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return form
    said = form.cleaned_data
    try:
        taken = services.question_answer(report=report, question=said["question"], text=said["answer"])
    except ValidationError as fault:
        return _refused(form, fault)
    return _("Tack, samordnaren läser ditt svar.") if taken else _("Frågan är redan besvarad. Svaret har kommit fram.")


def _contact_left(request: HttpRequest, report: Report) -> Form | str | Promise:
    form = ContactForm(request.POST)
    if not form.is_valid():
        return form
    try:
        services.contact_leave(report=report, text=form.cleaned_data["contact"])
    except ValidationError as fault:
        return _refused(form, fault)
    return _("Samordnaren kan nu höra av sig till dig. Uppgiften tas bort när rapporten avslutas.")


def _contact_withdrawn(request: HttpRequest, report: Report) -> str | Promise:
    services.contact_withdraw(report=report)
    return _("Din kontaktuppgift är borttagen.")


def _refused(form: Form, fault: ValidationError) -> Form:
    """The form with what the service said."""
    form.add_error(None, fault)
    return form


_ACTS: Final[dict[str, Callable[[HttpRequest, Report], Form | str | Promise]]] = {
    "answer": _answered,
    "contact": _contact_left,
    "withdraw": _contact_withdrawn,
}


def _tell(request: HttpRequest, report: Report, code: str, done: Form | str | Promise = "") -> HttpResponse:
    """The report's standing, with what there is to do; `done` is what was said of the act, or its form with faults."""
    question = selectors.open_question(report)
    answer: Form | None = AnswerForm(initial={"question": question.pk}) if question else None
    contact: Form = ContactForm()
    refused = done if isinstance(done, (AnswerForm, ContactForm)) else None
    if isinstance(refused, AnswerForm):
        answer = refused
    elif isinstance(refused, ContactForm):
        contact = refused
    context: dict[str, Any] = {
        "report": report,
        "words": WORDS[report.status],
        "reading": reading(report) if report.status == Status.RECEIVED else None,
        "key": seal(request, code, use=FOLLOWING),
        "step": selectors.child_step() if report.status == Status.CONCERN else None,
        "question": question,
        "answer": answer,
        "contact": contact if report.status in OPEN else None,
        "has_contact": selectors.has_contact(report),
        "refused": refused,
        "done": "" if refused else done,
    }
    return page(request, "outcome", context, status=UNPROCESSABLE if refused else 200, to="reports:outcome")
