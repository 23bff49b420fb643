"""What is done around a report: a question, a contact shown, information noted, the concern made."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ledstjarna.accounts.request import SignedRequest
from ledstjarna.audit import services as audit
from ledstjarna.reports import services
from ledstjarna.reports.forms.around import AskForm, ShareForm
from ledstjarna.reports.forms.handling import ConcernForm, Locked
from ledstjarna.reports.models import Contact, Report
from ledstjarna.reports.permissions import TRIAGE
from ledstjarna.reports.views.page import found, or_moved, report_page
from ledstjarna.ui.forms import once_of
from ledstjarna.walls.permission import requires

MOST_DIGITS: Final = 18
Part = Callable[[SignedRequest, Report], HttpResponse]


def _part(view: Part) -> Callable[[SignedRequest, int], HttpResponse]:
    """A form on the report's page: sent here, and whoever only comes by is led to the page."""

    @wraps(view)
    def sent(request: SignedRequest, pk: int) -> HttpResponse:
        here = found(request, pk)
        return view(request, here) if request.method == "POST" else redirect("reports:report", pk)

    return requires(TRIAGE)(require_http_methods(["GET", "HEAD", "POST"])(or_moved(sent)))


def _answer(
    request: SignedRequest,
    here: Report,
    name: str,
    form: Locked,
    act: Callable[[], object],
    said: str,
    decided: bool = False,
) -> HttpResponse:
    """Do what the form says and go back to the page; or show it again with what is wrong.

    When something is `decided` the page offers the next report.
    """
    try:
        if not form.is_valid():
            return report_page(request, here, sent={name: form})
        act()
        messages.success(request, said)
    except audit.Repeated:
        pass
    except ValidationError as fault:
        form.add_error(None, fault)
        return report_page(request, here, sent={name: form})
    page = reverse("reports:report", args=[here.pk])
    return redirect(f"{page}?klart" if decided else page)


@_part
def ask(request: SignedRequest, here: Report) -> HttpResponse:
    """Ask whoever filed the report."""
    form = AskForm(request.POST, report=here)
    return _answer(
        request,
        here,
        "ask",
        form,
        lambda: services.question_ask(
            report=here, **form.cleaned_data, actor_id=request.user.pk, once=once_of(request)
        ),
        _("Frågan är ställd. Svaret kommer hit när den som rapporterade har svarat med sin kvittokod."),
        decided=True,
    )


@_part
def withdraw(request: SignedRequest, here: Report) -> HttpResponse:
    """Take back a question that has no answer."""
    form = Locked(request.POST, report=here)
    number = request.POST.get("question", "")
    if not form.is_valid() or not number.isascii() or not number.isdigit() or len(number) > MOST_DIGITS:
        raise services.MovedOn
    return _answer(
        request,
        here,
        "withdraw",
        form,
        lambda: services.question_withdraw(
            report=here,
            question=int(number),
            lock=form.cleaned_data["lock"],
            actor_id=request.user.pk,
            once=once_of(request),
        ),
        _("Frågan är borttagen."),
    )


@_part
def share(request: SignedRequest, here: Report) -> HttpResponse:
    """Note that a unit has been given information."""
    form = ShareForm(request.POST, report=here)
    return _answer(
        request,
        here,
        "share",
        form,
        lambda: services.information_share(report=here, **form.cleaned_data, actor=request.user, once=once_of(request)),
        _("Informationen är noterad."),
    )


@_part
def concern(request: SignedRequest, here: Report) -> HttpResponse:
    """Note that the report to the social services is made."""
    form = ConcernForm(request.POST, report=here)
    return _answer(
        request,
        here,
        "concern",
        form,
        lambda: services.concern_make(
            report=here, lock=form.cleaned_data["lock"], actor_id=request.user.pk, once=once_of(request)
        ),
        _("Noterat: orosanmälan är gjord."),
        decided=True,
    )


@_part
def contact(request: SignedRequest, here: Report) -> HttpResponse:
    """Show how the reporter wants to be reached, to the one who takes care of the report."""
    kept = Contact.objects.filter(report=here).first()
    if kept is None or here.handler_id != request.user.pk:
        raise services.MovedOn
    audit.read("report.contact.read", actor_id=request.user.pk, board_id=here.board_id, kind="report", ids=[here.pk])
    return report_page(request, here, contact=kept.words)
