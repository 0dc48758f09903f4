"""What readers' search finds stories by: an entry a story, and an index of its terms, which each
database has in its own way. Stories that are live already are entered by `rebuild_search`."""

import django.db.models.deletion
from django.db import migrations, models

import articles.models.search

SQLITE = [
    # The terms are letters and digits already, labels have signs of their own; this tokenizer
    # leaves what is not ASCII alone.
    """
    CREATE VIRTUAL TABLE articles_searchindex USING fts5(
        terms, gist, content='articles_searchentry', content_rowid='key',
        tokenize="ascii tokenchars '_-'"
    )
    """,
    """
    CREATE TRIGGER search_entry_added AFTER INSERT ON articles_searchentry BEGIN
        INSERT INTO articles_searchindex (rowid, terms, gist)
        VALUES (new.key, new.terms, new.gist);
    END
    """,
    """
    CREATE TRIGGER search_entry_removed AFTER DELETE ON articles_searchentry BEGIN
        INSERT INTO articles_searchindex (articles_searchindex, rowid, terms, gist)
        VALUES ('delete', old.key, old.terms, old.gist);
    END
    """,
]
SQLITE_UNDONE = [
    "DROP TRIGGER IF EXISTS search_entry_added",
    "DROP TRIGGER IF EXISTS search_entry_removed",
    "DROP TABLE IF EXISTS articles_searchindex",
]
POSTGRES = [
    # A gist stays in its row, as it comes; terms and text are put beside the table, the terms
    # without being packed. So a thousand stories are ranked by what lies close together.
    "ALTER TABLE articles_searchentry SET (toast_tuple_target = 1200)",
    "ALTER TABLE articles_searchentry ALTER COLUMN gist SET STORAGE EXTERNAL",
    "ALTER TABLE articles_searchentry ALTER COLUMN terms SET STORAGE EXTERNAL",
    "CREATE INDEX search_entry_terms ON articles_searchentry USING gin (terms)",
]
POSTGRES_UNDONE = ["DROP INDEX IF EXISTS search_entry_terms"]


def _run(schema_editor, **statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def index(apps, schema_editor):
    _run(schema_editor, sqlite=SQLITE, postgresql=POSTGRES)


def unindex(apps, schema_editor):
    _run(schema_editor, sqlite=SQLITE_UNDONE, postgresql=POSTGRES_UNDONE)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_pages_at_size"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=20)),
                ("initial", models.CharField(max_length=2)),
                ("word", models.CharField(max_length=40)),
                ("shown", models.CharField(max_length=60)),
                ("entries", models.IntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["edition", "initial"], name="search_word_initial")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "word"), name="search_word_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("key", models.BigIntegerField(primary_key=True, serialize=False)),
                ("edition", models.CharField(max_length=20)),
                ("section", models.CharField(max_length=60)),
                ("source_language", models.CharField(blank=True, max_length=20)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("terms", articles.models.search.TermsField()),
                ("gist", articles.models.search.TermsField()),
                ("text", models.TextField(blank=True)),
                ("words", models.TextField(blank=True)),
                (
                    "live",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entry",
                        to="articles.livearticle",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "search entries",
                "indexes": [models.Index(fields=["edition", "key"], name="search_newest")],
            },
        ),
        migrations.RunPython(index, unindex),
    ]
