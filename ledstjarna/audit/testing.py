"""For every room's tests (loaded by pytest, see conftest): a database that can be emptied and tampered with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def walls_down(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Do what the database's own triggers would refuse, of the log and of every other room."""
    if connection.vendor == "sqlite":
        rows = _asked(connection, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        down, up = [f"DROP TRIGGER {name}" for name, _sql in rows], [sql for _name, sql in rows]
    else:
        found = _asked(connection, "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
        down, up = ([f"ALTER TABLE {table} {act} TRIGGER USER" for (table,) in found] for act in ("DISABLE", "ENABLE"))
    _run(connection, down)
    try:
        yield
    finally:
        _run(connection, up)


def _asked(connection: BaseDatabaseWrapper, sql: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    connection.check_constraints()  # PostgreSQL changes no table that has constraints waiting
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture(autouse=True, scope="session")
def log_that_can_be_emptied() -> Iterator[None]:
    """Tests with real transactions empty all tables afterwards, which the triggers rightly refuse."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    empty = BaseDatabaseOperations.execute_sql_flush

    def past_the_walls(self: BaseDatabaseOperations, sql_list: list[str]) -> Any:
        with walls_down(self.connection):
            return empty(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", past_the_walls)
        yield
