"""What was refused, hidden or failed leaves its row in the log, after everything else has rolled back."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ledstjarna.audit.models import Outcome
from ledstjarna.audit.services import Fact, attempt, nameless
from ledstjarna.walls.permission import Permission, Refused

log = logging.getLogger(__name__)

_FRAMES = 8
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class AuditMiddleware:
    """Writes refused (403) and hidden (404 on protected matter) requests of signed-in users, and failed writes of
    anyone.

    The row names the view, the method and the numbers in the address: never the address itself, a query string or a
    text, for a person may have typed anything there. What may not be tied to a person is only counted by the day.
    Stands right after the sign-in middleware. When the row cannot be written the operator is told, as of every 500,
    and the answer stays what it was.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code >= 500:
            log.error("%s %s answered %d: %s", request.method, _view(request), response.status_code, _fault(request))
        kept = _worth_keeping(request, response.status_code)
        if kept:
            try:
                _keep(request, *kept)
            except Exception as fault:
                log.error("a refused or failed request is not in the log: %s", _place(fault))
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Remember what the view raised; Django turns it into an answer before this middleware sees it again."""
        request.raised = exception  # type: ignore[attr-defined]


def _worth_keeping(request: HttpRequest, status: int) -> tuple[str, Outcome] | None:
    signed_in = request.user.is_authenticated
    if status == 403 and signed_in:
        return "request.refused", Outcome.REFUSED
    if status == 404 and signed_in and (permission := _permission(request)) and permission.protected:
        return "request.hidden", Outcome.REFUSED
    if status >= 500 and request.method not in SAFE:
        return "request.failed", Outcome.FAILED
    return None


def _keep(request: HttpRequest, action: str, outcome: Outcome) -> None:
    permission = _permission(request)
    if permission and permission.traceless:
        nameless(action, outcome=outcome)
    else:
        attempt(action, outcome, actor_id=request.user.pk, facts=_facts(request))


def _permission(request: HttpRequest) -> Permission | None:
    match = request.resolver_match
    return getattr(match.func, "permission", None) if match else None


def _view(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _fault(request: HttpRequest) -> str:
    raised = getattr(request, "raised", None)
    return _place(raised) if raised else "unknown"


def _place(fault: Exception) -> str:
    """What was raised and where, the innermost first. Never its message, which may hold what a person wrote."""
    frames = traceback.extract_tb(fault.__traceback__)[-_FRAMES:]
    return " < ".join([type(fault).__name__, *(f"{f.name} ({f.filename}:{f.lineno})" for f in reversed(frames))])


def _facts(request: HttpRequest) -> dict[str, Fact]:
    match = request.resolver_match
    facts: dict[str, Fact] = {
        "view": _view(request),
        "method": str(request.method),
    }
    if match:
        numbers = (*match.args, *match.kwargs.values())
        facts["numbers"] = [value for value in numbers if isinstance(value, int)]
    raised = getattr(request, "raised", None)
    if isinstance(raised, Refused):
        facts["permission"] = raised.permission.code
    elif raised is not None:
        facts["error"] = type(raised).__name__
    return facts
