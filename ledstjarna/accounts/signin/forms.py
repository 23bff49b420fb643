"""allauth's forms with our words; codes and keys are counted like passwords."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts.models import User
from ledstjarna.accounts.signin import tries
from ledstjarna.accounts.signin.adapters import HELD_BACK
from ledstjarna.audit.models import Outcome
from ledstjarna.audit.services import attempt

LABELS: dict[str, Any] = {
    "login": _("E-post"),
    "email": _("E-post"),
    "password": _("Lösenord"),
    "oldpassword": _("Nuvarande lösenord"),
    "password1": _("Nytt lösenord"),
    "password2": _("Nytt lösenord en gång till"),
    "code": _("Kod"),
    "name": _("Namn på nyckeln"),
    "passwordless": _("Logga in med bara nyckeln, utan lösenord"),
}
HELP: dict[str, Any] = {
    "password1": _("Minst 12 tecken. Flera ord efter varandra är lätta att minnas."),
    "code": _("Sex siffror från appen i telefonen, eller en av dina reservkoder."),
    "passwordless": _("Nyckeln frågar då efter din pinkod eller ditt fingeravtryck."),
}


class _Worded(forms.Form):
    """Our labels and helping words in place of allauth's labels and placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)


def _failed(user: User | None, why: str, outcome: Outcome = Outcome.FAILED) -> None:
    ids = [user.pk] if user else []
    attempt("second_factor", outcome, actor_id=None, kind="user", ids=ids, facts={"why": why})


def _count(user: User) -> None:
    if not tries.take(f"second factor {user.pk}"):
        context.request.held_back = True
        _failed(user, "too_many_tries", Outcome.REFUSED)
        raise ValidationError(HELD_BACK, code="held_back")


class LoginForm(_Worded, account.LoginForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(_Worded, account.ChangePasswordForm):  # type: ignore[misc]
    def clean_oldpassword(self) -> str:
        password: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password


class SetPasswordForm(_Worded, account.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(_Worded, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(_Worded, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(_Worded, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class _Code(_Worded):
    """What the forms that take a code add: counting before the check and a row when it was wrong."""

    user: User

    def clean_code(self) -> str:
        _count(self.user)
        try:
            return super().clean_code()  # type: ignore[misc, no-any-return]
        except ValidationError:
            _failed(self.user, "wrong_code")
            raise


class CodeForm(_Code, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class ReauthenticateCodeForm(_Code, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class ActivateTOTPForm(_Code, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class _Key(_Worded):
    """What the forms that take a key's answer add: the same."""

    user: User | None

    def clean_credential(self) -> Authenticator:
        if self.user is not None:
            _count(self.user)
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError:
            _failed(self.user, "wrong_key")
            raise


class KeyForm(_Key, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class KeyLoginForm(_Key, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    pass


class ReauthenticateKeyForm(_Key, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class AddKeyForm(_Worded, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    def clean(self) -> dict[str, Any]:
        try:
            return super().clean() or {}
        except (KeyError, TypeError, ValueError) as error:  # an answer that no browser gives
            raise ValidationError(_("Nyckeln svarade inte som väntat. Försök igen."), code="key") from error


class EditKeyForm(_Worded, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    pass
