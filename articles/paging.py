"""Lists that go on without end, a page at a time, never counted.

A cursor names the last story that was shown, by its time (microseconds since 1970) and its
key, both in hexadecimal; the next page begins beneath it however many were added above.
"""

import datetime
import re
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

PAGE_SIZE = 30

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)
# So many digits that every cursor is a time that both databases know and a possible key.
CURSOR = re.compile(r"(-?[0-9a-f]{1,13})\.([0-9a-f]{1,15})")


class NoSuchPage(Http404):
    """There is no such page, said in words that readers may see."""


@dataclass(frozen=True)
class Page:
    cards: list
    older: str  # cursor of the next page; empty on the last

    def __bool__(self):
        return bool(self.cards)


def cursor(card, by="first_published_at"):
    micros = (getattr(card, by) - EPOCH) // MICROSECOND
    return f"{micros:x}.{card.pk:x}"


def beneath(at, pk, by="first_published_at"):
    """The condition for a story to come after the one of (at, pk). Written so that the
    database walks its index from `at` down; `at` and `pk` may be values or expressions."""
    return Q(**{f"{by}__lte": at}) & (Q(**{f"{by}__lt": at}) | Q(pk__lt=pk))


def page(cards, before="", by="first_published_at"):
    """The newest of `cards`, by this time of theirs, beneath the cursor. Raises NoSuchPage for
    a cursor that is broken or has nothing beneath it."""
    return cut(rows(cards, before, by), before, by)


def rows(cards, before="", by="first_published_at"):
    """What `cut` makes a page of."""
    if before:
        cards = cards.filter(beneath(*read(before), by))
    return list(cards[: PAGE_SIZE + 1])


def cut(found, before="", by="first_published_at"):
    """The page that begins with these rows, of which there is one more where it goes on."""
    if before and not found:
        raise NoSuchPage("There are no older stories here.")
    shown = found[:PAGE_SIZE]
    return Page(shown, cursor(shown[-1], by) if len(found) > PAGE_SIZE else "")


def read(text):
    """(time, key) that a cursor names."""
    match = CURSOR.fullmatch(text)
    if not match:
        raise NoSuchPage("This address of a page of older stories is damaged.")
    micros, pk = (int(part, 16) for part in match.groups())
    return EPOCH + micros * MICROSECOND, pk
