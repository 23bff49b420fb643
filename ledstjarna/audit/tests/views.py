"""A small site whose views go wrong in every way the middleware should notice."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from ledstjarna.walls.permission import Permission, Refused, public, requires

PROTECTED = Permission("audit_test:protected", "Testa skyddat", frozenset(), protected=True)
NOBODY = Permission("audit_test:nobody", "Testa inget", frozenset())


View = TypeVar("View", bound=Callable[..., HttpResponse])


def _may_always(view: View) -> View:
    view.permission = PROTECTED  # type: ignore[attr-defined]
    return view


@requires(NOBODY)
def closed(_request: HttpRequest, number: int, name: str = "") -> HttpResponse:
    return HttpResponse("shown")


@_may_always
def rolled_back(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        get_user_model().objects.all().update(name="changed")
        raise Refused(NOBODY)


@_may_always
def hidden(_request: HttpRequest, number: int) -> HttpResponse:
    raise Http404


def gone(_request: HttpRequest) -> HttpResponse:
    raise Http404


def broken(_request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError("811218-9876")


@public
def broken_for_all(_request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def denied(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def fine(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("fine")


urlpatterns = [
    path("", include("ledstjarna.config.urls")),
    path("closed/<int:number>/<str:name>", closed, name="closed"),
    path("rolled-back", rolled_back, name="rolled_back"),
    path("hidden/<int:number>", hidden, name="hidden"),
    path("gone", gone, name="gone"),
    path("broken", broken, name="broken"),
    path("broken-for-all", broken_for_all, name="broken_for_all"),
    path("denied", denied, name="denied"),
    path("fine", fine, name="fine"),
]
