import datetime

from django.utils import timezone
from django_tasks import task

from articles import (
    arranging,
    attending,
    caches,
    drafting,
    glossaries,
    mails,
    noticing,
    overseeing,
    publishing,
    purging,
    remembering,
    tallying,
)
from jobs.schedule import every, retries

PRESSED_AT_ONCE = 500  # stories, some seconds; then other tasks have their turn


@every(seconds=20)
@task()
def publish_due():
    publishing.publish_due()


@every(seconds=30)
@task()
def rerender_changed():
    publishing.rerender_changed()


@every(seconds=10)
@task()
def press_outdated():
    publishing.press_outdated(most=PRESSED_AT_ONCE)


@every(seconds=2 if caches.configured() else 86_400)
@task()
def tell_caches():
    purging.tell_of_surroundings()
    purging.note_pictures()
    purging.tell_waiting()


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
def notice_what_ends():
    noticing.of_licences(timezone.localdate())
    noticing.of_agreements(timezone.localdate())


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


@every(seconds=20)
@task()
def drop_from_fronts():
    arranging.drop_ended()


@every(seconds=300)
@task()
def rank_most_read():
    tallying.rank()


@every(seconds=86_400)
@task()
def forget_reads():
    tallying.prune()
