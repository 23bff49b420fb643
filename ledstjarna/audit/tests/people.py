"""People for the log's tests. Accounts lie above this room, so its models are found by name."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client

from ledstjarna.walls.roles import Role

LONG_AGO = dt.date(2020, 1, 1)


def unit(kind: str, code: str, parent: Any = None) -> Any:
    """A place in the organisation; a board is its own authority."""
    model = apps.get_model("accounts", "Unit")
    made = model.objects.create(
        kind=kind, code=code, name=f"Nämnden {code}", parent=parent, valid_from=LONG_AGO, sort_key=code, fold_key=code
    )
    if kind == "board":
        made.board = made
        made.save()
    return made


def person(name: str, role: Role | None = None, at: Any = None) -> Any:
    """A person with an account and perhaps a role somewhere."""
    model: Any = get_user_model()
    made = model.objects.create(email=f"{name.lower()}@example.test", name=name, sort_key=name, fold_key=name)
    if role:
        apps.get_model("accounts", "Assignment").objects.create(user=made, role=role, unit=at, valid_from=LONG_AGO)
    return made


def signed_in(user: Any, *, raises: bool = True, **extra: Any) -> Client:
    """A browser in which the person has signed in."""
    client = Client(raise_request_exception=raises, **extra)
    client.force_login(user)
    return client
