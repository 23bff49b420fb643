import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_find_rows_by_id")]

    operations = [
        migrations.CreateModel(
            name="Nameless",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("board_id", models.BigIntegerField(null=True)),
                ("action", models.CharField(max_length=60)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("done", "utfört"), ("refused", "nekat"), ("failed", "misslyckat")], max_length=8
                    ),
                ),
            ],
        ),
    ]
