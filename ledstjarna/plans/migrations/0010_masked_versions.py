import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE TRIGGER plans_masking_no_{low} BEFORE {act} ON plans_masking
BEGIN SELECT RAISE(ABORT, 'a masked version is never changed'); END
"""

POSTGRES_FUNCTION = """
CREATE FUNCTION plans_masking_frozen() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a masked version is never changed'; END $$
"""
POSTGRES = """
CREATE TRIGGER plans_masking_no_{low} BEFORE {act} ON plans_masking
FOR EACH ROW EXECUTE FUNCTION plans_masking_frozen()
"""

# What UPDATE and DELETE cannot tell, see 0002.
SQLITE_REPLACE = """
CREATE TRIGGER plans_masking_no_replace BEFORE INSERT ON plans_masking
WHEN EXISTS (
    SELECT 1 FROM plans_masking m WHERE m.id = NEW.id OR (m.version_id = NEW.version_id AND m.number = NEW.number)
)
BEGIN SELECT RAISE(ABORT, 'a masked version is never changed'); END
"""
POSTGRES_TRUNCATE = """
CREATE TRIGGER plans_masking_no_truncate BEFORE TRUNCATE ON plans_masking
EXECUTE FUNCTION plans_masking_frozen()
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
        schema_editor.execute(f"DROP TRIGGER plans_masking_no_{act}" + (" ON plans_masking" if postgres else ""))
    if postgres:
        schema_editor.execute("DROP FUNCTION plans_masking_frozen()")


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0009_more_words_for_the_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="remark",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="revision",
            name="change",
            field=models.CharField(
                choices=[
                    ("created", "började planen"),
                    ("imported", "läste in planen från fil"),
                    ("revised", "började revidera planen"),
                    ("discarded", "tog bort utkastet"),
                    ("released", "lämnade utkastet till central samordnare"),
                    ("withdrawn", "tog tillbaka utkastet från central samordnare"),
                    ("sent", "lämnade utkastet till nämnden"),
                    ("decided", "registrerade nämndens beslut"),
                    ("editorial", "gav ut en redaktionellt ändrad version"),
                    ("renamed", "ändrade planens rubrik"),
                    ("added", "lade till"),
                    ("edited", "ändrade"),
                    ("moved", "flyttade"),
                    ("removed", "tog bort"),
                    ("restored", "tog tillbaka"),
                    ("structured", "lät planen följa en ny mall"),
                    ("partnered", "tog med i den gemensamma planen"),
                    ("parted", "tog bort ur den gemensamma planen"),
                    ("rolled", "började planen från den förra"),
                    ("status", "ändrade läget för"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Masking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("pdf", models.BinaryField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="maskings", to="plans.version"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [models.UniqueConstraint(fields=("version", "number"), name="masking_number_once")],
            },
        ),
        migrations.RunPython(freeze, thaw),
    ]
