"""What memory is searched by: the terms of each pair, how frequent each term is, and an index of
the terms, which each database has in its own way."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQLITE = [
    # The terms are letters and digits already; this tokenizer leaves what is not ASCII alone.
    """
    CREATE VIRTUAL TABLE articles_memorysearch USING fts5(
        terms, content='articles_memorypair', content_rowid='id',
        tokenize='ascii', detail='none', columnsize=0
    )
    """,
    """
    CREATE TRIGGER memory_pair_added AFTER INSERT ON articles_memorypair BEGIN
        INSERT INTO articles_memorysearch (rowid, terms) VALUES (new.id, new.terms);
    END
    """,
    """
    CREATE TRIGGER memory_pair_removed AFTER DELETE ON articles_memorypair BEGIN
        INSERT INTO articles_memorysearch (articles_memorysearch, rowid, terms)
        VALUES ('delete', old.id, old.terms);
    END
    """,
    """
    CREATE TRIGGER memory_pair_changed AFTER UPDATE OF terms ON articles_memorypair BEGIN
        INSERT INTO articles_memorysearch (articles_memorysearch, rowid, terms)
        VALUES ('delete', old.id, old.terms);
        INSERT INTO articles_memorysearch (rowid, terms) VALUES (new.id, new.terms);
    END
    """,
    "INSERT INTO articles_memorysearch (articles_memorysearch) VALUES ('rebuild')",
]
SQLITE_UNDONE = [
    "DROP TRIGGER IF EXISTS memory_pair_added",
    "DROP TRIGGER IF EXISTS memory_pair_removed",
    "DROP TRIGGER IF EXISTS memory_pair_changed",
    "DROP TABLE IF EXISTS articles_memorysearch",
]
POSTGRES = [
    """
    CREATE INDEX memory_pair_terms ON articles_memorypair
    USING gin (array_to_tsvector(string_to_array(terms, ' ')))
    """
]
POSTGRES_UNDONE = ["DROP INDEX IF EXISTS memory_pair_terms"]


def _run(schema_editor, **statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def index(apps, schema_editor):
    _run(schema_editor, sqlite=SQLITE, postgresql=POSTGRES)


def unindex(apps, schema_editor):
    _run(schema_editor, sqlite=SQLITE_UNDONE, postgresql=POSTGRES_UNDONE)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_desk"),
        ("authors", "0001_initial"),
        ("photos", "0002_file_says"),
        ("sources", "0002_arriving"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MemoryTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=20)),
                ("term", models.CharField(max_length=12)),
                ("pairs", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Remembered",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "remembered story",
                "verbose_name_plural": "remembered stories",
            },
        ),
        migrations.AddField(
            model_name="memorypair",
            name="terms",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddIndex(
            model_name="livearticle",
            index=models.Index(models.F("published_at"), name="live_lately"),
        ),
        migrations.AddIndex(
            model_name="livearticle",
            index=models.Index(
                models.F("withdrawn_at"),
                condition=models.Q(("withdrawn_at__isnull", False)),
                name="live_gone",
            ),
        ),
        migrations.AddConstraint(
            model_name="memoryterm",
            constraint=models.UniqueConstraint(
                fields=("language", "term"), name="memory_term_once"
            ),
        ),
        migrations.AddField(
            model_name="remembered",
            name="article",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="remembered",
                to="articles.article",
            ),
        ),
        migrations.RunPython(index, unindex),
    ]
