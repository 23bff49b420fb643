from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0006_read_by"),
    ]

    operations = [
        migrations.AlterField(
            model_name="report",
            name="place",
            field=models.CharField(
                choices=[
                    ("school", "skola"),
                    ("housing", "bostadsområde, trapphus"),
                    ("home", "hemma hos någon"),
                    ("workplace", "arbetsplats"),
                    ("premises", "föreningslokal"),
                    ("public", "offentlig plats"),
                    ("online", "på nätet"),
                    ("other", "annan plats"),
                ],
                max_length=16,
                verbose_name="plats",
            ),
        ),
    ]
