from datetime import datetime, time

from django.db import migrations, models
from django.utils import timezone


def end_of_day(apps, _editor):
    """What was urgent and unread before was to be read the day it came in."""
    reports = apps.get_model("reports", "Report").objects
    waiting = reports.filter(urgent=True, status__in=("received", "returned"))
    for pk, day in waiting.values_list("pk", "received_on"):
        due = datetime.combine(day, time(16), tzinfo=timezone.get_default_timezone())
        reports.filter(pk=pk).update(read_by=due)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0005_concern_by_reporter"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="read_by",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ska läsas före"),
        ),
        migrations.RunPython(end_of_day, migrations.RunPython.noop),
    ]
