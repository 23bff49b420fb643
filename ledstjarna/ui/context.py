"""What every page knows."""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
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
        "here": match.namespace if match else "",
        "current": _current(entries, match.view_name) if match else "",
        "theme": chosen if chosen in THEMES else "auto",
        "themes": THEMES.items(),
        "demo": settings.DEMO,
    }


def _current(entries: list[MenuEntry], view_name: str) -> str:
    """The menu's door to this page, or else the first door to its room; empty when it has neither."""
    names = [entry.url_name for entry in entries]
    room = view_name.rpartition(":")[0]
    return next(
        (name for name in names if name == view_name),
        next((name for name in names if room and name.rpartition(":")[0] == room), ""),
    )
