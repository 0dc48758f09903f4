"""Mail to Republishers when a story that they took was corrected or withdrawn.

What is to be told is found, never pushed, and kept as a row before anything is sent: a worker
that dies loses nothing. A row is tried until the mail server takes it, or a person stops it. An
Alert is claimed before it is sent; a worker that is killed just after the server took it lets
the same message leave again, under the same Message-ID. A false story that stays in print would
be worse.
"""

import datetime
import logging
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from articles.models import Correction
from prose import characters
from syndication import letters
from syndication.keys import NotAllowed
from syndication.models import Alert, Taking

logger = logging.getLogger(__name__)

# How long the worker may have been away and still find what happened meanwhile.
RECENT = datetime.timedelta(days=60)
BATCH = 50
# A story may be read while its correction is being committed, which bears an earlier moment.
SLACK = datetime.timedelta(seconds=60)
LEASE = datetime.timedelta(minutes=10)  # of a worker that is sending
FIRST_WAIT = datetime.timedelta(minutes=1)
LONGEST_WAIT = datetime.timedelta(hours=3)
OVERDUE = datetime.timedelta(minutes=5)  # a worker that runs has tried it long before
# What says nothing against the mail server.
AGAINST_THIS_ONE = (SMTPRecipientsRefused, SMTPDataError, ValueError)
OVERTAKEN = "The story was withdrawn before this could be sent."

Kind, State = Alert.Kind, Alert.State


def find(now=None):
    """Keep what is to be told. Safe to run anywhere, any number of times."""
    now = now or timezone.now()
    known = Alert.objects.filter(republisher=OuterRef("republisher"), live=OuterRef("live"))
    withdrawn = Taking.objects.filter(live__withdrawn_at__gt=now - RECENT)
    rows = [
        Alert(republisher_id=taking.republisher_id, live_id=taking.live_id, kind=Kind.WITHDRAWAL)
        for taking in withdrawn.exclude(Exists(known.filter(kind=Kind.WITHDRAWAL)))
    ]
    corrections = Correction.objects.filter(
        published_at__gt=now - RECENT,
        live__withdrawn_at=None,
        live__takings__first_at__lt=F("published_at") + SLACK,
    )
    pairs = corrections.annotate(to=F("live__takings__republisher")).exclude(
        Exists(Alert.objects.filter(correction=OuterRef("pk"), republisher=OuterRef("to")))
    )
    rows += [
        Alert(republisher_id=to, live_id=live, correction_id=pk, kind=Kind.CORRECTION)
        for pk, live, to in pairs.values_list("pk", "live", "to")
    ]
    Alert.objects.bulk_create(rows, ignore_conflicts=True)


def send_waiting(now=None):
    """Hand what is due to the mail server. Safe to run anywhere, any number of times."""
    now = now or timezone.now()
    due = Alert.objects.filter(next_at__lte=now).order_by("next_at", "pk")
    alerts = list(due.select_related("republisher", "live", "correction")[:BATCH])
    if not alerts:
        return
    connection = get_connection()
    try:
        for alert in alerts:
            if not _send(alert, connection, now):
                break  # nobody answers: what waits is tried later
    finally:
        connection.close()


def _send(alert, connection, now):
    """Whether the mail server is to be asked for the next one."""
    claimed = Alert.objects.filter(pk=alert.pk, state=State.WAITING, next_at=alert.next_at)
    if not claimed.update(next_at=now + LEASE, tries=F("tries") + 1):
        return True  # another worker has it, or somebody stopped it
    alert.tries += 1
    if alert.kind == Kind.CORRECTION and alert.live.withdrawn_at:
        _finish(alert, state=State.STOPPED, stopped_note=OVERTAKEN)
        return True
    taking = Taking.objects.get(republisher=alert.republisher_id, live=alert.live_id)
    try:
        message = letters.compose(alert, taking)
        message.connection = connection
        message.send()
    except (OSError, ValueError) as error:
        _wait(alert, error, now)
        return isinstance(error, AGAINST_THIS_ONE)
    _finish(alert, state=State.SENT, sent_at=timezone.now(), sent_to=alert.republisher.email)
    return True


def _finish(alert, **fields):
    Alert.objects.filter(pk=alert.pk, state=State.WAITING).update(
        next_at=None, last_error="", **fields
    )


def _wait(alert, error, now):
    """Twice as late each time, for as long as it takes: an address may be mended at any hour."""
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(alert.tries - 1, 10))
    said = characters.clean_line(f"{type(error).__name__}: {error}")[:300]
    Alert.objects.filter(pk=alert.pk, state=State.WAITING).update(
        next_at=now + wait, last_error=said
    )
    logger.warning("Alert %s is not sent (%s); next try in %s", alert.pk, said, wait)


def overdue(now):
    """Alerts that were refused, or that no worker has taken up: somebody has to look. The oldest
    first; of their stories no more than a name is read."""
    late = ~Q(last_error="") | Q(created_at__lte=now - OVERDUE)
    waiting = Alert.objects.filter(late, next_at__isnull=False).order_by("created_at", "pk")
    return waiting.select_related("republisher", "live").only(
        "kind", "tries", "next_at", "last_error", "created_at", "republisher__name",
        "live__headline", "live__language",
    )  # fmt: skip


@transaction.atomic
def stop(alert, *, by, note):
    """Try no longer; somebody told them in another way, or they have closed."""
    if not by.has_perm("syndication.stop_alert"):
        raise NotAllowed("Your role does not include giving up on a mail to a republisher.")
    note = characters.clean_line(note)
    if not note:
        raise ValidationError({"note": "Say why, and who told them instead."})
    won = Alert.objects.filter(pk=alert.pk, state=State.WAITING).update(
        state=State.STOPPED, next_at=None, stopped_by=by, stopped_note=note[:300]
    )
    if not won:
        raise ValidationError("It is not waiting any more: look at it again.")


@transaction.atomic
def hurry(alert, *, by):
    """Try it at once, after an address was mended."""
    if not by.has_perm("syndication.stop_alert"):
        raise NotAllowed("Your role does not include hurrying a mail to a republisher.")
    won = Alert.objects.filter(pk=alert.pk, state=State.WAITING).update(next_at=timezone.now())
    if not won:
        raise ValidationError("It is not waiting any more: look at it again.")
