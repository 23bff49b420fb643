"""Where allauth asks us: no signing up, own sentences, rows in the log, secrets encrypted."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import User
from ledstjarna.audit.models import Outcome
from ledstjarna.audit.services import attempt
from ledstjarna.texts import keys

HELD_BACK = _("Det har gjorts för många försök. Vänta en minut och försök igen.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("E-postadressen eller lösenordet stämmer inte."),
        "incorrect_password": _("Lösenordet stämmer inte."),
        "too_many_login_attempts": HELD_BACK,
        "invalid_password_reset": _("Länken gäller inte längre."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        if getattr(request, "held_back", False):
            raise ValidationError(HELD_BACK, code="held_back")

    def reauthenticate(self, user: User, password: str) -> bool:
        """Check the password of the one signed in, under the same count as at sign-in."""
        found = self.authenticate(context.request, email=user.email, password=password)
        if found is None or found.pk != user.pk:
            return False
        attempt("reauthenticate", Outcome.DONE, actor_id=user.pk, kind="user", ids=[user.pk])
        return True

    def login(self, request: HttpRequest, user: User) -> None:
        methods = [str(record.get("type", record["method"])) for record in get_authentication_records(request, user)]
        super().login(request, user)
        attempt("sign_in", Outcome.DONE, actor_id=user.pk, kind="user", ids=[user.pk], facts={"methods": methods})

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        return in_own_language(super().post_login(request, user, **kwargs), user)

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        attempt("password_set", Outcome.DONE, actor_id=user.pk, kind="user", ids=[user.pk])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")


def in_own_language(response: HttpResponse, user: User) -> HttpResponse:
    """Let the browser go on in the person's language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        user.language,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Koden stämmer inte."),
        "cannot_delete_authenticator": _("Det går inte att ta bort inloggningssteget."),
        "cannot_generate_recovery_codes": _("Skaffa ett andra steg innan du skapar reservkoder."),
    }

    def get_totp_issuer(self) -> str:
        return "Ledstjärna"

    def encrypt(self, text: str) -> str:
        return base64.b64encode(keys.encrypt(text.encode(), purpose="mfa")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys.decrypt(base64.b64decode(encrypted_text), purpose="mfa").decode()


def reseal_secrets() -> int:
    """Put every second factor's secret under the newest key; how many were moved."""
    moved = 0
    for pk in Authenticator.objects.values_list("pk", flat=True):
        with transaction.atomic():
            factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
            moved += bool(factor and _reseal(factor))
    return moved


def _reseal(factor: Authenticator) -> bool:
    before = {name: factor.data[name] for name in ("secret", "seed") if name in factor.data}
    after = {
        name: base64.b64encode(keys.reseal(base64.b64decode(token), purpose="mfa")).decode()
        for name, token in before.items()
    }
    if after == before:
        return False
    factor.data |= after
    factor.save(update_fields=["data"])
    return True
