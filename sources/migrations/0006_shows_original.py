from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0005_watched'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='shows_original',
            field=models.BooleanField(default=False, help_text='May readers see both texts side by side, on a page of its own?', verbose_name='original shown beside the translation'),
        ),
    ]
