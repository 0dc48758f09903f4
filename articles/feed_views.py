"""Feeds by address. Whoever asks what is new is answered from a list of times; whoever asks
for everything, by one statement and the joining of what publishing had rendered."""

import datetime
import hashlib
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from articles import editions, furniture, media, reading
from articles.feeds import atom, json_feed, rss
from articles.feeds.entries import JSON, Entry, Feed
from articles.models import Tag
from articles.views import public
from authors.models import Author
from prose import wordings
from sources.models import Publication

SIZE = 30  # stories
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
FACTS = 5  # columns that articles.reading.feed adds


def _entry(values):
    pairs = zip(Entry._fields, values, strict=True)
    return Entry._make(reading.plain(value, is_json=name in JSON) for name, value in pairs)


# The writer, the columns that it wants, and how it wants a row of them.
FORMS = {
    "rss": (rss, ("rss", "portable"), tuple),
    "atom": (atom, Entry._fields, _entry),
    "json": (json_feed, Entry._fields, _entry),
}


@require_safe
@public
def site(request, form):
    return _answer(request, form, settings.SITE_NAME, editions.tagline(editions.current()))


@require_safe
@public
def section(request, form, slug):
    known = furniture.read(furniture.fetch(editions.current()))["sections"]
    found = next((section for section in known if section["slug"] == slug), None)
    if found is None:
        raise Http404("There is no such section.")
    return _answer(request, form, found["title"], found["about"], "section", slug)


@require_safe
@public
def author(request, form, slug):
    found = get_object_or_404(Author, slug=slug)
    return _answer(request, form, found.name, _words(found, "bio"), "author", found.pk)


@require_safe
@public
def source(request, form, slug):
    found = get_object_or_404(Publication, slug=slug)
    return _answer(request, form, found.name, _words(found, "description"), "source", found.pk)


@require_safe
@public
def tag(request, form, slug):
    found = get_object_or_404(Tag, slug=slug)
    return _answer(request, form, found.name, "", "tag", found.pk)


@dataclass(frozen=True)
class Stamp:
    etag: str
    changed: int | None  # seconds since 1970; None without a story

    @property
    def moment(self):
        return self.changed and datetime.datetime.fromtimestamp(self.changed, datetime.UTC)

    def on(self, response):
        response["ETag"] = self.etag
        if self.changed:
            response["Last-Modified"] = http_date(self.changed)
        return response


def _words(thing, name):
    return wordings.said(thing, name, editions.current()).own


def _answer(request, form, name, description, of="all", value=None):
    feed, edition = _feed(request, name, description), editions.current()
    if any(name in request.META for name in CONDITIONS):
        stamp = _stamp(feed, reading.feed(edition, of, value, (), SIZE))
        response = get_conditional_response(request, stamp.etag, stamp.changed)
        if response is not None:
            return stamp.on(response)
    writer, columns, entry = FORMS[form]
    rows = reading.feed(edition, of, value, columns, SIZE)
    stamp = _stamp(feed, rows)
    told = writer.write(replace(feed, changed=stamp.moment), [entry(row[FACTS:]) for row in rows])
    return stamp.on(HttpResponse(told, content_type=writer.CONTENT_TYPE))


def _feed(request, name, description):
    site, edition = settings.SITE_NAME, editions.current()
    page = request.path.removesuffix("feed.json").removesuffix("atom/").removesuffix("feed/")
    return Feed(
        title=site if name == site else f"{name} — {site}",
        home=media.absolute(page),
        address=media.absolute(request.path),
        description=" ".join(description.split()) or f"{name} — {editions.tagline(edition)}",
        language=edition,
    )


def _stamp(feed, rows):
    told = repr((settings.VERSION, feed, [row[:FACTS] for row in rows])).encode()
    etag = f'W/"{hashlib.blake2s(told, digest_size=12).hexdigest()}"'
    return Stamp(etag, max((row[FACTS - 1] for row in rows), default=None))
