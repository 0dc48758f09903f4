"""Pages but for what is new on each: the page templates, rendered once with slots in them.

A shell is made again when the furniture is another, so it is never stale; what a page costs is
then to fetch its pieces and to join them. A page template finds in its context

slots       `{{ slots.main }}` marks where that piece will stand; no filter may touch it
here        slug of the section that the page belongs to, for the navigation
furniture   see articles/furniture.py, with site_name and so on
and the flags that the view names (“has_older”): one shell for each combination of them.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from articles import editions, furniture

MOST = 2_000  # shells kept by a process, some 10 KB each
_SLOT = re.compile("\x02([a-z_]+)\x03")
_made = {}


class _Slots:
    def __getitem__(self, name):
        return mark_safe(f"\x02{name}\x03")


@dataclass(frozen=True)
class Shell:
    parts: tuple  # text, name of a slot, text, …

    @cached_property
    def tag(self):
        return hashlib.blake2s("\0".join(self.parts).encode(), digest_size=6).hexdigest()

    def fill(self, slots):
        """The page. Every slot needs its text, which is HTML."""
        found = list(self.parts)
        found[1::2] = [slots[name] for name in found[1::2]]
        return "".join(found)


def shell(template, rows, *, edition, here="", **flags):
    """The shell of this page template around these rows of furniture."""
    key = (template, rows, edition, here, *flags.items())
    found = _made.get(key)
    if found is None:
        if len(_made) >= MOST:
            _made.clear()
        found = _made[key] = _make(template, rows, edition, here, flags)
    return found


def _make(template, rows, edition, here, flags):
    context = furniture.context(edition) | {"furniture": furniture.read(rows)}
    with editions.speaking(edition):
        page = render_to_string(template, context | flags | {"slots": _Slots(), "here": here})
    return Shell(tuple(_SLOT.split(page)))
