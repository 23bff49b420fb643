"""Changing the key of all protected texts, so that old copies of them can no longer be read."""

from __future__ import annotations

import base64
import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from ledstjarna.texts import keys
from ledstjarna.texts.fields import ProtectedTextField, protected_fields, seal, unseal

_BATCH = 500


class RotationBusy(Exception):
    """Another rotation is under way."""

    def __init__(self) -> None:
        super().__init__(_("Ett nyckelbyte pågår redan. Vänta tills det är klart."))


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a rotation did: texts and other secrets moved to the new key, old keys destroyed."""

    moved: int
    destroyed: int


def rotate(*, pause: float = 30.0) -> Rotation:
    """Make a new key, reseal everything under it and destroy the older keys.

    Safe to repeat: when an earlier rotation was cut off there is more than one key, and this one finishes
    that instead of adding another. `pause` is the seconds between the two sweeps; a writer that had picked
    the old key just before the new one came has committed by then (no write waits longer than 20 s), and the
    second sweep takes its row along. Raises `RotationBusy`, `keys.KeyMissing`, `keys.Unreadable`; the old
    keys are then still there.
    """
    with _alone():
        if len(keys.ring()) < 2:
            keys.newest()
            keys.add()
        moved = _sweep()
        time.sleep(pause)
        moved += _sweep()
        older = keys.ring()[:-1]
        for key in older:
            keys.destroy(key)
        return Rotation(moved, len(older))


@contextmanager
def _alone() -> Iterator[None]:
    settings.KEYS_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (settings.KEYS_DIR / "rotation.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RotationBusy from error
        yield


def _sweep() -> int:
    """Reseal every protected text and every registered secret that is not under the newest key."""
    fields = [field for model in apps.get_models() if model._meta.managed for field in protected_fields(model)]
    return sum(_reseal_column(field) for field in fields) + sum(again() for again in keys.RESEALERS.values())


def _reseal_column(field: ProtectedTextField) -> int:
    """Raw SQL, because the field refuses lookups: nine bytes of header are the first twelve signs of its
    base64.
    """
    model: type[models.Model] = field.model
    quote = connection.ops.quote_name
    table, column, pk = (quote(str(n)) for n in (model._meta.db_table, field.column, model._meta.pk.column))
    header = base64.urlsafe_b64encode(keys.newest().header).decode()
    find = (
        f"SELECT {pk}, {column} FROM {table} "  # noqa: S608
        f"WHERE {column} <> '' AND SUBSTR({column}, 1, 12) <> %s ORDER BY {pk} LIMIT {_BATCH}"
    )
    # The old value in the condition: a row that was edited meanwhile already has the newest key.
    change = f"UPDATE {table} SET {column} = %s WHERE {pk} = %s AND {column} = %s"  # noqa: S608
    moved = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(find, [header])
            rows = cursor.fetchall()
            for row_id, stored in rows:
                cursor.execute(change, [seal(unseal(stored)), row_id, stored])
        moved += len(rows)
        if len(rows) < _BATCH:
            return moved
