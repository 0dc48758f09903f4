"""The stamp of the furniture: another one as soon as any row that the furniture is made of is
another, whoever changed it and by whatever means, in the same transaction.

The database itself draws it: a trigger on each of these tables, made after every `migrate`. What a
process knows of a stamp therefore holds for as long as a page's own query reads that stamp, and a
stamp that was rolled back is never drawn again. See docs/adr/0024-a-stamp-for-the-furniture.md.
"""

import re

from django.conf import settings
from django.db import connections
from django.utils.module_loading import import_string

from articles import editions

_READ = re.compile(r'(?:FROM|JOIN) "(\w+)"')
_TABLE = "articles_furniturestamp"
_DRAWN = {
    "postgresql": "gen_random_uuid()::text",
    "sqlite": "lower(hex(randomblob(16)))",
}
_STAMP = """
INSERT INTO articles_furniturestamp (id, stamp) VALUES (1, {drawn})
ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION stamp_furniture() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN {stamp}; RETURN NULL; END $$
"""
_ON_POSTGRESQL = """
CREATE OR REPLACE TRIGGER stamp_furniture AFTER INSERT OR UPDATE OR DELETE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION stamp_furniture()
"""
_ON_SQLITE = """
CREATE TRIGGER IF NOT EXISTS stamp_furniture_{table}_{verb} AFTER {verb} ON {table}
BEGIN {stamp}; END
"""


def watch(using, **kwargs):
    """After `migrate`, which on SQLite makes a table anew and drops its triggers. What is not there
    yet is watched after a later one."""
    connection = connections[using]
    vendor = connection.vendor
    stamp = _STAMP.format(drawn=_DRAWN[vendor])
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        if _TABLE not in there:
            return
        if vendor == "postgresql":
            cursor.execute(_FUNCTION.format(stamp=stamp))
        for table in sorted(tables() & there):
            if vendor == "postgresql":
                cursor.execute(_ON_POSTGRESQL.format(table=table))
                continue
            for verb in ("INSERT", "UPDATE", "DELETE"):
                cursor.execute(_ON_SQLITE.format(table=table, verb=verb, stamp=stamp))
        cursor.execute(stamp)


def tables():
    """All that the querysets of settings.FURNITURE read, of any edition."""
    makers = [import_string(path) for path in settings.FURNITURE.values()]
    statements = (str(rows(edition).query) for rows in makers for edition in editions.every())
    return {table for sql in statements for table in _READ.findall(sql)}
