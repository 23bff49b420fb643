"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ledstjarna.ui.menu import GROUP_LABELS, entries_for


def page(request: HttpRequest) -> dict[str, Any]:
    """Menu by group, the entry one stands in, and whether this is the demo."""
    user = getattr(request, "user", None)
    entries = entries_for(user) if user is not None and user.is_authenticated else []  # type: ignore[arg-type]
    groups: dict[str, list[Any]] = {}
    for entry in entries:
        groups.setdefault(str(GROUP_LABELS[entry.group]), []).append(entry)
    match = getattr(request, "resolver_match", None)
    return {"menu": groups, "here": match.namespace if match else "", "demo": settings.DEMO}
