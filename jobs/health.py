"""Is what is done by itself being done?"""

import datetime

from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from jobs import durable

LATE = datetime.timedelta(minutes=10)  # after which work that is due counts as held up
NOBODY = "No worker is running."
HELD_UP = "Work has been due since {since:%-d %B, %H:%M} and is not done."


def standstill(now=None):
    """Why nothing happens by itself, in a sentence; "" while workers live and keep up."""
    now = now or timezone.now()
    if not durable.alive(now).exists():
        return NOBODY
    before = now - LATE
    at_once = Q(run_after=get_date_max(), enqueued_at__lt=before)  # django-tasks-db's “at once”
    late = DBTaskResult.objects.ready().filter(at_once | Q(run_after__lt=before))
    task = late.order_by("enqueued_at").first()
    if task is None:
        return ""
    since = task.enqueued_at if task.run_after == get_date_max() else task.run_after
    return HELD_UP.format(since=timezone.localtime(since))
