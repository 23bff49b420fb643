"""What a view behind the sign-in wall is given."""

from __future__ import annotations

from django.http import HttpRequest

from ledstjarna.accounts.models import User


class SignedRequest(HttpRequest):
    """A request whose user is signed in."""

    user: User
