import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("authors", "0001_initial"), ("photos", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="author",
            name="portrait",
            field=models.ForeignKey(
                blank=True,
                help_text="Readers see it on the author’s page, with its credit, as long as its licence allows.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="portrayed",
                to="photos.photo",
            ),
        ),
    ]
