"""What a reporter's browser carries from page to page for a few minutes: sealed, and of use to that browser alone."""

from __future__ import annotations

import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

from django.http import HttpRequest

from ledstjarna.texts.keys import KeyMissing, Unreadable, decrypt, encrypt

RECEIPT: Final = "receipt"
FOLLOWING: Final = "following"
SECONDS: Final = {RECEIPT: 10 * 60, FOLLOWING: 15 * 60}
"""For how long each use of it can be opened."""


def seal(request: HttpRequest, text: str, *, use: str) -> str:
    """The text as nobody can read it who has not the server's keys, for use in a cookie or a hidden field."""
    return urlsafe_b64encode(encrypt(f"{int(time.time())} {text}".encode(), purpose=purpose(request, use))).decode()


def unseal(request: HttpRequest, sealed: str, *, use: str) -> str:
    """What was sealed for the same use; empty when it is none, damaged, too old, or came from another browser."""
    try:
        kept = decrypt(urlsafe_b64decode(sealed), purpose=purpose(request, use)).decode()
    except (ValueError, Unreadable, KeyMissing):
        return ""
    at, _space, text = kept.partition(" ")
    return text if 0 <= time.time() - int(at) < SECONDS[use] else ""


def purpose(request: HttpRequest, use: str) -> str:
    """Bound to the session of whoever is signed in, so that it is nobody's after signing out, or to the browser."""
    session = getattr(request, "session", None)
    if request.user.is_authenticated and session:
        return f"ledstjarna.reports.{use}.{request.user.pk}.{session.session_key}"
    return f"ledstjarna.reports.{use}.{browser_of(request)}"


def browser_of(request: HttpRequest) -> str:
    """Where nobody signs in: the secret that a browser's forms are known by (Django's), which no row holds."""
    return f"inside.{request.META.get('CSRF_COOKIE', '')}"
