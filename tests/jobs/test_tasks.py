import datetime

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs.models import WorkerPulse
from jobs.tasks import prune
from tests.jobs import tasks

pytestmark = pytest.mark.django_db


def finished(status, days):
    result = tasks.broken.enqueue()
    DBTaskResult.objects.filter(pk=result.id).update(
        status=status, finished_at=timezone.now() - datetime.timedelta(days=days)
    )
    return DBTaskResult.objects.filter(pk=result.id)


def test_pruning_deletes_old_successes_and_keeps_new_ones():
    old, new = finished("SUCCESSFUL", days=3), finished("SUCCESSFUL", days=1)

    prune.func()

    assert not old.exists()
    assert new.exists()


def test_pruning_keeps_failures_for_a_month():
    old, new = finished("FAILED", days=31), finished("FAILED", days=29)

    prune.func()

    assert not old.exists()
    assert new.exists()


def test_pruning_never_touches_a_task_that_waits():
    waiting = tasks.broken.enqueue()

    prune.func()

    assert DBTaskResult.objects.filter(pk=waiting.id).exists()


def test_pruning_forgets_workers_that_died_days_ago():
    long_ago = timezone.now() - datetime.timedelta(days=3)
    WorkerPulse.objects.create(worker_id="ada", started_at=long_ago, seen_at=long_ago)
    WorkerPulse.objects.create(worker_id="ben", started_at=long_ago, seen_at=timezone.now())

    prune.func()

    assert [pulse.worker_id for pulse in WorkerPulse.objects.all()] == ["ben"]
