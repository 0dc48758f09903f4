"""Partners' feeds, looked at again and again, and what the desk makes of the stories in them."""

import datetime
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_tasks import task

from prose import characters
from sources import feeds, fetching, importing, likeness, retrieving
from sources.models import Elsewhere, Feed, Original, Retrieval, Tip

SHORTEST = datetime.timedelta(minutes=10)  # between two looks at a feed
LONGEST = datetime.timedelta(hours=6)
LEASE = datetime.timedelta(minutes=15)  # a worker that has taken a feed has it so long
LONGEST_PAUSE = datetime.timedelta(days=1)  # after failures, or where a server asks for it
OBSERVED = datetime.timedelta(days=3)  # by which we know how often a feed brings something
TOO_OLD = datetime.timedelta(days=30)
KEPT = datetime.timedelta(days=60)
MOST_AT_FIRST = 50
LONGEST_NOTE = 500

_GONE = "The feed is gone (410), and is not asked any more. Ask the paper for its new address."
_CLOSED = "The site does not let us read this feed (status {status}). Ask the paper to open it."


class NotAllowed(PermissionDenied):
    """This person may not do this to this tip or feed; the message says so."""


class TooLate(ValueError):
    """Somebody decided on the tip meanwhile; the message says what became of it."""


# --- looking at feeds


def look_at_due(now):
    """Send a worker to every feed that is due. Returns how many."""
    due = Feed.objects.filter(active=True, next_check_at__lte=now)
    sent = 0
    for pk, seen in due.order_by("next_check_at").values_list("pk", "next_check_at"):
        with transaction.atomic():
            # The old time is part of the condition: of two schedulers one wins.
            won = Feed.objects.filter(pk=pk, active=True, next_check_at=seen)
            if won.update(next_check_at=now + LEASE):
                transaction.on_commit(partial(look_at.enqueue, pk))
                sent += 1
    return sent


def check_now(feed, *, by):
    if not by.has_perm("sources.change_feed"):
        raise NotAllowed("You may not have feeds checked. A managing editor can.")
    if not feed.active:
        raise TooLate("This feed is not active. Tick “active” first.")
    look_soon(feed)


def look_soon(feed):
    Feed.objects.filter(pk=feed.pk).update(next_check_at=timezone.now() + LEASE)
    transaction.on_commit(partial(look_at.enqueue, feed.pk))


@task()
def look_at(pk):
    feed = Feed.objects.filter(pk=pk, active=True).select_related("publication").first()
    if feed:
        poll(feed)


def poll(feed, *, network=fetching.WEB):
    """Look at the feed and store what is new in it. Whatever is wrong with it is told on the
    Feed itself. Returns how many stories came in."""
    now = timezone.now()
    try:
        page = fetching.fetch(
            feed.url, accept=fetching.FEEDS, etag=feed.etag, last_modified=feed.last_modified,
            network=network,
        )  # fmt: skip
        if page.unchanged:
            _note(feed, now)
            return 0
        found = feeds.read(page.body, url=page.url, charset=page.charset, now=now)
    except (fetching.Refused, feeds.NoFeed) as error:
        _note_failure(feed, error, now)
        return 0
    with transaction.atomic():
        new = _store(feed, found.entries, now)
        feed.asks = {"minutes": found.minutes, "quiet_hours": found.quiet_hours}
        _note(feed, now, etag=page.etag, last_modified=page.last_modified, asks=feed.asks)
    return new


def forget(now):
    """Delete what nobody took up in KEPT, and what others published before that."""
    old = Tip.objects.filter(state__in=[Tip.State.SEEN, Tip.State.DISMISSED])
    # One without a date may still stand in its feed and would come in again: see _store.
    old = old.filter(Q(published_at__isnull=False) | Q(feed=None))
    old.filter(seen_at__lt=now - KEPT).delete()
    Elsewhere.objects.filter(seen_at__lt=now - KEPT).delete()


