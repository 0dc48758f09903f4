"""What the desk decides about letters of which nobody knows whether they arrived."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from newsletters.models import Delivery, Issue, IssueEvent
from newsletters.rights import must

ENDED = (Issue.State.CANCELLED, Issue.State.EXPIRED)
MAY_NOT = "You may not decide about uncertain letters. Ask a newsletter editor to do it."


@transaction.atomic
def resend(deliveries, *, by):
    """Let these uncertain letters of one issue leave again, at the risk of arriving twice.

    Those that are uncertain no more stay as they are. An issue that was done is leaving again,
    for as long as its list lets one. Returns how many; raises rights.NotAllowed, and
    ValidationError where nothing of the issue may leave any more.
    """
    must(by, "resolve_delivery", MAY_NOT)
    uncertain = Delivery.objects.filter(
        pk__in=[each.pk for each in deliveries], state=Delivery.State.UNCERTAIN
    )
    # Held, or lifecycle.settle could end one at this moment, its letters back in the queue.
    held = Issue.objects.select_for_update(no_key=True).defer("html", "text")
    issues = list(held.filter(pk__in=uncertain.values("issue")))
    for issue in issues:
        _must_be_alive(issue)
    count = uncertain.update(
        state=Delivery.State.QUEUED, finished_at=None, not_before=None, left_at=None
    )
    for issue in issues:
        _reopen(issue, count, by)
    return count


@transaction.atomic
def leave(deliveries, *, by):
    """Have it on record that somebody looked at these uncertain letters of one issue and lets them
    be. Returns how many; raises rights.NotAllowed."""
    must(by, "resolve_delivery", MAY_NOT)
    uncertain = Delivery.objects.filter(
        pk__in=[each.pk for each in deliveries], state=Delivery.State.UNCERTAIN, left_at=None
    )
    issues = list(Issue.objects.filter(pk__in=uncertain.values("issue")).defer("html", "text"))
    count = uncertain.update(left_at=timezone.now())
    for issue in issues:
        IssueEvent.objects.create(
            issue=issue,
            verb="leave",
            from_state=issue.state,
            to_state=issue.state,
            by=by,
            note=_counted(count),
        )
    return count


def _must_be_alive(issue):
    if issue.state in ENDED:
        raise ValidationError(f"This issue is {issue.get_state_display()}: no letter of it leaves.")
    if issue.stories.exclude(withdrawn_at=None).exists():
        raise ValidationError("A story in it was withdrawn. No letter of it leaves any more.")


def _reopen(issue, count, by):
    until = timezone.now() + issue.newsletter.expires_after
    done = Issue.objects.filter(pk=issue.pk, state=Issue.State.SENT)
    reopened = done.update(state=Issue.State.SENDING, finished_at=None, expires_at=until)
    IssueEvent.objects.create(
        issue=issue,
        verb="resend",
        from_state=issue.state,
        to_state=Issue.State.SENDING if reopened else issue.state,
        by=by,
        note=_counted(count),
    )


def _counted(count):
    return "1 uncertain letter" if count == 1 else f"{count} uncertain letters"
