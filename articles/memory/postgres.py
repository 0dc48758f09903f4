"""Memory on PostgreSQL: a GIN index of the terms."""

from django.db import connection

# Materialised: the planner, who does not know how rare a term is, would else be tempted to
# read the whole table from its newest end.
_CANDIDATES = """
    WITH found AS MATERIALIZED (
        SELECT id, terms
        FROM articles_memorypair
        WHERE array_to_tsvector(string_to_array(terms, ' ')) @@ %s::tsquery
          AND (source_language = %s OR source_language LIKE %s)
          AND (target_language = %s OR target_language LIKE %s)
    )
    SELECT id, terms FROM found ORDER BY id DESC LIMIT %s
"""


def candidates(groups, languages, most):
    """[(id, terms)] of the newest pairs that hold every term of at least one of the groups."""
    wanted = " | ".join("(" + " & ".join(map(_quoted, group)) + ")" for group in groups)
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, [wanted, *languages, most])
        return cursor.fetchall()


def _quoted(term):
    return f"'{term}'"
