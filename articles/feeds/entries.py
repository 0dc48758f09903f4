"""What a feed says, as plain values; the forms (rss, atom, json_feed) write it down."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from articles.addresses import of_story

JSON = frozenset({"byline", "team", "source", "tag_list", "media"})  # fields of an Entry


@dataclass(frozen=True)
class Feed:
    """Addresses are whole."""

    title: str
    home: str  # the page that it belongs to
    address: str  # its own
    description: str
    language: str
    changed: datetime.datetime | None = None  # None: it is empty


class Entry(NamedTuple):
    """One story; its JSON fields have the shapes of articles.rendering."""

    edition: str
    path: str
    first_published_at: datetime.datetime
    published_at: datetime.datetime
    rendered_at: datetime.datetime
    language: str
    headline: str
    standfirst: str
    byline: list
    team: list
    source: dict | None
    tag_list: list
    media: list
    portable: str

    @property
    def address(self):
        return of_story(self)

    @property
    def changed(self):
        return max(self.published_at, self.rendered_at)

    @property
    def translators(self):
        return [person for person in self.team if person["role"] == "translator"]
