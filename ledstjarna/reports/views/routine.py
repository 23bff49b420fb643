"""The routine: one question a page, plain links, and nothing of the answers kept anywhere."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ledstjarna.reports import selectors
from ledstjarna.reports.views.reporter import door


@door
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Before the report: what it is, and where to begin."""
    return render(request, "reports/start.html")


@door
@require_safe
def step(request: HttpRequest, number: int) -> HttpResponse:
    """One question; no leads to the next, yes to what to do."""
    return render(request, "reports/step.html", _at(number))


@door
@require_safe
def advice(request: HttpRequest, number: int) -> HttpResponse:
    """What to do when the answer is yes."""
    return render(request, "reports/advice.html", _at(number))


@door
@require_safe
def poster(request: HttpRequest) -> HttpResponse:
    """All of it on one sheet for the wall; the more the municipality has written, the smaller."""
    steps = selectors.routine_steps()
    signs = sum(len(str(part)) for one in steps for part in (one.question, one.advice, one.contact, one.link_text))
    size = next((name for name, most in (("large", 2_000), ("medium", 3_600)) if signs <= most), "small")
    return render(request, "reports/poster.html", {"steps": steps, "size": size})


def _at(number: int) -> dict[str, Any]:
    steps = selectors.routine_steps()
    if not 1 <= number <= len(steps):
        raise Http404
    last = number == len(steps)
    onward = reverse("reports:file") if last else reverse("reports:step", args=[number + 1])
    return {"step": steps[number - 1], "number": number, "of": len(steps), "onward": onward, "last": last}
