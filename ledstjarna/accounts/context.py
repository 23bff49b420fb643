"""Where the signed-in person stands."""

from django.http import HttpRequest

from ledstjarna.accounts.models import User
from ledstjarna.walls.roles import Role


def place(request: HttpRequest) -> dict[str, str]:
    """`place`: the first role held today and its unit, as one line under the product's name."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.held:
        return {"place": ""}
    order = Role.values
    first = max(user.held, key=lambda row: order.index(row.role))
    return {"place": f"{first.unit.name} · {Role(first.role).label}"}
