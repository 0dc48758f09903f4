"""Counting what is read, without knowing by whom.

A reader's browser names the path of a story and nothing else (static/site/read.js), because pages
come from caches that we do not see. What comes in is added up in the process that hears it and
stored once in a while: a lock for each reader would be one too many for SQLite, and the cache of
a small site is not shared between processes. A process that ends takes at most EVERY seconds of
counting with it, which a list of what is read most can bear.

No address is at hand to tell one reader from another, so a story counts at most as often as all
others together and FEW more while a batch is gathered: who reloads it by a machine moves it
little.
"""

import datetime
import threading
import time
from collections import Counter

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from articles import editions, most_read, purging
from articles.models import MostRead, Reads

EVERY = 30  # seconds that counts are gathered for
MOST = 2000  # stories in a batch; who invents more is not listened to
FEW = 20
LONGEST = 200  # characters of a path
KEPT = datetime.timedelta(days=30)

_ADD = """
INSERT INTO articles_reads (live_id, hour, count)
SELECT id, %s, %s FROM articles_livearticle
WHERE edition = %s AND path = %s AND withdrawn_at IS NULL
ON CONFLICT (live_id, hour) DO UPDATE SET count = articles_reads.count + excluded.count
"""


class Tally:
    """What one process has heard and not stored yet."""

    def __init__(self, clock=time.monotonic):
        self.clock, self.lock = clock, threading.Lock()
        self.counts, self.since = Counter(), clock()

    def add(self, story):
        """Counts one reading. Returns the Counter that is to be stored, now and then."""
        with self.lock:
            if story in self.counts or len(self.counts) < MOST:
                self.counts[story] += 1
            if self.clock() - self.since < EVERY:
                return Counter()
            batch, self.counts, self.since = self.counts, Counter(), self.clock()
            return batch


_heard = Tally()


def count(edition, path):
    """Somebody read the story at this path (“world/a-slug”) of an edition."""
    if batch := _heard.add((edition, path[:LONGEST])):
        store(batch)


@transaction.atomic
def store(batch, at=None):
    """Add {(edition, path): times} to the hour; what is no live story is dropped."""
    hour = (at or timezone.now()).replace(minute=0, second=0, microsecond=0)
    hour = connection.ops.adapt_datetimefield_value(hour)
    rows = [(hour, number, *story) for story, number in sorted(_damped(batch).items())]
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, rows)


def _damped(batch):
    whole = sum(batch.values())
    return {story: min(number, whole - number + FEW) for story, number in batch.items()}


# --- the clock ----------------------------------------------------------------------------------


def rank(now=None):
    """Make the lists that readers see anew. Returns the editions whose list is another now."""
    now = now or timezone.now()
    return [edition for edition in settings.EDITIONS if _rank(edition, now)]


@transaction.atomic
def _rank(edition, now):
    wanted = most_read.ranking(edition, now) if settings.MOST_READ else []
    listed = MostRead.objects.filter(edition=edition)
    if list(listed.values_list("live", flat=True)) == wanted:
        return False
    listed.delete()
    MostRead.objects.bulk_create(
        MostRead(edition=edition, rank=n, live_id=pk) for n, pk in enumerate(wanted, 1)
    )
    with editions.speaking(edition):
        purging.note_paths(reverse("home"))
    return True


def prune(now=None):
    """Forget what is older than a month."""
    Reads.objects.filter(hour__lt=(now or timezone.now()) - KEPT).delete()
