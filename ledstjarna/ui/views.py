"""The component page, and the choice of theme and language."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language
from django_tables2 import RequestConfig

from ledstjarna.ui import gallery, icons
from ledstjarna.ui.context import THEME_COOKIE, THEMES
from ledstjarna.walls.permission import SIGNED_IN, public, requires


@require_POST
@public
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen theme in a cookie for a year and go back to where one was."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            THEME_COOKIE,
            chosen,
            max_age=365 * 24 * 60 * 60,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


@require_POST
@public
def language(request: HttpRequest) -> HttpResponseBase:
    """Django's own choice of language, open to those who have not signed in."""
    return set_language(request)


@require_safe
@requires(SIGNED_IN)
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build and those who try the look."""
    wrong = gallery.SampleForm({f"wrong-{name}": text for name, text in gallery.WRONG.items()}, prefix="wrong")
    wrong.add_error(None, _("Slutdagen ligger före startdagen."))
    table = gallery.SampleTable(gallery.ROWS)
    RequestConfig(request, paginate=False).configure(table)
    return render(
        request,
        "ui/components.html",
        {
            "steps": gallery.STEPS,
            "long": gallery.LONG,
            "filter": gallery.SampleFilter(request.GET),
            "table": table,
            "empty": gallery.SampleTable([], prefix="empty"),
            "page": gallery.pages(),
            "form": gallery.SampleForm(initial={"when": "now", "what": ["sign"], "how": "t1", "agree": True}),
            "wrong": wrong,
            "prose": _("Ett stycke.\nMed två rader.\n\n- En punkt\n- En till"),
            "icons": [*icons.LINES, *icons.FILLED],
        },
    )
