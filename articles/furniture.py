"""What stands on every page around what is new: navigation, footer, the call to sign up.

It is small, and it changes at once when an editor changes it. So nothing is kept that could be
stale: with every page comes, in the page's own query, the stamp that is another as soon as any row
is (articles/watching.py). What is known of the very same stamp is used again, and what was made of
the very same rows (articles/shells.py).

`settings.FURNITURE` names the functions `(edition) -> queryset of values` that give the rows;
templates find them as `furniture.<name>`, a list of dicts, and the first call as `furniture.call`.
"""

import json
from functools import cache, lru_cache

from django.conf import settings
from django.db import connection
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.module_loading import import_string

from articles import editions
from articles.models import Page, Section, SectionName
from sources.languages import direction, language_name

STAMP = "(SELECT stamp FROM articles_furniturestamp)"  # a column of any query
MOST = 64  # rows of so many stamps are known to a process
_known = {}


def sections(edition):
    """The sections in the order of the navigation, as this edition calls them: `id`, `slug`,
    `title`, `about`."""
    called = SectionName.objects.filter(section=OuterRef("pk"), edition=edition)
    title = Coalesce(Subquery(called.values("name")[:1]), "name")
    about = Coalesce(Subquery(called.values("description")[:1]), "description")
    return Section.objects.order_by("position", "name", "pk").values(
        "id", "slug", title=title, about=about
    )


def pages(edition):
    """The site's own pages that the footer names, in their order: `slug`, `name`."""
    named = Page.objects.live().filter(edition=edition, in_footer=True)
    return named.order_by("position", "slug").values("slug", name=F("live__title"))


@cache
def column(edition):
    """(SQL, parameters) of one column with all rows as the text of a JSON object."""
    parts, params = [], []
    for name, path in settings.FURNITURE.items():
        sql, more = rows(import_string(path)(edition))
        parts.append(f"'{name}', {sql}")
        params += more
    if connection.vendor == "postgresql":
        return f"CAST(json_build_object({', '.join(parts)}) AS text)", tuple(params)
    return f"json_object({', '.join(parts)})", tuple(params)


def rows(queryset):
    """(SQL, parameters) of one column with the rows of a queryset of values as JSON."""
    sql, params = queryset.query.sql_with_params()
    if connection.vendor == "postgresql":
        return f"(SELECT json_agg(row_to_json(r)) FROM ({sql}) r)", params
    names = (*queryset.query.values_select, *queryset.query.annotation_select)
    pairs = ", ".join(f"'{name}', r.{name}" for name in names)
    return f"json((SELECT json_group_array(json_object({pairs})) FROM ({sql}) r))", params


def at(edition, stamp):
    """The rows as they stood when a page's query read this stamp, or as they stand now where
    nothing is known of it, in one query."""
    known = _known.get((edition, stamp))
    return known if known is not None else fetch(edition)


def fetch(edition):
    """The rows as they stand now."""
    sql, params = column(edition)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {STAMP}, {sql}", params)
        stamp, found = cursor.fetchone()
    if stamp:
        if len(_known) >= MOST:
            _known.clear()
        _known[edition, stamp] = found
    return found


@lru_cache(maxsize=64)
def read(text):
    """What templates find as `furniture`. Shared: nobody changes it."""
    found = {name: rows or [] for name, rows in json.loads(text).items()}
    return found | {"call": next(iter(found.get("calls", [])), None)}


def context(edition):
    """What the templates of every page may show besides."""
    return {
        "site_name": settings.SITE_NAME,
        "site_tagline": editions.tagline(edition),
        "edition": edition,
        "edition_language": edition,
        "edition_direction": direction(edition),
        "edition_prefix": editions.prefix(edition),
        "editions": _editions(),
    }


def _editions():
    """Every edition for readers to change to; none where there is only one."""
    if len(settings.EDITIONS) == 1:
        return []
    return [
        {
            "code": edition,
            "name": language_name(edition, edition),
            "direction": direction(edition),
            "address": f"{editions.prefix(edition)}/",
        }
        for edition in settings.EDITIONS
    ]
