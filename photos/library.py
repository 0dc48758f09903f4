"""The photographs that are here: found by words, told apart, and where they stand."""

import re
from collections import defaultdict

from django.conf import settings
from django.db.models import Q
from django.utils.formats import date_format

from photos.models import Photo, TaggedPhoto
from photos.problems import NOTICE
from prose import blocks

MOST_WORDS = 8  # of a search; more narrow nothing
# Of the 64 bits of a fingerprint, so many differ at most between two copies of one picture.
NEAR = 6
MOST_ALIKE = 3
SHOWN = 30  # live stories that the page of a photograph names

_IN = ("title", "alt", "caption", "place", "credit__photographer", "credit__agency__name",
       "credit__distributor__name")  # fmt: skip
_IN_THE_TEXT = {"figure": "inline", "section": "gallery"}  # by the tag of its block
_INLINE = re.compile(r'data-photo="(\d+)"')
_BITS = (1 << 64) - 1  # a fingerprint is stored as a signed number


def search(photos, words):
    """Those of `photos` that have each of the words in their title, alternative text, caption,
    place, credit or tags."""
    for word in words.split()[:MOST_WORDS]:
        photos = photos.filter(_somewhere(word))
    return photos


def alike(photo):
    """Photographs that look nearly the same, the most alike first: other sizes, other grades of
    compression, slight corrections. At most MOST_ALIKE. Reads the fingerprint of every other
    photograph, and nothing else of it."""
    if photo.fingerprint is None:
        return []
    others = Photo.objects.exclude(fingerprint=None).exclude(pk=photo.pk).order_by()
    near = sorted(
        (distance, pk)
        for fingerprint, pk in others.values_list("fingerprint", "pk").iterator()
        if (distance := _distance(fingerprint, photo.fingerprint)) <= NEAR
    )
    found = Photo.objects.with_credit().in_bulk([pk for _, pk in near[:MOST_ALIKE]])
    return [found[pk] for _, pk in near[:MOST_ALIKE] if pk in found]


def uses(photos, *, drafts):
    """{id: in how many stories it stands}: those that readers see and, with `drafts`, the open
    ones of the desk. Two queries at most."""
    ids = {photo.pk for photo in photos}
    stories = defaultdict(set)
    for pk, story in _live(ids):
        stories[pk].add(story)
    for story, found in _on_the_desk() if drafts and ids else ():
        for pk in found & ids:
            stories[pk].add(story)
    return {pk: len(found) for pk, found in stories.items()}


def on_the_desk(photo):
    """The stories of the desk that it leads, and the open ones in whose text it stands, each with
    its `positions` there."""
    stories = Photo.lead_articles.field.model.objects
    inline = [pk for pk, found in _on_the_desk() if photo.pk in found]
    found = list(stories.filter(Q(lead_photo=photo) | Q(pk__in=inline)).order_by("-pk"))
    for story in found:
        standing = {block.tag for block in blocks.read(story.body) if block.photo == photo.pk}
        lead = ["lead"] if story.lead_photo_id == photo.pk else []
        story.positions = lead + [_IN_THE_TEXT[tag] for tag in _IN_THE_TEXT if tag in standing]
    return found


def before_readers(photo, stories):
    """The newest SHOWN of `stories`, live ones that show it, each with the `positions` that were
    put on record."""
    stories = list(stories.order_by("-published_at", "-pk")[:SHOWN])
    positions = defaultdict(list)
    for use in photo.uses.filter(live__in=stories).order_by("pk"):
        positions[use.live_id].append(use.get_position_display())
    for story in stories:
        story.positions = positions[story.pk]
    return stories


def spent(photos, *, story):
    """Ids of those that are licensed for one story, where another one than that of the id `story`
    has shown them. No query where none is so licensed."""
    once = [photo for photo in photos if photo.credit_line and photo.credit.single_use]
    if not once:
        return set()
    shown = Photo.uses.rel.related_model.objects.filter(photo__in=once)
    return set(shown.exclude(live__article=story).values_list("photo", flat=True))


def language_of(story):
    """The language of the story with this id; that of the first edition where there is no other,
    and for a story that is not there yet."""
    if len(settings.EDITIONS) == 1:
        return settings.EDITIONS[0]
    stories = Photo.lead_articles.field.model.objects.filter(pk=story)
    return stories.values_list("language", flat=True).first() or settings.EDITIONS[0]


def unused():
    """The condition for a photograph that stands in no story, whether readers see it or not."""
    standing = {pk for _, found in _on_the_desk() for pk in found}
    shown = Photo.live_articles.through.objects.values("photo")
    leading = Photo.lead_articles.field.model.objects.exclude(lead_photo=None).order_by()
    leads = leading.values("lead_photo")
    return ~(Q(pk__in=standing) | Q(pk__in=shown) | Q(pk__in=leads))


def badges(photo, stories, day):
    """[(tone, words)]: what one has to know of it before using it; `stories` counts those that
    it stands in. Tones are "alarm", "care" and "quiet"."""
    if not photo.credit_line:
        yield "alarm", "no credit"
    else:
        yield from _of_its_licence(photo.credit, day)
    if stories:
        yield "quiet", "used in 1 story" if stories == 1 else f"used in {stories} stories"


def _of_its_licence(credit, day):
    starts, ends = credit.valid_from, credit.valid_until
    if starts and day < starts:
        yield "care", f"from {_day(starts, day)}"
    if ends and ends < day:
        yield "alarm", f"ended {_day(ends, day)}"
    elif ends and ends <= day + NOTICE:
        yield "care", f"ends {_day(ends, day)}"
    if not credit.allows_site:
        yield "care", "not for the site"
    if credit.single_use:
        yield "quiet", "one story only"


def _day(date, today):
    return date_format(date, "j M" if date.year == today.year else "j M Y")


def _somewhere(word):
    # SQLite knows the two cases of ASCII letters only.
    written = {word} if word.isascii() else {word, word.lower(), word.capitalize(), word.upper()}
    found = Q()
    for form in written:
        for name in _IN:
            found |= Q(**{f"{name}__icontains": form})
        tagged = TaggedPhoto.objects.filter(tag__name__icontains=form)
        found |= Q(pk__in=tagged.values("content_object"))
    return found


def _distance(one, other):
    return ((one ^ other) & _BITS).bit_count()


def _live(ids):
    """(photo, story) of the stories that readers see."""
    places, stories = Photo.live_articles.through.objects, Photo.live_articles.field.model.objects
    shown = places.filter(photo__in=ids, livearticle__in=stories.live())
    return shown.values_list("photo", "livearticle__article")


def _on_the_desk():
    """(story, {photographs}) of the open stories: the one that leads it and those in its text."""
    stories = Photo.lead_articles.field.model.objects.open()
    showing = stories.filter(Q(lead_photo__isnull=False) | Q(body__contains="data-photo"))
    for pk, lead, body in showing.order_by().values_list("pk", "lead_photo", "body"):
        yield pk, {lead, *map(int, _INLINE.findall(body))} - {None}
