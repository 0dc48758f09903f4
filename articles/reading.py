"""The statements of the readers' pages: plain rows, no objects, nothing of the desk.

Each page costs a number of statements that no archive changes, and each statement walks an
index from its newest end (articles/models/live.py) and stops after a page.
"""

import datetime
import json
from functools import cache, lru_cache
from typing import NamedTuple

from django.conf import settings
from django.db import (
    DEFAULT_DB_ALIAS,
    InterfaceError,
    OperationalError,
    connection,
    connections,
)
from django.utils import timezone

from articles import furniture, paging

_PREPARED_AFTER = 3  # times that a connection has seen a statement
# The number stands in the statement: a plan that is made for any number reads everything.
_NEWEST = "ORDER BY first_published_at DESC, id DESC LIMIT {}"
_LIVE = "FROM articles_livearticle WHERE withdrawn_at IS NULL AND edition = %s"
# Written so that the database walks its index from there down (articles/paging.py).
_BENEATH = "AND first_published_at <= %s AND (first_published_at < %s OR id < %s)"
_SECTION = "AND section_id = (SELECT id FROM articles_section WHERE slug = %s)"
# What editors pinned and is not over. Of a section, as long as the story belongs to it.
_PINNED = """
SELECT s.position, l.id, l.pictured, l.publication_id, l.section_id FROM articles_frontslot s
JOIN articles_front f ON f.id = s.front_id JOIN articles_livearticle l ON l.id = s.live_id
WHERE f.edition = %s AND {which} AND (s.until IS NULL OR s.until > %s)
  AND l.withdrawn_at IS NULL AND l.edition = f.edition
"""
_PINNED_HOME = _PINNED.format(which="f.section_id IS NULL")
_PINNED_SECTION = _PINNED.format(
    which="f.section_id = (SELECT id FROM articles_section WHERE slug = %s)"
    " AND l.section_id = f.section_id"
)
_MOST_READ = """
SELECT l.path, l.headline, l.language FROM articles_mostread m
JOIN articles_livearticle l ON l.id = m.live_id
WHERE m.edition = %s AND l.withdrawn_at IS NULL ORDER BY m.rank
"""
# The next older story of its section, or else the newest of the others.
_STORY = """
SELECT l.withdrawn_at IS NULL, l.seal, n.seal, {changed}, {columns}, {stamp}
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
_OF_A_PLACE = ("pictured", "publication_id", "section_id")
_CHANGED = {  # seconds since 1970
    "postgresql": "CAST(EXTRACT(EPOCH FROM GREATEST(l.published_at, l.rendered_at)) AS bigint)",
    "sqlite": "CAST(strftime('%%s', MAX(l.published_at, l.rendered_at)) AS integer)",
}


_SECONDS = {  # since 1970
    "postgresql": "CAST(EXTRACT(EPOCH FROM {}) AS bigint)",
    "sqlite": "CAST(strftime('%%s', {}) AS integer)",
}


class Story(NamedTuple):
    live: bool  # or withdrawn
    seal: str
    next_seal: str
    changed: int  # seconds since 1970
    head: str
    main: str
    beneath: str
    stamp: str  # of the furniture


class Place(NamedTuple):
    """A story in the order of a front, before its card is fetched."""

    pk: int
    pictured: bool
    publication: int | None
    section: int


class MostRead(NamedTuple):
    path: str
    headline: str
    language: str


class Order(NamedTuple):
    """What the order of a front is made from (articles/layout.py)."""

    stamp: str  # of the furniture
    newest: tuple  # of Place, one more than a page shows
    pinned: tuple  # of (place, Place)
    most_read: list  # of MostRead; of the home page alone


class Wanted(NamedTuple):
    """The cards that a front is made of, by ids of live stories."""

    stories: tuple = ()
    lead: int = 0
    second: tuple = ()
    last: int = 0  # whose time the cursor of the next page is made of


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
    changed = _CHANGED[connection.vendor]
    statement = _STORY.format(changed=changed, columns=columns, stamp=furniture.STAMP)
    found = fetch(statement, (edition, path))
    return Story(*found[0]) if found else None


def front(edition, section=None, wanted=None, *, counted=False):
    """(Order, {id: Card}): how a front stands now and, in the same statement, the cards that are
    `wanted`: a front is mostly made of those that it was made of before. `counted`: with what is
    read most."""
    statement = _ordering(connection.vendor, _newest(), bool(section), counted)
    of = (edition, section) if section else (edition,)
    params = (*of, *of, _adapted(timezone.now()), *([edition] if counted else ()))
    if wanted:
        cards, more = _cards(connection.vendor, wanted)
        statement, params = f"{statement} UNION ALL {cards}", (*params, *more)
    rows = {row[0]: row for row in fetch(statement, params)}
    _, stamp, newest, pinned, read, _ = rows.pop(0)
    read = [MostRead(*row) for row in json.loads(read or "[]")]
    return Order(stamp, *_places(newest, pinned), read), _by_key(rows.values())


@lru_cache(maxsize=256)
def _places(newest, pinned):
    """What the same JSON says again and again, between two changes of a front."""
    newest, pinned = (json.loads(text or "[]") for text in (newest, pinned))
    return (
        tuple(Place(*row) for row in newest),
        tuple((place, Place(*row)) for place, *row in pinned),
    )


@cache
def _ordering(vendor, newest_first, of_section, counted):
    """A row of the kind of the cards': 0, the stamp, and as JSON what Order has besides."""
    chosen, pinned = (_SECTION, _PINNED_SECTION) if of_section else ("", _PINNED_HOME)
    newest = f"SELECT id, {', '.join(_OF_A_PLACE)} {_LIVE} {chosen} {newest_first}"
    columns = (
        furniture.STAMP,
        _as_rows(vendor, newest, "id", *_OF_A_PLACE),
        _as_rows(vendor, pinned, "position", "id", *_OF_A_PLACE),
        _as_rows(vendor, _MOST_READ, "path", "headline", "language") if counted else "''",
    )
    return f"SELECT 0, {', '.join(columns)}, NULL"


