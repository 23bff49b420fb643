from importlib import import_module

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def freeze_again(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """On SQLite a new column makes the table anew, and its triggers go with the old one."""
    if schema_editor.connection.vendor == "sqlite":
        for act in ("update", "delete", "replace"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS plans_version_no_{act}")
        import_module("ledstjarna.plans.migrations.0002_versions_are_frozen").freeze(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_the_plan_in_full")]
    operations = [migrations.RunPython(freeze_again, migrations.RunPython.noop)]
