"""Who read this row? PostgreSQL answers from an index over the lists of ids; SQLite has no such index."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def index(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("CREATE INDEX audit_entry_ids ON audit_entry USING gin (ids jsonb_path_ops)")


def drop(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX audit_entry_ids")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_triggers")]
    operations = [migrations.RunPython(index, drop)]
