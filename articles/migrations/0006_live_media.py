from django.db import migrations, models
from django.utils import timezone


def render_again(apps, schema_editor):
    """The worker renders what shows a photograph anew, and so finds its pictures."""
    shown = apps.get_model("articles", "LiveArticle").objects.filter(withdrawn_at=None)
    photo = apps.get_model("photos", "Photo")
    photo.objects.filter(live_articles__in=shown).update(changed_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_notice_mail"), ("photos", "0004_terms")]

    operations = [
        migrations.AddField(
            model_name="livearticle",
            name="media",
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(render_again, migrations.RunPython.noop),
    ]
