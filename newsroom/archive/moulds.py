"""Moulds of stories: rendered once by the templates of the site, then cast many times with other
words. So an archive of a million stories has the very pages that publishing would have made."""

import datetime
import re
from dataclasses import dataclass

from articles import pieces
from articles.models import PIECES, LiveArticle

# Words that stand in a mould for what each story has of its own; markup lets them through.
_OWN = ("headline", "standfirst", "slug", "kicker", "body", "moment", "day")
_MARKS = {name: f"mould{name}mould" for name in _OWN[:5]}
AT = datetime.datetime(1913, 7, 6, 5, 4, 3, tzinfo=datetime.UTC)
_TOLD = re.compile(
    "|".join([*_MARKS.values(), re.escape(AT.isoformat()), re.escape(f"{AT.day} July {AT.year}")])
)


@dataclass(frozen=True)
class Mould:
    live: LiveArticle
    parts: dict  # {piece: [text, name of what is its own, text, …]}
    authors: tuple
    tags: tuple

    def cast(self, own):
        """The pieces with these words, {name: text}, in place of the marks."""
        return {name: _filled(parts, own) for name, parts in self.parts.items()}


def mould(live, authors, tags):
    """Of a LiveArticle that has everything but words."""
    for name in ("headline", "standfirst", "kicker"):
        setattr(live, name, _MARKS[name])
    live.body = _MARKS["body"]
    live.path = f"{live.section.slug}/{_MARKS['slug']}"
    live.first_published_at = live.published_at = live.rendered_at = AT
    made = pieces.pressed(live)
    for name in ("pictured", "pressed_with", "seal"):
        setattr(live, name, made[name])
    return Mould(live, {name: _parted(made[name]) for name in PIECES}, authors, tags)


def _parted(text):
    names = {mark: name for name, mark in _MARKS.items()}
    names |= {AT.isoformat(): "moment", f"{AT.day} July {AT.year}": "day"}
    parts, last = [], 0
    for found in _TOLD.finditer(text):
        parts += [text[last : found.start()], names[found.group()]]
        last = found.end()
    return [*parts, text[last:]]


def _filled(parts, own):
    filled = list(parts)
    filled[1::2] = [own[name] for name in filled[1::2]]
    return "".join(filled)
