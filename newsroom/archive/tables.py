"""Rows by the hundred thousand: COPY on PostgreSQL, many at once elsewhere. Nothing is checked
but what the database checks; for made-up data alone."""

import json
from itertools import islice

from django.core.management.color import no_style
from django.db import connection, models

_AT_ONCE = 500


class Table:
    """Rows of a model that are all like one instance but for what is named."""

    def __init__(self, model):
        self.model = model
        self.fields = [f for f in model._meta.concrete_fields if not f.generated]
        self.place = {field.attname: n for n, field in enumerate(self.fields)}

    def like(self, instance):
        """The values of this instance, as the database takes them."""
        return [self._prepared(field, getattr(instance, field.attname)) for field in self.fields]

    def row(self, like, changes):
        row = list(like)
        for name, value in changes.items():
            row[self.place[name]] = value
        return row

    def insert(self, rows):
        quoted = [connection.ops.quote_name(field.column) for field in self.fields]
        table = connection.ops.quote_name(self.model._meta.db_table)
        if connection.vendor == "postgresql":
            _copy(f"COPY {table} ({', '.join(quoted)}) FROM STDIN", rows)
        else:
            marks = ", ".join(["%s"] * len(quoted))
            _many(f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({marks})", rows)

    @staticmethod
    def _prepared(field, value):
        if isinstance(field, models.JSONField):
            return None if value is None else json.dumps(value, ensure_ascii=False)
        return field.get_db_prep_save(value, connection)


def moment(at):
    return connection.ops.adapt_datetimefield_value(at)


def next_pk(model):
    return (model.objects.aggregate(last=models.Max("pk"))["last"] or 0) + 1


def count_on(*tables):
    """The next keys that the database gives are beyond those that were given by hand."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(sql)


def _copy(statement, rows):
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _many(statement, rows):
    with connection.cursor() as cursor:
        while batch := list(islice(rows, _AT_ONCE)):
            cursor.executemany(statement, batch)
