"""Permissions as named values, and the two marks a view can carry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, Protocol, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ledstjarna.walls.networks import is_inside
from ledstjarna.walls.roles import EVERYONE, Role

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True, slots=True)
class Permission:
    """What a role may do.

    `protected` marks matter that is read under audit and only behind a second factor.
    `citywide` lets a role held at the city reach every board; without it sight stops at the own board.
    `everywhere` opens the rows of every board to all holders: the organisation itself, adopted plans.
    `city_only` asks for the role to be held at the city itself.
    `traceless` marks what may never be tied to a person: even a refused or failed attempt is only counted by the day.
    """

    code: str
    label: str | Promise
    roles: frozenset[Role]
    protected: bool = False
    citywide: bool = False
    everywhere: bool = False
    city_only: bool = False
    traceless: bool = False

    def __post_init__(self) -> None:
        if self.code in REGISTRY and REGISTRY[self.code] != self:
            raise ValueError(f"permission {self.code} is declared twice")
        REGISTRY[self.code] = self


REGISTRY: Final[dict[str, Permission]] = {}

SIGNED_IN: Final = Permission("walls:signed_in", _("Sköta sitt eget konto"), EVERYONE, everywhere=True)
"""Held by whoever is signed in, also without any role."""


class Holder(Protocol):
    """What the walls ask of a signed-in user; `accounts.User` answers."""

    pk: int

    def may(self, permission: Permission) -> bool: ...

    def boards(self, permission: Permission) -> frozenset[int]: ...


class Refused(PermissionDenied):
    """A signed-in user without the permission; the audit middleware writes the row."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(permission.code)
        self.permission = permission


def requires(permission: Permission) -> Callable[[View], View]:
    """Let only holders of `permission` into the view; everyone else gets 403 and an audit row."""

    def decorate(view: View) -> View:
        @wraps(view)
        def walled(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.may(permission):  # type: ignore[union-attr]
                raise Refused(permission)
            return view(request, *args, **kwargs)

        walled.permission = permission  # type: ignore[attr-defined]
        return walled  # type: ignore[return-value]

    return decorate


def requires_or_inside(permission: Permission) -> Callable[[View], View]:
    """As `requires`, and open without signing in to whoever sits inside the networks of `settings.OPEN_FILING`.

    With no such networks, as from the start, it is `requires` alone. Everyone else who is not signed in is led to the
    sign-in page.
    """

    def decorate(view: View) -> View:
        behind = requires(permission)(view)

        @wraps(view)
        def walled(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if is_inside(request) and not (user.is_authenticated and user.may(permission)):
                return view(request, *args, **kwargs)
            if not user.is_authenticated:
                from django.contrib.auth.views import redirect_to_login  # needs the apps, which need permissions

                return redirect_to_login(request.get_full_path())
            return behind(request, *args, **kwargs)

        walled.permission = permission  # type: ignore[attr-defined]
        walled.open_inside = True  # type: ignore[attr-defined]
        return login_not_required(walled)  # type: ignore[return-value]

    return decorate


def public(view: View) -> View:
    """Open the view to anyone, signed in or not."""
    view.permission = None  # type: ignore[attr-defined]
    return login_not_required(view)
