import datetime

from django.utils import timezone
from django_tasks import task

from articles import (
    attending,
    drafting,
    glossaries,
    mails,
    noticing,
    overseeing,
    publishing,
    remembering,
)
from jobs.schedule import every, retries


@every(seconds=20)
@task()
def publish_due():
    publishing.publish_due()


@every(seconds=30)
@task()
def rerender_changed():
    publishing.rerender_changed()


@every(seconds=3600)
@task()
def withdraw_ended():
    publishing.withdraw_ended()


@every(seconds=30)
@task()
def remember_published():
    remembering.remember_published()


@every(seconds=60)
@task()
def notice_what_is_due():
    noticing.of_overdue(timezone.now())
    noticing.of_outdated()


@every(seconds=3600)
@task()
def notice_licences():
    noticing.of_licences(timezone.localdate())


@every(seconds=20)
@task()
def mail_notices():
    mails.send_waiting()


@task()
@retries(3)
def draft_story(pk, busy=0):
    """A machine drafts a story: a while of it, then other tasks have their turn."""
    left = drafting.work(pk, busy=busy)
    if left is not None:
        wait, busy = left
        run_after = timezone.now() + datetime.timedelta(seconds=wait)
        draft_story.using(run_after=run_after).enqueue(pk, busy)


@every(seconds=600)
@task()
def keep_glossaries():
    glossaries.sync()


@every(seconds=300)
@task()
def oversee_originals():
    overseeing.oversee()


@every(seconds=600)
@task()
def forget_who_left():
    attending.prune()