def _as_rows(vendor, select, *columns):
    """One column with these of the rows as the text of a JSON array."""
    row = ", ".join(f"r.{column}" for column in columns)
    if vendor == "postgresql":
        return f"(SELECT CAST(json_agg(json_build_array({row})) AS text) FROM ({select}) r)"
    return f"(SELECT json_group_array(json_array({row})) FROM ({select}) r)"


def arranged(wanted):
    """{id: Card} of what is Wanted, each card of the kind that its place asks for."""
    return _by_key(fetch(*_cards(connection.vendor, wanted))) if wanted.stories else {}


@lru_cache(maxsize=256)
def _cards(vendor, wanted):
    """(statement, its parameters)."""
    among, pks = _among(vendor, wanted.stories)
    beside, seconds = _among(vendor, wanted.second or [0])
    return (
        f"SELECT id, CASE WHEN id = %s THEN card_lead WHEN {beside} THEN card_second ELSE card "
        "END, seal, strip, paper, CASE WHEN id = %s THEN first_published_at END "
        f"FROM articles_livearticle WHERE {among} AND withdrawn_at IS NULL"
    ), (wanted.lead, *seconds, wanted.last, *pks)


def _by_key(rows):
    return {row[0]: Card(*row[:5], row[5] and _moment(row[5])) for row in rows}


def _among(vendor, pks):
    """(condition, parameters): one statement for any number, where the database has arrays."""
    if vendor == "postgresql":
        return "id = ANY(CAST(%s AS bigint[]))", (f"{{{','.join(map(str, pks))}}}",)
    return f"id IN ({', '.join(['%s'] * len(pks))})", tuple(pks)


def _adapted(at):
    return connection.ops.adapt_datetimefield_value(at)


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
    return _page(_listed(edition, of, value, before), before)


def _listed(edition, of, value, before, columns=""):
    beneath, cursor = _from(before)
    given = (edition,) if value is None else (edition, value)
    chosen = f"{_LIVE} {OF[of]} {beneath} {_newest()}"
    statement = f"SELECT id, card, seal, first_published_at{columns} {chosen}"
    return fetch(statement, (*given, *cursor))


def _newest():
    """One more than a page shows."""
    return _NEWEST.format(paging.PAGE_SIZE + 1)


