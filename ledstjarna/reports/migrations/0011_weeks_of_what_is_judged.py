from datetime import timedelta

from django.db import migrations


def first_of_week(day):
    return max(day - timedelta(days=day.weekday()), day.replace(day=1))


def forget_days(apps, _editor):
    """Keep the week in which judged reports came in and their questions were answered, not the day."""
    reports, questions = (apps.get_model("reports", name).objects for name in ("Report", "Question"))
    judged = reports.exclude(status__in=("received", "returned"))
    for pk, day in judged.values_list("pk", "received_on").iterator():
        judged.filter(pk=pk).update(received_on=first_of_week(day))
    answered = questions.filter(answered_on__isnull=False).exclude(report__status__in=("received", "returned"))
    for pk, asked, day in answered.values_list("pk", "asked_on", "answered_on").iterator():
        questions.filter(pk=pk).update(answered_on=max(asked, first_of_week(day)))


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0010_alone"),
    ]

    operations = [
        migrations.RunPython(forget_days, migrations.RunPython.noop),
    ]
