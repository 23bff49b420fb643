"""The database's own walls around the log, on both engines.

Rows of the log are only ever added, one after the other, at the head of the newest segment. A segment changes
only by its head moving one row on; rows go only when a removal by decision is on record. What was removed,
signed or decided stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

_APPEND = """
    NOT EXISTS (SELECT 1 FROM audit_segment s WHERE s.year = NEW.segment_id AND NEW.seq = s.head_seq + 1
        AND NEW.prev_hash = s.head_hash AND s.year = (SELECT MAX(year) FROM audit_segment))
    OR EXISTS (SELECT 1 FROM audit_entry e WHERE e.id = NEW.id OR e.once = NEW.once)"""
_OPEN = """
    NEW.head_seq <> 0 OR NEW.head_hash <> NEW.opening_hash
    OR EXISTS (SELECT 1 FROM audit_segment s WHERE s.year >= NEW.year)
    OR NEW.opening_hash <> COALESCE(
        (SELECT s.head_hash FROM audit_segment s ORDER BY s.year DESC LIMIT 1), NEW.opening_hash)"""
_ADVANCE = """
    NEW.year <> OLD.year OR NEW.opening_hash <> OLD.opening_hash OR NEW.head_seq <> OLD.head_seq + 1
    OR NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.segment_id = OLD.year AND e.seq = NEW.head_seq
        AND e.prev_hash = OLD.head_hash AND e.hash = NEW.head_hash AND e.at = NEW.head_at)"""
_UNDECIDED = "NOT EXISTS (SELECT 1 FROM audit_segmentremoval r WHERE r.segment_id = OLD.segment_id)"
_REMOVAL = """
    NOT EXISTS (SELECT 1 FROM audit_segment s WHERE s.year = NEW.segment_id AND s.head_seq = NEW.count
        AND s.head_hash = NEW.last_hash AND s.year < (SELECT MAX(year) FROM audit_segment))
    OR EXISTS (SELECT 1 FROM audit_segmentremoval r WHERE r.segment_id = NEW.segment_id)"""
_SIGNED = "board_id, period_from, period_to, rows, checked, result, signed_by_id, signed_at"
_ALWAYS = "1 = 1"
_THERE = "EXISTS (SELECT 1 FROM {table} before WHERE before.id = NEW.id)"


@dataclass(frozen=True, slots=True)
class Trigger:
    """Refuses `event` on `table` with `sentence` wherever `refuse_when` is true of the row."""

    name: str
    table: str
    event: str
    refuse_when: str
    sentence: str


TRIGGERS = (
    Trigger("audit_entry_append_only", "audit_entry", "INSERT", _APPEND, "the log grows at its head only"),
    Trigger("audit_entry_never_changed", "audit_entry", "UPDATE", _ALWAYS, "a row of the log is never changed"),
    Trigger("audit_entry_kept", "audit_entry", "DELETE", _UNDECIDED, "a row of the log goes by decision only"),
    Trigger("audit_segment_opens", "audit_segment", "INSERT", _OPEN, "a segment opens at the last head only"),
    Trigger("audit_segment_advances", "audit_segment", "UPDATE", _ADVANCE, "a head only moves to the next row"),
    Trigger("audit_segment_kept", "audit_segment", "DELETE", _ALWAYS, "a segment is never deleted"),
    Trigger("audit_removal_true", "audit_segmentremoval", "INSERT", _REMOVAL, "a removal names a closed segment"),
    Trigger("audit_removal_frozen", "audit_segmentremoval", "UPDATE", _ALWAYS, "a removal is never changed"),
    Trigger("audit_removal_kept", "audit_segmentremoval", "DELETE", _ALWAYS, "a removal is never deleted"),
    Trigger("audit_review_signed", "audit_logreview", f"UPDATE OF {_SIGNED}", _ALWAYS, "a signed review is frozen"),
    Trigger("audit_decision_frozen", "audit_retentiondecision", "UPDATE", _ALWAYS, "a decision is never changed"),
    Trigger("audit_decision_kept", "audit_retentiondecision", "DELETE", _ALWAYS, "a decision is never deleted"),
    Trigger("audit_tombstone_frozen", "audit_tombstone", "UPDATE", _ALWAYS, "a tombstone is never changed"),
    Trigger("audit_tombstone_kept", "audit_tombstone", "DELETE", _ALWAYS, "a tombstone is never deleted"),
    # SQLite's REPLACE deletes a row without asking the triggers of DELETE.
    *(
        Trigger(f"{table}_not_replaced", table, "INSERT", _THERE.format(table=table), "a row is never replaced")
        for table in ("audit_logreview", "audit_retentiondecision", "audit_tombstone")
    ),
)
TABLES_NEVER_EMPTIED = tuple(sorted({t.table for t in TRIGGERS}))


def install(connection: BaseDatabaseWrapper) -> None:
    """Raise the walls."""
    _execute(connection, _creations(connection.vendor))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the walls down. Only for migrations."""
    _execute(connection, _removals(connection.vendor))


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _creations(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {t.name} BEFORE {t.event} ON {t.table} FOR EACH ROW WHEN {t.refuse_when} "
            f"BEGIN SELECT RAISE(ABORT, '{t.sentence}'); END"
            for t in TRIGGERS
        ]
    statements = []
    for t in TRIGGERS:
        body = (
            f"BEGIN IF {t.refuse_when} THEN RAISE EXCEPTION '{t.sentence}' USING ERRCODE = '23514'; END IF; "
            f"IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END"
        )
        statements.append(f"CREATE FUNCTION {t.name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
        statements.append(
            f"CREATE TRIGGER {t.name} BEFORE {t.event} ON {t.table} FOR EACH ROW EXECUTE FUNCTION {t.name}()"
        )
    statements.append(
        "CREATE FUNCTION audit_never_emptied() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'the log is never emptied' USING ERRCODE = '23514'; END $$"
    )
    statements += [
        f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_never_emptied()"
        for table in TABLES_NEVER_EMPTIED
    ]
    return statements


def _removals(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {t.name}" for t in TRIGGERS]
    return [
        f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in (*(t.name for t in TRIGGERS), "audit_never_emptied")
    ]
