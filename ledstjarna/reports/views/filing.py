"""The form, the marks beside its text, and the receipt. Nothing here says who it is: no row, no log, no session."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ledstjarna.reports import selectors, services
from ledstjarna.reports.clock import reading
from ledstjarna.reports.codes import number_for
from ledstjarna.reports.forms.filing import LONGEST, FilingForm, UnitSearchForm
from ledstjarna.reports.models import Question
from ledstjarna.reports.places import Places
from ledstjarna.reports.sealed import RECEIPT, SECONDS, browser_of, seal, unseal
from ledstjarna.reports.views.reporter import UNPROCESSABLE, Emptied, door, page, see
from ledstjarna.texts.forms import carrying, marked
from ledstjarna.texts.guard import PROFILES
from ledstjarna.ui.forms import once_of

COOKIE: Final = "kvitto"
_TEXTS: Final = {"description": LONGEST, "answer": Question._meta.get_field("answer").longest}


@door
@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest) -> HttpResponse:
    """Which unit the report is about, for whoever may say one of several. Searched by POST, chosen by POST."""
    form = UnitSearchForm(request.POST or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    found = Places(request.user).search(words)
    context = {"form": form, "found": found, "searched": bool(words)}
    return page(request, "unit", context, status=UNPROCESSABLE if form.errors else 200)


@door
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest) -> HttpResponse:
    """The form. What is sent is answered with a way to the receipt, whose code rides in a cookie of its own."""
    sent = request.method == "POST"
    places = Places(request.user)
    chosen = places.chosen(request.POST.get("unit", ""))
    offered = places.every() if chosen is None else []
    if chosen is None and offered and (not sent or "open" in request.POST):
        return see("reports:unit")
    filled = request.POST if sent and "open" not in request.POST else None
    form = FilingForm(filled, unit=chosen, offered=offered)
    if not form.is_valid() or chosen is None:
        context = {"form": form, "unit": chosen, "offered": offered}
        return page(request, "file", context, status=UNPROCESSABLE if form.errors else 200)
    once = once_of(request)
    whose = str(request.user.pk) if request.user.is_authenticated else browser_of(request)
    filed = services.report_file(**form.about(), once=once and number_for(once, whose))
    response = see("reports:receipt")
    response.set_cookie(
        COOKIE,
        seal(request, f"{filed.code}.{int(filed.again)}", use=RECEIPT),
        max_age=SECONDS[RECEIPT],
        path=reverse("reports:receipt"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


@door
@require_POST
def mark(request: HttpRequest) -> HttpResponse:
    """What the guard holds of a text that is being written. The text is looked at and let go."""
    name = next((name for name in _TEXTS if name in request.POST), "description")
    text = carrying(request.POST, name, request.POST.get(name, ""))
    return HttpResponse(render_to_string("texts/marks.html", marked(name, text, PROFILES["report"], _TEXTS[name])))


@door
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """The receipt code, for as long as the cookie lasts and whoever filed is signed in."""
    code, _dot, again = unseal(request, request.COOKIES.get(COOKIE, ""), use=RECEIPT).partition(".")
    emptied = Emptied(reverse("reports:receipt"), SECONDS[RECEIPT], fixed=True) if code else None
    report = selectors.by_code(code) if code else None
    context = {"code": code, "again": again == "1", "emptied": emptied, "report": report}
    return page(request, "receipt", context | {"reading": reading(report) if report else None})
