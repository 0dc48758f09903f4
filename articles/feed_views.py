"""Feeds by address. Whoever asks what is new is answered from a list of times; whoever asks
for everything, by one statement and the joining of what publishing had rendered."""

import hashlib
from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from articles import editions, furniture
from articles.feeds import atom, json_feed, rss
from articles.feeds.entries import Entry, Feed
from articles.models import LiveArticle, Tag
from articles.views import public
from authors.models import Author
from sources.models import Publication

SIZE = 30  # stories
# By which one tells whether something changed. The last withdrawal counts, though it leaves
# only older stories behind.
TIMES = ("pk", "published_at", "rendered_at", "gone")
FORMS = {
    "rss": (rss, ("rss", "portable"), tuple),
    "atom": (atom, Entry._fields, Entry._make),
    "json": (json_feed, Entry._fields, Entry._make),
}
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


@require_safe
@public
def site(request, form):
    stories = _ours().newest()
    return _answer(request, form, stories, settings.SITE_NAME, settings.SITE_TAGLINE)


@require_safe
@public
def section(request, form, slug):
    known = furniture.read(furniture.fetch(editions.current()))["sections"]
    found = next((section for section in known if section["slug"] == slug), None)
    if found is None:
        raise Http404("There is no such section.")
    stories = _ours().newest().filter(section__slug=slug)
    return _answer(request, form, stories, found["title"], found["about"])


@require_safe
@public
def author(request, form, slug):
    found = get_object_or_404(Author, slug=slug)
    return _answer(request, form, _ours(found.live_articles).newest(), found.name, found.bio)


@require_safe
@public
def source(request, form, slug):
    found = get_object_or_404(Publication, slug=slug)
    stories = _ours().newest().filter(publication=found)
    return _answer(request, form, stories, found.name, found.description)


@require_safe
@public
def tag(request, form, slug):
    found = get_object_or_404(Tag, slug=slug)
    return _answer(request, form, _ours(found.live_articles).newest(), found.name, "")


def _ours(stories=LiveArticle.objects):
    return stories.of(editions.current())


@dataclass(frozen=True)
class Stamp:
    etag: str
    changed: int | None  # seconds since 1970; None without a story

    def on(self, response):
        response["ETag"] = self.etag
        if self.changed:
            response["Last-Modified"] = http_date(self.changed)
        return response


def _answer(request, form, stories, name, description):
    feed = _feed(request, name, description)
    gone = _ours().filter(withdrawn_at__isnull=False).order_by("-withdrawn_at")
    stories = stories.annotate(gone=Subquery(gone.values("withdrawn_at")[:1]))
    if any(name in request.META for name in CONDITIONS):
        stamp, _ = _stamp(feed, stories.values_list(*TIMES)[:SIZE])
        response = get_conditional_response(request, stamp.etag, stamp.changed)
        if response is not None:
            return stamp.on(response)
    writer, fields, entry = FORMS[form]
    rows = list(stories.values_list(*TIMES, *fields)[:SIZE])
    stamp, changed = _stamp(feed, rows)
    told = writer.write(replace(feed, changed=changed), [entry(row[4:]) for row in rows])
    return stamp.on(HttpResponse(told, content_type=writer.CONTENT_TYPE))


def _feed(request, name, description):
    site = settings.SITE_NAME
    page = request.path.removesuffix("feed.json").removesuffix("atom/").removesuffix("feed/")
    return Feed(
        title=site if name == site else f"{name} — {site}",
        home=f"{settings.SITE_URL}{page}",
        address=f"{settings.SITE_URL}{request.path}",
        description=" ".join(description.split()) or f"{name} — {settings.SITE_TAGLINE}",
        language=editions.current(),
    )


def _stamp(feed, rows):
    """(Stamp, time of the last change or None) of rows that begin with TIMES."""
    facts = [row[:4] for row in rows]
    told = repr((settings.VERSION, feed, facts)).encode()
    etag = f'W/"{hashlib.blake2s(told, digest_size=12).hexdigest()}"'
    changed = max((at for fact in facts for at in fact[1:] if at), default=None)
    return Stamp(etag, int(changed.timestamp()) if changed else None), changed
