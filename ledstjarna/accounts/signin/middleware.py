"""A second step before protected matter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ledstjarna.accounts.selectors import sees_protected


class SecondFactor:
    """Send whoever may see protected matter to set up a second step, and nowhere else until it is done.

    The demo alone goes without.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        user, match = request.user, request.resolver_match
        own_account = match is not None and match.route.startswith("konto/")
        if settings.DEMO or not user.is_authenticated or own_account or not sees_protected(user):
            return None
        if is_mfa_enabled(user):
            return None
        messages.info(
            request,
            _("Din roll ger tillgång till skyddade uppgifter. Skaffa därför ett andra inloggningssteg."),
        )
        return redirect("mfa_index")