def _from(before):
    """(condition, its parameters) of what stands beneath a cursor, if there is one."""
    if not before:
        return "", ()
    at, pk = paging.read(before)
    return _BENEATH, (_adapted(at), _adapted(at), pk)


def _page(rows, before):
    found = [Card(*row[:3], first_published_at=_moment(row[3])) for row in rows]
    return paging.cut(found, before)


def cards_of(edition, papers, before=""):
    """The same of several papers, by their keys: the newest of each, and of these the newest,
    so that a country of which little is heard costs no more than another."""
    beneath, cursor = _from(before)
    chosen = f"{_LIVE} {OF['source']} {beneath} {_newest()}"
    each = f"SELECT id, card, seal, first_published_at {chosen}"
    parts = [f"SELECT * FROM ({each}) AS paper{n}" for n in range(len(papers))]
    params = [part for paper in papers for part in (edition, paper, *cursor)]
    return _page(fetch(f"{' UNION ALL '.join(parts)} {_newest()}", params), before)


def by_author(edition, author, slug, before=""):
    """(paging.Page, {id: role}): the same of an author, by key and slug, who may have written
    one story and translated another."""
    rows = _listed(edition, "author", author, before, ", byline, team")
    roles = {row[0]: _role(slug, *map(json.loads, row[4:])) for row in rows}
    return _page(rows, before), roles


def _role(slug, byline, team):
    return next((person["role"] for person in (*byline, *team) if person["slug"] == slug), "")


def feed(edition, of, value, columns, number):
    """Rows of the newest stories for a feed: what tells whether something changed (id and three
    times as text, the last that of the last withdrawal), seconds since 1970 of the last change,
    then these columns of theirs."""
    seconds = _SECONDS[connection.vendor]
    gone = "(SELECT MAX(withdrawn_at) FROM articles_livearticle WHERE withdrawn_at IS NOT NULL)"
    times = ("published_at", "rendered_at", gone)
    facts = ", ".join(f"CAST({time} AS text)" for time in times)
    last = ", ".join(f"COALESCE({seconds.format(time)}, 0)" for time in times)
    most = "GREATEST" if connection.vendor == "postgresql" else "MAX"
    wanted = "".join(f", {column}" for column in columns)
    params = (edition,) if value is None else (edition, value)
    newest = _NEWEST.format(int(number))
    return fetch(f"SELECT id, {facts}, {most}({last}){wanted} {_LIVE} {OF[of]} {newest}", params)


def newest(edition, number):
    """The cards of the newest stories."""
    rows = fetch(f"SELECT card {_LIVE} {_NEWEST.format(int(number))}", (edition,))
    return [row[0] for row in rows]


def fetch(statement, params):
    """All rows. A connection that was closed meanwhile is noticed here and opened once more, so
    that it need not be asked before every page whether it is still there."""
    own = connections[DEFAULT_DB_ALIAS]  # looked up once: `connection` looks at every word
    own.health_check_done = True
    try:
        return _rows(own, statement, params)
    except (OperationalError, InterfaceError):
        if own.in_atomic_block:
            raise
        own.close()
        return _rows(own, statement, params)


def _rows(own, statement, params):
    with _cursor(own) as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def plain(value, *, is_json=False):
    """A value as Django's fields would give it: JSON read, times with their zone."""
    if is_json:
        return json.loads(value) if isinstance(value, str) else value
    return _moment(value) if isinstance(value, datetime.datetime) else value


def _cursor(own):
    """PostgreSQL plans these statements for longer than it takes to answer them: there they are
    prepared, once for each connection."""
    if own.vendor != "postgresql" or not settings.PREPARE_STATEMENTS:
        return own.cursor()
    own.ensure_connection()
    own.connection.prepare_threshold = _PREPARED_AFTER
    wrap = own.make_debug_cursor if own.queries_logged else own.make_cursor
    return wrap(own.Database.Cursor(own.connection))


def _moment(at):
    """SQLite hands out times without their zone, which is UTC, those of expressions as text."""
    at = datetime.datetime.fromisoformat(at) if isinstance(at, str) else at
    return at if at.tzinfo else at.replace(tzinfo=datetime.UTC)
