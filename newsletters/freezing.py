"""The moment from which an issue does not change any more: its letter and its recipients."""

import hashlib
import logging

from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone
from django_tasks import task

from articles import showing
from jobs.schedule import retries
from newsletters import channels, clicks, composing, lifecycle
from newsletters.envelopes import Envelopes
from newsletters.models import Delivery, Issue, IssueEvent

logger = logging.getLogger(__name__)
WITHDRAWN = "A story in it was withdrawn before it began to leave. Nobody got it."
UNSENT = {"number": None, "scheduled_for": None, "expires_at": None}

# All at once, so that there is never half a list of recipients. Who is suppressed gets a row as
# well: that they were left out is on record.
AUDIENCE = """
INSERT INTO newsletters_delivery
  (issue_id, subscription_id, address, state, finished_at, attempts,
   lease_token, smtp_response, provider_id)
SELECT %s, s.id, r.email,
  CASE WHEN r.suppressed_at IS NULL THEN 'queued' ELSE 'skipped' END,
  CASE WHEN r.suppressed_at IS NULL THEN NULL ELSE r.suppressed_at END,
  0, '', '', ''
FROM newsletters_subscription s JOIN newsletters_subscriber r ON r.id = s.subscriber_id
WHERE s.newsletter_id = %s AND s.state = 'confirmed'
"""


class Miscounted(Exception):
    """The rows written are not those that were to be: nothing was."""


def prepare_waiting():
    """Prepare what still waits for it, should its task have been lost."""
    for pk in Issue.objects.filter(state=Issue.State.PREPARING).values_list("pk", flat=True):
        try:
            prepare.call(pk)
        except Exception:
            logger.exception("Issue %s could not be prepared", pk)  # it does not hold up others


@task()
@retries(5)
def prepare(issue_pk):
    """Freeze an issue that is to leave: its letter and its recipients. Again: no change.

    Of several workers that do it at once, one has done it. An issue that lost a story since
    somebody sent it on its way is theirs again.
    """
    issue = Issue.objects.select_related("newsletter").get(pk=issue_pk)
    if issue.state != Issue.State.PREPARING:
        return
    if issue.stories.filter(withdrawn_at__isnull=False).exists():
        lifecycle.move(issue, "hold", Issue.State.DRAFT, note=WITHDRAWN, **UNSENT)
    else:
        freeze(issue, composing.freeze(issue), timezone.now())


@transaction.atomic
def freeze(issue, letter, now):
    """`letter`: a rendering.Rendered, or anything with `html` and `text`."""
    free = Issue.objects.select_for_update().filter(pk=issue.pk, state=Issue.State.PREPARING)
    if not free.exists():
        return
    issue.html, issue.text = clicks.led_through(issue, letter.html), letter.text
    issue.channel = issue.newsletter.channel or channels.standard()
    queued, skipped = _audience(issue)
    free.update(
        state=Issue.State.SENDING,
        html=issue.html,
        text=issue.text,
        sha256=hashlib.sha256(f"{issue.html}\0{issue.text}".encode()).hexdigest(),
        size=Envelopes(issue).size,
        channel=issue.channel,
        recipients=queued,
        excluded=skipped,
        expires_at=issue.expires_at or now + issue.newsletter.expires_after,
        prepared_at=now,
    )
    showing.record_newsletter(composing.shown_photos(issue, timezone.localdate(now)))
    IssueEvent.objects.create(
        issue=issue,
        verb="prepare",
        from_state=Issue.State.PREPARING,
        to_state=Issue.State.SENDING,
        note=f"{queued} reader{'' if queued == 1 else 's'}, {skipped} left out",
    )


def _audience(issue):
    """Write a Delivery for everybody who is on the list now; (to be sent, left out)."""
    with connection.cursor() as cursor:
        cursor.execute(AUDIENCE, [issue.pk, issue.newsletter_id])
        written = cursor.rowcount
    states = Delivery.objects.filter(issue=issue).values_list("state").annotate(n=Count("pk"))
    counts = dict(states.order_by())
    queued, skipped = (counts.get(state, 0) for state in ("queued", "skipped"))
    if written != queued + skipped:
        raise Miscounted(f"{written} rows of {queued} to be sent and {skipped} left out")
    return queued, skipped
