"""Memory on SQLite: a full-text index (FTS5) of the terms, kept true by triggers."""

from django.db import connection

_CANDIDATES = """
    SELECT pair.id, pair.terms
    FROM articles_memorysearch
    JOIN articles_memorypair AS pair ON pair.id = articles_memorysearch.rowid
    WHERE articles_memorysearch MATCH %s
      AND (pair.source_language = %s OR pair.source_language LIKE %s)
      AND (pair.target_language = %s OR pair.target_language LIKE %s)
    ORDER BY articles_memorysearch.rowid DESC
    LIMIT %s
"""


def candidates(groups, languages, most):
    """[(id, terms)] of the newest pairs that hold every term of at least one of the groups."""
    wanted = " OR ".join("(" + " AND ".join(map(_quoted, group)) + ")" for group in groups)
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, [wanted, *languages, most])
        return cursor.fetchall()


def _quoted(term):
    return f'"{term}"'
