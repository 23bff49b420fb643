from datetime import datetime, time

import django.db.models.deletion
import ledstjarna.texts.fields
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def give_concerns_their_clock(apps, _editor):
    """A report of concern could be chosen only when it was made or would be the same day."""
    report = apps.get_model("reports", "Report")
    for row in report.objects.filter(status="concern").only("received_on"):
        day = timezone.make_aware(datetime.combine(row.received_on, time(12)))
        report.objects.filter(pk=row.pk).update(concern_decided_at=day, concern_made_at=day)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_session_round"),
        ("reports", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sealed", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("report_number", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="rapport")),
                ("decided_on", models.DateField(verbose_name="dag")),
                ("ground", models.CharField(max_length=24, verbose_name="lagrum")),
                (
                    "receiver",
                    ledstjarna.texts.fields.GuardedTextField(
                        guard="institution", max_length=200, multiline=False, verbose_name="mottagare"
                    ),
                ),
                (
                    "weighing",
                    ledstjarna.texts.fields.ProtectedTextField(
                        guard="report", max_length=2000, verbose_name="intresseavvägning"
                    ),
                ),
                ("what", models.CharField(max_length=16, verbose_name="slags uppgift")),
                ("given", models.BooleanField(verbose_name="lämnades ut")),
                (
                    "dnr",
                    ledstjarna.texts.fields.GuardedTextField(
                        blank=True, guard="institution", max_length=60, multiline=False, verbose_name="diarienummer"
                    ),
                ),
            ],
            options={
                "ordering": ("-decided_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "text",
                    ledstjarna.texts.fields.ProtectedTextField(guard="report", max_length=300, verbose_name="fråga"),
                ),
                ("asked_on", models.DateField(verbose_name="ställd")),
                (
                    "answer",
                    ledstjarna.texts.fields.ProtectedTextField(
                        blank=True, guard="report", max_length=600, null=True, verbose_name="svar"
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="besvarad")),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Shared",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="dag")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("warning", "att vara uppmärksam på en sorts händelse"),
                            ("symbols", "symboler och budskap"),
                            ("routine", "hur man gör: rutin och stöd"),
                            ("picture", "läget i området"),
                            ("measures", "vad som har gjorts"),
                        ],
                        max_length=16,
                        verbose_name="slags information",
                    ),
                ),
            ],
            options={
                "ordering": ("on", "pk"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="report",
            name="report_status_known",
        ),
        migrations.RemoveIndex(
            model_name="report",
            name="report_counts",
        ),
        migrations.AddField(
            model_name="report",
            name="age",
            field=models.CharField(
                choices=[
                    ("child", "barn eller unga"),
                    ("adult", "vuxna"),
                    ("mixed", "både och"),
                    ("unknown", "vet inte"),
                ],
                default="unknown",
                max_length=8,
                verbose_name="ålder",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="concern_decided_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="bedömd som orosanmälan"),
        ),
        migrations.AddField(
            model_name="report",
            name="concern_made_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="orosanmälan gjord"),
        ),
        migrations.AddField(
            model_name="report",
            name="district",
            field=models.CharField(blank=True, max_length=16, verbose_name="stadsdel"),
        ),
        migrations.AddField(
            model_name="report",
            name="handled_with",
            field=models.JSONField(blank=True, default=list, verbose_name="åtgärder"),
        ),
        migrations.AddField(
            model_name="report",
            name="handler",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="handläggare",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="involved",
            field=models.CharField(
                choices=[("one", "en"), ("few", "två till fem"), ("many", "fler än fem"), ("unknown", "vet inte")],
                default="unknown",
                max_length=8,
                verbose_name="antal inblandade",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="reminded_on",
            field=models.DateField(blank=True, null=True, verbose_name="påmind"),
        ),
        migrations.AddField(
            model_name="report",
            name="same_event",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="repeated",
                to="reports.report",
                verbose_name="samma händelse",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="target",
            field=models.CharField(
                choices=[
                    ("service", "verksamheten"),
                    ("employee", "någon som arbetar här"),
                    ("group", "en grupp människor"),
                    ("building", "en byggnad eller plats"),
                    ("unknown", "vet inte"),
                ],
                default="unknown",
                max_length=16,
                verbose_name="riktat mot",
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="description",
            field=ledstjarna.texts.fields.ProtectedTextField(
                blank=True, guard="report", max_length=1000, null=True, verbose_name="beskrivning"
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="environment",
            field=models.CharField(default="unclear", max_length=16, verbose_name="miljö"),
        ),
        migrations.AlterField(
            model_name="report",
            name="feedback_words",
            field=ledstjarna.texts.fields.ProtectedTextField(
                blank=True, guard="report", max_length=300, null=True, verbose_name="egna ord"
            ),
        ),
        migrations.AlterField(
            model_name="report",
            name="kind",
            field=models.CharField(max_length=16, verbose_name="slags händelse"),
        ),
        migrations.AlterField(
            model_name="report",
            name="measures",
            field=models.JSONField(blank=True, default=list, verbose_name="åtgärder på enheten"),
        ),
        migrations.AlterField(
            model_name="report",
            name="status",
            field=models.CharField(
                choices=[
                    ("received", "ny"),
                    ("returned", "fråga till den som rapporterade"),
                    ("confirmed", "bekräftad"),
                    ("handled", "åtgärdad"),
                    ("closed", "avslutad"),
                    ("opinion", "laglig åsikt, texten borttagen"),
                    ("concern", "blev orosanmälan, texten borttagen"),
                ],
                default="received",
                max_length=10,
                verbose_name="läge",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["board", "year", "environment", "kind", "status", "same_event"], name="report_counts"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["unit", "received_on"], name="report_coverage"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["received", "returned", "confirmed", "handled", "closed", "opinion", "concern"])
                ),
                name="report_status_known",
            ),
        ),
        migrations.RunPython(give_concerns_their_clock, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("concern_decided_at__isnull", False), ("status", "concern")),
                    models.Q(
                        models.Q(("status", "concern"), _negated=True),
                        ("concern_decided_at__isnull", True),
                        ("concern_made_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="report_concern_has_its_clock",
            ),
        ),
        migrations.AddField(
            model_name="contact",
            name="report",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="contact", to="reports.report"
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="assessor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="prövad av",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="board",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit", verbose_name="nämnd"
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="reports.report"
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="recusals", to="reports.report"
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="shared",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="av",
            ),
        ),
        migrations.AddField(
            model_name="shared",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="shared", to="reports.report"
            ),
        ),
        migrations.AddField(
            model_name="shared",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.unit", verbose_name="enhet"
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(fields=["board", "-decided_on"], name="disclosure_list"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__isnull", True), ("answered_on__isnull", False), _connector="OR"),
                name="question_answered_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(fields=("report", "user"), name="recusal_once"),
        ),
    ]
