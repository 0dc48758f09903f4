"""A worker of django-tasks-db whose tasks survive it.

Every worker writes a pulse. A task left RUNNING by a worker without pulse is given back to the
queue; a task that raises is tried again if its function says so (`jobs.schedule.retries`).
Tasks are therefore run at least once, and have to be idempotent. The clocks of all machines
that run workers must agree within `lost_after`.
"""

import datetime
import logging
import random
import threading
import time

from django.core.exceptions import SuspiciousOperation
from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connections,
)
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from jobs.models import WorkerPulse
from jobs.schedule import tick

logger = logging.getLogger(__name__)

BEAT = 5.0  # seconds between two pulses
LOST_AFTER = 60.0  # seconds without pulse after which a worker counts as dead
MAX_TRIES = 3  # of a task whose workers die
LONGEST_WAIT = 60 * 60  # seconds before the next try of a task that failed
STOPPED_BY_HAND = {"builtins.SystemExit", "builtins.KeyboardInterrupt"}


class WorkerLost(Exception):
    """The workers of a task died under it, `MAX_TRIES` times."""


def alive(now, lost_after=LOST_AFTER):
    """The workers that have written a pulse within `lost_after` seconds."""
    since = now - datetime.timedelta(seconds=lost_after)
    return WorkerPulse.objects.filter(seen_at__gt=since)


def reap(now=None, lost_after=LOST_AFTER):
    """Give the tasks of dead workers back to the queue, or up. Returns how many."""
    now = now or timezone.now()
    living = set(alive(now, lost_after).values_list("worker_id", flat=True))
    begun_before = now - datetime.timedelta(seconds=lost_after)
    return sum(
        _give_back(result, now)
        for result in DBTaskResult.objects.running().filter(started_at__lt=begun_before)
        if not result.worker_ids or result.worker_ids[-1] not in living
    )


def _give_back(result, now):
    change = {"status": TaskResultStatus.READY}
    if len(result.worker_ids) >= MAX_TRIES:
        path = f"{WorkerLost.__module__}.{WorkerLost.__qualname__}"
        change = {
            "status": TaskResultStatus.FAILED,
            "finished_at": now,
            "exception_class_path": path,
            "traceback": f"{path}: {WorkerLost.__doc__}",
        }
    # started_at is part of the condition: of two reapers one wins, and a task that has been
    # claimed again meanwhile is left alone.
    won = DBTaskResult.objects.filter(
        pk=result.pk, status=TaskResultStatus.RUNNING, started_at=result.started_at
    ).update(**change)
    if won:
        logger.warning(
            "Task %s (%s) lost its worker: %s", result.task_path, result.pk, change["status"]
        )
    return won


class DurableWorker(Worker):
    """`beat` and `lost_after` in seconds; `tick` enqueues what is due by schedule."""

    def __init__(self, *, beat=BEAT, lost_after=LOST_AFTER, **options):
        super().__init__(**options)
        self.beat = beat
        self.lost_after = lost_after

    def run(self):
        try:
            self._run_through_outages()
        finally:
            self._leave()

    def _run_through_outages(self):
        while self.running:
            try:
                return self._run_beating()
            except (OperationalError, InterfaceError) as error:
                connections.close_all()
                if self.batch:
                    raise
                logger.warning("The database is out of reach (%s); trying again.", error)
                # What the worker held under its old name has no pulse now and is reaped.
                self.worker_id = get_random_string(32)
                time.sleep(self.interval)

    def _run_beating(self):
        self.pulse()
        stop = threading.Event()
        heart = threading.Thread(target=self._keep_beating, args=(stop,), daemon=True)
        heart.start()
        try:
            super().run()
        finally:
            stop.set()
            heart.join(self.beat)

    def _leave(self):
        try:
            WorkerPulse.objects.filter(worker_id=self.worker_id).delete()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("A worker could not sign off (%s).", error)

    def _keep_beating(self, stop):
        while not stop.wait(self.beat * random.uniform(0.8, 1.2)):  # noqa: S311 -- no secret
            try:
                self.pulse()
            except Exception:
                logger.exception("The pulse of a worker failed")
            close_old_connections()
        connections.close_all()

    def pulse(self):
        now = timezone.now()
        if not WorkerPulse.objects.filter(worker_id=self.worker_id).update(seen_at=now):
            WorkerPulse.objects.create(worker_id=self.worker_id, started_at=now, seen_at=now)
        reap(now, self.lost_after)
        tick(now)

    def run_task(self, db_task_result):
        super().run_task(db_task_result)
        if db_task_result.status != TaskResultStatus.FAILED:
            return
        wait = _seconds_until_next_try(db_task_result)
        if wait is not None:
            DBTaskResult.objects.filter(
                pk=db_task_result.pk,
                status=TaskResultStatus.FAILED,
                finished_at=db_task_result.finished_at,
            ).update(
                status=TaskResultStatus.READY,
                finished_at=None,
                run_after=timezone.now() + datetime.timedelta(seconds=wait),
            )


def _seconds_until_next_try(result):
    """None when the failure is final."""
    if result.exception_class_path in STOPPED_BY_HAND:
        return 0
    try:
        allowed = getattr(result.task.func, "retries", 0)
    except (ImportError, SuspiciousOperation):
        return None
    tries = len(result.worker_ids)
    return min(LONGEST_WAIT, 2**tries) if tries <= allowed else None
