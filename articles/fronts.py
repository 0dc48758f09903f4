"""The stories of a front in their order: what editors pinned, filled up with the newest.

Reads only. `cards` is always a queryset of live stories, the newest first, narrowed to the
edition and the section of the front; a pin of a story that is not among them (withdrawn, moved
to another section) falls off by itself, and so does one whose time is over.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from articles import paging
from articles.models import Front, FrontSlot, LiveArticle, Section
from prose.characters import clean_line

PLACES = 15  # that editors arrange; beneath them the newest follow
SEARCHED = 5000  # stories of the newest that a search by words looks through
FOUND = 20


@dataclass(frozen=True)
class Pin:
    """A story at a place of a front: `live` is its id; `until` None is for good."""

    position: int
    live: int
    until: object = None


# --- what readers get ---------------------------------------------------------------------------


def stories(cards, edition, section=None, *, at=None):
    """`cards` cut down to those of the front and one more, in one query. Each has `place`: the
    place it is pinned to, or None."""
    pins = FrontSlot.objects.of(edition, section).holding(at or timezone.now())
    place = pins.filter(live=OuterRef("pk")).values("position")[:1]
    return _with(cards, pins.order_by().values("live_id")).annotate(place=Subquery(place))


def page(cards, edition, section=None, *, at=None, pins=None):
    """The first paging.Page of a front. `pins`: [Pin] in place of those that are stored."""
    if pins is None:
        found = list(stories(cards, edition, section, at=at))
        return in_order(found, {card.place: card for card in found if card.place is not None})
    wanted = LiveArticle.objects.filter(pk__in=[pin.live for pin in pins]).order_by()
    found = list(_with(cards, wanted.values("pk")))
    by_key = {card.pk: card for card in found}
    return in_order(found, {pin.position: by_key[pin.live] for pin in pins if pin.live in by_key})


def in_order(found, pinned, size=paging.PAGE_SIZE):
    """A paging.Page of `size` of the cards `found`, which come newest first. `pinned`:
    {place: card}. Gaps are filled with the newest; where nobody leads, a story with a picture
    does. What is older begins beneath the last one that filled a gap."""
    pinned, held = dict(pinned), {card.pk for card in pinned.values()}
    rest = [card for card in found if card.pk not in held]
    filling, rest = rest[: size - len(pinned)], rest[max(0, size - len(pinned)) :]
    older = paging.cursor(filling[-1]) if rest and filling else ""
    if 0 not in pinned:
        lead = _lead(filling)
        filling = sorted(filling, key=lambda card: card is not lead)
    ordered = []
    while pinned or filling:
        place = len(ordered)
        if filling and place not in pinned:
            ordered.append(filling.pop(0))
        else:
            ordered.append(pinned.pop(place if place in pinned else min(pinned)))
    return paging.Page(ordered[:size], older)


def _lead(cards):
    """The newest story with a picture, or else the newest."""
    pictured = (card for card in cards if card.picture and "gone" not in card.picture)
    return next(pictured, cards[0] if cards else None)


def _with(cards, others):
    """The newest of `cards` and those of `others` (a queryset of ids), each by its index: the
    two would be looked for row by row if the condition said “or”."""
    newest = cards.values("pk")[: paging.PAGE_SIZE + 1]
    newest = LiveArticle.objects.filter(pk__in=newest).order_by().values("pk")
    return cards.filter(pk__in=newest.union(others, all=True))


# --- what the desk asks -------------------------------------------------------------------------


def find(edition, section=None):
    """The Front; one that is not stored, of version 0, where nobody arranged it yet."""
    front = Front.objects.select_related("section").filter(edition=edition, section=section)
    return front.first() or Front(edition=edition, section=section, version=0)


def pins(front, at=None):
    """[Pin] that hold now."""
    if front.pk is None:
        return []
    held = front.slots.holding(at or timezone.now()).filter(live__withdrawn_at=None)
    return [Pin(slot.position, slot.live_id, slot.until) for slot in held]


def cards(front):
    """The live stories that may stand on this front, the newest first, with what a list of
    the desk shows of them."""
    narrowed = LiveArticle.objects.newest().filter(language=front.edition)
    if front.section_id:
        narrowed = narrowed.filter(section=front.section_id)
    return narrowed.only(
        "headline", "kicker", "path", "language", "source", "picture", "section_name",
        "first_published_at",
    )  # fmt: skip


def search(front, words):
    """Up to FOUND stories for this front by words of the headline, or by an address."""
    found, words = cards(front), clean_line(words)
    path = urlsplit(words).path.strip("/")
    if words and "/" in words:
        return list(found.filter(path="/".join(path.split("/")[-2:])))
    if words:
        lately = found.values("pk")[:SEARCHED]
        found = found.filter(pk__in=lately)
        for word in words.split():
            found = found.filter(headline__icontains=word)
    return list(found[:FOUND])


def agenda(edition=None):
    """Pins of all fronts that hold now, those that end first coming first, those without an
    end last."""
    held = FrontSlot.objects.holding(timezone.now()).filter(live__withdrawn_at=None)
    if edition:
        held = held.filter(front__edition=edition)
    held = held.select_related("front__section", "live").only(
        "position", "until", "live__headline", "live__language", "front__edition",
        "front__section__name", "front__section__slug",
    )  # fmt: skip
    return list(held.order_by(F("until").asc(nulls_last=True), "front", "position"))


def overview(edition):
    """[Front] of an edition, home first, each with `held`: how many pins hold now."""
    known = {
        front.section_id: front
        for front in Front.objects.filter(edition=edition).select_related("section")
    }
    fronts = [known.get(None) or Front(edition=edition, version=0)]
    for section in Section.objects.all():
        fronts.append(known.get(section.pk) or Front(edition=edition, section=section, version=0))
    counts = {}
    for slot in agenda(edition):
        counts[slot.front_id] = counts.get(slot.front_id, 0) + 1
    for front in fronts:
        front.held = counts.get(front.pk, 0)
    return fronts
