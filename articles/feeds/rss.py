"""RSS 2.0 (https://www.rssboard.org/rss-specification)."""

from email.utils import format_datetime
from html import escape
from itertools import starmap

from articles.feeds.markup import cdata, element, pictures, text

CONTENT_TYPE = "application/rss+xml; charset=utf-8"
HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"'
    ' xmlns:atom="http://www.w3.org/2005/Atom"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"><channel>'
)


def write(feed, stories):
    """`stories` are pairs of what `head` made at publish and the whole text as HTML."""
    built = element("lastBuildDate", format_datetime(feed.changed)) if feed.changed else ""
    channel = (
        element("title", feed.title),
        element("link", feed.home),
        element("description", feed.description),
        f'<atom:link rel="self" type="application/rss+xml" href="{text(feed.address)}"/>',
        element("language", feed.language),
        built,
    )
    return "".join((HEAD, *channel, *starmap(_item, stories), "</channel></rss>\n"))


def head(entry):
    """All of an item but its text, which is kept beside it."""
    address = text(entry.address)
    return (
        f"{element('title', entry.headline)}<link>{address}</link>"
        f"<description>{text(escape(entry.standfirst))}</description>"  # taken for HTML
        f'<guid isPermaLink="true">{address}</guid>'
        f"<pubDate>{format_datetime(entry.first_published_at)}</pubDate>"
        + "".join([element("category", tag["name"]) for tag in entry.tag_list])
        + "".join([element("dc:creator", person["name"]) for person in entry.byline])
        + "".join([element("dc:contributor", person["name"]) for person in entry.translators])
        + pictures(entry.media)
    )


def _item(head, html):
    return f"<item>{head}<content:encoded>{cdata(html)}</content:encoded></item>"
