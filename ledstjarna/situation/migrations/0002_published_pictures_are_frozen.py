from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SENTENCE = "a published picture is never changed"
_PUBLISHED = "EXISTS (SELECT 1 FROM situation_picture p WHERE p.published_at IS NOT NULL AND p.id = {row}.picture_id)"
# SQLite's REPLACE deletes a row without asking the triggers of DELETE.
_PICTURE_THERE = """EXISTS (SELECT 1 FROM situation_picture p WHERE p.published_at IS NOT NULL AND
    (p.id = NEW.id OR (p.board_id = NEW.board_id AND p.year = NEW.year AND p.number = NEW.number)))"""
_FINDING_THERE = """EXISTS (SELECT 1 FROM situation_finding f JOIN situation_picture p ON p.id = f.picture_id
    WHERE p.published_at IS NOT NULL AND f.id = NEW.id)"""
_NEW, _OLD = _PUBLISHED.format(row="NEW"), _PUBLISHED.format(row="OLD")

TRIGGERS = {
    ("situation_picture", "UPDATE"): "OLD.published_at IS NOT NULL",
    ("situation_picture", "DELETE"): "OLD.published_at IS NOT NULL",
    ("situation_picture", "INSERT"): _PICTURE_THERE,
    ("situation_finding", "UPDATE"): f"{_OLD} OR {_NEW}",
    ("situation_finding", "DELETE"): _OLD,
    ("situation_finding", "INSERT"): f"{_NEW} OR {_FINDING_THERE}",
}


def _name(table: str, act: str) -> str:
    return f"{table}_{act.lower()}_frozen"


def freeze(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    for (table, act), refuse_when in TRIGGERS.items():
        name = _name(table, act)
        begin = f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW"
        if postgres:
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {refuse_when} "
                f"THEN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = '23514'; END IF; "
                f"IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
            )
            schema_editor.execute(f"{begin} EXECUTE FUNCTION {name}()")
        else:
            schema_editor.execute(f"{begin} WHEN {refuse_when} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END")
    if postgres:
        schema_editor.execute(
            "CREATE FUNCTION situation_never_emptied() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = '23514'; END $$"
        )
        for table in ("situation_picture", "situation_finding"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
                "EXECUTE FUNCTION situation_never_emptied()"
            )


def thaw(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    names = [_name(*key) for key in TRIGGERS]
    if schema_editor.connection.vendor == "postgresql":
        for name in (*names, "situation_never_emptied"):
            schema_editor.execute(f"DROP FUNCTION {name}() CASCADE")
    else:
        for name in names:
            schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("situation", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
