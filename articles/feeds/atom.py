"""Atom (RFC 4287)."""

from django.conf import settings

from articles.addresses import of_author
from articles.feeds.markup import cdata, element, pictures, text

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
# What a feed without stories says of its last change: it wants a time, and has none.
NEVER = "1970-01-01T00:00:00Z"


def write(feed, entries):
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
        f' xmlns:media="http://search.yahoo.com/mrss/" xml:lang="{text(feed.language)}">',
        element("id", feed.address),
        element("title", feed.title),
        element("subtitle", feed.description),
        f"<updated>{_moment(feed.changed) if feed.changed else NEVER}</updated>",
        f'<link rel="self" type="application/atom+xml" href="{text(feed.address)}"/>',
        f'<link rel="alternate" type="text/html" href="{text(feed.home)}"/>',
        f"<author>{element('name', settings.SITE_NAME)}</author>",
    )
    return "".join((*head, *map(_entry, entries), "</feed>\n"))


def _entry(entry):
    address, language = text(entry.address), text(entry.language)
    return (
        f'<entry xml:lang="{language}"><id>{address}</id>{element("title", entry.headline)}'
        f'<link rel="alternate" type="text/html" href="{address}"/>{_original(entry.source)}'
        f"<published>{_moment(entry.first_published_at)}</published>"
        f"<updated>{_moment(entry.changed)}</updated>"
        + "".join([_person("author", person, entry) for person in entry.byline])
        + "".join([_person("contributor", person, entry) for person in entry.translators])
        + "".join([_category(tag) for tag in entry.tag_list])
        + (element("summary", entry.standfirst) if entry.standfirst else "")
        + f'<content type="html">{cdata(entry.portable)}</content>{pictures(entry.media)}</entry>'
    )


def _original(source):
    if not source or not source["url"]:
        return ""
    language, title = text(source["language"]), text(source["headline"])
    return f'<link rel="via" href="{text(source["url"])}" hreflang="{language}" title="{title}"/>'


def _person(role, person, entry):
    named = element("name", person["name"]) + element(
        "uri", of_author(person["slug"], entry.edition)
    )
    return f"<{role}>{named}</{role}>"


def _category(tag):
    return f'<category term="{text(tag["slug"])}" label="{text(tag["name"])}"/>'


def _moment(at):
    return at.isoformat(timespec="seconds")
