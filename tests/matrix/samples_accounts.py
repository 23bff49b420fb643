"""Rows of the accounts room for the matrix."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator

from ledstjarna.accounts import services
from ledstjarna.accounts.models import Unit, User
from ledstjarna.walls.roles import Role
from tests.matrix.sample import Level, Sample
from tests.matrix.world import World


def _unit(world: World, unit: Unit) -> dict[str, Any]:
    return {"pk": unit.pk}


def _person(world: World, unit: Unit) -> dict[str, Any]:
    return {"pk": world.person(Role.STAFF, unit).pk}


def _assignment(world: World, unit: Unit) -> dict[str, Any]:
    return {"pk": world.person(Role.STAFF, unit).assignments.get().pk}


def _import(world: World, user: User) -> dict[str, Any]:
    data = "enhetskod;roll;funktion;från och med\nA1;mottagare;Jouren;2026-01-01\n".encode()
    return {"pk": services.import_keep(user=user, name="uppdrag.csv", data=data).pk}


def _key(world: World, user: User) -> dict[str, Any]:
    data = {"name": "Min nyckel", "credential": {}, "passwordless": False}
    return {"pk": Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data).pk}


SAMPLES = {
    **{
        f"accounts:{name}": Sample(_unit)
        for name in ("unit", "unit_rename", "unit_move", "unit_close", "assignment_add")
    },
    **{
        f"accounts:{name}": Sample(_person)
        for name in ("person", "person_change", "person_close", "person_open", "factor_remove")
    },
    "accounts:assignment_end": Sample(_assignment),
    "accounts:import_check": Sample(_import, Level.PERSON),
    "accounts:import_drop": Sample(_import, Level.PERSON),
    "accounts:import_template": Sample(lambda world, unit: {"name": "mall.xlsx"}, Level.NOBODY),
    # allauth asks who one is anew before it looks for the key, so a stranger's key redirects like a missing one.
    "mfa_edit_webauthn": Sample(_key, Level.PERSON, also=frozenset({302})),
    "mfa_remove_webauthn": Sample(_key, Level.PERSON, also=frozenset({302})),
    # Outside the demo the door is not there: a 404 for everyone is right.
    "demo_login": Sample(lambda world, unit: {"pk": 1}, Level.NOBODY, also=frozenset({404})),
    "account_reset_password_from_key": Sample(lambda world, unit: {"uidb36": "1", "key": "a-b"}, Level.NOBODY),
    # Codes and apps that one has not got are 404, and codes are shown only after one has said anew who one is.
    "mfa_view_recovery_codes": Sample(lambda world, unit: {}, Level.NOBODY, also=frozenset({404})),
    "mfa_download_recovery_codes": Sample(lambda world, unit: {}, Level.NOBODY, also=frozenset({403, 404})),
    "mfa_reauthenticate_webauthn": Sample(lambda world, unit: {}, Level.NOBODY),
}
