import articles.editions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_photo_uses'),
        ('authors', '0002_portrait'),
        ('photos', '0006_file_size'),
        ('sources', '0005_watched'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SectionName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=60)),
                ('description', models.CharField(blank=True, max_length=300)),
                ('changed_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'name in another edition',
                'verbose_name_plural': 'names in other editions',
                'ordering': ['edition'],
            },
        ),
        migrations.AlterModelOptions(
            name='livearticle',
            options={'base_manager_name': 'objects', 'verbose_name': 'live story', 'verbose_name_plural': 'live stories'},
        ),
        migrations.RemoveIndex(
            model_name='livearticle',
            name='live_newest',
        ),
        migrations.RemoveIndex(
            model_name='livearticle',
            name='live_by_section',
        ),
        migrations.RemoveIndex(
            model_name='livearticle',
            name='live_by_source',
        ),
        migrations.AddField(
            model_name='article',
            name='version_of',
            field=models.ForeignKey(blank=True, help_text='Our story in another edition; readers are led from each to the other.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='versions', to='articles.article', verbose_name='language version of'),
        ),
        migrations.AddField(
            model_name='livearticle',
            name='beneath',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='livearticle',
            name='card',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='livearticle',
            name='card_lead',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='livearticle',
            name='card_second',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='livearticle',
            name='edition',
            field=models.CharField(default=articles.editions.default, max_length=20),
        ),
        migrations.AddField(
            model_name='livearticle',
            name='head',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='livearticle',
            name='main',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='livearticle',
            name='paper',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='livearticle',
            name='pictured',
            field=models.BooleanField(default=False, help_text='Whether its cards show a picture.'),
        ),
        migrations.AddField(
            model_name='livearticle',
            name='pressed_with',
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AddField(
            model_name='livearticle',
            name='seal',
            field=models.CharField(blank=True, max_length=24),
        ),
        migrations.AddField(
            model_name='livearticle',
            name='strip',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='livearticle',
            name='versions',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='redirect',
            name='edition',
            field=models.CharField(default=articles.editions.default, max_length=20),
        ),
        migrations.AlterField(
            model_name='livearticle',
            name='path',
            field=models.CharField(help_text='“world/a-slug”, without the edition.', max_length=200),
        ),
        migrations.AlterField(
            model_name='redirect',
            name='old_path',
            field=models.CharField(max_length=200),
        ),
        migrations.AddIndex(
            model_name='livearticle',
            index=models.Index(condition=models.Q(('withdrawn_at', None)), fields=['edition', 'first_published_at', 'id'], include=('pictured', 'publication'), name='live_newest'),
        ),
        migrations.AddIndex(
            model_name='livearticle',
            index=models.Index(condition=models.Q(('withdrawn_at', None)), fields=['section', 'edition', 'first_published_at', 'id'], include=('pictured', 'publication'), name='live_by_section'),
        ),
        migrations.AddIndex(
            model_name='livearticle',
            index=models.Index(condition=models.Q(('withdrawn_at', None)), fields=['publication', 'edition', 'first_published_at', 'id'], name='live_by_source'),
        ),
        migrations.AddIndex(
            model_name='livearticle',
            index=models.Index(condition=models.Q(('withdrawn_at', None)), fields=['pressed_with'], name='live_pressed_with'),
        ),
        migrations.AddConstraint(
            model_name='livearticle',
            constraint=models.UniqueConstraint(fields=('edition', 'path'), name='live_has_its_own_address'),
        ),
        migrations.AddConstraint(
            model_name='redirect',
            constraint=models.UniqueConstraint(fields=('edition', 'old_path'), name='redirect_leads_one_way'),
        ),
        migrations.AddField(
            model_name='sectionname',
            name='section',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='articles.section'),
        ),
        migrations.AddConstraint(
            model_name='sectionname',
            constraint=models.UniqueConstraint(fields=('section', 'edition'), name='section_named_once_per_edition', violation_error_message='This section has its name in this edition already.'),
        ),
    ]
