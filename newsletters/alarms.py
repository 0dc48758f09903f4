"""Letters to the desk about what the clock did with an issue, so that nothing stays behind in
silence: held back, late, paused, expired, gone with letters that may not have arrived, or never
begun."""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.urls import reverse
from django_tasks import task

from jobs.schedule import FOR_A_DAY, retries
from newsletters.models import Delivery, IssueEvent
from prose import characters

logger = logging.getLogger(__name__)
WHAT = {
    "hold": "was held back and is a draft again",
    "pause": "is paused and waits for you",
    "expire": "was not sent: it is too old",
    "delay": "is late",
    "finish": "has left, but may not have reached everybody",
}


@task()
@retries(FOR_A_DAY)
def tell(event_pk):
    """Write to everybody who may send issues what happened by itself."""
    event = IssueEvent.objects.select_related("issue__newsletter").get(pk=event_pk)
    title = f"{event.issue} {_what(event)}"
    logger.error("%s: %s", title, event.note)
    _send(title, f"{title}.\n\n{event.note}\n\n{_facts(event.issue)}\n")


def _what(event):
    if event.verb == "expire" and event.issue.prepared_at:
        return "did not reach everybody: it grew too old"
    return WHAT.get(event.verb, f"is {event.get_to_state_display()}")


@task()
@retries(FOR_A_DAY)
def write(title, text):
    """Write this to everybody who may send issues."""
    logger.error("%s. %s", title, text)
    _send(title, f"{text}\n")


def _send(title, text):
    message = EmailMessage(
        characters.clean_line(title),
        text,
        bcc=_editors(),
        headers={"Auto-Submitted": "auto-generated"},
    )
    if message.bcc:
        message.send()


def _editors():
    people = get_user_model().objects.with_perm(
        "newsletters.send_issue", backend="django.contrib.auth.backends.ModelBackend"
    )
    return sorted(people.exclude(email="").values_list("email", flat=True))


def _facts(issue):
    lines = [_address(issue, "change")]
    if issue.prepared_at:
        sent = issue.deliveries.filter(state=Delivery.State.SENT).count()
        have = "has" if sent == 1 else "have"
        lines.insert(0, f"{sent} of {issue.recipients} letters {have} left.")
    if issue.deliveries.filter(state=Delivery.State.UNCERTAIN).exists():
        lines.append(f"The uncertain letters: {_address(issue, 'uncertain')}")
    return "\n".join(lines)


def _address(issue, page):
    return settings.SITE_URL + reverse(f"admin:newsletters_issue_{page}", args=[issue.pk])
