"""What a signed-in person's pages go through: own language, and a second step before protected matter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from ledstjarna.accounts.selectors import sees_protected

Answer = Callable[[HttpRequest], HttpResponseBase]


def own_language(answer: Answer) -> Answer:
    """Speak the signed-in person's language."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            request.LANGUAGE_CODE = request.user.language
            with translation.override(request.user.language):
                return answer(request)
        return answer(request)

    return middleware


class SecondFactor:
    """Send whoever may see protected matter to set up a second step, and nowhere else until it is done.

    The demo alone goes without.
    """

    def __init__(self, answer: Answer) -> None:
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
