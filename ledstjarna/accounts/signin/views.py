"""The doors that allauth does not have: the demo's one click, own language, 429 for who is held back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ledstjarna.accounts import selectors, services
from ledstjarna.accounts.models import User
from ledstjarna.accounts.signin.adapters import in_own_language
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


def first_factor(view: View) -> View:
    """When the view gave the person a first second factor, only this session of theirs goes on."""

    @wraps(view)
    def watched(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = cast(User, request.user)
        before = is_mfa_enabled(user)
        response = view(request, *args, **kwargs)
        if not before and is_mfa_enabled(user):
            update_session_auth_hash(request, services.second_factor_added(user=user))
        return response

    return watched


class SignIn(LoginView):  # type: ignore[misc]
    """allauth's sign-in page; the demo's also lists its accounts."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = selectors.demo_accounts() if settings.DEMO else []
        return {**super().get_context_data(**kwargs), "demo_accounts": shown}


@public
@require_POST
def demo(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as one of the demo's accounts without a password. Only where LEDSTJARNA_DEMO is set."""
    if not settings.DEMO:
        raise Http404
    user: User = get_object_or_404(selectors.demo_accounts(), pk=pk)
    get_adapter().login(request, user)
    return in_own_language(redirect(resolve_url(settings.LOGIN_REDIRECT_URL)), user)


@require_POST
@requires(SIGNED_IN)
def language(request: HttpRequest) -> HttpResponse:
    """Change the language one reads in, now and at the next sign-in."""
    user = cast(User, request.user)
    try:
        services.user_language(user=user, language=request.POST.get("language", ""))
    except ValidationError:
        messages.error(request, _("Det språket finns inte."))
        return redirect("accounts:me")
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return in_own_language(redirect(back if safe else "accounts:me"), user)
