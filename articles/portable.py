"""A story as HTML that stands anywhere: in feed readers, letters, other papers' systems.

Rendered once, at publish, and kept in `LiveArticle.portable`: a feed of thirty stories then
costs no more than reading and joining them.
"""

import lxml.html
from django.template.loader import render_to_string
from lxml import etree

from articles.addresses import of_story
from articles.feeds import rss
from articles.feeds.entries import Entry
from articles.feeds.markup import legal


def forms(live):
    """{column: value} of what a LiveArticle keeps for other programs, from its other fields."""
    entry = Entry(**{name: getattr(live, name) for name in Entry._fields[:-1]}, portable="")
    return {"portable": content(live), "rss": rss.head(entry)}


def content(live):
    """The story as its page shows it. Addresses in it are whole, and of the many files of a
    picture it names one; fit for a CDATA section."""
    html = render_to_string("articles/_feed_story.html", {"live": live})
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    root.attrib.update({"lang": live.language, "dir": live.direction})
    root.make_links_absolute(of_story(live), handle_failures="ignore")
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
