from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0004_ways_back_and_out"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="report",
            name="report_concern_has_its_clock",
        ),
        migrations.AddField(
            model_name="report",
            name="concern_by_reporter",
            field=models.BooleanField(default=False, verbose_name="den som rapporterade gör orosanmälan"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("concern_decided_at__isnull", False), ("status", "concern")),
                    models.Q(
                        models.Q(("status", "concern"), _negated=True),
                        ("concern_by_reporter", False),
                        ("concern_decided_at__isnull", True),
                        ("concern_made_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="report_concern_has_its_clock",
            ),
        ),
    ]
