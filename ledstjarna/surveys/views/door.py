"""What the room's views share."""

from __future__ import annotations

from django.http import HttpRequest

from ledstjarna.accounts.models import User


class SignedRequest(HttpRequest):
    """A request behind the sign-in wall."""

    user: User
