"""The statements of the readers' pages: plain rows, no objects, nothing of the desk.

Each page costs a number of statements that no archive changes, and each statement walks an
index from its newest end (articles/models/live.py) and stops after a page.
"""

import datetime
import json
from typing import NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils.dateparse import parse_datetime
from psycopg import Cursor as ServerCursor

from articles import furniture, paging

_PREPARED_AFTER = 3  # times that a connection has seen a statement
# The number stands in the statement: a plan that is made for any number reads everything.
_NEWEST = "ORDER BY first_published_at DESC, id DESC LIMIT {}"
_LIVE = "FROM articles_livearticle WHERE withdrawn_at IS NULL AND edition = %s"
# Written so that the database walks its index from there down (articles/paging.py).
_BENEATH = "AND first_published_at <= %s AND (first_published_at < %s OR id < %s)"
_SECTION = "AND section_id = (SELECT id FROM articles_section WHERE slug = %s)"
# The next older story of its section, or else the newest of the others.
_STORY = """
SELECT l.withdrawn_at IS NULL, l.seal, n.seal, {changed}, {columns}, {furniture}
FROM articles_livearticle l LEFT JOIN articles_livearticle n ON n.id = COALESCE(
    (SELECT o.id FROM articles_livearticle o
     WHERE o.withdrawn_at IS NULL AND o.section_id = l.section_id AND o.edition = l.edition
       AND o.first_published_at <= l.first_published_at
       AND (o.first_published_at < l.first_published_at OR o.id < l.id)
     ORDER BY o.first_published_at DESC, o.id DESC LIMIT 1),
    (SELECT o.id FROM articles_livearticle o
     WHERE o.withdrawn_at IS NULL AND o.edition = l.edition AND o.id <> l.id
     ORDER BY o.first_published_at DESC, o.id DESC LIMIT 1))
WHERE l.edition = %s AND l.path = %s
"""
_CHANGED = {  # seconds since 1970
    "postgresql": "CAST(EXTRACT(EPOCH FROM GREATEST(l.published_at, l.rendered_at)) AS bigint)",
    "sqlite": "CAST(strftime('%%s', MAX(l.published_at, l.rendered_at)) AS integer)",
}


class Story(NamedTuple):
    live: bool  # or withdrawn
    seal: str
    next_seal: str
    changed: int  # seconds since 1970
    head: str
    main: str
    beneath: str
    furniture: str


class Place(NamedTuple):
    """A story in the order of a front, before its card is fetched."""

    pk: int
    pictured: bool
    publication: int | None


class Card(NamedTuple):
    pk: int
    html: str
    seal: str
    strip: str = ""
    paper: str = ""
    first_published_at: datetime.datetime | None = None


def story(edition, path):
    """The Story at this path, or None."""
    return _story(edition, path, "l.head, l.main, n.beneath")


def seals(edition, path):
    """The same without its text: all that it takes to say that nothing has changed."""
    return _story(edition, path, "'', '', ''")


def _story(edition, path, columns):
    sql, params = furniture.column(edition)
    changed = _CHANGED[connection.vendor]
    statement = _STORY.format(changed=changed, columns=columns, furniture=sql)
    found = fetch(statement, (*params, edition, path))
    return Story(*found[0]) if found else None


def order(edition, section=None):
    """(furniture, [Place]) of the newest stories, one more than a page shows."""
    sql, params = furniture.column(edition)
    chosen, more = (_SECTION, (section,)) if section else ("", ())
    newest = _NEWEST.format(paging.PAGE_SIZE + 1)
    places = f"SELECT id, pictured, publication_id {_LIVE} {chosen} {newest}"
    [found] = fetch(f"SELECT {sql}, {_as_rows(places)}", (*params, edition, *more))
    return found[0], [Place(*row) for row in json.loads(found[1] or "[]")]


def _as_rows(select):
    """One column with the rows of (id, pictured, publication_id) as the text of a JSON array."""
    row = "r.id, r.pictured, r.publication_id"
    if connection.vendor == "postgresql":
        return f"(SELECT CAST(json_agg(json_build_array({row})) AS text) FROM ({select}) r)"
    return f"(SELECT json_group_array(json_array({row})) FROM ({select}) r)"


def arranged(places, *, lead=None, second=()):
    """{id: Card} of these places, each card of the kind that its place asks for; the last one
    with its time, for the cursor of the next page."""
    if not places:
        return {}
    among, pks = _among([place.pk for place in places])
    beside, seconds = _among(second or [0])
    rows = fetch(
        f"SELECT id, CASE WHEN id = %s THEN card_lead WHEN {beside} THEN card_second ELSE card "
        "END, seal, strip, paper, CASE WHEN id = %s THEN first_published_at END "
        f"FROM articles_livearticle WHERE {among} AND withdrawn_at IS NULL",
        (lead or 0, *seconds, places[-1].pk, *pks),
    )
    return {row[0]: Card(*row[:5], row[5] and _moment(row[5])) for row in rows}


def _among(pks):
    """(condition, parameters): one statement for any number, where the database has arrays."""
    if connection.vendor == "postgresql":
        return "id = ANY(CAST(%s AS bigint[]))", (list(pks),)
    return f"id IN ({', '.join(['%s'] * len(pks))})", tuple(pks)


# What a list may be of, besides the edition.
OF = {
    "all": "",
    "section": _SECTION,
    "source": "AND publication_id = %s",
    "author": "AND id IN (SELECT livearticle_id FROM articles_livearticle_authors "
    "WHERE author_id = %s)",
    "tag": "AND id IN (SELECT livearticle_id FROM articles_livearticle_tags WHERE tag_id = %s)",
}


def cards(edition, of="all", value=None, before=""):
    """A paging.Page of the newest cards, beneath the cursor `before`."""
    params = (edition,) if value is None else (edition, value)
    beneath = ""
    if before:
        at, pk = paging.read(before)
        at = connection.ops.adapt_datetimefield_value(at)
        beneath, params = _BENEATH, (*params, at, at, pk)
    newest = _NEWEST.format(paging.PAGE_SIZE + 1)
    statement = f"SELECT id, card, seal, first_published_at {_LIVE} {OF[of]} {beneath} {newest}"
    rows = fetch(statement, params)
    found = [Card(*row[:3], first_published_at=_moment(row[3])) for row in rows]
    return paging.cut(found, before)


def newest(edition, number):
    """The cards of the newest stories."""
    rows = fetch(f"SELECT card {_LIVE} {_NEWEST.format(int(number))}", (edition,))
    return [row[0] for row in rows]


def fetch(statement, params):
    """All rows. A connection that was closed meanwhile is noticed here and opened once more, so
    that it need not be asked before every page whether it is still there."""
    connection.health_check_done = True
    try:
        return _rows(statement, params)
    except (OperationalError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return _rows(statement, params)


def _rows(statement, params):
    with _cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def _cursor():
    """PostgreSQL plans these statements for longer than it takes to answer them: there they are
    prepared, once for each connection."""
    if connection.vendor != "postgresql" or not settings.PREPARE_STATEMENTS:
        return connection.cursor()
    connection.ensure_connection()
    connection.connection.prepare_threshold = _PREPARED_AFTER
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return wrap(ServerCursor(connection.connection))


def _moment(at):
    """SQLite hands out times without their zone, which is UTC, and some as text."""
    at = parse_datetime(at) if isinstance(at, str) else at
    return at if at.tzinfo else at.replace(tzinfo=datetime.UTC)
