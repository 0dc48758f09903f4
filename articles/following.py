"""The story that is offered beneath a story, fetched with it in one query."""

import datetime
import json

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils.dateparse import parse_datetime

from articles import paging
from articles.models import LiveArticle

PLAIN = ("path", "language", "kicker", "headline", "standfirst", "section_name")
PACKED = ("byline", "picture", "source")


def next_card():
    """Annotation for a LiveArticle: the next older story of its section, or else the newest
    of the others. A dict for `card`, or None on a site with one story."""
    older = paging.beneath(OuterRef("first_published_at"), OuterRef("pk"))
    newest = LiveArticle.objects.newest()
    return Coalesce(
        _packed(newest.filter(older, section=OuterRef("section"))),
        _packed(newest.exclude(pk=OuterRef("pk"))),
    )


def card(values):
    """The story as the card template wants it, unsaved. SQLite packs JSON columns as text
    and times without their zone, which is UTC."""
    values = dict(values)
    for name in PACKED:
        if isinstance(values[name], str):
            values[name] = json.loads(values[name])
    at = parse_datetime(values["first_published_at"])
    if at.tzinfo is None:
        at = at.replace(tzinfo=datetime.UTC)
    return LiveArticle(**values | {"first_published_at": at})


def _packed(stories):
    fields = {name: name for name in (*PLAIN, *PACKED, "first_published_at", "reading_minutes")}
    return Subquery(stories.values(packed=JSONObject(**fields))[:1])
