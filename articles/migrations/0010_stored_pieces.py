"""How PostgreSQL stores the pieces of pages: quickly unpacked, and the card that lists show
beside the row rather than out of line."""

from django.db import migrations

PIECES = ("head", "main", "card", "card_lead", "card_second", "beneath", "strip", "paper", "body")
KNOWS_LZ4 = """
SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'
"""


def store(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(KNOWS_LZ4)
        found = cursor.fetchone()
        for name in PIECES if found and found[0] else ():
            cursor.execute(f"ALTER TABLE articles_livearticle ALTER {name} SET COMPRESSION lz4")
        cursor.execute("ALTER TABLE articles_livearticle ALTER card SET STORAGE MAIN")


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_caches")]

    operations = [migrations.RunPython(store, migrations.RunPython.noop)]
