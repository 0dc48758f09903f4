"""Feeds by address. Whoever asks what is new is answered from a list of times; whoever asks
for everything, by one statement and the joining of what publishing had rendered."""

import hashlib
from dataclasses import replace

from django.conf import settings
from django.db.models import Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from articles.feeds import atom, json_feed, rss
from articles.feeds.entries import Entry, Feed
from articles.models import LiveArticle, Section, Tag
from articles.views import public
from authors.models import Author
from sources.models import Publication

SIZE = 30  # stories
FORMS = {"rss": rss, "atom": atom, "json": json_feed}
# By which one tells whether a story changed; then all that an Entry has.
TIMES = Entry._fields[:3]
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


@require_safe
@public
def site(request, form):
    stories = LiveArticle.objects.newest()
    return _answer(request, form, stories, settings.SITE_NAME, settings.SITE_TAGLINE)


@require_safe
@public
def section(request, form, slug):
    found = get_object_or_404(Section, slug=slug)
    stories = LiveArticle.objects.newest().filter(section=found)
    return _answer(request, form, stories, found.name, found.description)


@require_safe
@public
def author(request, form, slug):
    found = get_object_or_404(Author, slug=slug)
    return _answer(request, form, found.live_articles.newest(), found.name, found.bio)


@require_safe
@public
def source(request, form, slug):
    found = get_object_or_404(Publication, slug=slug)
    stories = LiveArticle.objects.newest().filter(publication=found)
    return _answer(request, form, stories, found.name, found.description)


@require_safe
@public
def tag(request, form, slug):
    found = get_object_or_404(Tag, slug=slug)
    return _answer(request, form, found.live_articles.newest(), found.name, "")


def _answer(request, form, stories, name, description):
    writer = FORMS[form]
    feed = _feed(request, name, description)
    gone = LiveArticle.objects.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at")
    stories = stories.annotate(gone=Subquery(gone.values("withdrawn_at")[:1]))
    fields = Entry._fields
    if any(name in request.META for name in CONDITIONS):
        rows = list(stories.values_list("gone", *TIMES)[:SIZE])
        etag, changed = _state(feed, rows)
        response = get_conditional_response(request, etag, changed and int(changed.timestamp()))
        if response is not None:
            return _dated(response, etag, changed)
    rows = list(stories.values_list("gone", *fields)[:SIZE])
    etag, changed = _state(feed, rows)
    entries = [Entry._make(row[1:]) for row in rows]
    response = HttpResponse(
        writer.write(replace(feed, changed=changed), entries), content_type=writer.CONTENT_TYPE
    )
    return _dated(response, etag, changed)


def _feed(request, name, description):
    site = settings.SITE_NAME
    page = request.path.removesuffix("feed.json").removesuffix("atom/").removesuffix("feed/")
    return Feed(
        title=site if name == site else f"{name} — {site}",
        home=f"{settings.SITE_URL}{page}",
        address=f"{settings.SITE_URL}{request.path}",
        description=" ".join(description.split()) or f"{name} — {settings.SITE_TAGLINE}",
        language=settings.EDITION_LANGUAGE,
    )


def _state(feed, rows):
    """(ETag, time of the last change or None) of rows that begin with `gone` and TIMES. A
    withdrawal is a change too, though it leaves only older stories behind."""
    told = repr((settings.VERSION, feed, [row[:4] for row in rows])).encode()
    etag = f'W/"{hashlib.blake2s(told, digest_size=12).hexdigest()}"'
    return etag, max((at for row in rows for at in (row[0], *row[2:4]) if at), default=None)


def _dated(response, etag, changed):
    response["ETag"] = etag
    if changed:
        response["Last-Modified"] = http_date(changed.timestamp())
    return response
