from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("photos", "0005_library")]

    operations = [
        migrations.AddField(
            model_name="photo",
            name="file_size",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
