"""When tasks run: again after a failure, and every so many seconds.

    @every(seconds=30)
    @task()
    @retries(3)
    def publish_due(): ...

Put such functions into a module `tasks` of an installed app; it is imported when Django starts.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs.models import Schedule

FOR_A_DAY = 34  # tries of what may have to wait for another server; see durable.LONGEST_WAIT
_recurring = {}


def every(*, seconds):
    """Have a task enqueued, without arguments, every `seconds`. Goes above `@task()`."""

    def register(task):
        _recurring[task.module_path] = (task, datetime.timedelta(seconds=seconds))
        return task

    return register


def retries(times):
    """Try a task function up to `times` again when it raises. Goes below `@task()`.

    The task must then bear being run again from its beginning.
    """

    def mark(function):
        function.retries = times
        return function

    return mark


def tick(now=None, recurring=None):
    """Enqueue what is due, each task once however late it is. Returns how many were enqueued.

    Safe to call from any number of workers at the same moment.
    """
    now = now or timezone.now()
    recurring = _recurring if recurring is None else recurring
    rows = dict(Schedule.objects.values_list("name", "next_run"))
    unknown = [Schedule(name=name, next_run=now) for name in recurring if name not in rows]
    if unknown:
        Schedule.objects.bulk_create(unknown, ignore_conflicts=True)
    enqueued = 0
    for name, (task, period) in recurring.items():
        next_run = rows.get(name, now)
        # A time further away than one period was written under a longer period.
        if next_run <= now or next_run > now + period:
            enqueued += _enqueue_if_won(name, task, next_run, _following(next_run, now, period))
    return enqueued


def _following(next_run, now, period):
    missed = max(0, (now - next_run) // period)
    return min(next_run + period * (missed + 1), now + period)


def _enqueue_if_won(name, task, next_run, following):
    with transaction.atomic():
        if not Schedule.objects.filter(name=name, next_run=next_run).update(next_run=following):
            return 0
        # One that still waits in the queue is enough: a busy worker must not find a heap of them.
        if DBTaskResult.objects.ready().filter(task_path=name).exists():
            return 0
        task.enqueue()
    return 1
