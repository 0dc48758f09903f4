"""Search on PostgreSQL: a GIN index of the terms.

The planner does not know that a look into a `tsvector` means fetching it from beside the
table, and would rather read the table from end to end. It is left no other way than the index:
no sequential scan, and conditions that no other index answers.
"""

from django.db import connection, transaction

from articles.search import order
from articles.search.terms import label

# So many of the newest stories are asked first, and then as many as should do, by how many of
# these matched: however common a word is, and however large the archive, no more is read than
# what can be shown.
NEAR = 1_500
FAR = 50_000
BLOCKS = 24  # of time: a list of more of them costs what it spares
_MORE = 1.5  # than should do
# A phrase is looked for in so many of the newest stories that have all its words.
READ = 2_000

_EDGE = """
    SELECT key, (SELECT max(key) FROM articles_searchentry WHERE edition = %s)
    FROM articles_searchentry WHERE edition = %s ORDER BY key DESC OFFSET %s LIMIT 1
"""
_NEWEST = """
    WITH newest AS MATERIALIZED (
        SELECT key, live_id, section, source_language, country, gist, terms
        FROM articles_searchentry
        WHERE terms @@ %s::tsquery AND edition || '' = %s AND key + 0 BETWEEN %s AND %s
        ORDER BY key + 0 DESC LIMIT %s
    )
    SELECT key, live_id, section, source_language, country, ts_rank(gist, %s::tsquery),
        (SELECT count(*) FROM newest)
    FROM newest {strict} ORDER BY key DESC LIMIT %s
"""
_STRICT = "WHERE terms @@ %s::tsquery"


def newest(query, *, edition, labels, first, last, most):
    """[(key, live, section, source language, country, rank, …)] of the newest that match."""
    between = [order.LEAST if first is None else first, order.GREATEST if last is None else last]
    enough = READ if query.has_phrases else most
    reach = NEAR if first is last is None else 0
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        while True:
            near = _near(cursor, edition, reach) if 0 < reach < FAR else []
            sql = _NEWEST.format(strict=_STRICT if query.has_phrases else "")
            asked = [_loose(query, [*labels, *near]), edition, *between, enough, _rank(query)]
            asked += [_strict(query)] if query.has_phrases else []
            cursor.execute(sql, [*asked, most])
            rows = cursor.fetchall()
            read = rows[0][6] if rows else 0
            if not near or read >= enough:
                return rows
            reach = int(_MORE * reach * enough / read) if read else 0


def _near(cursor, edition, reach):
    """The labels, as one of several, of the blocks of time that hold so many of the newest
    stories; nothing where there are fewer stories or too many blocks."""
    cursor.execute(_EDGE, [edition, edition, reach])
    row = cursor.fetchone()
    if row is None:
        return []
    oldest, newest = map(order.block, row)
    if newest - oldest >= BLOCKS:
        return []
    return [[label("block", n) for n in range(oldest, newest + 1)]]


def _rank(query):
    return " | ".join(map(_term, query.terms))


def _loose(query, labels):
    """What the index can answer by itself: it does not know the order of words."""
    without = [f"!{_term(phrase[0])}" for phrase in query.unwanted if len(phrase) == 1]
    return " & ".join([*map(_term, query.terms), *without, *map(_label, labels)])


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