def _note(feed, now, **kept):
    Feed.objects.filter(pk=feed.pk).update(
        checked_at=now, next_check_at=_next(feed, now), failures=0, error="", **kept
    )


def _note_failure(feed, error, now):
    failures = min(feed.failures + 1, 1000)
    pause = min(SHORTEST * 2 ** min(failures, 10), LONGEST_PAUSE)
    asked = getattr(error, "retry_after", None)
    if asked:
        pause = min(max(pause, datetime.timedelta(seconds=asked)), LONGEST_PAUSE * 7)
    status, sentence = getattr(error, "status", 0), str(error)
    if status == 410:
        sentence = _GONE
    elif getattr(error, "kind", "") == "paywall":
        sentence = _CLOSED.format(status=status)
    Feed.objects.filter(pk=feed.pk).update(
        checked_at=now, next_check_at=now + pause, failures=failures,
        error=feeds.shortened(sentence, 300), active=feed.active and status != 410,
    )  # fmt: skip


def _next(feed, now):
    """Twice as often as something comes, within bounds, and as the feed itself asks."""
    rows = feed.tips if feed.publication_id else feed.elsewhere
    came = rows.annotate(came=Coalesce("published_at", "seen_at"))
    count = came.filter(came__gt=now - OBSERVED).count()
    pause = min(max(OBSERVED / max(count, 1) / 2, SHORTEST), LONGEST)
    asked = datetime.timedelta(minutes=feed.asks.get("minutes", 0))
    at = now + max(pause, min(asked, LONGEST_PAUSE))
    quiet = feed.asks.get("quiet_hours", [])
    while at.astimezone(datetime.UTC).hour in quiet:
        at = at.replace(minute=0, second=0, microsecond=0) + datetime.timedelta(hours=1)
    return at


def _store(feed, entries, now):
    recent = [e for e in entries if e.published_at is None or e.published_at > now - TOO_OLD]
    if not (feed.tips.exists() or feed.elsewhere.exists()):
        recent = _newest(recent)[:MOST_AT_FIRST]
    if feed.publication_id:
        return _store_tips(feed, recent, entries, now)
    return _store_elsewhere(feed, recent)


def _newest(entries):
    """By date; what has none stays where it stands, which in a feed is from the newest on."""
    if any(entry.published_at is None for entry in entries):
        return entries
    return sorted(entries, key=lambda entry: entry.published_at, reverse=True)


def _store_tips(feed, recent, entries, now):
    known = {tip.url: tip for tip in Tip.objects.filter(url__in=[e.url for e in entries])}
    new = [_tip(feed, entry) for entry in recent if entry.url not in known]
    Tip.objects.bulk_create(new, ignore_conflicts=True)
    changed = [known[e.url] for e in entries if e.url in known and _change(known[e.url], e)]
    Tip.objects.bulk_update(changed, ["headline", "summary"])
    # What has no date is kept while its feed names it, lest it comes in as new.
    undated = feed.tips.filter(published_at=None, seen_at__lt=now - KEPT)
    undated = undated.filter(state__in=[Tip.State.SEEN, Tip.State.DISMISSED])
    undated.exclude(url__in=known).delete()
    return len(new)


def _tip(feed, entry):
    return Tip(
        publication_id=feed.publication_id,
        feed=feed,
        url=entry.url,
        headline=entry.headline,
        summary=entry.summary,
        authors=entry.authors,
        language=entry.language or feed.language,
        section=feed.section or entry.section,
        published_at=entry.published_at,
    )


def _change(tip, entry):
    """Take over what the paper changed, while nobody has decided by the old words."""
    words = (entry.headline, entry.summary)
    if not tip.is_open or (tip.headline, tip.summary) == words:
        return False
    tip.headline, tip.summary = words
    return True


