"""Who may do what, for those who watch over it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ledstjarna.accounts.permissions import SEE_PERMISSIONS
from ledstjarna.walls import matrix
from ledstjarna.walls.permission import requires
from ledstjarna.walls.roles import Role


@requires(SEE_PERMISSIONS)
@require_safe
def permissions(request: HttpRequest) -> HttpResponse:
    """The same matrix that `ledstjarna permissions` prints."""
    context = {
        "roles": list(Role),
        "rows": [(p, [role in p.roles for role in Role]) for p in matrix.permissions()],
        "doors": matrix.doors(),
        "open_networks": settings.OPEN_FILING,
    }
    return render(request, "accounts/permissions.html", context)
