from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE TRIGGER plans_version_no_{low} BEFORE {act} ON plans_version
BEGIN SELECT RAISE(ABORT, 'a decided version is never changed'); END
"""

POSTGRES_FUNCTION = """
CREATE FUNCTION plans_version_frozen() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a decided version is never changed'; END $$
"""
POSTGRES = """
CREATE TRIGGER plans_version_no_{low} BEFORE {act} ON plans_version
FOR EACH ROW EXECUTE FUNCTION plans_version_frozen()
"""

# What UPDATE and DELETE cannot tell: REPLACE deletes unseen on SQLite, TRUNCATE empties unseen on PostgreSQL.
SQLITE_REPLACE = """
CREATE TRIGGER plans_version_no_replace BEFORE INSERT ON plans_version
WHEN EXISTS (SELECT 1 FROM plans_version v WHERE v.id = NEW.id OR (v.plan_id = NEW.plan_id AND v.number = NEW.number))
BEGIN SELECT RAISE(ABORT, 'a decided version is never changed'); END
"""
POSTGRES_TRUNCATE = """
CREATE TRIGGER plans_version_no_truncate BEFORE TRUNCATE ON plans_version
EXECUTE FUNCTION plans_version_frozen()
"""


def freeze(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    if postgres:
        schema_editor.execute(POSTGRES_FUNCTION)
    for act in ("UPDATE", "DELETE"):
        schema_editor.execute((POSTGRES if postgres else SQLITE).format(low=act.lower(), act=act))
    schema_editor.execute(POSTGRES_TRUNCATE if postgres else SQLITE_REPLACE)


def thaw(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    for act in ("update", "delete", "truncate" if postgres else "replace"):
        schema_editor.execute(f"DROP TRIGGER plans_version_no_{act}" + (" ON plans_version" if postgres else ""))
    if postgres:
        schema_editor.execute("DROP FUNCTION plans_version_frozen()")


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
