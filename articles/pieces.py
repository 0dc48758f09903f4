"""The pieces that readers' pages are put together from, made of one live story's fields alone:
no query, no request, no clock.

`templates/articles/_live_<piece>.html` makes the piece of that name. Each gets

live                 the LiveArticle, with the JSON fields that articles/rendering.py describes
site_name            of the publication
edition              code of the story's edition, whose translation and addresses are active

and stands on pages as follows:

head                 everything in <head> that is the story's own, its <title> first
main                 the whole <article> of the story page
card                 in lists: home, section, author, source, tag
card_lead            at the head of a front
card_second          beneath the lead of the home page, and on top of the column of a section
beneath              beneath another story, with its heading
strip                one headline: in “From the world's papers”, in the column of a section
paper                what stands above the headlines of its paper; empty for our own stories

What stands around the pieces is in the page templates (articles/shells.py). A piece may name no
file of the `static` storage: its name changes with its content, and pieces last longer.
"""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.utils.safestring import mark_safe

from articles import addresses, bylines, editions, json_ld, media, portable
from articles.feeds import markup, rss
from articles.models import FOR_PROGRAMS, PIECES

# Whose code says what programs are told.
MAKERS = (addresses, bylines, json_ld, markup, media, portable, rss)
SEAL = 9  # bytes; enough to tell apart what one address ever showed


def pressed(live):
    """{column: value} of the pieces of this story, with their seal. A withdrawn one has none."""
    if live.withdrawn_at:
        none = dict.fromkeys((*PIECES, *FOR_PROGRAMS), "")
        return none | {"pictured": False, "seal": "", "pressed_with": press()}
    with editions.speaking(live.edition):
        made = {name: _made(name, live) for name in PIECES}
        others = portable.forms(live)
    pictured = bool(live.picture) and "gone" not in live.picture
    told = "\0".join(made.values())
    sealed = {"pictured": pictured, "seal": _digest(told), "pressed_with": press()}
    return made | others | sealed


def _made(name, live):
    context = {"live": live, "site_name": settings.SITE_NAME, "edition": live.edition}
    return mark_safe(render_to_string(f"articles/_live_{name}.html", context).strip())


@cache
def press():
    """Changes with every template, word and setting that a piece may show, and with the code that
    writes what is for programs."""
    folder = Path(get_template("articles/_live_main.html").origin.name).parent
    code = [Path(module.__file__) for module in MAKERS]
    words = sorted(path for place in settings.LOCALE_PATHS for path in Path(place).rglob("*.mo"))
    digest = hashlib.blake2s(digest_size=SEAL)
    for path in [*sorted(folder.glob("_*.html")), *code, *words]:
        digest.update(path.read_bytes())
    told = (settings.SITE_NAME, settings.SITE_URL, settings.EDITIONS, settings.TIME_ZONE)
    digest.update(repr(told).encode())
    return digest.hexdigest()


def _digest(text):
    return hashlib.blake2s(text.encode(), digest_size=SEAL).hexdigest()
