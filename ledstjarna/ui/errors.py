"""The pages that say no: one plain sentence and a way back, never a stack trace."""

from typing import Final

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HEADINGS: Final[dict[int, str | Promise]] = {
    400: _("Det gick inte att läsa"),
    403: _("Här kommer du inte in"),
    404: _("Sidan finns inte"),
    409: _("Någon hann före"),
    413: _("Det är för stort"),
    429: _("Vänta en stund"),
}
SENTENCES: Final[dict[int, str | Promise]] = {
    400: _("Det som skickades kom inte fram helt. Gå tillbaka och försök igen."),
    403: _("Din roll ger inte tillgång till sidan. Den som sköter behörigheter kan hjälpa dig."),
    404: _("Den kan ha flyttats, eller så är den inte till för dig."),
    409: _("Det du arbetar med har ändrats sedan du öppnade det. Öppna det igen och gör om din ändring."),
    413: _("Filen är för stor. Välj en fil på högst 20 MB, eller korta texten."),
    429: _("Det blev för många försök på kort tid. Vänta några minuter och försök igen."),
}
BROKEN: Final = _("Något gick fel hos oss. Inget du skrev har sparats. Försök igen om en stund.")


class Conflict(Exception):
    """What one acts on has changed since one saw it; answered with 409 and the sentence given."""


def page(request: HttpRequest, status: int, sentence: str | Promise = "") -> HttpResponse:
    """Answer with `status` and one sentence, in the house for those signed in and on the porch for others."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    context = {
        "frame": "ui/base.html" if signed_in else "ui/public.html",
        "heading": HEADINGS[status],
        "sentence": sentence or SENTENCES[status],
    }
    return render(request, "ui/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when the reason is size. Django's own refusals come here too."""
    too_big = isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent))
    return page(request, 413 if too_big else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 for someone whose role does not reach."""
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for what does not exist and what belongs to someone else."""
    return page(request, 404)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429 when a door has been tried too often."""
    return page(request, 429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when the form's own token is missing or old; most often a page left open overnight."""
    return page(request, 403, _("Sidan har legat öppen för länge. Gå tillbaka, ladda om den och skicka igen."))


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without database, session or user, since any of them may be what broke."""
    try:
        return HttpResponseServerError(render_to_string("ui/500.html", {"sentence": BROKEN}))
    except Exception:  # the style sheets' manifest or the template itself may be what broke
        return HttpResponseServerError(f"{BROKEN}\n", content_type="text/plain; charset=utf-8")
