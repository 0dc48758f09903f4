"""Which pages a change of a story reaches, and that caches forget exactly these.

A story stands on its own page, at the head of lists, in their feeds, and beneath another story.
A verb notes the story in its own transaction; the worker works out the addresses and tells the
caches, again and again until all have heard it. Pages beyond the first of a list are not told of
one by one: caches keep those for a minute only (articles/views.py).
"""

import datetime
import hashlib
import logging

from django.db import transaction
from django.db.models import F, Q
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from articles import caches, editions, furniture, paging, pieces
from articles.models import Front, LiveArticle, Section, Stale, Surroundings, Tag
from authors.models import Author
from photos import pictures
from photos.models import Photo
from sources.models import Publication

logger = logging.getLogger(__name__)

AT_ONCE = 200  # stories
FIRST_WAIT = datetime.timedelta(seconds=2)
LATE = datetime.timedelta(minutes=5)  # from then on the desk sees that a cache does not hear
LONGEST_WAIT = datetime.timedelta(minutes=10)
# What stands beneath the address of a list, besides its page.
FORMS = ("", "feed/", "feed/atom/", "feed.json")
OF_THE_SITE = ("/sitemap.xml", "/news-sitemap.xml")
# The relation of a live story by which a kind of list knows it, and what the list is of.
LISTS = {
    "section": ("section", Section),
    "source": ("publication", Publication),
    "author": ("authors", Author),
    "tag": ("tags", Tag),
}


def lists_of(live):
    """[[kind, id]] of the lists that a live story is in; nothing while no cache is told."""
    if not caches.configured() or live.pk is None:
        return []
    found = [["section", live.section_id], ["source", live.publication_id]]
    found += [["author", pk] for pk in live.authors.values_list("pk", flat=True)]
    found += [["tag", pk] for pk in live.tags.values_list("pk", flat=True)]
    return [[kind, pk] for kind, pk in found if pk]


def note(live, *, paths=(), lists=()):
    """Caches have to forget this story: where it stands now, and where it stood before."""
    if caches.configured():
        Stale.objects.create(live=live, paths=list(paths), lists=list(lists))


def note_paths(*paths):
    """Caches have to forget these addresses, which are no story's: fronts, pages, notes."""
    if caches.configured():
        Stale.objects.create(paths=list(paths))


@transaction.atomic
def note_pictures():
    """Caches have to forget the files of photographs that were made anew under their names."""
    remade = list(Photo.objects.filter(untold=True).select_for_update()[:AT_ONCE])
    for photo in remade:
        note_paths(*pictures.addresses(photo))
    Photo.objects.filter(pk__in=[photo.pk for photo in remade]).update(untold=False)


def tell_waiting(now=None):
    """Tell caches of what waits. Safe to run anywhere, any number of times."""
    if not caches.configured():
        return
    now = now or timezone.now()
    due = Stale.objects.filter(next_at__lte=now).select_related("live")
    waiting = list(due.order_by("next_at", "pk")[:AT_ONCE])
    if not waiting:
        return
    try:
        caches.tell(addresses(waiting))
    except caches.Unreached as error:
        logger.warning("A cache was not told (%s); it is tried again.", error)
        _wait(waiting, now)
        return
    Stale.objects.filter(pk__in=[stale.pk for stale in waiting]).delete()


def untold_since(now):
    """The moment of the oldest change that some cache has not heard of though it was tried and is
    LATE; None where all keep up."""
    if not caches.configured():
        return None
    late = Stale.objects.filter(at__lte=now - LATE, tries__gt=0)
    return late.order_by("at").values_list("at", flat=True).first()


def tell_of_surroundings():
    """Whatever is around every page is another: all pages go."""
    if not caches.configured():
        return
    for edition in editions.every():
        seal = _around(edition)
        if not Surroundings.objects.filter(edition=edition, seal=seal).exists():
            with transaction.atomic():
                defaults = {"seal": seal}
                Surroundings.objects.update_or_create(edition=edition, defaults=defaults)
                Stale.objects.create(paths=[caches.EVERYTHING])


def addresses(waiting):
    """The paths that these changes reach, each once; all of them where one reaches all. Pictures
    of another host are not among all."""
    found = {}
    for stale in waiting:
        found |= dict.fromkeys(stale.paths)
        if stale.live:
            with editions.speaking(stale.live.edition):
                found |= dict.fromkeys(_of_story(stale.live, stale.lists))
    if caches.EVERYTHING in found:
        return [caches.EVERYTHING, *filter(caches.is_elsewhere, found)]
    return list(found)


def _of_story(live, former):
    yield live.get_absolute_url()
    if live.publication:
        yield f"{live.get_absolute_url()}original/"
        yield reverse("country", args=[live.publication.country.lower()])
    ours = LiveArticle.objects.of(live.edition)
    if _heads(live, ours):
        yield from _forms(reverse("home"))
        yield from OF_THE_SITE
        yield from (other.get_absolute_url() for other in _last_of_sections(live, ours))
    for front in Front.objects.filter(slots__live=live).select_related("section"):
        yield from _forms(front.get_absolute_url())
    if live.ranks.exists():
        yield reverse("home")
    if live.withdrawn_at or live.corrections.exists():
        yield reverse("corrections")
    named = {(kind, pk) for kind, pk in (*former, *lists_of(live))}
    for section in sorted({live.section_id, *(pk for kind, pk in named if kind == "section")}):
        for other in _above(live, ours.filter(section=section)):
            yield other.get_absolute_url()
    for kind, pk in sorted(named):
        relation, model = LISTS[kind]
        if _heads(live, ours.filter(**{relation: pk})):
            for thing in model.objects.filter(pk=pk):
                yield from _forms(thing.get_absolute_url())


def _heads(live, stories):
    """Whether it stands, or stood, on the first page of these stories."""
    cut = slice(paging.PAGE_SIZE, paging.PAGE_SIZE + 1)
    beyond = stories.newest().values_list("first_published_at", "pk")[cut]
    return not beyond or (live.first_published_at, live.pk) > beyond[0]


def _above(live, stories):
    """The one of these under which it is, or was, offered."""
    newer = Q(first_published_at__gt=live.first_published_at)
    newer |= Q(first_published_at=live.first_published_at, pk__gt=live.pk)
    above = stories.live().filter(newer)
    return above.order_by("first_published_at", "pk")[:1]


def _last_of_sections(live, ours):
    """Under the oldest story of each section the newest of all is offered."""
    newest = ours.newest().exclude(pk=live.pk).values_list("first_published_at", "pk").first()
    if newest and newest > (live.first_published_at, live.pk):
        return
    for section in Section.objects.order_by("pk"):
        yield from ours.live().filter(section=section).order_by("first_published_at", "pk")[:1]


def _forms(address):
    for form in FORMS:
        path = f"{address}{form}"
        if not form or _is_ours(path):
            yield path


def _is_ours(path):
    try:
        return resolve(path).url_name not in ("section", "story")
    except Resolver404:
        return False


def _around(edition):
    told = f"{furniture.fetch(edition)}{pieces.press()}"
    return hashlib.blake2s(told.encode(), digest_size=9).hexdigest()


def _wait(waiting, now):
    for stale in waiting:
        pause = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(stale.tries, 12))
        again = Stale.objects.filter(pk=stale.pk)
        again.update(tries=F("tries") + 1, next_at=now + pause)
