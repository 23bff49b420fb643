"""The doors that allauth does not have: the demo's one click, own language, 429 for who is held back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ledstjarna.accounts import selectors, services
from ledstjarna.accounts.models import User
from ledstjarna.walls.permission import SIGNED_IN, public, requires

View = Callable[..., HttpResponseBase]


def held_back(view: View) -> View:
    """Answer 429 when the tries were used up during the request."""

    @wraps(view)
    def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if getattr(request, "held_back", False):
            response.status_code = 429
            response.headers["Retry-After"] = "60"
        return response

    return counted


@public
@require_POST
def demo(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as one of the demo's accounts without a password. Only where LEDSTJARNA_DEMO is set."""
    if not settings.DEMO:
        raise Http404
    user: User = get_object_or_404(selectors.demo_accounts(), pk=pk)
    get_adapter().login(request, user)
    return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))


@require_POST
@requires(SIGNED_IN)
def language(request: HttpRequest) -> HttpResponse:
    """Change the language one reads in and stay where one is."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    try:
        services.user_language(user=user, language=request.POST.get("language", ""))
    except ValidationError:
        messages.error(request, _("Det språket finns inte."))
    back = request.POST.get("next", "")
    safe = get_adapter(request).is_safe_url(back)
    return redirect(back if safe else resolve_url("mfa_index"))
