"""What every page knows."""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledstjarna.ui.menu import GROUP_LABELS, MenuEntry, entries_for

THEME_COOKIE: Final = "tema"
THEMES: Final[dict[str, str | Promise]] = {"auto": _("auto"), "light": _("ljust"), "dark": _("mörkt")}


def page(request: HttpRequest) -> dict[str, Any]:
    """Menu by group, where one stands in it, the theme, and whether this is the demo."""
    user = getattr(request, "user", None)
    entries = entries_for(user) if user is not None and user.is_authenticated else []
    groups: dict[str, list[MenuEntry]] = {}
    for entry in entries:
        groups.setdefault(str(GROUP_LABELS[entry.group]), []).append(entry)
    match = getattr(request, "resolver_match", None)
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "menu": groups,
        "current": _current(entries, match.namespace, request.path) if match else "",
        "theme": chosen if chosen in THEMES else "auto",
        "themes": THEMES.items(),
        "demo": settings.DEMO,
    }


def _current(entries: list[MenuEntry], room: str, path: str) -> str:
    """The menu's one door to this page: that of its room whose address the page's begins with, the longest first.

    Empty when there is none: one's own account lies in a room with doors, but under none of them.
    """
    doors = {reverse(entry.url_name): entry.url_name for entry in entries if entry.url_name.startswith(f"{room}:")}
    return doors.get(max((address for address in doors if path.startswith(address)), key=len, default=""), "")
