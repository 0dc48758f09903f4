"""A story as HTML that stands anywhere: in feed readers, letters, other papers' systems.

Rendered once, at publish, and kept in `LiveArticle.portable`: a feed of thirty stories then
costs no more than reading and joining them.
"""

import lxml.html
from django.template.loader import render_to_string
from lxml import etree

from articles.feeds import rss
from articles.feeds.entries import Entry
from articles.feeds.markup import legal
from sources.languages import direction


def forms(fields):
    """What a LiveArticle keeps for other programs than browsers, from all its other fields."""
    entry = Entry(**{name: fields.get(name) for name in Entry._fields})
    return {"portable": content(fields, entry.address), "rss": rss.head(entry)}


def content(fields, address):
    """The story of a LiveArticle's `fields` as the page at `address` shows it. Addresses in it
    are whole, and of the many files of a picture it names one; fit for a CDATA section."""
    html = render_to_string("articles/_feed_story.html", {"live": fields})
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    language = fields["language"]
    root.attrib.update({"lang": language, "dir": direction(language)})
    root.make_links_absolute(address, handle_failures="ignore")
    etree.strip_tags(root, "picture", "source")
    etree.strip_attributes(root, "srcset", "sizes")
    # Attributes may hold a bare “>”.
    return legal(lxml.html.tostring(root, encoding="unicode")).replace("]]>", "]]&gt;")


def with_pictures(html, allowed):
    """The same with those figures alone whose picture's address is among `allowed`."""
    root = lxml.html.fragment_fromstring(html)
    for figure in list(root.iter("figure")):
        if not set(figure.xpath(".//img/@src")) & allowed:
            figure.drop_tree()
    return lxml.html.tostring(root, encoding="unicode")
