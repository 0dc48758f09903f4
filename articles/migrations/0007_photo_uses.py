import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def note_uses_so_far(apps, schema_editor):
    """What stories show at this moment, dated as they first appeared."""
    use, revision = apps.get_model("articles", "PhotoUse"), apps.get_model("articles", "Revision")
    for live in apps.get_model("articles", "LiveArticle").objects.exclude(photos=None).distinct():
        stored = revision.objects.filter(article=live.article_id, number=live.version).first()
        lead = stored.data.get("lead_photo") if stored else None
        use.objects.bulk_create(
            use(
                live=live,
                photo_id=pk,
                position="lead" if pk == lead else "inline",
                shown_at=live.first_published_at,
            )
            for pk in live.photos.values_list("pk", flat=True)
        )


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0006_live_media'),
        ('photos', '0005_library'),
    ]

    operations = [
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('commissioned', 'a story is commissioned from you'), ('returned', 'a story comes back to you'), ('overdue', 'a story of yours is overdue'), ('mention', 'somebody mentions you or answers you in a comment'), ('outdated', 'the original of a story of yours changed or vanished'), ('licence', 'the licence of a published photograph is about to end')], max_length=12),
        ),
        migrations.AlterField(
            model_name='noticeswitch',
            name='kind',
            field=models.CharField(choices=[('commissioned', 'a story is commissioned from you'), ('returned', 'a story comes back to you'), ('overdue', 'a story of yours is overdue'), ('mention', 'somebody mentions you or answers you in a comment'), ('outdated', 'the original of a story of yours changed or vanished'), ('licence', 'the licence of a published photograph is about to end')], max_length=12),
        ),
        migrations.CreateModel(
            name='PhotoUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.CharField(choices=[('lead', 'lead'), ('inline', 'inline'), ('gallery', 'gallery'), ('social', 'shared link'), ('newsletter', 'newsletter')], max_length=10)),
                ('shown_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('live', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photo_uses', to='articles.livearticle')),
                ('photo', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='photos.photo')),
            ],
            options={
                'verbose_name': 'use of a photograph',
                'verbose_name_plural': 'uses of photographs',
                'permissions': [('hear_of_licences', 'Is told when the licence of a published photograph ends')],
                'indexes': [models.Index(fields=['shown_at'], name='photo_use_month')],
                'constraints': [models.UniqueConstraint(fields=('live', 'photo', 'position'), name='photo_used_once')],
            },
        ),
        migrations.RunPython(note_uses_so_far, migrations.RunPython.noop),
    ]
