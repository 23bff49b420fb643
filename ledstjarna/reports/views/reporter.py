"""What the reporter's pages have in common: they leave nothing behind, and never say who it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ledstjarna.reports.permissions import FILE
from ledstjarna.walls.permission import requires_or_inside

SEE_OTHER: Final = 303
UNPROCESSABLE: Final = 422
TOO_MANY: Final = 429

door = requires_or_inside(FILE)
"""Every door of the reporter's: behind sign-in, or open from the networks that the municipality has named."""


@dataclass(frozen=True, slots=True)
class Emptied:
    """After how many seconds a page gives way to another, so that the next one at the computer reads nothing.

    `fixed`: whatever is done on it meanwhile.
    """

    to: str
    seconds: int = 15 * 60
    fixed: bool = False


def page(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200, to: str = "") -> HttpResponse:
    """A page that is emptied after a while, by going to the door named `to`, or to the start, which says so."""
    context = {"emptied": Emptied(reverse(to) if to else f"{reverse('reports:routine')}#tomd")} | context
    return render(request, f"reports/{name}.html", context, status=status)


def see(to: str) -> HttpResponse:
    """On to another page, asked for anew."""
    return HttpResponse(status=SEE_OTHER, headers={"Location": reverse(to)})
