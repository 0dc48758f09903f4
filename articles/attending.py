"""Who is in a story just now, and how long people have worked on it.

A window that has a story open says so every ten seconds; after a minute of silence it counts as
gone, and so does one that nobody looks at and in which nothing waits to be stored. Time is
counted by our clock alone, so that neither a forged nor a repeated message adds any.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import get_text_list

from articles.models import Presence, Work
from articles.moves import may_see
from articles.revising import NotAllowed

GONE = datetime.timedelta(minutes=1)
IDLE = datetime.timedelta(minutes=2)
KEPT = datetime.timedelta(hours=1)
# Between two signs of work that belong together: a few missed messages, not a lunch.
LONGEST = datetime.timedelta(seconds=35)


@dataclass(frozen=True)
class Person:
    name: str
    typing: bool
    idle: bool


@transaction.atomic
def attend(article, *, by, window, typing=False, active=False):
    """This window is still there. `typing`: something in it is not stored; `active`: its person
    did something within the last minute. Returns the rows of who is there."""
    if not may_see(by, article):
        raise NotAllowed("This story belongs to somebody else.")
    now = timezone.now()
    there = Q(article=article, seen_at__gt=now - GONE)
    rows = list(Presence.objects.filter(there | Q(user=by)).select_related("user"))
    own = next((row for row in rows if _is(row, article, by, window)), None)
    if own is None:
        begun = {"since": now, "seen_at": now, "active_at": now, "typing": typing}
        row = Presence(article=article, user=by, window=window, **begun)
        Presence.objects.bulk_create([row], ignore_conflicts=True)
    else:
        _stay(own, rows, now, typing, active)
    return [row for row in rows if row.article_id == article.pk and row != own]


def leave(article, *, by, window):
    Presence.objects.filter(article=article, user=by, window=window).delete()


def prune():
    Presence.objects.filter(seen_at__lt=timezone.now() - KEPT).delete()


def _is(row, article, by, window):
    return (row.article_id, row.user_id, row.window) == (article.pk, by.pk, window)


def _stay(own, rows, now, typing, active):
    """One conditional UPDATE: of two messages at the same moment one counts."""
    last = max(row.active_at for row in rows if row.user_id == own.user_id)
    worked = int((now - last).total_seconds()) if active and now - last <= LONGEST else 0
    change = {"seen_at": now, "typing": typing}
    if active:
        # What is left of a second counts the next time.
        counted = last + datetime.timedelta(seconds=worked)
        change["active_at"] = counted if now - last <= LONGEST else now
    counts = Presence.objects.filter(pk=own.pk, seen_at=own.seen_at).update(**change)
    if counts and worked > 0:
        _add(own, worked)


def _add(own, seconds):
    mine = {"article_id": own.article_id, "user_id": own.user_id}
    if not Work.objects.filter(**mine).update(seconds=F("seconds") + seconds):
        Work.objects.get_or_create(**mine, defaults={"seconds": seconds})


# --- in words ---------------------------------------------------------------------------------


def people(rows, by, now):
    """[Person] other than `by`, each once, whoever is typing first."""
    found = {}
    for row in rows:
        if row.user_id != by.pk and row.seen_at > now - GONE:
            found.setdefault(row.user, []).append(row)
    listed = [
        Person(
            name=user.get_full_name() or user.get_username(),
            typing=any(row.typing for row in windows),
            idle=all(row.active_at < now - IDLE for row in windows),
        )
        for user, windows in found.items()
    ]
    return sorted(listed, key=lambda person: (not person.typing, person.idle, person.name))


def line(rows, by):
    """“Anna is typing. Ben is in this story.”"""
    now = timezone.now()
    others = people(rows, by, now)
    typing = [p.name for p in others if p.typing]
    reading = [p.name for p in others if not p.typing and not p.idle]
    idle = [p.name for p in others if not p.typing and p.idle]
    sentences = [
        _sentence(typing, "typing"),
        _sentence(reading, "in this story"),
        _sentence(idle, "in this story, idle"),
    ]
    if any(row.user_id == by.pk and row.seen_at > now - GONE for row in rows):
        sentences.append("You have this story open in another window.")
    return " ".join(filter(None, sentences))


def _sentence(names, what):
    if not names:
        return ""
    return f"{get_text_list(names, 'and')} {'is' if len(names) == 1 else 'are'} {what}."


def spent(article, by):
    """“38 min on this story”; who commissions stories sees the time of everybody."""
    rows = list(article.work.select_related("user").order_by("-seconds", "user"))
    own = next((row.seconds for row in rows if row.user_id == by.pk), 0)
    told = [f"{duration(own)} on this story"] if own >= 60 else []
    if by.has_perm("articles.commission_article"):
        told += [
            f"{row.user.get_full_name() or row.user.get_username()} {duration(row.seconds)}"
            for row in rows
            if row.user_id != by.pk and row.seconds >= 60
        ]
    return " · ".join(told)


def duration(seconds):
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"
