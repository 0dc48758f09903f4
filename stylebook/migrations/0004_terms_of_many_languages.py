from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("stylebook", "0003_wordings_of_pairs")]
    operations = [
        migrations.AlterModelOptions("term", {"ordering": ["name", "pk"]}),
        # With a default, so that the way back has something to fill the rows with.
        migrations.AlterField("term", "source_language", models.CharField(default="", max_length=20)),
        migrations.AlterField("term", "source", models.CharField(default="", max_length=200)),
        migrations.AlterField("term", "target_language", models.CharField(default="", max_length=20)),
        migrations.AlterField("term", "target", models.CharField(default="", max_length=200)),
        migrations.RemoveField("term", "source_language"),
        migrations.RemoveField("term", "source"),
        migrations.RemoveField("term", "target_language"),
        migrations.RemoveField("term", "target"),
        migrations.RemoveField("term", "banned"),
        migrations.AddIndex("term", models.Index(fields=["changed_at"], name="term_changed")),
        migrations.AddConstraint(
            "term",
            models.UniqueConstraint(condition=~Q(key=""), fields=["key"], name="term_key_once"),
        ),
    ]
