"""Every board with rounds gets a questionnaire of its own; what was saved counts as sent."""

from django.db import migrations
from django.db.models import F

NAME = "Enkät till enhetschefer"


def belong(apps, schema_editor):
    Round = apps.get_model("surveys", "Round")
    Questionnaire = apps.get_model("surveys", "Questionnaire")
    for board in Round.objects.order_by().values_list("board", flat=True).distinct():
        made = Questionnaire.objects.create(board_id=board, name=NAME, in_picture=True)
        Round.objects.filter(board=board).update(questionnaire=made, ready=True)
    apps.get_model("surveys", "Invitation").objects.update(saved_on=F("answered_on"))


class Migration(migrations.Migration):
    dependencies = [("surveys", "0002_questionnaires_in_full")]

    operations = [migrations.RunPython(belong, migrations.RunPython.noop)]
