from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0002_arriving'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='machine_drafts',
            field=models.BooleanField(default=True, help_text='May we send the text to a machine translation service, for a first draft?', verbose_name='machine drafts allowed'),
        ),
    ]
