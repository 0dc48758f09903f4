from django.conf import settings
from django.utils import timezone
from django_tasks import task

from jobs.schedule import every, retries
from newsletters import (
    bounces,
    delivery,
    importing,
    limits,
    linking,
    missing,
    proposing,
    subscriptions,
)

SLICE = 20  # seconds for which one task keeps a worker from other work


@every(seconds=60 * 60)
@task()
@retries(3)
def forget():
    """Delete what we have no reason to keep: unconfirmed sign-ups, old counts and tables."""
    now = timezone.now()
    subscriptions.forget_unconfirmed(now)
    limits.forget(now)
    importing.forget_old(now - subscriptions.FORGET_AFTER)


@every(seconds=5 * 60)
@task()
@retries(3)
def propose():
    """Have today's drafts made of the lists whose hour has come."""
    proposing.propose_due()


@every(seconds=5 * 60)
@task()
@retries(3)
def remind():
    """Tell who may send of what nobody has seen to today, and of what is late."""
    missing.remind()


@every(seconds=5 * 60)
@task()
def try_links():
    """Find out which links of what is about to leave lead nowhere."""
    linking.try_due()


@every(seconds=15)
@task()
def send_due():
    """Let leave what is due, for a while. `manage.py send_newsletters` does it all the time."""
    with delivery.Sender() as sender:
        delivery.tend(sender, SLICE)


@every(seconds=5 * 60)
@task()
def read_bounces():
    """Fetch what mail servers wrote back, where a mailbox for it is configured."""
    if settings.BOUNCE_MAILBOX:
        bounces.read(settings.BOUNCE_MAILBOX)


@every(seconds=60)
@task()
@retries(3)
def handle_reports():
    """Stop letters where bounces and complaints call for it."""
    bounces.handle_waiting()
