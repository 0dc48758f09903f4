"""Issues on their way, for the tests of delivery."""

import datetime
from types import SimpleNamespace

from django.utils import timezone

from newsletters import claiming, freezing
from newsletters.models import Delivery, Issue, Subscriber, Subscription
from newsletters.rendering import Rendered
from tests.factories import make_newsletter

HTML = (
    '<html lang="en"><body><h1>Ferries &amp; bridges</h1>\n<p>.A dot at the start.</p>\n'
    '<p><a href="@@UNSUBSCRIBE@@">Leave</a> · <a href="@@PREFERENCES@@">Choose</a></p>'
    "</body></html>"
)
TEXT = "Ferries & bridges\n\n.A dot at the start.\n\nLeave: @@UNSUBSCRIBE@@\n"


def subscribe(newsletter, *addresses, state="confirmed", **kwargs):
    """Subscriptions of these addresses, made at once."""
    now = timezone.now()
    dates = {
        "pending": {},
        "confirmed": {"confirmed_at": now},
        "unsubscribed": {"unsubscribed_at": now},
    }[state]
    people = Subscriber.objects.bulk_create(Subscriber(email=each, **kwargs) for each in addresses)
    return Subscription.objects.bulk_create(
        Subscription(subscriber=each, newsletter=newsletter, state=state, **dates)
        for each in people
    )


def addresses(count):
    return [f"reader{n}@example.org" for n in range(count)]


def make_issue(newsletter=None, state="preparing", **kwargs):
    return Issue.objects.create(
        **{
            "newsletter": newsletter or make_newsletter(),
            "state": state,
            "subject": "Ferries & bridges",
        }
        | kwargs
    )


def leaving(newsletter=None, readers=3, **kwargs):
    """An issue that is leaving for so many readers, or for these addresses."""
    newsletter = newsletter or make_newsletter()
    if isinstance(readers, int):
        readers = addresses(readers)
    subscribe(newsletter, *readers)
    issue = make_issue(newsletter, number=newsletter.issues.count() + 1, **kwargs)
    freezing.freeze(issue, Rendered(HTML, TEXT), timezone.now())
    issue.refresh_from_db()
    return issue


def through(settings, sink):
    """Have mail leave through this server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 5


def states(issue):
    """{address: state}"""
    return dict(issue.deliveries.values_list("address", "state"))


def the(address):
    return Delivery.objects.get(address=address)


def overdue(delivery):
    """Let the lease of a delivery have run out."""
    past = timezone.now() - datetime.timedelta(minutes=1)
    Delivery.objects.filter(pk=delivery.pk).update(lease_until=past)


def letter_of(delivery):
    return SimpleNamespace(
        pk=delivery.pk, address=delivery.address, token=delivery.subscription.token
    )


def arm(letter, lease, *done):
    """The number of the attempt, or None where the letter is not to leave."""
    return claiming.arm([letter], lease, done).get(letter.pk)
