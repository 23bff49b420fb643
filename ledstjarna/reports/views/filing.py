"""The reporter's pages. Nothing here says who it is: no row, no log, no session holds it."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from ledstjarna.accounts.models import User
from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.audit.models import Outcome
from ledstjarna.reports import selectors, services
from ledstjarna.reports.codes import number_for
from ledstjarna.reports.forms.filing import CodeForm, FilingForm, RoutineForm
from ledstjarna.reports.models import Report, Status
from ledstjarna.reports.permissions import FILE
from ledstjarna.texts.keys import KeyMissing, Unreadable, decrypt, encrypt
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

SEE_OTHER: Final = 303
UNPROCESSABLE: Final = 422
RECEIPT: Final = "kvitto"
RECEIPT_SECONDS: Final = 10 * 60

WORDS: Final[dict[str, str | Promise]] = {
    Status.RECEIVED: _(
        "Rapporten har kommit fram. Samordnaren har inte tagit ställning till den än. "
        "Titta igen om några dagar. Är det bråttom, prata med din chef."
    ),
    Status.RETURNED: _("Samordnaren har en fråga till dig innan rapporten kan bekräftas."),
    Status.CONFIRMED: _("Samordnaren har läst och bekräftat rapporten. Den räknas i nämndens lägesbild."),
    Status.HANDLED: _("Rapporten är bekräftad och åtgärdad. Den räknas i nämndens lägesbild."),
    Status.CLOSED: _("Rapporten är bekräftad och avslutad. Den räknas i nämndens lägesbild."),
    Status.OPINION: _(
        "Samordnaren bedömer att det gällde en åsikt inom lagen, inte en händelse. Sådant får inte registreras, "
        "så det du skrev är borttaget."
    ),
    Status.CONCERN: _(
        "Samordnaren bedömer att det gällde ett barn som kan fara illa. Det blir en orosanmälan till socialtjänsten, "
        "och det du skrev är borttaget här."
    ),
}


@requires(FILE)
@require_http_methods(["GET", "HEAD", "POST"])
def routine(request: SignedRequest) -> HttpResponse:
    """Two questions before the report; a yes leads to those who can help at once."""
    form = RoutineForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "reports/routine.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)
    if not any(form.cleaned_data.values()):
        return _see(reverse("reports:file"))
    return render(request, "reports/advice.html", form.cleaned_data)


@requires(FILE)
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: SignedRequest) -> HttpResponse:
    """The form. What is sent is answered with a way to the receipt, whose code rides in a cookie of its own."""
    places = selectors.places_of(request.user)
    form = FilingForm(request.POST if request.method == "POST" else None, places=places)
    if not places or not form.is_valid():
        context = {"form": form, "places": places}
        return render(request, "reports/file.html", context, status=UNPROCESSABLE if form.errors else 200)
    once = once_of(request)
    filed = services.report_file(**form.about(), once=once and number_for(once, request.user.pk))
    to = reverse("reports:receipt")
    response = _see(to)
    sealed = encrypt(f"{filed.code}.{int(filed.again)}".encode(), purpose=_own(request.user))
    response.set_signed_cookie(
        RECEIPT,
        urlsafe_b64encode(sealed).decode(),
        salt=_own(request.user),
        max_age=RECEIPT_SECONDS,
        path=to,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


@requires(FILE)
@require_safe
def receipt(request: SignedRequest) -> HttpResponse:
    """The receipt code, for as long as the cookie lasts."""
    sealed = request.get_signed_cookie(RECEIPT, "", salt=_own(request.user), max_age=RECEIPT_SECONDS)
    try:
        kept = decrypt(urlsafe_b64decode(sealed or ""), purpose=_own(request.user)).decode()
    except (ValueError, Unreadable, KeyMissing):  # none, damaged, or its key is gone
        kept = ""
    code, _dot, again = kept.partition(".")
    return render(request, "reports/receipt.html", {"code": code, "again": again == "1"})


@requires(FILE)
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: SignedRequest) -> HttpResponse:
    """What came of a report, for whoever has its code; the report's own text is never shown."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    report = _by_code(form) if form.is_valid() else None
    if report is None:
        return render(request, "reports/outcome.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)
    audit.nameless("report.outcome.read", board_id=report.board_id)
    return render(request, "reports/outcome.html", {"report": report, "words": WORDS[report.status]})


def _by_code(form: CodeForm) -> Report | None:
    report = selectors.by_code(form.cleaned_data["code"])
    if report is None:
        audit.nameless("report.outcome.read", outcome=Outcome.REFUSED)
        form.add_error("code", _("Ingen rapport har den koden. Se efter att du har skrivit alla tecken."))
    return report


def _see(to: str) -> HttpResponse:
    """On to another page, asked for anew."""
    return HttpResponse(status=SEE_OTHER, headers={"Location": to})


def _own(user: User) -> str:
    """Another person at the same computer cannot open the receipt."""
    return f"ledstjarna.reports.receipt.{user.pk}"
