"""Search on PostgreSQL: a GIN index of the terms.

The planner does not know that a look into a `tsvector` means fetching it from beside the
table, and would rather read the table from end to end. It is left no other way than the index:
no sequential scan, and conditions that no other index answers.
"""

from django.db import connection, transaction

from articles.search import order
from articles.search.terms import label

# So many of the newest stories are asked first: a word that stands everywhere is found often
# enough among them, and the archive may grow behind.
NEAR = 3_000
# A phrase is looked for in so many of the newest stories that have all its words.
READ = 2_000

_EDGE = """
    SELECT key, (SELECT max(key) FROM articles_searchentry WHERE edition = %s)
    FROM articles_searchentry WHERE edition = %s ORDER BY key DESC OFFSET %s LIMIT 1
"""
_NEWEST = """
    SELECT key, live_id, section, source_language, country, ts_rank(gist, %s::tsquery)
    FROM (
        SELECT key, live_id, section, source_language, country, gist, terms
        FROM articles_searchentry
        WHERE terms @@ %s::tsquery AND edition || '' = %s AND key + 0 BETWEEN %s AND %s
        ORDER BY key + 0 DESC LIMIT %s
    ) newest
    {strict} ORDER BY key DESC LIMIT %s
"""
_STRICT = "WHERE terms @@ %s::tsquery"


def newest(query, *, edition, labels, first, last, most):
    """[(key, live, section, source language, country, rank)] of the newest that match."""
    near = _near(edition) if first is last is None else []
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        if near:
            cursor.execute(*_statement(query, edition, [*labels, near], first, last, most))
            if cursor.rowcount >= most:
                return cursor.fetchall()
        cursor.execute(*_statement(query, edition, labels, first, last, most))
        return cursor.fetchall()


def _near(edition):
    """Labels of the blocks that hold the newest stories; none where the archive holds few."""
    with connection.cursor() as cursor:
        cursor.execute(_EDGE, [edition, edition, NEAR])
        row = cursor.fetchone()
    if row is None:
        return []
    oldest, newest = map(order.block, row)
    return [label("block", n) for n in range(oldest, newest + 1)]


def _statement(query, edition, labels, first, last, most):
    loose = " & ".join(_loose(query) + [_label(each) for each in labels])
    rank = " | ".join(_term(term) for term in query.terms)
    between = [order.LEAST if first is None else first, order.GREATEST if last is None else last]
    asked = [rank, loose, edition, *between]
    if query.has_phrases:
        return _NEWEST.format(strict=_STRICT), [*asked, READ, _strict(query), most]
    return _NEWEST.format(strict=""), [*asked, most, most]


def _loose(query):
    """What the index can answer by itself: it does not know the order of words."""
    without = [f"!{_term(phrase[0])}" for phrase in query.unwanted if len(phrase) == 1]
    return [_term(term) for term in query.terms] + without


def _strict(query):
    without = [f"!{_phrase(phrase)}" for phrase in query.unwanted]
    return " & ".join([*map(_phrase, query.wanted), *without])


def _phrase(phrase):
    return "(" + " <-> ".join(map(_term, phrase)) + ")"


def _label(label):
    """One label, or any of several."""
    several = [label] if isinstance(label, str) else label
    return "(" + " | ".join(map(_term, several)) + ")"


def _term(term):
    return f"'{term[:-1]}':*" if term.endswith("*") else f"'{term}'"
