"""Caches that are told of changes, lists at size, and how PostgreSQL stores the pieces of pages:
quickly unpacked, and the card that lists show beside the row rather than out of line."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


PIECES = ("head", "main", "card", "card_lead", "card_second", "beneath", "strip", "paper", "body")
KNOWS_LZ4 = "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
# As Django asks for a headline that contains a word, whatever its case.
TITLES = """
CREATE INDEX article_headline_words ON articles_article USING gin (UPPER(headline) gin_trgm_ops)
"""


def store_pieces(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(KNOWS_LZ4)
        found = cursor.fetchone()
        for name in PIECES if found and found[0] else ():
            cursor.execute(f"ALTER TABLE articles_livearticle ALTER {name} SET COMPRESSION lz4")
        cursor.execute("ALTER TABLE articles_livearticle ALTER card SET STORAGE MAIN")


def index_titles(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(TITLES)


def forget_titles(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS article_headline_words")


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_stored_pages'),
    ]

    operations = [
        migrations.CreateModel(
            name='Surroundings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.CharField(max_length=20, unique=True)),
                ('seal', models.CharField(max_length=24)),
            ],
        ),
        migrations.CreateModel(
            name='Stale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paths', models.JSONField(default=list)),
                ('lists', models.JSONField(default=list)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='not tried again before')),
                ('live', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.livearticle')),
            ],
            options={
                'indexes': [models.Index(fields=['next_at'], name='stale_due')],
            },
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['-updated_at', '-id'], name='article_lately'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['state', '-updated_at'], name='article_state_lately'),
        ),
        migrations.RunPython(store_pieces, migrations.RunPython.noop),
        migrations.RunPython(index_titles, forget_titles),
    ]