def _store_elsewhere(feed, recent):
    known = set(
        Elsewhere.objects.filter(url__in=[e.url for e in recent]).values_list("url", flat=True)
    )
    rows = [
        Elsewhere(
            feed=feed,
            url=entry.url,
            headline=entry.headline,
            links=entry.links,
            traits=likeness.traits(entry.headline, entry.summary),
            published_at=entry.published_at,
        )
        for entry in recent
        if entry.url not in known
    ]
    Elsewhere.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


# --- what the desk makes of a tip


def propose(tip, *, by, note=""):
    """Commend it to those who decide."""
    _need(by, "sources.propose_tip", "You may not propose stories.")
    note = feeds.shortened(characters.clean_line(note), LONGEST_NOTE)
    return _move(tip, [Tip.State.SEEN], state=Tip.State.PROPOSED, proposed_by=by, note=note)


def take(tip, *, by):
    """We want this story. Returns the Original, if we have it already, or else the Retrieval
    that leads to it."""
    _need_decision(by)
    importing.may_import(by)
    with transaction.atomic():
        known = Original.objects.filter(url=tip.url).first()
        _decide(tip, Tip.State.TAKEN, by, original=known)
        return known or retrieving.ask(tip.url, by=by, publication=tip.publication)


def dismiss(tip, *, by):
    _need_decision(by)
    return _decide(tip, Tip.State.DISMISSED, by)


def dismiss_all(tips, *, by):
    """Those of the tips that are still open. Returns how many they were."""
    _need_decision(by)
    chosen = Tip.objects.open().filter(pk__in=[tip.pk for tip in tips])
    return chosen.update(state=Tip.State.DISMISSED, decided_by=by, decided_at=timezone.now())


def reopen(tip, *, by):
    """Undo: of a decision, or of a proposal by the person who made it or one who decides."""
    if tip.state == Tip.State.PROPOSED and tip.proposed_by_id == by.pk:
        _need(by, "sources.propose_tip", "You may not propose stories.")
    else:
        _need_decision(by)
    if tip.original_id or Original.objects.filter(url=tip.url).exists():
        raise TooLate("The story has been imported already; its tip stays as it is.")
    decided = tip.state in (Tip.State.TAKEN, Tip.State.DISMISSED)
    if decided and tip.proposed_by_id:
        back = {"state": Tip.State.PROPOSED}
    else:
        back = {"state": Tip.State.SEEN, "proposed_by": None, "note": ""}
    undone = [tip.state] if tip.state != Tip.State.SEEN else []
    return _move(tip, undone, decided_by=None, decided_at=None, **back)


def taken_up(original, *, by):
    """An Original was made of what a tip names, by its own address or that of its feed: the
    tip has been taken, and says so."""
    if not original.url:
        return
    asked = Retrieval.objects.filter(reading__url=original.url).values_list("url", flat=True)
    tips = Tip.objects.filter(url__in=[original.url, *asked], original=None)
    decided = {"state": Tip.State.TAKEN, "decided_by": by, "decided_at": timezone.now()}
    tips.exclude(state=Tip.State.TAKEN).update(**decided)
    tips.update(original=original)


def _need(by, permission, sentence):
    if not by.has_perm(permission):
        raise NotAllowed(sentence)


def _need_decision(by):
    _need(by, "sources.decide_tip", "You may not decide on tips. Propose the story to an editor.")


def _decide(tip, state, by, **fields):
    opened = [Tip.State.SEEN, Tip.State.PROPOSED]
    return _move(tip, opened, state=state, decided_by=by, decided_at=timezone.now(), **fields)


def _move(tip, allowed, **fields):
    """The tip as it is now; TooLate where it has left the state that the person saw."""
    with transaction.atomic():
        moved = Tip.objects.filter(pk=tip.pk, state__in=allowed).update(**fields)
        now = Tip.objects.select_related("publication", "proposed_by", "decided_by").get(pk=tip.pk)
        if not moved:
            who = now.decided_by or now.proposed_by
            by = f" by {who.get_full_name() or who.get_username()}" if who else ""
            raise TooLate(f"This tip is {now.get_state_display()}{by} by now.")
    return now
