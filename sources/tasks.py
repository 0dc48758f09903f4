from django.utils import timezone
from django_tasks import task

from jobs.schedule import every
from sources import retrieving, tipping, watching


@every(seconds=60 * 60)
@task()
def forget_retrievals():
    retrieving.forget(timezone.now())


@every(seconds=60)
@task()
def look_at_feeds():
    tipping.look_at_due(timezone.now())


@every(seconds=60 * 60)
@task()
def forget_tips():
    tipping.forget(timezone.now())


@every(seconds=60)
@task()
def check_originals():
    watching.check_due(timezone.now())
