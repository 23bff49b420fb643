import django.db.models.deletion
import ledstjarna.texts.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_session_round"),
        ("reports", "0002_reports_in_full"),
    ]

    operations = [
        migrations.CreateModel(
            name="NothingToReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="OwnWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=60, unique=True, verbose_name="ord")),
                ("held", models.BooleanField(default=False, verbose_name="ska markeras")),
            ],
            options={
                "ordering": ("word",),
            },
        ),
        migrations.CreateModel(
            name="RoutineText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=16, unique=True)),
                (
                    "question",
                    ledstjarna.texts.fields.GuardedTextField(
                        blank=True, guard="institution", max_length=200, multiline=False, verbose_name="fråga"
                    ),
                ),
                (
                    "advice",
                    ledstjarna.texts.fields.GuardedTextField(
                        blank=True, guard="institution", max_length=1000, verbose_name="råd"
                    ),
                ),
                (
                    "contact",
                    ledstjarna.texts.fields.GuardedTextField(
                        blank=True, guard="institution", max_length=100, multiline=False, verbose_name="vem man når"
                    ),
                ),
                (
                    "phone",
                    ledstjarna.texts.fields.GuardedTextField(
                        blank=True, guard="institution", max_length=40, multiline=False, verbose_name="telefon"
                    ),
                ),
                (
                    "link_text",
                    ledstjarna.texts.fields.GuardedTextField(
                        blank=True, guard="institution", max_length=100, multiline=False, verbose_name="länkens text"
                    ),
                ),
                ("link", models.URLField(blank=True, max_length=300, verbose_name="länk")),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("environment", models.CharField(max_length=16)),
                ("kind", models.CharField(max_length=16)),
                ("number", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "list",
                    models.CharField(
                        choices=[("kind", "slag av händelser"), ("environment", "miljöer"), ("district", "stadsdelar")],
                        max_length=12,
                    ),
                ),
                ("code", models.SlugField(db_index=False, max_length=16)),
                ("from_year", models.PositiveSmallIntegerField(verbose_name="från och med år")),
                (
                    "label",
                    ledstjarna.texts.fields.GuardedTextField(
                        guard="institution", max_length=100, multiline=False, verbose_name="benämning"
                    ),
                ),
                (
                    "label_en",
                    ledstjarna.texts.fields.GuardedTextField(
                        blank=True,
                        guard="institution",
                        max_length=100,
                        multiline=False,
                        verbose_name="benämning på engelska",
                    ),
                ),
                ("used", models.BooleanField(default=True, verbose_name="används")),
            ],
            options={
                "ordering": ("list", "pk"),
            },
        ),
        migrations.AddField(
            model_name="nothingtoreport",
            name="unit",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"),
        ),
        migrations.AddField(
            model_name="tally",
            name="board",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.UniqueConstraint(fields=("list", "code", "from_year"), name="term_once_a_year"),
        ),
        migrations.AddConstraint(
            model_name="nothingtoreport",
            constraint=models.UniqueConstraint(fields=("unit", "month"), name="nothing_once_a_month"),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(fields=("board", "year", "environment", "kind"), name="tally_once"),
        ),
    ]
