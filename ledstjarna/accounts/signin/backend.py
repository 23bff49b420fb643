"""The password check: counted, then looked up, then hashed outside any transaction, then logged."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from ledstjarna.accounts.models import Assignment, User
from ledstjarna.accounts.signin import tries
from ledstjarna.audit.models import Outcome
from ledstjarna.audit.services import attempt
from ledstjarna.texts.swedish import fold


class PasswordBackend(BaseBackend):
    """Signs in by address and password. Sets `request.held_back` when the tries are used up."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        email: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        address = fold(email or username or "")
        if not address or not password:
            return None
        signed_in = request is not None and getattr(request, "user", None) and request.user.is_authenticated
        action = "reauthenticate" if signed_in else "sign_in"
        user = User.objects.filter(email=address).first()
        ids = [user.pk] if user else []
        if not tries.take(address):
            attempt(action, Outcome.REFUSED, actor_id=None, kind="user", ids=ids, facts={"why": "too_many_tries"})
            if request is not None:
                request.held_back = True  # type: ignore[attr-defined]
            raise PermissionDenied
        if user is None:
            User().set_password(password)  # An unknown address takes as long as a known one.
            attempt(action, Outcome.FAILED, actor_id=None, facts={"why": "unknown_address"})
            return None
        if not user.check_password(password):
            why = "wrong_password"
        elif not user.is_active:
            why = "closed_account"
        else:
            return user
        attempt(action, Outcome.FAILED, actor_id=None, kind="user", ids=ids, facts={"why": why})
        return None

    def get_user(self, user_id: int) -> User | None:
        """The person of a session and the roles held today in one query, for every request asks for both."""
        rows = list(Assignment.objects.filter(user=user_id).select_related("user", "unit").order_by())
        user = rows[0].user if rows else User.objects.filter(pk=user_id).first()
        if user is None or not user.is_active:
            return None
        today = timezone.localdate()
        user.held = tuple(row for row in rows if row.holds(today))
        return user
