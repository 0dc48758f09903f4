"""The newest stories for feed readers: RSS 2.0 with the whole text and its pictures, each
with its credit as Media RSS (https://www.rssboard.org/media-rss) has it."""

import hashlib
import re

import lxml.html
from django.conf import settings
from django.db.models import Subquery
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import escape
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from lxml import etree

from articles import editions, media
from articles.models import LiveArticle
from articles.views import public

SIZE = 30  # stories

NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}
# What XML 1.0 cannot hold in any form (https://www.w3.org/TR/xml/#charsets).
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class StoryFeed(Rss201rev2Feed):
    """Items take `creators` (names), `content` (HTML) and `pictures` (articles.media.of) too."""

    def rss_attributes(self):
        return super().rss_attributes() | NAMESPACES

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["creators"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("content:encoded", item["content"])
        for kept in item["pictures"]:
            _add_picture(handler, kept)


@require_safe
@public
def feed(request):
    etag, changed = _state()
    response = get_conditional_response(request, etag, changed)
    if response is None:
        response = HttpResponse(_written(), content_type=StoryFeed.content_type)
    response["ETag"] = etag
    if changed:
        response["Last-Modified"] = http_date(changed)
    return response


def _state():
    """(ETag, seconds since 1970 of the last change or None). A withdrawal is a change too,
    though it leaves only older stories behind."""
    ours = LiveArticle.objects.of(editions.current())
    gone = ours.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at")
    rows = list(
        ours.newest()
        .annotate(gone=Subquery(gone.values("withdrawn_at")[:1]))
        .values_list("pk", "published_at", "rendered_at", "gone")[:SIZE]
    )
    told = repr((settings.VERSION, settings.SITE_NAME, rows)).encode()
    etag = f'W/"{hashlib.blake2s(told, digest_size=12).hexdigest()}"'
    times = [at for _, *times in rows for at in times if at]
    return etag, int(max(times).timestamp()) if times else None


def _written():
    feed = StoryFeed(
        title=settings.SITE_NAME,
        link=media.absolute(reverse("home")),
        description=settings.SITE_TAGLINE,
        language=editions.current(),
        feed_url=media.absolute(reverse("feed")),
    )
    ours = LiveArticle.objects.of(editions.current())
    for live in ours.newest().defer("json_ld")[:SIZE]:
        feed.add_item(**legal(_item(live)))
    return feed.writeString("utf-8")


def _item(live):
    address = media.absolute(live.get_absolute_url())
    return {
        "title": live.headline,
        "link": address,
        "description": escape(live.standfirst),  # which readers take for HTML
        "unique_id": address,
        "unique_id_is_permalink": True,
        "pubdate": live.first_published_at,
        "updateddate": max(live.published_at, live.rendered_at),
        "categories": [tag["name"] for tag in live.tag_list],
        "creators": [person["name"] for person in live.byline],
        "content": content(live, address),
        "pictures": media.of(live),
    }


def content(live, address):
    """The story as its page shows it, as HTML that stands anywhere: its addresses are whole,
    and of the many files of a picture it names one."""
    html = render_to_string("articles/_feed_story.html", {"live": live})
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    root.attrib.update({"lang": live.language, "dir": live.direction})
    root.make_links_absolute(address, handle_failures="ignore")
    etree.strip_tags(root, "picture", "source")
    etree.strip_attributes(root, "srcset", "sizes")
    return lxml.html.tostring(root, encoding="unicode")


def legal(said):
    """The text without what no XML may hold; lists and dicts with all their texts."""
    match said:
        case str():
            return _ILLEGAL.sub("", said)
        case list():
            return [legal(one) for one in said]
        case dict():
            return {name: legal(one) for name, one in said.items()}
    return said


def _add_picture(handler, kept):
    facts = {
        "url": kept["url"],
        "type": kept["type"],
        "medium": "image",
        "width": str(kept["width"]),
        "height": str(kept["height"]),
    }
    size = {"fileSize": str(kept["size"])} if kept["size"] else {}
    handler.startElement("media:content", facts | size)
    handler.addQuickElement("media:credit", kept["credit"])
    if words := kept["caption"] or kept["alt"]:
        handler.addQuickElement("media:description", words, {"type": "plain"})
    if kept["copyright"]:
        handler.addQuickElement("media:copyright", kept["copyright"])
    handler.endElement("media:content")
