"""SQLite's log of what was written last, which keeps the order of it: emptied into the database every minute."""

from __future__ import annotations

from typing import Final

from django.db import connection

PATIENCE_MS: Final = 500  # for those who are reading; else the next minute will do


def empty() -> None:
    """Move everything into the database file, where rows lie by their keys, and cut the log to nothing.

    PostgreSQL keeps such a log too; it belongs to those who run the database server (docs/decisions/0009).
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            usual = 1_000 * connection.settings_dict["OPTIONS"]["timeout"]
            cursor.execute(f"PRAGMA busy_timeout={usual}")
