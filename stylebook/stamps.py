"""What has changed since it was last read: the terms, the rules of style, how grave the checks
are taken. Asked together, so that what is kept in a process costs one question."""

from functools import cache
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Max, Value

from stylebook.models import CheckSetting, StyleRule, Term

_NOTHING = (None, 0, None)


class Stamps(NamedTuple):
    """Each is another than before whenever what it is of has changed."""

    terms: tuple = _NOTHING
    rules: tuple = _NOTHING
    severities: tuple = _NOTHING


def read():
    with connection.cursor() as cursor:
        cursor.execute(*_statement())
        return Stamps(**{of: tuple(stamp) for of, *stamp in cursor.fetchall()})


@cache
def _statement():
    """(SQL, parameters), built once: that takes longer than the answer."""
    asked = [
        _stamp("terms", Term, "changed_at"),
        _stamp("rules", StyleRule, "changed_at"),
        _stamp("severities", CheckSetting, "at"),
    ]
    return asked[0].union(*asked[1:], all=True).query.sql_with_params()


def _stamp(of, model, moment):
    rows = model.objects.order_by().values(of=Value(of))
    marks = {"changed": Max(moment), "n": Count("pk"), "last": Max("pk")}
    return rows.annotate(**marks).values_list("of", *marks)
