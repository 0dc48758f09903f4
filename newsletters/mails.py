"""The letters that answer a sign-up: one function and three templates each.

They hold no word that the person at the form has typed, so that nobody can have us carry
a message to a stranger.
"""

import datetime
import logging
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_tasks import task

from articles import editions
from jobs.schedule import FOR_A_DAY, retries
from newsletters import links
from newsletters.models import CONFIRM_WITHIN, Subscription
from prose import characters
from sources.languages import direction

logger = logging.getLogger(__name__)


def confirmation(*, waiting, confirmed=(), asked):
    """Asks for the confirmation of `waiting`; `confirmed` were asked for too and stand."""
    context = {
        "waiting": waiting,
        "confirmed": confirmed,
        "confirm_url": links.confirm_url(waiting),
        "days": CONFIRM_WITHIN.days,
    }
    return _compose("confirmation", waiting[0].subscriber, context, asked)


def already(*, confirmed, asked):
    """Says that there is nothing to do: all that was asked for is confirmed."""
    lists = [(s.newsletter, links.unsubscribe_url(s)) for s in confirmed]
    return _compose("already", confirmed[0].subscriber, {"lists": lists}, asked)


def _compose(name, subscriber, context, asked):
    edition = editions.current()
    context |= {
        "site_name": settings.SITE_NAME,
        "site_url": f"{settings.SITE_URL}{editions.prefix(edition)}",
        "newsletter_url": links.newsletter_url(),
        "asked": asked,
        "language": edition,
        "direction": direction(edition),
    }
    subject, text, html = (
        render_to_string(f"newsletters/mail/{name}{ending}", context)
        for ending in ("_subject.txt", ".txt", ".html")
    )
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": _message_id(subscriber, asked)}
    message = EmailMultiAlternatives(
        characters.clean_line(subject), text, to=[subscriber.email], headers=headers
    )
    message.attach_alternative(html, "text/html")
    return message


def _message_id(subscriber, asked):
    """The same for the same sign-up: should it be sent twice, mail programs show it once."""
    name = salted_hmac(__name__, f"{subscriber.pk}|{asked.isoformat()}", algorithm="sha256")
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{name.hexdigest()[:32]}@{host}>"


@task()
@retries(FOR_A_DAY)
def answer_sign_up(subscriber_pk, subscription_pks, asked, edition=""):
    """Write to an address what became of a sign-up made at `asked` (ISO 8601), once, in the words
    of the `edition` where it was made."""
    asked = datetime.datetime.fromisoformat(asked)
    rows = Subscription.objects.filter(pk__in=subscription_pks, subscriber=subscriber_pk)
    message = None
    if rows.exclude(asked_at__gte=asked).exists():
        with editions.speaking(edition or editions.default()):
            message = _answer(rows.select_related("subscriber", "newsletter"), asked)
    if not message:
        return
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        if any(code < 500 for code, _ in error.recipients.values()):
            raise
        logger.info("Sign-up of subscriber %s: the address is refused for good", subscriber_pk)
    rows.update(asked_at=timezone.now())


def _answer(rows, asked):
    """None if nothing stands any more of what was asked for."""
    confirmed = list(rows.confirmed())
    waiting = list(rows.waiting())
    if waiting:
        return confirmation(waiting=waiting, confirmed=confirmed, asked=asked)
    return already(confirmed=confirmed, asked=asked) if confirmed else None
