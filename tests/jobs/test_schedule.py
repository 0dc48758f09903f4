import datetime
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jobs import schedule
from jobs.models import Schedule
from jobs.schedule import tick
from tests.jobs import tasks

NOW = timezone.now()
SECOND = datetime.timedelta(seconds=1)
TASK = tasks.broken
NAME = TASK.module_path
EACH_TEN_SECONDS = {NAME: (TASK, 10 * SECOND)}


def due(at):
    Schedule.objects.create(name=NAME, next_run=at)


def next_run():
    return Schedule.objects.get(name=NAME).next_run


def finish_all():
    DBTaskResult.objects.update(status="SUCCESSFUL")


@pytest.mark.django_db
def test_a_task_that_is_new_runs_at_once():
    assert tick(NOW, EACH_TEN_SECONDS) == 1
    assert DBTaskResult.objects.get().task_path == NAME
    assert next_run() == NOW + 10 * SECOND


@pytest.mark.django_db
def test_a_task_that_is_not_due_is_left_alone():
    due(NOW + SECOND)

    assert tick(NOW, EACH_TEN_SECONDS) == 0
    assert next_run() == NOW + SECOND


@pytest.mark.django_db
def test_a_task_that_is_hours_late_runs_once_and_keeps_its_beat():
    due(NOW - datetime.timedelta(hours=3, seconds=4))

    assert tick(NOW, EACH_TEN_SECONDS) == 1
    finish_all()
    assert tick(NOW, EACH_TEN_SECONDS) == 0
    assert next_run() == NOW + 6 * SECOND


@pytest.mark.django_db
def test_a_shorter_period_takes_effect_at_once():
    due(NOW + datetime.timedelta(days=1))

    assert tick(NOW, EACH_TEN_SECONDS) == 1
    assert next_run() == NOW + 10 * SECOND


@pytest.mark.django_db
def test_one_that_still_waits_in_the_queue_is_enough():
    tick(NOW, EACH_TEN_SECONDS)

    assert tick(NOW + 10 * SECOND, EACH_TEN_SECONDS) == 0
    finish_all()
    assert tick(NOW + 20 * SECOND, EACH_TEN_SECONDS) == 1


@pytest.mark.django_db
def test_a_schedule_moves_on_only_together_with_its_task(monkeypatch):
    due(NOW)
    unusable = {NAME: (None, 10 * SECOND)}

    with pytest.raises(AttributeError):
        tick(NOW, unusable)

    assert next_run() == NOW


def test_of_workers_that_tick_at_the_same_moment_one_enqueues(queue):
    due(NOW)
    won = []
    here, barrier = connections["default"], Barrier(4)

    def other_worker():
        connections["default"] = here.copy()
        barrier.wait()
        try:
            won.append(tick(NOW, EACH_TEN_SECONDS))
        finally:
            connections["default"].close()

    threads = [Thread(target=other_worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(won) == [0, 0, 0, 1]
    assert DBTaskResult.objects.count() == 1


def test_every_registers_the_task_under_its_path():
    task, period = schedule._recurring[tasks.each_second.module_path]

    assert task is tasks.each_second
    assert period == SECOND


def test_retries_are_a_mark_on_the_function():
    assert tasks.flaky.func.retries == 2
