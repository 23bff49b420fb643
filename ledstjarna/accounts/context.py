"""Where the signed-in person stands."""

from django.http import HttpRequest

from ledstjarna.accounts.models import Unit, User
from ledstjarna.walls.roles import Role


def place(request: HttpRequest) -> dict[str, str]:
    """`place`: the first role held today and its unit, as one line under the product's name."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.holdings:
        return {"place": ""}
    order = list(Role)
    role, unit, _board = min(user.holdings, key=lambda holding: -order.index(holding[0]))
    name = Unit.objects.values_list("name", flat=True).get(pk=unit)
    return {"place": f"{name} · {role.label}"}
