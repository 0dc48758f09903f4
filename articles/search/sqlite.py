"""Search on SQLite: a full-text index (FTS5) of terms and gist, kept true by triggers.

FTS5 walks its lists by key, the newest first, and stops when it has enough.
"""

from django.db import connection

from articles.search import order
from articles.search.terms import label

# The less the better in bm25; the terms of a story count little beside its gist.
_NEWEST = """
    SELECT entry.key, entry.live_id, entry.section, entry.source_language, entry.country,
        -newest.rank
    FROM (
        SELECT rowid AS key, bm25(articles_searchindex, 0.2, 1.0) AS rank
        FROM articles_searchindex
        WHERE articles_searchindex MATCH %s AND rowid BETWEEN %s AND %s
        ORDER BY rowid DESC LIMIT %s
    ) AS newest
    JOIN articles_searchentry AS entry ON entry.key = newest.key
    ORDER BY entry.key DESC
"""


def newest(query, *, edition, labels, first, last, most):
    """[(key, live, section, source language, country, rank)] of the newest that match."""
    wanted = [*map(_phrase, query.wanted), *map(_quoted, labels)]
    wanted.append(_quoted(label("edition", edition)))
    match = f"({' AND '.join(wanted)})"
    if query.unwanted:
        match += f" NOT ({' OR '.join(map(_phrase, query.unwanted))})"
    between = [order.LEAST if first is None else first, order.GREATEST if last is None else last]
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [match, *between, most])
        return cursor.fetchall()


def _phrase(phrase):
    if phrase[-1].endswith("*"):
        return f"{_quoted(phrase[0][:-1])} *"
    return _quoted(" ".join(phrase))


def _quoted(terms):
    return f'"{terms}"'
