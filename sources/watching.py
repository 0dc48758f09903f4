"""Originals are looked at again while a story made from them is live.

The publisher may change a story, take it off the web, or put it behind a wall; each of these
is a fact about the Original, found here and shown by whoever asks. Which originals are watched
is said from above (`begin`, `end`): this app does not know what was made of them.
"""

import datetime
import logging
import time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from prose.sanitise import TextTooLong
from sources import comparing, fetching, importing, reading
from sources.connecting import host_of
from sources.decoding import Unreadable
from sources.models import Original

logger = logging.getLogger(__name__)

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
# (until this age, every so often); the age counts from when the first story went live.
STEPS = (
    (3 * HOUR, HOUR / 4),
    (DAY, HOUR),
    (7 * DAY, 3 * HOUR),
    (30 * DAY, DAY),
)
LAST_STEP = 30 * DAY
GONE_FOR = HOUR  # missing twice, so far apart, is vanished
LEASE = datetime.timedelta(minutes=10)  # of one check; a worker that dies in it is forgiven
BUDGET = 10  # seconds of one round: scheduled stories wait in the same queue
LIMITS = fetching.Limits(seconds=10, idle=5, patience=0)

_LONGEST_ERROR = 300
_MOST_BACKOFF = 12  # doublings
_EARLIER = 5  # snapshots among which a headline that comes and goes is looked for


def begin(original, *, since):
    """Watch an Original whose first story went live at `since`."""
    watched = Original.objects.filter(pk=original.pk, watched_since=None).exclude(url="")
    watched.update(watched_since=since, next_check_at=since + STEPS[0][1])


def end(originals):
    """Watch them no longer (a queryset)."""
    originals.update(watched_since=None, next_check_at=None)


def ask(original, *, by):
    """Have one Original looked at now, whether it is watched or not."""
    importing.may_import(by)
    transaction.on_commit(lambda: check_one.enqueue(original.pk))


@task()
def check_one(pk):
    original = Original.objects.exclude(url="").filter(pk=pk, withdrawn_at=None).first()
    if original:
        check(original, limits=fetching.LIMITS)


def check_due(now, *, network=fetching.WEB):
    """Look at what is due, the longest overdue first, one page of a host in one round."""
    due = Original.objects.filter(next_check_at__lte=now, withdrawn_at=None).exclude(url="")
    begun, hosts = time.monotonic(), set()
    for original in due.order_by("next_check_at")[:200]:
        if time.monotonic() - begun > BUDGET:
            return
        if host_of(original.url) not in hosts and _claim(original, now):
            hosts.add(host_of(original.url))
            check(original, network=network)


def _claim(original, now):
    """Of two workers one wins."""
    unclaimed = Original.objects.filter(pk=original.pk, next_check_at=original.next_check_at)
    return unclaimed.update(next_check_at=now + LEASE)


def check(original, *, now=None, network=fetching.WEB, limits=LIMITS):
    """Fetch the page and store what has become of it."""
    now = now or timezone.now()
    try:
        page = fetching.fetch(
            original.url,
            etag=original.etag,
            last_modified=original.last_modified,
            limits=limits,
            network=network,
        )
        if _sent_home(original.url, page.url):
            _missing(original, now, "Its address leads to the paper's first page now.")
        elif page.unchanged:
            _sound(original, now)
        else:
            _compare(original, page, now)
    except fetching.Refused as refused:
        if refused.kind == "gone":
            _missing(original, now, str(refused))
        elif refused.kind == "busy" and not refused.status:
            _later(original, now)  # our own politeness is nobody's failure
        else:
            _failed(original, now, str(refused), refused.retry_after)
    except (Unreadable, TextTooLong, ValidationError) as error:
        _failed(original, now, " ".join(getattr(error, "messages", [str(error)])))


def _compare(original, page, now):
    found = reading.read(page.body, url=page.url)
    old, new = _text(original.latest_snapshot), _text(found)
    share = comparing.kept(old, new)
    if share < comparing.LEAST_KEPT:
        return _failed(original, now, _other_page(share, found.warning))
    if new != old and found.warning:
        return _failed(original, now, found.warning)
    if new != old and not _comes_and_goes(original, old, new):
        snapshot = importing.add_snapshot(original, found, by=None)
        logger.info("%s changed: snapshot %s", original.url, snapshot.number)
    _sound(original, now, etag=page.etag, last_modified=page.last_modified)
    return None


def _text(story):
    """Of a Snapshot or a Reading."""
    return comparing.text_of(story.headline, story.standfirst, story.blocks)


def _other_page(share, warning):
    left = f"{share:.0%} of the text that we know" if share >= 0.01 else "Nothing of our text"
    why = f" {warning}" if warning else " It may ask for a log-in or for consent, or tell another "
    return f"{left} is on the page now.{why}" + ("" if warning else "story. Look at it yourself.")


def _comes_and_goes(original, old, new):
    """Papers try out headlines in turn: one that was there before, over the same text, is no
    change."""
    if (old.standfirst, old.lines) != (new.standfirst, new.lines):
        return False
    earlier = original.snapshots.order_by("-number").values_list("headline", flat=True)
    return new.headline in {comparing.bare(headline) for headline in earlier[:_EARLIER]}


def _sent_home(asked, answered):
    """A story whose address leads to the first page of its paper is gone, politely."""
    paths = [address.split("?")[0].rstrip("/").count("/") for address in (asked, answered)]
    return paths[0] > 2 and paths[1] <= 2


# --- what is stored about it -------------------------------------------------------


def interval(age):
    return next((step for until, step in STEPS if age < until), LAST_STEP)


def _sound(original, now, **validators):
    _store(original, now, failures=0, check_error="", missing_since=None, vanished_at=None,
           **validators)  # fmt: skip


def _missing(original, now, sentence):
    """Not there. Twice, an hour apart, is vanished: until then it may be a slip."""
    since = original.missing_since or now
    vanished = original.vanished_at or (now if now - since >= GONE_FOR else None)
    soonest = None if vanished else since + GONE_FOR
    _store(original, now, soonest, check_error=sentence, missing_since=since, vanished_at=vanished,
           failures=F("failures") + 1, etag="", last_modified="")  # fmt: skip


def _failed(original, now, sentence, retry_after=None):
    """Looked at again after ever longer pauses, of a month at most."""
    wait = min(STEPS[0][1] * 2 ** min(original.failures, _MOST_BACKOFF), LAST_STEP)
    wait = max(wait, datetime.timedelta(seconds=retry_after or 0))
    later = max(now + wait, _regular(original, now))
    _store(original, now, later, check_error=sentence, failures=F("failures") + 1)


def _later(original, now):
    if original.watched_since:
        soon = now + datetime.timedelta(minutes=1)
        Original.objects.filter(pk=original.pk).update(next_check_at=soon)


def _regular(original, now):
    return now + interval(now - (original.watched_since or now))


def _store(original, now, next_check_at=None, *, check_error, **values):
    watched = bool(original.watched_since)
    due = (next_check_at or _regular(original, now)) if watched else None
    changed = values | {"check_error": check_error[:_LONGEST_ERROR], "checked_at": now}
    Original.objects.filter(pk=original.pk).update(next_check_at=due, **changed)
