from django.utils import timezone
from django_tasks import task

from jobs.schedule import every, retries
from newsletters import limits, subscriptions


@every(seconds=60 * 60)
@task()
@retries(3)
def forget():
    """Delete what we have no reason to keep: unconfirmed sign-ups and old counts."""
    now = timezone.now()
    subscriptions.forget_unconfirmed(now)
    limits.forget(now)
