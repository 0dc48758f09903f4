"""XML by hand: a feed is a few hundred short elements, for which a document tree, or a handler
called for each, would cost more than everything else."""

import re
from html import escape

from articles.media import absolute

# What XML 1.0 cannot hold in any form (https://www.w3.org/TR/xml/#charsets).
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(said):
    """The text without what no XML may hold."""
    return _ILLEGAL.sub("", said)


def text(said):
    """For the inside of an element or of an attribute in double quotes."""
    return escape(legal(said))


def element(name, said):
    return f"<{name}>{text(said)}</{name}>"


def cdata(html):
    """HTML inside an element, for articles.portable sees to it that it holds no “]]>”."""
    return f"<![CDATA[{html}]]>"


def pictures(media):
    """Media RSS (https://www.rssboard.org/media-rss), which both RSS and Atom may hold."""
    return "".join(map(_picture, media))


def _picture(kept):
    size = f' fileSize="{kept["size"]}"' if kept["size"] else ""
    words = kept["caption"] or kept["alt"]
    return (
        f'<media:content url="{text(absolute(kept["url"]))}" type="{kept["type"]}" medium="image"'
        f' width="{kept["width"]}" height="{kept["height"]}"{size}>'
        f"{element('media:credit', kept['credit'])}"
        + (f'<media:description type="plain">{text(words)}</media:description>' if words else "")
        + (element("media:copyright", kept["copyright"]) if kept["copyright"] else "")
        + "</media:content>"
    )
