"""Stories that can be found, and the headlines of those that are."""

from articles import indexing, search
from tests.factories import make_live


def findable(headline="A harbour wakes", text="The text of the story.", **kwargs):
    """A live story with its entry, as publishing would make it."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n"))
    live = make_live(**{"headline": headline, "standfirst": "", "body": body} | kwargs)
    indexing.enter(live, live.authors.all())
    return live


def plain(pieces):
    return "".join(text for text, _ in pieces)


def marked(pieces):
    return [text for text, found in pieces if found]


def find(text, edition="en", **kwargs):
    return search.find(search.read(text, edition), edition=edition, **kwargs)


def headlines(text, edition="en", **kwargs):
    return [plain(result.headline) for result in find(text, edition, **kwargs).results]
