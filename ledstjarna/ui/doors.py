"""What every request passes: refuses what can never be stored, before a view sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _

from ledstjarna.ui import errors

UNREADABLE: Final = re.compile("[\x00\ud800-\udfff\ufffd]")
SENTENCE: Final = _("Texten innehåller tecken som inte går att läsa. Gå tillbaka, ta bort dem och skicka igen.")
DRAINED_BYTES: Final = 64 * 1024 * 1024
CHUNK_BYTES: Final = 64 * 1024


def _unreadable(texts: Iterable[str]) -> bool:
    """Whether any text holds NUL, a lone surrogate or the sign that stands for bytes that were not UTF-8."""
    return any(UNREADABLE.search(text) for text in texts)


def _fields(query: Any) -> Iterable[str]:
    for name, values in query.lists():
        yield name
        yield from values


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _drain(request: HttpRequest, length: int) -> None:
    """Read a refused body to its end, so that the browser shows the sentence and not a broken connection."""
    left = min(length, DRAINED_BYTES)
    while left > 0 and (chunk := request.read(min(CHUNK_BYTES, left))):
        left -= len(chunk)


class Cookies:
    """Forget cookies that no page of ours has set. Stands before the session, whose key goes into a question.

    Also read every form as UTF-8, whatever it says that it is: some of Python's encodings are none of text.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if value.isprintable()}
        request.encoding = "utf-8"
        return self.get_response(request)


class Doors:
    """400 and 413 with a sentence. Stands after the session and the user: its pages know who is asking."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = _length(request)
        if length > settings.BODY_MAX_BYTES:
            _drain(request, length)
            request._mark_post_parse_error()  # type: ignore[attr-defined]
            return errors.page(request, 413)
        if _unreadable([request.path, *_fields(request.GET)]):
            return errors.page(request, 400, _("Adressen innehåller tecken som inte går att läsa."))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """The form's fields, read here at the latest. Django itself cleans the names of files."""
        try:
            texts = list(_fields(request.POST))
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, MultiPartParserError) as problem:
            request._mark_post_parse_error()  # type: ignore[attr-defined]
            return errors.bad_request(request, problem)
        return errors.page(request, 400, SENTENCE) if _unreadable(texts) else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A conflict is the person's to solve, not an error of ours."""
        if isinstance(exception, errors.Conflict):
            return errors.page(request, 409, str(exception))
        return None
