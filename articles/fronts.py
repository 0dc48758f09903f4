"""What the desk asks about the fronts. Which story stands where is said by articles.layout, what
readers get is read by articles.reading.

A pin whose time is over falls off by itself, and so does one whose story was
withdrawn, or moved to another section.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import F
from django.utils import timezone

from articles import layout
from articles.models import Front, FrontSlot, LiveArticle, Section
from articles.reading import Place
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


def find(edition, section=None):
    """The Front; one that is not stored, of version 0, where nobody arranged it yet."""
    front = Front.objects.select_related("section").filter(edition=edition, section=section)
    return front.first() or Front(edition=edition, section=section, version=0)


def pins(front, at=None):
    """[Pin] that hold now, of stories that may stand there."""
    if front.pk is None:
        return []
    held = front.slots.holding(at or timezone.now()).filter(live__in=cards(front).order_by())
    return [Pin(slot.position, slot.live_id, slot.until) for slot in held]


def places(pins):
    """{place: reading.Place} of pins that are not stored, as articles.reading has it of others."""
    keys = [pin.live for pin in pins]
    found = LiveArticle.objects.live().filter(pk__in=keys)
    rows = found.values_list("pk", "pictured", "publication", "section")
    known = {row[0]: Place(*row) for row in rows}
    return {pin.position: known[pin.live] for pin in pins if pin.live in known}


def shown(front, pins, size=2 * PLACES):
    """[LiveArticle] of a front in its order, as many as the desk shows and what would move up.
    One query, whatever of it is stored."""
    wanted = LiveArticle.objects.filter(pk__in=[pin.live for pin in pins]).order_by()
    newest = cards(front).values("pk")[: size + 1]
    newest = LiveArticle.objects.filter(pk__in=newest).order_by().values("pk")
    found = list(cards(front).filter(pk__in=newest.union(wanted.values("pk"), all=True)))
    by_key = {story.pk: story for story in found}
    return layout.filled(
        found, {pin.position: by_key[pin.live] for pin in pins if pin.live in by_key}, size
    ).stories


def cards(front):
    """The live stories that may stand on this front, the newest first, with what a list of
    the desk shows of them."""
    narrowed = LiveArticle.objects.newest().of(front.edition)
    if front.section_id:
        narrowed = narrowed.filter(section=front.section_id)
    return narrowed.only(
        "headline", "path", "edition", "language", "source", "pictured", "section_name",
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


def place_names(front):
    """What each place of a front is called, the first coming first."""
    beside = 0 if front.section_id else layout.SECONDARY
    return ["Lead", *["Beside"] * beside, *["River"] * (PLACES - beside - 1)]


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
