"""A term may have wordings in any number of languages. Here the tables; 0003 fills them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

STANDINGS = [("preferred", "we write"), ("also", "also right"), ("never", "never")]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("stylebook", "0001_initial"),
    ]
    operations = [
        migrations.RemoveConstraint("term", "term_is_said_once"),
        migrations.AddField("term", "name", models.CharField(default="", editable=False, max_length=200), preserve_default=False),
        migrations.AddField("term", "domain", models.CharField(blank=True, default="", help_text="What it belongs to, such as “courts” or “football”.", max_length=60), preserve_default=False),
        migrations.AddField("term", "key", models.CharField(blank=True, default="", editable=False, max_length=60), preserve_default=False),
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=20)),
                ("text", models.CharField(max_length=200)),
                ("standing", models.CharField(choices=STANDINGS, default="preferred", max_length=9)),
                ("term", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="wordings", to="stylebook.term")),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["language", "text"], name="wording_language")],
                "constraints": [
                    models.UniqueConstraint(fields=("term", "language", "text"), name="wording_once"),
                    models.UniqueConstraint(condition=Q(("standing", "preferred")), fields=("term", "language"), name="wording_preferred_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("data", models.JSONField(default=dict)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("term", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="changes", to="stylebook.term")),
            ],
            options={"ordering": ["-at", "-pk"]},
        ),
        migrations.CreateModel(
            name="TermImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ["-at"]},
        ),
    ]
