"""Who may open which door, read from the permissions and the URLconf: what is printed is what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from ledstjarna.walls.permission import REGISTRY, Permission

UNDECLARED = object()


@dataclass(frozen=True, slots=True)
class Door:
    """One URL pattern; `permission` is None where the page is open to all. `open_inside`: whoever sits inside the
    networks of `settings.OPEN_FILING` needs no permission.
    """

    route: str
    name: str
    permission: Permission | None
    kwargs: frozenset[str]
    declared: bool
    open_inside: bool = False


def permissions() -> list[Permission]:
    """Every permission of the product, by code."""
    return sorted(REGISTRY.values(), key=lambda permission: permission.code)


def doors() -> list[Door]:
    """Every door of the product, in the URLconf's order."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, route: str, namespace: str) -> Iterator[Door]:
    for pattern in resolver.url_patterns:
        path = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, path, inner)
        elif isinstance(pattern, URLPattern):
            mark: Any = getattr(pattern.callback, "permission", UNDECLARED)
            yield Door(
                route=path,
                name=f"{namespace}{pattern.name or ''}",
                permission=mark if isinstance(mark, Permission) else None,
                kwargs=frozenset(pattern.pattern.regex.groupindex),
                declared=mark is not UNDECLARED,
                open_inside=getattr(pattern.callback, "open_inside", False),
            )
