"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). What it has no word for stands under
`_newsroom`: who translated it, and whose each picture is."""

import json

from articles.addresses import of_author
from articles.media import absolute

CONTENT_TYPE = "application/feed+json; charset=utf-8"


def write(feed, entries):
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "description": feed.description,
        "language": feed.language,
        "items": [_item(entry) for entry in entries],
    }
    return json.dumps(told, ensure_ascii=False)


def _item(entry):
    told = {
        "id": entry.address,
        "url": entry.address,
        "external_url": entry.source["url"] if entry.source else "",
        "title": entry.headline,
        "summary": entry.standfirst,
        "content_html": entry.portable,
        "language": entry.language,
        "date_published": entry.first_published_at.isoformat(timespec="seconds"),
        "date_modified": entry.changed.isoformat(timespec="seconds"),
        "authors": [_person(person, entry) for person in entry.byline],
        "tags": [tag["name"] for tag in entry.tag_list],
        "image": absolute(entry.media[0]["url"]) if entry.media else "",
        "attachments": [_attachment(kept) for kept in entry.media],
        "_newsroom": {
            "translators": [_person(person, entry) for person in entry.translators],
            "attribution": entry.source["attribution"] if entry.source else "",
            "credits": [_credit(kept) for kept in entry.media],
        },
    }
    return {name: said for name, said in told.items() if said}


def _person(person, entry):
    return {"name": person["name"], "url": of_author(person["slug"], entry.edition)}


def _attachment(kept):
    told = {"url": absolute(kept["url"]), "mime_type": kept["type"], "title": kept["caption"]}
    return told | ({"size_in_bytes": kept["size"]} if kept["size"] else {})


def _credit(kept):
    return {
        "url": absolute(kept["url"]),
        "credit": kept["credit"],
        "copyright": kept["copyright"],
        "description": kept["alt"],
    }
