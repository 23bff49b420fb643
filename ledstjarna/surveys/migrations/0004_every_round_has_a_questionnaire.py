import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("surveys", "0003_rounds_belong_to_questionnaires")]

    operations = [
        migrations.AlterField(
            model_name="round",
            name="questionnaire",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rounds",
                to="surveys.questionnaire",
                verbose_name="enkät",
            ),
        ),
    ]
