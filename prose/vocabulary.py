"""The house vocabulary: one definition for the editor's buttons and for the sanitiser.

p h2 h3 blockquote ul ol li a em strong   as everywhere
aside                                     a pull quote
figure[data-photo] > figcaption           an inline photograph, by id; its credit
                                          comes from the Photo, never from the text
section                                   a gallery: such figures and nothing else
data-source="b12 b13"                     the blocks of the Snapshot that this
                                          block of text renders
data-draft="deepl"                        the machine whose words these are, until a
                                          human has changed or confirmed them
"""

import re

from django.urls import reverse_lazy
from django_prose_editor.config import add_tags_and_attributes, html_tags
from js_asset import static_lazy

TEXT_BLOCKS = ("p", "h2", "h3", "aside", "figure")
SCHEMES = ("http", "https", "mailto")

SOURCE = re.compile(r"b[1-9]\d{0,4}( b[1-9]\d{0,4})*")
PHOTO = re.compile(r"[1-9]\d{0,9}")
DRAFT = re.compile("deepl|libretranslate")  # the names of articles.machine
# A browser reads “/\\host” and “/<tab>/host” as “//host”, another site.
LINK = re.compile(r"(https?:|mailto:|/(?!\s*[/\\]))", re.IGNORECASE)

_VALUES = {
    "data-source": SOURCE.fullmatch,
    "data-photo": PHOTO.fullmatch,
    "data-draft": DRAFT.fullmatch,
    "href": LINK.match,
}
# A picture is no machine's work, and its caption is short.
DRAFTED_BLOCKS = ("p", "h2", "h3", "aside")


def attribute_filter(tag, name, value):
    """The value if it is of the allowed form, else None, which drops the attribute."""
    allowed = _VALUES.get(name)
    return value if allowed and allowed(value) else None


def _link(config, shared):
    add_tags_and_attributes(shared, ["a"], {"a": ["href"]})
    shared["url_schemes"] = set(config["protocols"])
    shared["link_rel"] = None
    shared["attribute_filter"] = attribute_filter


def _data_source(config, shared):
    add_tags_and_attributes(shared, [], {tag: ["data-source"] for tag in TEXT_BLOCKS})


def _data_draft(config, shared):
    add_tags_and_attributes(shared, [], {tag: ["data-draft"] for tag in DRAFTED_BLOCKS})


def _photo(config, shared):
    add_tags_and_attributes(shared, ["figure", "figcaption"], {"figure": ["data-photo"]})


# django-prose-editor names its extensions; these are ours, and its Link without the
# attributes that we do not want.
EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("desk/prose.js")],
        "extensions": {
            "DataSource": _data_source,
            "DataDraft": _data_draft,
            "Photo": _photo,
            "Gallery": html_tags(["section"]),
            "PullQuote": html_tags(["aside"]),
            "Fullscreen": html_tags([]),
            "Link": _link,
        },
    }
]

_PHOTOS = reverse_lazy("admin:photos_photo_pick")

BODY = {
    "Heading": {"levels": [2, 3]},
    "Blockquote": True,
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Bold": True,
    "Italic": True,
    "Link": {"enableTarget": False, "protocols": list(SCHEMES), "autolink": False},
    "DataSource": True,
    "DataDraft": True,
    "Photo": {"searchUrl": _PHOTOS},
    "Gallery": {"searchUrl": _PHOTOS},
    "PullQuote": True,
    "NoSpellCheck": False,
    "Fullscreen": True,
}

# Of pages that are no story: no pictures, nothing of an original.
PAGE = {
    name: config
    for name, config in BODY.items()
    if name not in ("DataSource", "DataDraft", "Photo", "Gallery", "PullQuote")
}
