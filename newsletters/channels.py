"""The pace and the health of a way out, which all workers share through its row."""

import datetime

from django.conf import settings

from newsletters import retries
from newsletters.models import Channel

STANDARD = "Mail server"
AHEAD = datetime.timedelta(seconds=5)  # as far as one worker reserves moments for itself


def standard():
    """The channel of the lists that name none."""
    kind = Channel.Kind.ANYMAIL if settings.MAIL_SERVICE else Channel.Kind.SMTP
    return Channel.objects.get_or_create(name=STANDARD, defaults={"kind": kind})[0]


def locked(pk):
    """The channel, held until the end of the transaction."""
    return Channel.objects.select_for_update().get(pk=pk)


def share(channel, now, wanted):
    """How many letters a worker may take now: `wanted` at most, 0 while the way is closed or
    others have reserved the moments of the next seconds."""
    if channel.open_until and now < channel.open_until <= now + retries.LONGEST_STANDSTILL:
        return 0
    if not channel.rate:
        return wanted
    if _next_slot(channel, now) - now >= AHEAD:
        return 0
    return min(wanted, max(1, int(channel.rate * AHEAD.total_seconds())))


def reserve(channel, now, letters):
    """Reserve the moments for so many letters on a `locked` channel.

    Returns (first moment, time between two letters).
    """
    if not channel.rate:
        return now, datetime.timedelta()
    first, gap = _next_slot(channel, now), datetime.timedelta(seconds=1 / channel.rate)
    channel.next_slot_at = first + letters * gap
    channel.save(update_fields=["next_slot_at"])
    return first, gap


def _next_slot(channel, now):
    """A moment further ahead than any worker reserves was written by a clock that ran wild."""
    slot = channel.next_slot_at
    longest = 2 * AHEAD + datetime.timedelta(seconds=1 / channel.rate)
    return slot if slot and now < slot < now + longest else now


def close(channel, why, now):
    """Let a way rest that is out of order. Of the workers that found it so at once, one counts:
    `channel` is as it was when they took their letters."""
    failures = channel.failures + 1
    return Channel.objects.filter(pk=channel.pk, failures=channel.failures).update(
        failures=failures,
        open_until=now + retries.standstill(failures),
        trouble=why[:300],
    )


def open_again(channel):
    """A letter has got through."""
    Channel.objects.filter(pk=channel.pk, failures=channel.failures).update(
        failures=0, open_until=None, trouble=""
    )
