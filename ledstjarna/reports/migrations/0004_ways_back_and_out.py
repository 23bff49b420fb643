from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_what_a_year_has"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="report",
            name="report_closed_with_feedback",
        ),
        migrations.RemoveConstraint(
            model_name="report",
            name="report_status_known",
        ),
        migrations.AddField(
            model_name="report",
            name="confirmed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="bekräftad"),
        ),
        migrations.AlterField(
            model_name="report",
            name="feedback",
            field=models.CharField(
                blank=True,
                choices=[
                    ("counted", "Händelsen tas med i nämndens lägesbild."),
                    ("removed", "Det som fanns på platsen är borttaget."),
                    ("police", "Händelsen är polisanmäld."),
                    ("support", "Samordnaren har erbjudit din enhet stöd."),
                    ("nothing_more", "Inget mer behöver göras just nu."),
                    ("vague", "Det var för lite att gå på."),
                    ("elsewhere", "Det hör inte hit: det handlar inte om våldsbejakande extremism."),
                    ("unanswered", "Samordnarens fråga fick inget svar."),
                ],
                max_length=16,
                verbose_name="återkoppling",
            ),
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
                    ("uncounted", "räknas inte"),
                ],
                default="received",
                max_length=10,
                verbose_name="läge",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        ["received", "returned", "confirmed", "handled", "closed", "opinion", "concern", "uncounted"],
                    )
                ),
                name="report_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("closed", "uncounted")), models.Q(("feedback", ""), _negated=True)),
                    models.Q(models.Q(("status__in", ("closed", "uncounted")), _negated=True), ("feedback", "")),
                    _connector="OR",
                ),
                name="report_closed_with_feedback",
            ),
        ),
    ]
